"""All tables of this package, where Django looks for them."""

from __future__ import annotations

from wuze.duty.assignments.models import Assignment
from wuze.duty.editions.models import Duty, DutyEdition, DutyPart
from wuze.duty.notices.models import DutyNotice

__all__ = ["Assignment", "Duty", "DutyEdition", "DutyNotice", "DutyPart"]
