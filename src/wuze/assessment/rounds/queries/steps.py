"""The past of a round, its runs, its inputs."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.assessment.rounds.enums import RunState
from wuze.assessment.rounds.models import Calculation, Decision, Proof, Round, Step, Upload


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


def uploads_of(row: Round) -> QuerySet[Upload]:
    """Workbooks, without their content."""
    return row.uploads.defer("tables")


def decisions_of(row: Round) -> QuerySet[Decision]:
    """What was decided about missing facts."""
    return row.decisions.filter(void=False)
