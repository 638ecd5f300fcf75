"""All tables of this package, where Django looks for them."""

from __future__ import annotations

from wuze.duty.agenda.models import Agenda, AgendaNumber, Decision, MajorProblem
from wuze.duty.contacts.models import Liaison, Promise, Visit
from wuze.duty.years.models import YearLine

__all__ = ["Agenda", "AgendaNumber", "Decision", "Liaison", "MajorProblem", "Promise", "Visit", "YearLine"]
