"""Large rosters: asked for in a request, compared and written by the worker, one after the other.

A worker that is killed leaves the import as it was asked for, and the next one begins it anew: the preview is made from
the parts again, and writing is one transaction. What has cut the worker off twice would do so for ever: it is given up.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wuze.accounts.queries import installation
from wuze.accounts.values import Actor
from wuze.kernel.errors import WuzeError, refuse, same_version
from wuze.registry.enums import RosterState
from wuze.registry.models import Roster
from wuze.registry.queries import actor_of
from wuze.registry.rosters import policy, queries
from wuze.registry.rosters.actions.apply import apply, prepare
from wuze.registry.rosters.actions.compare import compare
from wuze.registry.rosters.actions.shared import begin, note, stand

logger = logging.getLogger("wuze.rosters")
MOST = 2
CUT_OFF = {
    RosterState.COMPARING: f"后台比对了{MOST}次都中断了，不再试。名录没有动。请把表拆成几份，每份几千行，分几次传。",
    RosterState.WRITING: f"后台写入了{MOST}次都中断了，不再试。名录没有动。可以再点一次写入；还不行，把表拆成几份，分几次传。",
}
UNFORESEEN = "程序没有想到这种情况，没有办成，名录没有动。"


@transaction.atomic
def ask_apply(actor: Actor, pk: int, *, version: int | None) -> Roster:
    """The worker shall write it."""
    roster = Roster.objects.select_for_update(of=("self",)).select_related("region", "sector").get(pk=pk)
    refuse(policy.why_not_apply(roster, actor.at))
    same_version(roster.version, version)
    refuse(policy.why_not_import(actor, roster.scope, roster.region, roster.sector, 0))
    roster.state, roster.asked, roster.percent, roster.trouble = RosterState.WRITING, actor.at, 0, ""
    roster.tries, roster.version = 0, roster.version + 1
    roster.save(update_fields=["state", "asked", "percent", "tries", "trouble", "version"])
    note("registry.roster_asked", actor, roster)
    return roster


def work_waiting(_at: datetime) -> str:
    """The worker's turn: what waits, and what was cut off."""
    done = 0
    while roster := queries.in_line().first():
        _work(roster)
        done += 1
    return f"{done}份" if done else ""


def _work(roster: Roster) -> None:
    day = timezone.localdate(roster.asked)
    actor = actor_of(roster.user, at=roster.asked, today=day, small_office=installation().small_office)
    if roster.tries >= MOST:
        _stop(actor, roster, CUT_OFF[RosterState(roster.state)])
        return
    begin(roster)
    try:
        if roster.state == RosterState.COMPARING:
            compare(actor, roster)
        else:
            stand(roster, 10)
            found = prepare(roster)
            stand(roster, 40)
            apply(actor, roster.pk, prepared=found, waiting=RosterState.WRITING)
    except WuzeError as error:
        _stop(actor, roster, error.sentence)
    except Exception:  # whatever it is, it is said on the page and the next one goes on
        logger.exception("名册没有办完：%s", roster.pk)
        _stop(actor, roster, UNFORESEEN)


@transaction.atomic
def _stop(actor: Actor, roster: Roster, why: str) -> None:
    """What was to be written stays as a preview; what could not be compared goes."""
    row = Roster.objects.select_for_update().get(pk=roster.pk)
    if row.state == RosterState.COMPARING:
        row.rows.all().delete()
        row.parts.all().delete()
    row.state = RosterState.READY if row.state == RosterState.WRITING else RosterState.DROPPED
    row.trouble, row.version = why[:200], row.version + 1
    row.save(update_fields=["state", "trouble", "version"])
    note("registry.roster_stopped", actor, row, after={"why": row.trouble})
