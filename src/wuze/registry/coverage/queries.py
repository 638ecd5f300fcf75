"""Coverage as it stood on a day, of what the actor sees: numbers set by set, the rows behind them, questions, blanks.

The past includes rows that were merged since, and rows that moved to another place since: they count where they stood
on that day, for whoever looked after that place. The number of queries depends on neither rows nor towns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Length, Substr

from wuze.accounts.values import Actor
from wuze.kernel.web.counted import SLICE, Piece, Slices, slice_of, within
from wuze.registry.coverage import rules
from wuze.registry.coverage.rules import Limits, State, Tally
from wuze.registry.enums import CoverKind, Form, LimitCode, Question, RegionKind, Status, UnitKind
from wuze.registry.memo import together
from wuze.registry.models import (
    Coverage,
    CoverAnswer,
    CoverLimit,
    CoverStep,
    Organisation,
    OrganisationType,
    PartyOrganisation,
    Region,
    Standing,
    Unit,
)  # fmt: skip
from wuze.registry.organisations import queries as organisations
from wuze.registry.parties.queries import term_over
from wuze.registry.parties.rules import months_later
from wuze.registry.queries import in_force, visible_to

RANK = Case(*(When(kind=kind, then=Value(rank)) for kind, rank in rules.RANKS.items()))
GROUPS = ("region", "sector", "type")
"""What the rates can be broken down by; a region stands for its town."""

OPERATING = Q(status=Status.OPERATING)
OUGHT = OPERATING & Q(members__gte=rules.OUGHT)
BASES: Mapping[str, Q] = {"operating": OPERATING, "registered": ~Q(status=Status.CLOSED), "ought": OUGHT}


def limits_on(day: date) -> Limits:
    """What the county had set by this day, the usual for the rest. One query."""
    rows = CoverLimit.objects.filter(since__lte=day).order_by("since").values_list("code", "value")
    return {**rules.USUAL, **dict(rows)}


def limits_set() -> QuerySet[CoverLimit]:
    """All that was ever set."""
    return CoverLimit.objects.all()


def types() -> QuerySet[OrganisationType]:
    """The county's types, in its order."""
    return OrganisationType.objects.all()


# --- the rows of a day ------------------------------------------------------------------------------------------------


def _seen(actor: Actor | None, day: date) -> Q:
    """Rows that counted for the actor on the day. None: the program itself, for facts."""
    return Q() if actor is None else organisations.stood(actor, day)


def standings_on(actor: Actor | None, day: date) -> QuerySet[Standing]:
    """How each organisation that counted for the actor stood on the day; closed ones too."""
    return Standing.objects.filter(in_force(day), _seen(actor, day))


def covered_by(day: date, kinds: Sequence[str] = ()) -> Q:
    """Standings whose organisation was covered on the day in one of these ways (none named: in any)."""
    rows = Coverage.objects.filter(in_force(day), organisation=OuterRef("organisation"))
    return Q(Exists(rows.filter(kind__in=kinds) if kinds else rows))


def is_what(what: str, day: date, limits: Limits) -> Q:
    """The condition of a list behind a figure: covered in a way, or not covered."""
    party = covered_by(day, rules.party_kinds(limits))
    found = {"party": party, "none": ~covered_by(day), "any": covered_by(day), "unbuilt": ~party}
    return found[what] if what in found else covered_by(day, (what,))


def rows_on(actor: Actor, day: date) -> QuerySet[Standing]:
    """The list behind the figures: each row with its coverages of that day."""
    covers = Coverage.objects.filter(in_force(day)).select_related("party", "person").order_by("kind", "since")
    now = Prefetch("organisation__coverages", covers, to_attr="on_day")
    rows = standings_on(actor, day).exclude(status=Status.CLOSED)
    today = Coalesce(OuterRef("organisation__merged_into"), OuterRef("organisation"))
    rows = rows.annotate(here=Exists(organisations.visible_to(actor).filter(pk=today)))
    return rows.select_related("organisation", "type", "region", "sector").prefetch_related(now)


# --- numbers ----------------------------------------------------------------------------------------------------------


def alike(actor: Actor | None, day: date, group: str, some: Slices = None) -> Iterable[Piece]:
    """How many organisations of each slice, and of each region, sector or type (0: none), were in each state on the day.
    One query: those that count alike are counted together."""
    held = Coverage.objects.filter(in_force(day), organisation=OuterRef("organisation")).order_by()
    best = held.values("organisation").annotate(rank=Min(RANK)).values("rank")
    rank = Coalesce(Subquery(best), Value(rules.BLANK))
    many = Case(When(members__gte=rules.OUGHT, then=Value(1)), default=Value(0))
    rows = standings_on(actor, day).filter(within("organisation", some)).annotate(many_=many, rank_=rank).order_by()
    sorts = rows.values_list(slice_of("organisation"), f"{group}_id", "status", "many_", "rank_")
    for place, key, *state, number in sorts.annotate(n=Count("pk")):
        yield place, (key or 0, State(*state)), number


def tallied(found: Mapping[tuple[int, State], int], base: str, limits: Limits) -> dict[int, Tally]:
    """The numbers of each region, sector or type."""
    sums: dict[int, Tally] = defaultdict(Tally)
    for (key, state), number in found.items():
        sums[key] += rules.tally_of(state, base, limits, number)
    return dict(sums)


def tallies(actor: Actor | None, day: date, group: str, base: str, limits: Limits) -> dict[int, Tally]:
    """The same, counted now."""
    return tallied(together(alike(actor, day, group)), base, limits)


@dataclass(frozen=True, slots=True)
class Part:
    """One town, sector or type, with the value of its filter."""

    key: str
    name: str
    tally: Tally


def parts(found: Mapping[int, Tally], group: str) -> list[Part]:
    """The groups named, by the county's order; regions are put together by town. One query."""
    if group == "region":
        return _towns(found)
    if group == "type":
        types = OrganisationType.objects.filter(pk__in=found).values_list("pk", "name")
        return [Part(str(key), name, found[key]) for key, name in types]
    units = Unit.objects.filter(pk__in=found).order_by("path").values_list("pk", "name", "short")
    named = [Part(str(key), short or name, found[key]) for key, name, short in units]
    return [*named, Part("0", "没有定行业主管", found[0])] if 0 in found else named


def _towns(found: Mapping[int, Tally]) -> list[Part]:
    places = list(Region.objects.order_by("code").values_list("pk", "code", "name", "kind"))
    names = {code[:9]: name for _, code, name, kind in places if kind != RegionKind.VILLAGE}
    sums: dict[str, Tally] = defaultdict(Tally)
    for key, code, _, _ in places:
        if key in found:
            sums[code[:9]] += found[key]
    return [Part(code, names.get(code, code), one) for code, one in sorted(sums.items())]


def moves(actor: Actor, days: Sequence[date], some: Slices = None) -> Iterable[Piece]:
    """Of organisations for which anything changed between the first and the last of these days: how many were in each state
    on each of the days, by its place among them. Two queries, whatever the number of days."""
    first, until = days[0], days[-1]
    mine = within("organisation", some)
    span = mine & (Q(since__gt=first, since__lte=until) | Q(until__gt=first, until__lte=until))
    moved = Q(organisation__in=Standing.objects.filter(span).order_by().values("organisation"))
    moved |= Q(organisation__in=Coverage.objects.filter(span).order_by().values("organisation"))
    inside = Q(since__lte=until) & (Q(until=None) | Q(until__gt=first))
    held: dict[int, list[int]] = {}
    covers = Coverage.objects.filter(inside, moved).order_by()
    for key, since, end, kind in covers.values_list("organisation_id", "since", "until", "kind"):
        held.setdefault(key, [0] * rules.BLANK)[rules.RANKS[kind]] |= _on(days, since, end)
    same: Counter[tuple[int, str, int, int, tuple[int, ...]]] = Counter()
    nothing = [0] * rules.BLANK
    stood = Standing.objects.filter(inside, moved, _seen(actor, until)).order_by()
    for key, since, end, status, members in stood.values_list("organisation_id", "since", "until", "status", "members"):
        many = int((members or 0) >= rules.OUGHT)
        same[key // SLICE, status, many, _on(days, since, end), tuple(held.get(key, nothing))] += 1
    for (piece, status, many, there, covered), number in same.items():
        for place in range(len(days)):
            if there >> place & 1:
                rank = next((one for one, bits in enumerate(covered) if bits >> place & 1), rules.BLANK)
                yield piece, (place, State(status, many, rank)), number


def trend(
    found: Mapping[tuple[int, State], int], days: Sequence[date], last: Tally, base: str, limits: Limits
) -> list[Tally]:  # fmt: skip
    """The whole on each day from what moved; ``last`` is that of the last day."""
    sums = tallied(found, base, limits)
    then = [sums.get(place, Tally()) for place in range(len(days))]
    return [last - then[-1] + one for one in then]


def _on(days: Sequence[date], since: date, until: date | None) -> int:
    """Which of the days a period covers: one bit a day."""
    begin = bisect_left(days, since)
    end = len(days) if until is None else bisect_left(days, until)
    return max((1 << end) - (1 << begin), 0)


def instructors_by(day: date, group: str) -> dict[str, int]:
    """How many people cover as instructors on the day, by town or sector: one counts once in each. One query."""
    held = in_force(day, "organisation__coverages__") & Q(organisation__coverages__kind=CoverKind.INSTRUCTOR)
    key = "region__code" if group == "region" else "sector"
    rows = Standing.objects.filter(in_force(day), held).order_by()
    people: dict[str, set[int]] = defaultdict(set)
    for place, person in rows.values_list(key, "organisation__coverages__person").distinct():
        people[str(place)[:9] if group == "region" else str(place)].add(person)
    return {place: len(there - {None}) for place, there in people.items()}


# --- questions --------------------------------------------------------------------------------------------------------


def questioned(actor: Actor, question: str, limits: Limits) -> QuerySet[PartyOrganisation]:
    """Party organisations the rule asks about today and whose last answer is too old."""
    day = actor.today
    answered = CoverAnswer.objects.filter(unit=OuterRef("unit"), question=question)
    fresh = answered.filter(on__gt=rules.asked_again(day, limits))
    seen = visible_to(actor).filter(in_force(day), kind=UnitKind.PARTY).values("pk")
    rows = PartyOrganisation.objects.filter(~Exists(fresh), unit__in=seen)
    if question == Question.MANY:
        covers, most = Coverage.objects.filter(in_force(day), party=OuterRef("unit")).order_by(), limits[LimitCode.MANY]
        another = covers.values("organisation").distinct()[most : most + 1]
        return rows.filter(Exists(another)).exclude(form__in=(Form.COMMITTEE, Form.GENERAL))
    return rows.filter(Q(active_on=None) | Q(active_on__lt=rules.silent_before(day, limits)))


def as_asked(rows: QuerySet[PartyOrganisation], question: str, day: date) -> QuerySet[PartyOrganisation]:
    """These with what a list shows of them: ``covers``, ``above``, ``asked``."""
    return rows.select_related("unit__region").annotate(covers=_covers(day), above=_superior(), asked=Value(question))


def _covers(day: date) -> Coalesce:
    held = Coverage.objects.filter(in_force(day), party=OuterRef("unit")).order_by().values("party")
    return Coalesce(Subquery(held.annotate(n=Count("organisation", distinct=True)).values("n")[:1]), 0)


def _superior() -> Subquery:
    path = OuterRef("unit__path")
    return Subquery(Unit.objects.filter(path=Substr(path, 1, Length(path) - 4)).values("name")[:1])


def party_seen(actor: Actor, unit: int) -> QuerySet[PartyOrganisation]:
    """One Party organisation, if the actor sees its unit."""
    return PartyOrganisation.objects.filter(unit__in=visible_to(actor), unit=unit).select_related("unit")


def answers(actor: Actor) -> QuerySet[CoverAnswer]:
    """What was answered, of the units the actor sees."""
    return CoverAnswer.objects.filter(unit__in=visible_to(actor)).select_related("unit")


# --- the drive --------------------------------------------------------------------------------------------------------


def blanks(actor: Actor) -> QuerySet[Organisation]:
    """Operating organisations that nobody covers today, and those that ought to have a Party organisation and have none,
    with the next step. ``ought`` marks the latter."""
    day = actor.today
    party = organisations.covered(day, *rules.party_kinds(limits_on(day)))
    return driven(actor).filter(OPERATING, ~Q(organisations.covered(day)) | (OUGHT & ~Q(party)))


def driven(actor: Actor) -> QuerySet[Organisation]:
    """All that is seen, as the drive shows it."""
    rows = organisations.visible_to(actor).select_related("region", "type", "sector", "cover_step")
    return rows.annotate(ought=Case(When(OUGHT, then=Value(1)), default=Value(0)), due=F("cover_step__due"))


class Owner(NamedTuple):
    """A town with its blanks: how many, without a step, overdue."""

    code: str
    name: str
    number: int
    idle: int
    late: int


OWNED = ("number", "idle", "late")


def blank_numbers(actor: Actor, some: Slices = None) -> Iterable[Piece]:
    """Blanks by slice and town: all, without a step, overdue. One query."""
    counts = blanks(actor).filter(within("pk", some)).order_by().values_list(slice_of("pk"), "region__code")
    counts = counts.annotate(
        n=Count("pk"), idle=Count("pk", filter=Q(due=None)), late=Count("pk", filter=Q(due__lt=actor.today))
    )
    for place, code, *three in counts:
        yield from ((place, (code[:9], name), number) for name, number in zip(OWNED, three, strict=True))


def owners(found: Mapping[tuple[str, str], int]) -> list[Owner]:
    """Towns with blanks, most first. One query."""
    names = dict(Region.objects.exclude(kind=RegionKind.VILLAGE).values_list("code", "name"))
    codes = {code for code, _ in found}
    rows = [
        Owner(code, names.get(f"{code:0<12}", code), *(found.get((code, one), 0) for one in OWNED)) for code in codes
    ]
    return sorted(rows, key=lambda one: (-one.number, one.code))


def step_of(pk: int) -> CoverStep | None:
    """The next step that stands."""
    return CoverStep.objects.filter(organisation=pk).first()


# --- terms ------------------------------------------------------------------------------------------------------------


def terms(actor: Actor) -> tuple[int, int, int, int]:
    """Party organisations whose term is over, over within three months, within six (each with those before, as the list
    of Party organisations counts); and how many have a term. One query."""
    day = actor.today
    seen = visible_to(actor).filter(in_force(day), kind=UnitKind.PARTY).values("pk")
    over, three, six = (term_over(months_later(day, months)) for months in (0, 3, 6))
    found = PartyOrganisation.objects.filter(unit__in=seen).aggregate(
        over=Count("pk", filter=over), three=Count("pk", filter=three), six=Count("pk", filter=six),
        all=Count("pk", filter=Q(term_since__isnull=False)),
    )  # fmt: skip
    return found["over"], found["three"], found["six"], found["all"]
