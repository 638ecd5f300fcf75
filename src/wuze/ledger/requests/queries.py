"""What an actor sees of requests, and named reads. Not public: the asker, those above it, those who hand out or answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.ledger import whose
from wuze.ledger.requests import rules, states
from wuze.ledger.requests.enums import RequestState
from wuze.ledger.requests.models import Request, RequestAnswer, RequestTerm
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit

S = RequestState
HANDLERS = (UnitKind.DEPARTMENT, UnitKind.LEAD, UnitKind.TOWN, UnitKind.PARK, UnitKind.SECTOR)


def visible_to(actor: Actor) -> QuerySet[Request]:
    """The county for county-wide roles; else of one's own units and those below, and what they hand out or answer."""
    if whose.sees_all(actor):
        return Request.objects.all()
    if not actor.posts or not actor.may(Capability.SEE_TASKS):
        return Request.objects.none()
    own = Unit.objects.filter(registry.own_and_below(actor)).values("pk")
    return Request.objects.filter(Q(unit__in=own) | Q(keeper__in=own) | Q(handler__in=own))


def opened(actor: Actor) -> QuerySet[Request]:
    """With the units a page names."""
    return visible_to(actor).select_related("unit", "keeper", "handler")


def answers_of(row: Request) -> list[RequestAnswer]:
    """As answered."""
    return list(row.answers.select_related("unit"))


def held(pk: str) -> QuerySet[Request]:
    """The one a link is about: its bearer sees nothing else."""
    return Request.objects.filter(pk=pk).select_related("unit", "keeper", "handler")


def last_answer(row: Request) -> RequestAnswer | None:
    """The newest."""
    return row.answers.order_by("-on", "-pk").first()


# --- whose turn -------------------------------------------------------------------------------------------------------


def handling_units(actor: Actor) -> list[int]:
    """Units in which the actor hands out and answers."""
    return sorted({held.unit for held in actor.posts_that(Capability.EDIT_TASKS)})


def to_assign(actor: Actor) -> Q:
    """What the actor's unit has to hand out."""
    return Q(state=S.RAISED, keeper__in=handling_units(actor))


def to_answer(actor: Actor) -> Q:
    """What the actor's unit has to answer."""
    return Q(state__in=states.WITH_HANDLER, handler__in=handling_units(actor))


def to_judge(actor: Actor) -> Q:
    """Answers to the actor's own requests."""
    return Q(state=S.ANSWERED, unit__in=whose.own_units(actor))


def my_turn(actor: Actor) -> Q:
    """All three."""
    return to_assign(actor) | to_answer(actor) | to_judge(actor)


def overdue(today: date) -> Q:
    """Whoever holds it is late."""
    return Q(state__in=states.CLOCKED, due__lt=today)


# --- to whom ----------------------------------------------------------------------------------------------------------


def lead_office() -> Unit | None:
    """The county's."""
    return Unit.objects.filter(kind=UnitKind.LEAD, until=None).order_by("path").first()


def keeper_of(unit: Unit) -> Unit | None:
    """Who hands out: the superior by affiliation; where that is the county itself or another branch, the lead office."""
    above = registry.chain_of(unit)
    found = next((one for one in reversed(above) if one.kind in HANDLERS and one.until is None), None)
    return found or lead_office()


def handlers_for(actor: Actor, row: Request) -> QuerySet[Unit]:
    """Whom it may be given: everybody but branches for the lead office; the own unit and committees below for others."""
    units = Unit.objects.filter(registry.in_force(actor.today), kind__in=HANDLERS)
    if whose.in_office(actor):
        return units.order_by("path")
    return units.filter(path__startswith=row.keeper.path).order_by("path")


def others_to_take(actor: Actor, row: Request) -> QuerySet[Unit]:
    """To whom a department may pass it on: any other department, town or sector committee."""
    units = Unit.objects.filter(registry.in_force(actor.today), kind__in=HANDLERS)
    return units.exclude(pk=row.handler_id).order_by("path")


def branches_to_speak_for(actor: Actor) -> QuerySet[Unit]:
    """Party organisations for which the actor may enter on behalf."""
    found = Q(pk__in=[])
    for held in actor.posts_that(Capability.ENTER_FOR):
        found |= Q(path__startswith=held.path)
    units = Unit.objects.filter(registry.in_force(actor.today), kind=UnitKind.PARTY)
    units = units if Role.LEAD_CLERK in actor.roles else units.filter(found)
    return units.exclude(pk__in=whose.own_units(actor)).order_by("path")


def own_branches(actor: Actor) -> list[tuple[int, str]]:
    """Party organisations for which the actor speaks."""
    held = actor.posts_that(Capability.REPORT_TASKS)
    return sorted({(one.unit, one.unit_name) for one in held if one.unit_kind == UnitKind.PARTY})


# --- clocks -----------------------------------------------------------------------------------------------------------


def days_on(day: date) -> dict[str, int]:
    """Working days of each clock on a day. One query."""
    found = dict(rules.DAYS)
    rows = RequestTerm.objects.filter(since__lte=day).order_by("since")
    found.update({row.clock: row.days for row in rows})
    return found


def terms() -> QuerySet[RequestTerm]:
    """All, past ones too; no secret to anybody who sees requests."""
    return RequestTerm.objects.all()


@dataclass(frozen=True, slots=True)
class Kept:
    """How a unit kept its terms, and what the askers said: totals, no persons."""

    unit: str
    answered: int
    in_time: int
    late_now: int
    content: int = 0
    discontent: int = 0


def kept_by_handlers(actor: Actor, since: date, until: date) -> list[Kept]:
    """Answers of a period by department, and what lies there late today. Two queries."""
    seen = visible_to(actor)
    rows = RequestAnswer.objects.filter(request__in=seen.values("pk"), on__gte=since, on__lt=until)
    found = rows.order_by().values("unit", "unit__name", "unit__path").annotate(
        answered=Count("pk"), in_time=Count("pk", filter=Q(on__lte=F("due"))),
        content_n=Count("pk", filter=Q(content=True)), discontent_n=Count("pk", filter=Q(content=False)),
    )  # fmt: skip
    late = _late_now(seen.filter(state__in=states.WITH_HANDLER), "handler", actor.today)
    lines = {
        row["unit__path"]: Kept(
            row["unit__name"], row["answered"], row["in_time"], late.pop(row["unit__path"], ("", 0))[1], row["content_n"],
            row["discontent_n"],
        )
        for row in found
    }  # fmt: skip
    lines |= {path: Kept(name, 0, 0, number) for path, (name, number) in late.items()}
    return [lines[path] for path in sorted(lines)]


def kept_by_keepers(actor: Actor, since: date, until: date) -> list[Kept]:
    """What was handed out in a period by whoever hands out, measured against its own term. Two queries."""
    seen = visible_to(actor)
    found = seen.filter(assigned_on__gte=since, assigned_on__lt=until).order_by().values(
        "keeper__name", "keeper__path").annotate(n=Count("pk"), good=Count("pk", filter=Q(dispatch_late=0)))  # fmt: skip
    late = _late_now(seen.filter(state=S.RAISED), "keeper", actor.today)
    lines = {
        row["keeper__path"]: Kept(row["keeper__name"], row["n"], row["good"], late.pop(row["keeper__path"], ("", 0))[1])
        for row in found
    }
    lines |= {path: Kept(name, 0, 0, number) for path, (name, number) in late.items()}
    return [lines[path] for path in sorted(lines)]


def _late_now(rows: QuerySet[Request], who: str, today: date) -> dict[str, tuple[str, int]]:
    late = rows.filter(due__lt=today).order_by().values(f"{who}__path", f"{who}__name").annotate(n=Count("pk"))
    found: Mapping[str, tuple[str, int]] = {row[f"{who}__path"]: (row[f"{who}__name"], row["n"]) for row in late}
    return dict(found)


@dataclass(frozen=True, slots=True)
class Totals:
    """The county's year in one line."""

    raised: int
    open: int
    late: int
    answered: int
    in_time: int
    good: int
    bad: int


Condition = dict[str, Q]


def _summed(
    actor: Actor, since: date, until: date
) -> tuple[QuerySet[Request], Condition, QuerySet[RequestAnswer], Condition]:
    """What the actor sees and which of it each number counts: requests, then the period's answers."""
    seen = visible_to(actor)
    requests = {
        "raised": Q(raised_on__gte=since, raised_on__lt=until), "open": Q(state__in=states.OPEN),
        "late": overdue(actor.today),
    }  # fmt: skip
    answers = RequestAnswer.objects.filter(request__in=seen.values("pk"), on__gte=since, on__lt=until)
    return seen, requests, answers, {
        "answered": Q(pk__isnull=False), "in_time": Q(on__lte=F("due")), "good": Q(content=True),
        "bad": Q(content=False),
    }  # fmt: skip


def totals(actor: Actor, since: date, until: date) -> Totals:
    """Of what the actor sees. Two queries."""
    seen, requests, answers, said = _summed(actor, since, until)
    one = seen.aggregate(**{name: Count("pk", filter=condition) for name, condition in requests.items()})
    two = answers.aggregate(**{name: Count("pk", filter=condition) for name, condition in said.items()})
    return Totals(**one, **two)


def totalled(actor: Actor, since: date, until: date) -> dict[str, QuerySet[Any]]:
    """The rows of each number, for whoever counts them together with others."""
    seen, requests, answers, said = _summed(actor, since, until)
    return {name: seen.filter(condition) for name, condition in requests.items()} | {
        name: answers.filter(condition) for name, condition in said.items()
    }
