"""The past of a round, its runs, its inputs."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from wuze.assessment.rounds.enums import ObjectionState, RunState
from wuze.assessment.rounds.models import Calculation, Decision, Objection, Proof, Round, Step, Upload


def history_of(row: Round) -> list[Step]:
    """Steps as they came."""
    return list(row.history.all())


def alone(steps: list[Step]) -> bool:
    """Was everything done by one account (一人经办)?"""
    return len(steps) > 1 and len({step.user for step in steps}) == 1


def calculation_of(row: Round) -> Calculation | None:
    """The run in force."""
    return Calculation.objects.filter(pk=row.calculation).first() if row.calculation else None


def calculations_of(row: Round) -> list[Calculation]:
    """All runs, newest first."""
    return list(row.calculations.all())


def under_way(row: Round) -> Calculation | Proof | None:
    """What the worker has to do for a round, or does: a run, or a proof of the one in force."""
    open_ = (RunState.WAITING, RunState.RUNNING)
    run = row.calculations.filter(state__in=open_).first()
    return run or Proof.objects.filter(calculation__round=row, state__in=open_).first()


def failed_proof(row: Round) -> Proof | None:
    """The last proof of the run in force, where it did not come to the settling."""
    last = Proof.objects.filter(calculation=row.calculation).first() if row.calculation else None
    return last if last is not None and last.state == RunState.FAILED else None


def numbers_of(rows: list[Round]) -> tuple[dict[int, Calculation], dict[int, int]]:
    """The runs in force of these rounds by their number, and challenges without an answer by round."""
    runs = Calculation.objects.filter(pk__in=[row.calculation for row in rows if row.calculation]).only(
        "count", "provisional"
    )
    open_ = Objection.objects.filter(result__member__round__in=rows, state=ObjectionState.OPEN).order_by()
    waits = dict(open_.values_list("result__member__round").annotate(n=Count("pk")))
    return {run.pk: run for run in runs}, waits


def uploads_of(row: Round) -> QuerySet[Upload]:
    """Workbooks, without their content."""
    return row.uploads.defer("tables")


def decisions_of(row: Round) -> QuerySet[Decision]:
    """What was decided about missing facts."""
    return row.decisions.filter(void=False)
