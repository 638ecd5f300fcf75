"""Why a verb is dead for this actor now; None when it is alive."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.ledger import whose
from wuze.ledger.activities import rules, states
from wuze.ledger.activities.enums import ActivityKind, EntryState, PromiseState
from wuze.ledger.activities.models import Activity
from wuze.registry.models import Unit
from wuze.registry.rules import cn


def _fits(row: Activity, verb: str) -> Refusal | None:
    if (EntryState(row.state), verb) in states.ENTRY:
        return None
    return Refusal("activity.state", "这一条已经撤回，不能再改。")


def _why_not_theirs(actor: Actor, unit: Unit) -> Refusal | None:
    if whose.answers(actor, unit) or whose.enters_for(actor, unit):
        return None
    return Refusal("activity.not_yours", f"由{unit}自己记；没有账号的由上级代录。")


def why_not_enter(actor: Actor, unit: Unit) -> Refusal | None:
    """The unit's own people, whoever enters for it, the bearer of a link (the view knows for which unit)."""
    if unit.until is not None and unit.until <= actor.today:
        return Refusal("activity.closed", f"{unit}{cn(unit.until)}已撤销。")
    return None if actor.link else _why_not_theirs(actor, unit)


def why_must_enter_for(actor: Actor, unit: Unit) -> Refusal | None:
    """Whoever does not belong to the unit enters only from a paper."""
    if actor.link or whose.answers(actor, unit):
        return None
    return Refusal("activity.on_behalf", f"您不是{unit}的人，要写替谁、依据哪份材料。")


def why_not_correct(actor: Actor, row: Activity) -> Refusal | None:
    """更正, with a reason; what stood before stays in the trail."""
    return _fits(row, "correct") or _why_not_theirs(actor, row.unit)


def why_not_withdraw(actor: Actor, row: Activity) -> Refusal | None:
    """撤回, with a reason; it stays to be seen and counts nowhere."""
    return _fits(row, "withdraw") or _why_not_theirs(actor, row.unit)


def why_not_theirs(actor: Actor, row: Activity) -> Refusal | None:
    """Its papers belong to whoever may write for the unit."""
    return _why_not_theirs(actor, row.unit)


def why_not_add_evidence(actor: Actor, row: Activity) -> Refusal | None:
    """While it stands."""
    return _fits(row, "correct") or _why_not_theirs(actor, row.unit)


def why_not_mark(actor: Actor, row: Activity) -> Refusal | None:
    """The next of the four marks."""
    if row.kind != ActivityKind.JOINT:
        return Refusal("activity.not_joint", "只有四同要补后面的环节。")
    if refusal := _fits(row, "mark") or _why_not_theirs(actor, row.unit):
        return refusal
    return Refusal("activity.full", "四个环节都有了。") if rules.is_full(row.marks) else None


def why_not_settle(actor: Actor, row: Activity) -> Refusal | None:
    """What became of a promise."""
    if row.promise_state != PromiseState.OPEN or row.state != EntryState.ENTERED:
        return Refusal("activity.no_promise", "没有在办的答应的事。")
    return _why_not_theirs(actor, row.unit)
