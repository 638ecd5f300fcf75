"""The verbs of approval. One transaction each; the owner's consequence runs inside it; the trail entry comes last.

Whoever locks a row of their own and then withdraws its approval in one transaction must lock the approval first: a
decision locks in that order (approval, then the owner's row).
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from wuze.accounts import enter_for
from wuze.accounts.approvals import acts, policy, queries, rules, states
from wuze.accounts.approvals.values import COUNTY, PaperDecision, Place, PostRef
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import ApprovalState, ApprovalVerb, Capability, Carrier
from wuze.accounts.models import Approval, ApproverRule
from wuze.accounts.values import Actor
from wuze.kernel.errors import WHOLE_FORM, Invalid, Refusal, Refused, refuse, same_version
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing, Who

KIND = "accounts.approval"
RULE = "accounts.approver"
OPEN_TWICE = Refusal("approval.open", "这件事已经报批，正在等答复；要改先撤回。")


def thing_of(approval: Approval) -> Thing:
    """The request as the trail names it."""
    return Thing(KIND, str(approval.pk), str(approval))


# --- asking -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    actor: Actor, act: str, thing: Thing, place: Place, *, reason: str, detail: str = "", url: str = "",
    due: date | None = None, behalf: Behalf | None = None,
) -> Approval:  # fmt: skip
    """报批. Whether the actor may ask for this is the owner's policy; here only: not twice at once, with a reason.

    ``place`` decides by the approver table whose turn it is; where nobody has been set the request waits for a paper or
    for the table. ``url`` is the page of the thing.
    """
    if behalf:
        refuse(enter_for.why_not_enter_for(actor))
    faults = enter_for.behalf_faults(behalf, actor.today)
    if not reason.strip():
        faults["reason"] = "请填理由，批的人要看。"
    if faults:
        raise Invalid("approval.ask", faults)
    if queries.about(thing.kind, thing.key).filter(act=act, state=ApprovalState.ASKED).exists():
        raise Refused(OPEN_TWICE)
    rule = queries.approver(act, place.units, actor.today)
    held = actor.posts[0] if actor.posts else None
    row = Approval(
        act=act, act_label=acts.get(act).label, thing_kind=thing.kind, thing_key=thing.key, thing_label=thing.label[:120],
        thing_url=url, unit_label=place.label, units=place.units, detail=detail, reason=reason, due=due,
        asked_user=actor.user, asked_by=actor.name, asked_post=actor.post, asked_unit=held.unit if held else 0,
        asked_at=actor.at, on_behalf=behalf.on_behalf if behalf else "", source=behalf.source if behalf else "",
        post=rule.post if rule else 0, post_label=rule.post_label if rule else "",
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(OPEN_TWICE) from None
    record(
        "accounts.approval_asked", at=actor.at, who=enter_for.who(actor, behalf), thing=thing_of(row),
        after={"post": row.post_label, "reason": reason, "about": thing.label}, origin=actor.origin,
    )  # fmt: skip
    return row


# --- deciding ---------------------------------------------------------------------------------------------------------


def locked(approval: int, version: int | None) -> Approval:
    """The row under lock, if it is still what the page was made from."""
    row = Approval.objects.select_for_update().get(pk=approval)
    same_version(row.version, version)
    return row


def consequence(actor: Actor, row: Approval) -> None:
    """The owner's part, in the same transaction."""
    act = acts.get(row.act)
    after = act.done if row.state == ApprovalState.APPROVED else act.turned_down
    after(actor, row)


@transaction.atomic
def decide(
    actor: Actor, approval: int, verb: ApprovalVerb, *, answer: str = "", version: int | None = None
) -> Approval:
    """同意 or 不同意, on screen, by the holder of the post whose turn it is."""
    row = locked(approval, version)
    refuse(policy.why_not_decide(actor, row, verb))
    if verb == ApprovalVerb.REFUSE and not answer.strip():
        raise Invalid("approval.answer", {"answer": "不同意要写理由，报批人看得到。"})
    held = next(one for one in actor.posts if one.post == row.post)
    move(row, verb)
    row.carrier, row.answer = Carrier.CLICK, answer.strip()
    row.decided_on, row.decided_by, row.decided_post = actor.today, actor.name, held.label
    sign(actor, row)
    row.save()
    consequence(actor, row)
    record(
        "accounts.approval_approved" if row.state == ApprovalState.APPROVED else "accounts.approval_refused",
        at=actor.at, who=actor.who(), thing=thing_of(row), before={"state": ApprovalState.ASKED.label},
        after={"state": row.get_state_display(), "answer": row.answer, "decided_on": row.decided_on}, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def register_offline(actor: Actor, approval: int, paper: PaperDecision, *, version: int | None = None) -> Approval:
    """线下审批登记: the clock stops on the day of the decision, an entry on a later day is marked 补登."""
    row = locked(approval, version)
    refuse(policy.why_not_register(actor, row, paper.post))
    faults = rules.paper_faults(paper, actor.today)
    if paper.approver.strip() == row.asked_by and "approver" not in faults:
        faults["approver"] = "批准人不能就是报批人。"
    if faults:
        raise Invalid("approval.paper", faults)
    move(row, ApprovalVerb.APPROVE if paper.approved else ApprovalVerb.REFUSE)
    row.carrier, row.answer, row.decided_on = Carrier.PAPER, paper.answer.strip(), paper.decided_on
    row.decided_by, row.decided_post = paper.approver.strip(), paper.approver_post.strip()
    row.paper, row.paper_title, row.paper_number = paper.paper, paper.title.strip(), paper.number.strip()
    row.late, row.alone = rules.is_late(paper.decided_on, actor.today), policy.is_alone(actor, row)
    sign(actor, row)
    row.save()
    consequence(actor, row)
    record(
        "accounts.approval_on_paper", at=actor.at, who=on_paper(actor, row), thing=thing_of(row),
        before={"state": ApprovalState.ASKED.label}, after=shown_paper(row), origin=actor.origin,
    )  # fmt: skip
    return row


def on_paper(actor: Actor, row: Approval) -> Who:
    """Who entered, for whom, from which paper."""
    return actor.who(
        f"{row.decided_post} {row.decided_by}", f"{row.get_paper_display()} {row.paper_title} {row.paper_number}"
    )


def shown_paper(row: Approval) -> dict[str, object]:
    """What the trail keeps of a paper decision."""
    return {
        "state": row.get_state_display(), "decided_on": row.decided_on, "decided_by": row.decided_by,
        "paper": row.get_paper_display(), "title": row.paper_title, "number": row.paper_number, "answer": row.answer,
        "late": "补登" if row.late else "", "alone": "一人经办" if row.alone else "",
    }  # fmt: skip


@transaction.atomic
def withdraw(actor: Actor, approval: int, *, version: int | None = None) -> Approval:
    """撤回, by who asked, before the answer."""
    row = locked(approval, version)
    refuse(policy.why_not_withdraw(actor, row))
    move(row, ApprovalVerb.WITHDRAW)
    sign(actor, row)
    row.save()
    consequence(actor, row)
    record(
        "accounts.approval_withdrawn", at=actor.at, who=actor.who(), thing=thing_of(row),
        before={"state": ApprovalState.ASKED.label}, after={"state": row.get_state_display()}, origin=actor.origin,
    )  # fmt: skip
    return row


def move(row: Approval, verb: ApprovalVerb) -> None:
    """By the table; the policy has already refused what is not in it."""
    state = states.after(row.state, verb)
    if state is None:
        refuse(policy.why_closed(row, verb))
    else:
        row.state = state
        row.version += 1


def sign(actor: Actor, row: Approval) -> None:
    """By whose account the answer came in."""
    row.entered_user, row.entered_by, row.entered_at = actor.user, actor.name, actor.at


# --- the approver table -----------------------------------------------------------------------------------------------


@transaction.atomic
def set_approver(
    actor: Actor, act: str, place: Place, post: PostRef, *, since: date, reason: str, version: int | None = None
) -> ApproverRule:
    """定审批人: ends the line in force and begins another; what waits goes to the new post at once."""
    lines = locked_lines(actor, act, place)
    current = next((line for line in lines if line.until is None), None)
    same_version(current.version if current else 0, version)
    faults = rules.rule_faults(since, actor.today, [(line.since, line.until) for line in lines])
    if not reason.strip():
        faults["reason"] = "请填依据：哪份文件、哪次会议定的。"
    if faults:
        raise Invalid("approver.set", faults)
    before = current.post_label if current else ""
    if current:
        end(actor, current, since, reason)
    row = ApproverRule.objects.create(
        act=act, unit=place.unit, unit_label=place.label, post=post.post, post_label=post.label, since=since,
        reason=reason.strip(), set_by=actor.name, set_at=actor.at,
    )  # fmt: skip
    moved = turn_over(act, actor.today)
    record(
        "accounts.approver_set", at=actor.at, who=actor.who(), thing=rule_thing(row), before={"post": before},
        after={"post": row.post_label, "since": since, "reason": reason}, rows=moved, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def end_approver(actor: Actor, rule: int, *, reason: str, version: int | None = None) -> ApproverRule:
    """停用: from today on the next line above holds (the unit's superior's, at last the county's)."""
    refuse(why_not_set(actor))
    row = ApproverRule.objects.select_for_update().get(pk=rule)
    same_version(row.version, version)
    if row.until is not None:
        raise Refused(Refusal("approver.ended", "这一条已经停用。"))
    faults = {} if reason.strip() else {"reason": "请填依据。"}
    if row.since >= actor.today:
        faults[WHOLE_FORM] = "这一条今天才开始，今天不能停用；要换人请直接改。"
    if faults:
        raise Invalid("approver.end", faults)
    end(actor, row, actor.today, reason)
    moved = turn_over(row.act, actor.today)
    record(
        "accounts.approver_ended", at=actor.at, who=actor.who(), thing=rule_thing(row), before={"post": row.post_label},
        after={"until": row.until, "reason": reason}, rows=moved, origin=actor.origin,
    )  # fmt: skip
    return row


def why_not_set(actor: Actor) -> Refusal | None:
    """The approver table belongs to the lead office."""
    if actor.may(Capability.SET_APPROVERS):
        return None
    return Refusal("approver.no_right", "审批人表由牵头机关定。")


def locked_lines(actor: Actor, act: str, place: Place) -> list[ApproverRule]:
    """All lines of one act in one unit, under lock, after the right was looked at."""
    refuse(why_not_set(actor))
    acts.get(act)
    return list(ApproverRule.objects.select_for_update().filter(act=act, unit=place.unit))


def end(actor: Actor, row: ApproverRule, until: date, reason: str) -> None:
    """Close a line."""
    row.until, row.ended_by, row.ended_reason, row.version = until, actor.name, reason.strip(), row.version + 1
    row.save()


def rule_thing(row: ApproverRule) -> Thing:
    """A line as the trail names it: the same key for one act in one unit, so that its history hangs together."""
    return Thing(RULE, f"{row.act}@{row.unit}", f"{acts.label(row.act)}（{row.unit_label}）")


def turn_over(act: str, today: date) -> list[Row]:
    """Requests that wait go to whoever approves by the table as it now stands."""
    lines = {line.pk: line for line in queries.rules_on(today).filter(act=act)}
    by_unit = {line.unit: line.pk for line in lines.values()}
    moved = []
    for row in Approval.objects.select_for_update().filter(act=act, state=ApprovalState.ASKED).order_by("pk"):
        found = rules.nearest(row.units, by_unit)
        line = lines[found] if found is not None else None
        post, label = (line.post, line.post_label) if line else (0, "")
        if (row.post, row.post_label) != (post, label):
            moved.append(Row(thing_of(row), {"post": row.post_label}, {"post": label}))
            row.post, row.post_label, row.version = post, label, row.version + 1
            row.save(update_fields=["post", "post_label", "version"])
    return moved


__all__ = ["COUNTY", "ask", "decide", "end_approver", "register_offline", "set_approver", "withdraw"]
