"""All tables of this package, where Django looks for them."""

from __future__ import annotations

from wuze.duty.agenda.models import Agenda, AgendaNumber, Decision, MajorProblem
from wuze.duty.assignments.models import Assignment
from wuze.duty.contacts.models import Liaison, Promise, Visit
from wuze.duty.editions.models import Duty, DutyEdition, DutyPart
from wuze.duty.notices.models import DutyNotice, NoticeFile
from wuze.duty.years.models import YearLine

__all__ = [
    "Agenda",
    "AgendaNumber",
    "Assignment",
    "Decision",
    "Duty",
    "DutyEdition",
    "DutyNotice",
    "DutyPart",
    "Liaison",
    "MajorProblem",
    "NoticeFile",
    "Promise",
    "Visit",
    "YearLine",
]
