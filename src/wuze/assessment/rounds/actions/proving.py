"""Computed anew from what was frozen, to prove that it is equal: at once for a small round, by the worker for a large one.

A round that is to be settled waits for its proof without being held: whoever does something else to it meanwhile wins, and
the proof says so. Cut off, it begins again; only the last short transaction writes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from wuze.accounts.values import Actor
from wuze.assessment.rounds import computing, policy, queries
from wuze.assessment.rounds.actions import shared
from wuze.assessment.rounds.actions.runs import is_small, resting_collector
from wuze.assessment.rounds.actions.shared import Doer
from wuze.assessment.rounds.enums import RunState
from wuze.assessment.rounds.models import Calculation, Member, Proof, Round
from wuze.assessment.rounds.queries.inputs import subjects_of
from wuze.kernel.errors import Invalid, refuse

Tell = Callable[[int], None]


def recheck(run: Calculation, today: date, tell: Tell = lambda _percent: None) -> list[str]:
    """编号 of those that differ when computed anew from frozen facts; the day and the number stay with the run."""
    rows = list(queries.with_all(run))
    tell(35)
    scheme = queries.scheme_of(run.round).scheme
    with resting_collector():
        results, _ = computing.anew(scheme, subjects_of(one.member for one in rows), rows)
        tell(75)
        wrong = computing.unequal(results, rows)
    if results.digest != run.digest or results.engine != run.engine:
        wrong = [row.member.code for row in rows]
    Calculation.objects.filter(pk=run.pk).update(checked_on=today, unequal=len(wrong))
    return wrong


def _run_of(row: Round) -> Calculation:
    run = queries.calculation_of(row)
    assert run is not None  # noqa: S101 - the policy has looked
    return run


def _words(wrong: list[str]) -> str:
    return f"重算有{len(wrong)}个不一致，没有定案：{'、'.join(wrong[:10])}。"


@transaction.atomic
def settle(actor: Actor, pk: int, *, version: int | None) -> Round:
    """定案: computed anew from the frozen facts and equal to the cent; from now on nothing moves it. A large round waits for
    its proof, and is settled by it."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_settle(actor, row))
    run = _run_of(row)
    if not is_small(run):
        _ask(actor, row, run, settles=True)
        return row
    if wrong := recheck(run, actor.today):
        raise Invalid("round.unequal", {"": _words(wrong)})
    _settle(actor, row, run)
    return row


@transaction.atomic
def check(actor: Actor, pk: int) -> list[str] | None:
    """重算核对, at any time; None where it waits for the worker."""
    row = shared.locked(pk, None)
    refuse(policy.why_not_check(actor, row))
    run = _run_of(row)
    if not is_small(run):
        _ask(actor, row, run, settles=False)
        return None
    wrong = recheck(run, actor.today)
    shared.note("round.checked", actor, row, after={"unequal": len(wrong), "number": run.number})
    return wrong


def _ask(actor: Actor, row: Round, run: Calculation, *, settles: bool) -> None:
    Proof.objects.create(
        calculation=run,
        settles=settles,
        by=actor.name,
        post=actor.post[:120],
        user=actor.user,
        at=actor.at,
        on=actor.today,
    )
    shared.save(row)
    shared.note("round.proving", actor, row, after={"number": run.number})


def _settle(doer: Actor | Doer, row: Round, run: Calculation) -> None:
    row.settled_on, row.settled_by = doer.today, doer.name
    shared.step(doer, row, "settle")
    after = {"count": run.count, "digest": run.digest, "facts": run.facts, "engine": run.engine}
    shared.note("round.settled", doer, row, after=after, members=Member.objects.filter(round=row, out=False))


# --- the worker's part ------------------------------------------------------------------------------------------------


def prove(pk: int) -> Proof:
    """Compute anew without holding anything, then write in one short transaction."""
    proof = Proof.objects.select_related("calculation__round__edition").get(pk=pk)
    if proof.state not in {RunState.WAITING, RunState.RUNNING}:
        return proof

    def tell(percent: int) -> None:
        Proof.objects.filter(pk=pk).update(state=RunState.RUNNING, percent=percent)

    tell(5)
    return _proved(pk, recheck(proof.calculation, proof.on, tell))


@transaction.atomic
def _proved(pk: int, wrong: list[str]) -> Proof:
    """The round first, as every act locks it."""
    round_pk = Proof.objects.values_list("calculation__round", flat=True).get(pk=pk)
    row = shared.locked(round_pk, None)
    proof = Proof.objects.select_for_update(of=("self",)).select_related("calculation").get(pk=pk)
    if proof.state != RunState.RUNNING:
        return proof
    run = proof.calculation
    proof.state, proof.percent = RunState.DONE, 100
    doer = Doer(proof.by, proof.post, proof.user, timezone.localtime(proof.at), proof.on)
    if proof.settles:
        refusal = policy.why_not_settle_now(proof.on, row, run)
        proof.trouble = _words(wrong) if wrong else refusal.reason if refusal is not None else ""
        if proof.trouble:
            proof.state = RunState.FAILED
        else:
            _settle(doer, row, run)
    proof.save()
    if not proof.settles or proof.trouble:
        shared.note("round.checked", doer, row, after={"unequal": len(wrong), "number": run.number})
    return proof
