"""Why not: the sentence that stands at the dead verb, and that the action answers."""

from __future__ import annotations

from wuze.accounts.approvals import acts, states
from wuze.accounts.enums import ApprovalState, ApprovalVerb, Capability
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal

OWN = "这件是您自己报的，要由别人批。"


def why_closed(approval: Approval, verb: ApprovalVerb) -> Refusal | None:
    """The state forbids it."""
    if states.after(approval.state, verb) is not None:
        return None
    return Refusal("approval.closed", f"这件{approval.get_state_display()}，不能再改；情况变了请重新报批。")


def why_not_decide(actor: Actor, approval: Approval, verb: ApprovalVerb = ApprovalVerb.APPROVE) -> Refusal | None:
    """A click, for or against: only the post whose turn it is, never who asked (SEC-21)."""
    if closed := why_closed(approval, verb):
        return closed
    if actor.user == approval.asked_user:
        return Refusal("approval.own", OWN)
    if not approval.post:
        return Refusal("approval.nobody", "审批人表里没有定这件事由谁批。")
    held = next((one for one in actor.posts_that(Capability.APPROVE) if one.post == approval.post), None)
    if held is None:
        return Refusal("approval.not_yours", f"这件由{approval.post_label}批。")
    if acts.get(approval.act).other_unit and held.unit == approval.asked_unit:
        return Refusal("approval.own_unit", "报批的就是本单位，要由别的单位的人批。")
    return None


def why_not_register(actor: Actor, approval: Approval, post: int | None = None) -> Refusal | None:
    """线下审批登记. Who asked cannot enter the answer, except alone in a small office, for the registered approver's own
    paper, and never for a strict act. ``post``: the approver's, once the paper is known."""
    if closed := why_closed(approval, ApprovalVerb.APPROVE):
        return closed
    if not actor.may(Capability.REGISTER_APPROVAL):
        return Refusal("approval.no_register", "登记线下审批由经办人办，您的岗位没有这一项。")
    if actor.user != approval.asked_user:
        return None
    if acts.get(approval.act).strict:
        return Refusal("approval.strict", "这类事不能由报批人自己登记批示，请同事登记。")
    if not actor.small_office:
        return Refusal("approval.own_paper", "这件是您自己报的，批示要由同事登记。")
    if not approval.post:
        return Refusal("approval.nobody", "审批人表里没有定这件事由谁批，自己报的件不能自己登记。")
    if post is not None and post != approval.post:
        return Refusal("approval.not_registered", f"自己报的件，只能登记{approval.post_label}在册负责人的批示。")
    return None


def why_not_withdraw(actor: Actor, approval: Approval) -> Refusal | None:
    """Only who asked, only while nobody has answered."""
    if closed := why_closed(approval, ApprovalVerb.WITHDRAW):
        return closed
    if actor.user != approval.asked_user:
        return Refusal("approval.not_asker", f"报批人是{approval.asked_by}，由报批人撤回。")
    return None


def is_alone(actor: Actor, approval: Approval) -> bool:
    """One person asked and entered the answer: shown as 一人经办."""
    return actor.user == approval.asked_user


def is_open(approval: Approval) -> bool:
    """Still waiting."""
    return approval.state == ApprovalState.ASKED
