"""Whether one more job may begin."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.portal.toolbox.jobs import Job

MINE = 3
"""Jobs of one person that wait or run."""

ALL = 20


def why_not_run(actor: Actor, under_way: Sequence[Job]) -> Refusal | None:
    """Room in the queue, for this person and at all."""
    mine = sum(job.user == actor.user for job in under_way)
    if mine >= MINE:
        return Refusal("toolbox.mine", f"您已有{mine}件在办，等办完一件再来。", "看我的", "/tools/")
    if len(under_way) >= ALL:
        return Refusal("toolbox.full", f"现在排队的有{len(under_way)}件，请过几分钟再来。", "回到工具箱", "/tools/")
    return None
