"""Results: who sees which, the list's rows, the picture of their distribution, challenges."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from wuze.accounts.values import Actor
from wuze.assessment.rounds.enums import REVIEWED, ObjectionState, RoundState
from wuze.assessment.rounds.models import Calculation, EntryFile, Objection, ObjectionFile, Result, Round
from wuze.assessment.rounds.queries.seen import offices, visible_to
from wuze.assessment.rounds.states import PUBLISHED
from wuze.registry.queries import own_and_below


def results_visible_to(actor: Actor) -> QuerySet[Result]:
    """Each unit its own, superiors theirs, the office every run of its rounds; nothing before it was fed back."""
    seen = Q(member__round__unit__in=offices(actor))
    published = Q(calculation=F("member__round__calculation"), member__round__state__in=PUBLISHED)
    below = own_and_below(actor, "member__unit__")
    if actor.sees_county:
        below |= Q(member__round__isnull=False)
    rows = Result.objects.filter(seen | (published & below), member__round__in=visible_to(actor).values("pk"))
    return rows.select_related("calculation", "member__unit", "member__round__edition", "member__round__unit")


def of_calculation(rows: QuerySet[Result], calculation: Calculation | None) -> QuerySet[Result]:
    """Those of one run, as the list shows them."""
    held = Case(
        When(~Q(final=""), then="final"), When(~Q(proposed=""), then="proposed"), default="grade", output_field=CharField()
    )  # fmt: skip
    found = rows.filter(calculation=calculation.pk if calculation else None)
    return found.annotate(held=held).defer("facts", "items")


def with_all(calculation: Calculation) -> QuerySet[Result]:
    """Every result of a run with its subject, in the order of the roster."""
    return (
        Result.objects.filter(calculation=calculation).select_related("member").order_by("member__order", "member_id")
    )


def mine(actor: Actor) -> QuerySet[Result]:
    """Results of the units one belongs to, over all rounds, each with ``ranks``, how many in its group have one; newest
    first."""
    units = sorted({held.unit for held in actor.posts})
    ranked = Result.objects.filter(
        calculation=OuterRef("calculation"), group=OuterRef("group"), rank__isnull=False
    ).order_by().values("calculation").annotate(n=Count("pk")).values("n")  # fmt: skip
    return results_visible_to(actor).filter(
        member__unit__in=units, calculation=F("member__round__calculation"), member__round__state__in=PUBLISHED
    ).annotate(ranks=Subquery(ranked)).order_by("-member__round__year", "-member__round_id")  # fmt: skip


def correction_of(actor: Actor, result: Result) -> Result | None:
    """The same subject's result in a published correction of a settled round."""
    row = result.member.round
    if row.state != RoundState.SETTLED:
        return None
    same = {
        "member__round__corrects": row,
        "member__code": result.member.code,
        "member__round__state": RoundState.SETTLED,
    }
    return results_visible_to(actor).filter(calculation=F("member__round__calculation"), **same).first()


def group_totals(result: Result) -> list[Decimal]:
    """Totals of those in the same group who have a rank, best first: for the median and the number of ranks, no names."""
    rows = Result.objects.filter(calculation=result.calculation_id, group=result.group, rank__isnull=False)
    places = result.calculation.places
    return [Decimal(points).scaleb(-places) for points in rows.order_by("-points").values_list("points", flat=True)]


def counted(rows: QuerySet[Result]) -> tuple[int, int]:
    """How many, and how many of them with missing facts. One query."""
    found = rows.order_by().aggregate(n=Count("pk"), left_out=Count("pk", filter=Q(provisional=True)))
    return found["n"], found["left_out"]


def review_left(row: Round) -> int:
    """How many of those to be looked at again have no score of the stage 复核. One query."""
    rows = Result.objects.filter(calculation=row.calculation).exclude(member__review="").order_by()
    return sum(REVIEWED not in flags for flags in rows.values_list("flags", flat=True))


def peers_of(result: Result) -> list[tuple[int | None, dict[str, Any], dict[str, str | None]]]:
    """Rank, items and parts of those in the group with the same total; no names. One query."""
    if result.rank is None:
        return []
    rows = Result.objects.filter(
        calculation=result.calculation_id, group=result.group, points=result.points, rank__isnull=False
    ).exclude(pk=result.pk)  # fmt: skip
    return list(rows.order_by("rank", "pk").values_list("rank", "items", "parts")[:PEERS])


PEERS = 50


def histogram(rows: QuerySet[Result], places: int, step: int = 5) -> list[tuple[int, int]]:
    """How many lie in each stretch of so many points, those with missing facts left out: (from, number), lowest first."""
    unit = step * 10**places
    counts: dict[int, int] = {}
    for points in rows.filter(provisional=False).order_by().values_list("points", flat=True):
        counts[points // unit] = counts.get(points // unit, 0) + 1
    if not counts:
        return []
    return [(at * step, counts.get(at, 0)) for at in range(min(counts), max(counts) + 1)]


def objections_about(result: Result) -> list[Objection]:
    """Challenges of this subject's figures in this round, whatever run they were about."""
    rows = Objection.objects.filter(result__member=result.member_id)
    files = Prefetch("files", ObjectionFile.objects.select_related("file"))
    return list(rows.select_related("result__calculation").prefetch_related(files))


def objections_visible_to(actor: Actor) -> QuerySet[Objection]:
    """Challenges of the subjects whose score cards the actor sees, whatever run they were about."""
    rows = Objection.objects.filter(result__member__in=results_visible_to(actor).values("member"))
    return rows.select_related("result__member__unit", "result__member__round__unit")


def objections_of(actor: Actor, row: Round) -> QuerySet[Objection]:
    """Challenges in a round that the actor may see."""
    rows = Objection.objects.filter(result__member__round=row)
    if row.unit_id not in offices(actor):
        rows = rows.filter(members_below_of(actor))
    return rows.select_related("result__member__unit", "result__member__round", "result__calculation")


def members_below_of(actor: Actor) -> Q:
    """The same as ``members_below``, from a challenge."""
    return own_and_below(actor, "result__member__unit__") if not actor.sees_county else Q()


def papers_about(result: Result) -> QuerySet[EntryFile]:
    """What stands behind the entries of the year about this subject: whoever sees the card sees the entries."""
    rows = EntryFile.objects.filter(thing__member=result.member_id, thing__void_by="", gone_on=None)
    return rows.select_related("file")


def files_of_objection(one: Objection) -> QuerySet[ObjectionFile]:
    """Its evidence, as it came."""
    return one.files.select_related("file")


def objections_open(row: Round, states: Sequence[str] = (ObjectionState.OPEN,)) -> int:
    """How many wait, those of the checking window only: a later one suspends nothing."""
    return Objection.objects.filter(result__member__round=row, state__in=states, late=False).count()


def objections_upheld(row: Round) -> int:
    """How many hold against the run in force: it has to be computed anew."""
    return Objection.objects.filter(result__calculation=row.calculation, state=ObjectionState.UPHELD).count()


def objections_to_answer(actor: Actor) -> QuerySet[Objection]:
    """Challenges in the rounds one runs, discarded ones left out."""
    rows = Objection.objects.filter(result__member__round__unit__in=offices(actor))
    rows = rows.exclude(result__member__round__state=RoundState.DISCARDED)
    return rows.select_related("result__member__round__unit", "result__member__unit", "result__calculation")


Options = list[tuple[str, str]]


def choices_of(rows: QuerySet[Result]) -> tuple[Options, Options, Options]:
    """Groups, types and places that occur, for the filters of the list: one query."""
    found = rows.order_by().values_list("group", "member__type", "member__place").distinct()
    columns = [sorted({one for one in column if one}) for column in zip(*found, strict=True)] or [[], [], []]
    groups, types, places = ([(one, one) for one in column] for column in columns)
    return groups, types, places
