"""The past of a round, its runs, its inputs."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.assessment.rounds.models import Calculation, Decision, Round, Step, Upload


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


def uploads_of(row: Round) -> QuerySet[Upload]:
    """Workbooks, without their content."""
    return row.uploads.defer("tables")


def decisions_of(row: Round) -> QuerySet[Decision]:
    """What was decided about missing facts."""
    return row.decisions.filter(void=False)
