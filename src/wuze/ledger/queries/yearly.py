"""The year's list as it would be issued today, and the tasks that follow from a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.duty.years import queries as years
from wuze.duty.years import rules as year_rules
from wuze.duty.years.models import YearLine
from wuze.duty.years.rules import Span
from wuze.ledger import rules
from wuze.ledger.enums import TaskState, Why
from wuze.ledger.models import Task
from wuze.ledger.queries.issuing import may_issue_to
from wuze.ledger.queries.seen import visible_to, with_units
from wuze.registry.models import Unit


class Unready(models.TextChoices):
    """Why a line would not be issued today; "" where it would."""

    NO = "", "可以交办"
    PAST = "past", "节点已过"
    SHORT = "short", "离节点太近，要逐件立项、写理由报批"
    DONE = "done", "都交办过了"
    NOBODY = "nobody", "没有这一类单位"


@dataclass(frozen=True, slots=True)
class Planned:
    """One line in one year: its days, the units it would go to, how many have it already."""

    line: YearLine
    year: int
    code: str
    who: str
    span: Span
    fresh: tuple[Unit, ...]
    there: int
    unready: Unready


def planned(actor: Actor, year: int) -> list[Planned]:
    """Line by line. A unit that has the line of that year, in any state but cancelled, is not asked again."""
    units = defaultdict(list)
    for unit in may_issue_to(actor).order_by("path"):
        units[unit.kind].append(unit)
    lines = list(years.visible_to(actor))
    there: dict[str, set[int]] = defaultdict(set)
    codes = [year_rules.code(year, line.number) for line in lines]
    rows = Task.objects.filter(why=Why.TEMPLATE, why_code__in=codes).exclude(state=TaskState.CANCELLED).order_by()
    for code, lead in rows.values_list("why_code", "lead"):
        there[code].add(lead)
    found = []
    for line, code in zip(lines, codes, strict=True):
        asked = [unit for kind in line.audience for unit in units[kind]]
        fresh = tuple(unit for unit in asked if unit.pk not in there[code])
        span = years.span_of(line, year)
        unready = _unready(actor, span, asked, fresh)
        found.append(Planned(line, year, code, years.audience_of(line), span, fresh, len(asked) - len(fresh), unready))
    return found


def _unready(actor: Actor, span: Span, asked: Collection[Unit], fresh: Collection[Unit]) -> Unready:
    if not asked:
        return Unready.NOBODY
    if not fresh:
        return Unready.DONE
    if span.due < actor.today:
        return Unready.PAST
    return Unready.SHORT if rules.is_short(actor.today, span.due) else Unready.NO


def of_codes(actor: Actor, codes: Collection[str]) -> QuerySet[Task]:
    """Tasks that follow from these decisions, of what the actor sees."""
    rows = visible_to(actor).filter(why=Why.DECISION, why_code__in=codes)
    return with_units(rows).order_by("why_code", "code")
