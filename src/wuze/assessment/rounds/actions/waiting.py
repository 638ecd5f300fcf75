"""The worker's turn: runs and proofs that wait, and those that were cut off."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from wuze.assessment.rounds.actions.proving import prove
from wuze.assessment.rounds.actions.runs import work
from wuze.assessment.rounds.enums import RunState
from wuze.assessment.rounds.models import Calculation, Proof

logger = logging.getLogger("wuze.rounds")
TROUBLE = "程序没有想到这种情况，没有算成。数据都还在。"


def work_waiting(_at: datetime) -> str:
    """One after the other."""
    done = _each(Calculation, work) + _each(Proof, prove)
    return f"{done}次" if done else ""


def _each(model: type[Calculation | Proof], act: Callable[[int], object]) -> int:
    rows = model.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING)).order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    for pk in keys:
        try:
            act(pk)
        except Exception:  # whatever it is, it is said on the page and the next one goes on
            logger.exception("测算没有办完：%s", pk)
            with transaction.atomic():
                model.objects.filter(pk=pk).update(state=RunState.FAILED, trouble=TROUBLE)
    return len(keys)
