"""The year's list: whoever sees 明责 sees all of it."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.years import rules
from wuze.duty.years.enums import Audience
from wuze.duty.years.models import YearLine
from wuze.duty.years.rules import Span


def visible_to(actor: Actor) -> QuerySet[YearLine]:
    """In the order of the list, without dropped ones."""
    rows = YearLine.objects.filter(dropped=False)
    return rows if actor.may(Capability.SEE_AGENDA) else rows.none()


def span_of(line: YearLine, year: int) -> Span:
    """Its days in a year."""
    start, due = (line.start_month, line.start_day), (line.due_month, line.due_day)
    return rules.span(year, start, due, after=line.after)


def audience_of(line: YearLine) -> str:
    """Who, in words."""
    return "、".join(str(Audience(kind).label) for kind in line.audience)
