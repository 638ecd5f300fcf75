"""One request as its page shows it: the state bar with living and dead verbs, and what happened."""

from __future__ import annotations

from datetime import date

from django.urls import NoReverseMatch, reverse

from wuze.accounts.approvals import policy
from wuze.accounts.approvals.actions import KIND
from wuze.accounts.approvals.tables import light, tags
from wuze.accounts.enums import ApprovalState, ApprovalVerb
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Event, Link, Refused, StateBar, Step, Tag, Verb
from wuze.kernel.web.frame import address
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.trail.models import Entry
from wuze.trail.queries import history

WHAT = {
    "accounts.approval_asked": "报批", "accounts.approval_approved": "同意", "accounts.approval_refused": "不同意",
    "accounts.approval_withdrawn": "撤回", "accounts.approval_on_paper": "登记线下审批",
    "accounts.approver_set": "改审批人表", "accounts.approver_ended": "改审批人表",
}  # fmt: skip


def bar(actor: Actor, row: Approval) -> StateBar:
    """Steps, whose turn, verbs, and the reason on the dead ones."""
    pairs = verbs(actor, row)
    open_ = policy.is_open(row)
    return StateBar(
        steps(row), turn(actor, row), light(row, actor.today) if open_ else None,
        detail=f"限{cn_date(row.due)}" if row.due and open_ else "",
        verbs=tuple(verb for verb, refusal in pairs if refusal is None),
        refused=tuple(Refused(verb.label, no.reason, way_out(no)) for verb, no in pairs if no is not None and open_),
    )  # fmt: skip


def way_out(no: Refusal) -> Link | None:
    """Where there is one."""
    url = address("approvers:list") if no.code == "approval.nobody" else no.url
    return Link(no.way_out or "看审批人表", url) if url else None


def verbs(actor: Actor, row: Approval) -> list[tuple[Verb, Refusal | None]]:
    """All four verbs, each with why not."""
    version = (("version", str(row.version)),)
    yes, no = (policy.why_not_decide(actor, row, verb) for verb in (ApprovalVerb.APPROVE, ApprovalVerb.REFUSE))
    here = {"pk": row.pk}
    return [
        (Verb("同意", reverse("approvals:approve", kwargs=here), primary=True, hidden=version), yes),
        (Verb("不同意，写理由", reverse("approvals:refuse", kwargs=here), "get"), no),
        (Verb("线下已定，登记", address_for("approvers:offline", row.pk), "get"), policy.why_not_register(actor, row)),
        (Verb("撤回", reverse("approvals:withdraw", kwargs=here), hidden=version), policy.why_not_withdraw(actor, row)),
    ]  # fmt: skip


def address_for(name: str, pk: int) -> str:
    """A page of the registry about this request, by URL name: it lies above."""
    try:
        return reverse(name, kwargs={"pk": pk})
    except NoReverseMatch:
        return ""


def steps(row: Approval) -> tuple[Step, ...]:
    """报批 → 审批 → 答复."""
    asked = Step("报批", "done", (cn_date(row.asked_at), row.asked_by))
    if row.state == ApprovalState.ASKED:
        return (asked, Step("审批", "now", (row.post_label or "没有定审批人",)), Step("答复"))
    if row.state == ApprovalState.WITHDRAWN:
        return (asked, Step("审批"), Step("撤回", "done", (cn_date(row.entered_at or row.asked_at), row.entered_by)))
    decided = cn_date(row.decided_on or row.asked_at)
    return (
        asked,
        Step("审批", "done", (row.decided_post,)),
        Step(row.get_state_display(), "done", (decided, row.decided_by)),
    )


def turn(actor: Actor, row: Approval) -> str:
    """In one line."""
    if row.state == ApprovalState.WITHDRAWN:
        return "已撤回，可以重新报批"
    if row.state != ApprovalState.ASKED:
        return f"{row.decided_by}{row.get_state_display()}"
    if policy.why_not_decide(actor, row) is None:
        return "轮到我：同意，或写明不同意的理由"
    return f"在等{row.post_label}" if row.post else "没有定由谁批：先定审批人，或登记线下审批"


def paper(row: Approval) -> str:
    """The paper of a decision in one line; "" for a click."""
    if not row.paper:
        return ""
    return " ".join(part for part in (row.get_paper_display(), row.paper_title, row.paper_number) if part)


def events(row: Approval) -> list[Event]:
    """What happened, newest first, from the trail."""
    return [event(entry, row) for entry in history(KIND, str(row.pk))]


def event(entry: Entry, row: Approval) -> Event:
    """One entry in words."""
    after = entry.after or {}
    answered = entry.code in {"accounts.approval_on_paper", "accounts.approval_approved", "accounts.approval_refused"}
    quote = str(after.get("answer") or after.get("reason") or "")
    if entry.code == "accounts.approval_on_paper":
        what = (
            f"{after.get('decided_by')}{cn_date(date.fromisoformat(str(after.get('decided_on'))))}{after.get('state')}"
        )
        quote = "，".join(part for part in (what, paper(row), quote) if part)
    marks = tags(row) if answered else (Tag("代录"),) if entry.who_on_behalf else ()
    return Event(entry.at, entry.who_name, WHAT.get(entry.code, "改动"), quote, marks)
