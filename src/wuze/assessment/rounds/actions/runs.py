"""Runs: asked for in a request, worked off there when small and by the worker when large; proved by computing anew."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from wuze.accounts.values import Actor
from wuze.assessment.rounds import computing, policy, queries
from wuze.assessment.rounds.actions import shared
from wuze.assessment.rounds.actions.shared import Doer
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Calculation, Member, Result, Round
from wuze.assessment.rounds.sampling import ends_of, to_review
from wuze.kernel.collecting import put_off
from wuze.kernel.errors import refuse

SMALL = 400
"""So many subjects are computed at once in the request; more by the worker."""

CHUNK = 500


@transaction.atomic
def ask_compute(actor: Actor, pk: int, *, version: int | None) -> Calculation:
    """测算: a run waits; ``work`` does it."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_compute(actor, row))
    last = row.calculations.values_list("number", flat=True).first() or 0
    as_of = row.as_of if row.corrects_id and row.as_of else min(actor.today, row.until - timedelta(days=1))
    run = Calculation.objects.create(
        round=row, number=last + 1, as_of=as_of, by=actor.name, post=actor.post[:120], user=actor.user, at=actor.at,
        count=row.members.filter(out=False).count(),
    )  # fmt: skip
    shared.save(row)
    shared.note("round.computing", actor, row, after={"number": run.number})
    return run


def is_small(run: Calculation) -> bool:
    """Is it done within the request?"""
    return run.count <= SMALL


def work(pk: int) -> Calculation:
    """Gather, compute, store in steps, then put it in force in one short transaction. May be cut off and begun again."""
    run = Calculation.objects.select_related("round__edition", "round__corrects").get(pk=pk)
    if run.state not in {RunState.WAITING, RunState.RUNNING}:
        return run
    with put_off():
        _work(run)
    return run


def _work(run: Calculation) -> None:
    _stand(run, RunState.RUNNING, 5)
    with transaction.atomic():
        run.results.all().delete()
    pool = queries.gathered(run.round, run.as_of)
    _stand(run, RunState.RUNNING, 30)
    found = computing.compute(pool, {one.code: one for one in queries.members_of(run.round)}, run.pk)
    _stand(run, RunState.RUNNING, 60)
    done = 0
    while rows := list(islice(found.rows, CHUNK)):
        with transaction.atomic():
            Result.objects.bulk_create(rows)
        done += len(rows)
        _stand(run, RunState.RUNNING, 60 + 38 * done // max(run.count, 1))
    run.digest, run.facts, run.engine = found.results.digest, found.facts, found.results.engine
    run.places, run.count, run.provisional = found.results.scheme.places, done, found.provisional
    run.quotas, run.apart, run.missing, run.differ = found.quotas, found.apart, found.missing, pool.differ[:500]
    _finish(run)


def _stand(run: Calculation, state: RunState, percent: int) -> None:
    run.state, run.percent = state, percent
    Calculation.objects.filter(pk=run.pk).update(state=state, percent=percent)


@transaction.atomic
def _finish(run: Calculation) -> None:
    row = shared.locked(run.round_id, None)
    run.state, run.percent = RunState.DONE, 100
    run.save()
    before, row.state = row.state, RoundState.COMPUTED
    row.calculation, row.as_of = run.pk, run.as_of
    shared.save(row)
    doer = Doer(run.by, run.post, run.user, run.at, timezone.localtime(run.at).date())
    shared.went(doer, row, "compute", before, f"第{run.number}次")
    after = {"number": run.number, "count": run.count, "provisional": run.provisional, "digest": run.digest}
    shared.note("round.computed", doer, row, after=after)
    _review_more(doer, row, run)


def _review_more(doer: Doer, row: Round, run: Calculation) -> None:
    """Once 复核 is settled, whoever has newly come to the top or the lowest grade is looked at again as well."""
    if not row.members.exclude(review="").exists():
        return
    ends = ends_of([one.name for one in queries.scheme_of(row).scheme.grades])
    fresh = []
    for one in run.results.filter(member__review="", grade__in=ends).select_related("member"):
        one.member.review = ends[one.grade]
        fresh.append(one.member)
    if fresh:
        Member.objects.bulk_update(fresh, ("review",), batch_size=CHUNK)
        names = "、".join(f"{one}（{one.review}）" for one in fresh[:20])
        shared.note("round.review_added", doer, row, after={"count": len(fresh), "names": names}, members=fresh)


# --- what the county looks at again -----------------------------------------------------------------------------------


@transaction.atomic
def sample(actor: Actor, pk: int, *, version: int | None, percent: int, seed: str) -> int:
    """定复核: a drawn sample, all of the top and of the lowest grade; how many in all."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_sample(actor, row))
    word = shared.needs_reason(seed, "请写抽签用的字。", "seed")
    run = queries.calculation_of(row)
    assert run is not None  # noqa: S101 - the policy has looked
    grades = {one.member.code: one.grade for one in queries.with_all(run)}
    chosen = to_review(grades, [one.name for one in queries.scheme_of(row).scheme.grades], percent, word)
    members = queries.members_of(row)
    for one in members:
        one.review = chosen.get(one.code, "")
    Member.objects.bulk_update(members, ("review",), batch_size=CHUNK)
    shared.save(row)
    shared.note("round.sampled", actor, row, after={"count": len(chosen), "share": percent, "seed": word})
    return len(chosen)
