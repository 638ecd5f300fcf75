"""The year's list taken over, changed, shortened. One function, one transaction, one entry."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.duty.years import policy, queries, rules
from wuze.duty.years.defaults import LINES
from wuze.duty.years.models import YearLine
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "duty.year_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a line says."""

    title: str
    requirement: str
    standard: str
    audience: list[str]
    start_month: int
    start_day: int
    due_month: int
    due_day: int
    after: bool = False


def _check(content: Content) -> None:
    start, due = (content.start_month, content.start_day), (content.due_month, content.due_day)
    if fault := rules.days_fault(start, due, after=content.after):
        raise Invalid("years.days", {"due_day": fault})


def _note(code: str, actor: Actor, row: YearLine, **after: object) -> None:
    thing = Thing(KIND, str(row.pk), row.title)
    record(code, at=actor.at, who=actor.who(), thing=thing, after=after, origin=actor.origin)


def _next() -> int:
    return (YearLine.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1


@transaction.atomic
def adopt(actor: Actor) -> int:
    """用现成的: only while the list is empty. How many lines there are then."""
    refuse(policy.why_not_adopt(actor))
    rows = [
        YearLine(
            number=number, title=title, requirement=requirement, standard=standard, audience=[kind.value for kind in who],
            start_month=start[0], start_day=start[1], due_month=due[0], due_day=due[1], after=after,
        )
        for number, (title, requirement, standard, who, start, due, after) in enumerate(LINES, 1)
    ]  # fmt: skip
    YearLine.objects.bulk_create(rows)
    thing = Thing(KIND, "all", "年度安排")
    record(
        "duty.year_adopted", at=actor.at, who=actor.who(), thing=thing, after={"lines": len(rows)}, origin=actor.origin
    )
    return len(rows)


@transaction.atomic
def add(actor: Actor, content: Content) -> YearLine:
    """加一项, at the end."""
    refuse(policy.why_not_keep(actor))
    _check(content)
    row = YearLine.objects.create(number=_next(), **asdict(content))
    _note("duty.year_line_added", actor, row, who=queries.audience_of(row), due=f"{row.due_month}月{row.due_day}日")
    return row


@transaction.atomic
def edit(actor: Actor, pk: int, content: Content, *, version: int | None) -> YearLine:
    """改一项: what was issued already stays as it is."""
    row = YearLine.objects.select_for_update().get(pk=pk)
    same_version(row.version, version)
    refuse(policy.why_not_keep(actor))
    _check(content)
    for name, value in asdict(content).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _note("duty.year_line_edited", actor, row, who=queries.audience_of(row), due=f"{row.due_month}月{row.due_day}日")
    return row


@transaction.atomic
def drop(actor: Actor, pk: int, *, version: int | None, reason: str) -> YearLine:
    """去掉一项, with the reason; its number is not given again."""
    row = YearLine.objects.select_for_update().get(pk=pk)
    same_version(row.version, version)
    refuse(policy.why_not_keep(actor))
    row.dropped = True
    row.version += 1
    row.save()
    _note("duty.year_line_dropped", actor, row, reason=reason.strip())
    return row
