"""What people decide beside the points: grades proposed and fixed, challenges and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.approvals.rules import paper_faults
from wuze.accounts.approvals.values import PaperDecision
from wuze.accounts.enter_for import Behalf, behalf_faults, who
from wuze.accounts.enums import Paper
from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy, queries, states
from wuze.assessment.rounds.actions import shared
from wuze.assessment.rounds.enums import ObjectionState, RoundState
from wuze.assessment.rounds.models import Calculation, Objection, ObjectionFile, Result
from wuze.files.store import Taken
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.kernel.workdays import add_working_days
from wuze.registry.evidence.actions import lay
from wuze.registry.rules import cn

ANSWER = 5
"""Working days in which a challenge is answered."""


def _locked(pk: int, version: int | None) -> Result:
    """The round first, then the result."""
    row = shared.locked(Result.objects.values_list("member__round_id", flat=True).get(pk=pk), None)
    result = Result.objects.select_for_update(of=("self",)).select_related("member__unit", "calculation").get(pk=pk)
    same_version(result.version, version)
    result.member.round = row
    return result


def _grade(result: Result, grade: str) -> None:
    known = [one.name for one in queries.scheme_of(result.member.round).scheme.grades]
    if grade not in known:
        raise Invalid("round.grade", {"grade": f"选一个等次：{'、'.join(known)}。"})
    if grade == result.stands:
        raise Invalid("round.grade", {"grade": f"现在就是{grade}，没有改动。"})


@transaction.atomic
def propose_grade(actor: Actor, pk: int, *, version: int | None, grade: str, reason: str) -> Result:
    """建议等次 other than the computed one, with a reason. Points never change."""
    result = _locked(pk, version)
    refuse(policy.why_not_grade(actor, result))
    why = shared.needs_reason(reason)
    _grade(result, grade)
    result.proposed, result.proposed_why = ("", "") if grade == result.grade else (grade, why)
    result.version += 1
    result.save(update_fields=["proposed", "proposed_why", "version"])
    after = {"member": result.member.name, "grade": grade, "reason": why}
    shared.note(
        "round.proposed",
        actor,
        result.member.round,
        before={"grade": result.grade},
        after=after,
        members=(result.member,),
    )
    return result


@transaction.atomic
def fix_grade(actor: Actor, pk: int, *, version: int | None, grade: str, reason: str, minutes: str) -> Result:
    """审定等次 other than the one before the meeting, with the reason and the number of the minutes."""
    result = _locked(pk, version)
    refuse(policy.why_not_grade(actor, result))
    why = shared.needs_reason(reason)
    number = shared.needs_reason(minutes, "请填纪要号。", "minutes")
    before = result.stands
    _grade(result, grade)
    result.final, result.final_why = grade, f"{why}（{number}）"
    result.version += 1
    result.save(update_fields=["final", "final_why", "version"])
    after = {"member": result.member.name, "grade": grade, "reason": result.final_why}
    shared.note(
        "round.finally", actor, result.member.round, before={"grade": before}, after=after, members=(result.member,)
    )
    return result


# --- challenges -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Challenge:
    """Which figure (an indicator's id, "" for the total), why, and what shows it."""

    item: str
    text: str
    evidence: str = ""
    files: tuple[Taken, ...] = ()


@transaction.atomic
def object_to(actor: Actor, pk: int, said: Challenge, *, behalf: Behalf | None = None) -> Objection:
    """提异议."""
    result = _locked(pk, None)
    row = result.member.round
    refuse(policy.why_not_object(actor, result))
    if behalf is None:
        refuse(policy.why_must_enter_for(actor, result))
    if behalf is not None and (faults := behalf_faults(behalf, actor.today)):
        raise Invalid("round.behalf", faults)
    text = shared.needs_reason(said.text, "写明为什么不同意。", "text")
    items = queries.scheme_of(row).scheme.item_by_id
    if said.item and said.item not in items:
        raise Invalid("round.item", {"item": "选一个指标，或者总分。"})
    if result.objections.filter(item=said.item, state=ObjectionState.OPEN).exists():
        raise Invalid("round.again", {"item": "对这个数已经提了异议，还没有答复。"})
    in_time = row.state == RoundState.FED_BACK and row.check_until is not None and actor.today <= row.check_until
    made = Objection.objects.create(
        result=result, item=said.item, label=items[said.item].name if said.item else "总分和等次", text=text,
        evidence=said.evidence.strip(), late=not in_time, by=actor.name, user=actor.user,
        on_behalf=behalf.on_behalf if behalf else "", source=behalf.source if behalf else "", on=actor.today,
        due=add_working_days(actor.today, ANSWER).end,
    )  # fmt: skip
    received = behalf.dated if behalf else actor.today
    laid = lay(ObjectionFile, made, said.files, actor, happened=received, received=received, behalf=behalf)
    after = laid | {"member": result.member.name, "what": made.label, "text": text}
    shared.note("round.objected", actor, row, after=after, members=(result.member,), who=who(actor, behalf))
    return made


def _asked(pk: int, version: int | None) -> Objection:
    """The result under lock, then the challenge."""
    result = _locked(Objection.objects.values_list("result_id", flat=True).get(pk=pk), None)
    one = Objection.objects.select_for_update().get(pk=pk)
    same_version(one.version, version)
    one.result = result
    return one


def _answered(one: Objection, upheld: bool, text: str, by: str, on: date) -> None:
    one.answer = shared.needs_reason(text, "写明怎么看、依据什么。", "text")
    one.state = states.OBJECTION[(ObjectionState(one.state), "uphold" if upheld else "decline")]
    one.answered_by, one.answered_on = by, on
    one.version += 1
    one.save()


@transaction.atomic
def answer(actor: Actor, pk: int, *, version: int | None, upheld: bool, text: str) -> Objection:
    """答复: 成立 or 不成立, with reasons, by somebody else than whoever computed."""
    one = _asked(pk, version)
    refuse(policy.why_not_answer(actor, one, one.result.calculation))
    _answered(one, upheld, text, actor.name, actor.today)
    member = one.result.member
    after = {"member": member.name, "what": one.label, "state": one.get_state_display(), "answer": one.answer}
    shared.note("round.answered", actor, member.round, after=after, members=(member,))
    return one


@transaction.atomic
def register_answer(actor: Actor, pk: int, paper: PaperDecision, *, version: int | None) -> Objection:
    """线下已定，登记: a leader decided on paper, on that day; who enters it later is named beside."""
    one = _asked(pk, version)
    run = one.result.calculation
    refuse(policy.why_not_register_answer(actor, one, run))
    if faults := _paper_faults(paper, one, run, actor.today):
        raise Invalid("round.paper", faults)
    kind = Paper(paper.paper).label
    one.paper = " ".join(word for word in (kind, paper.title.strip(), paper.number.strip()) if word)
    one.entered_by, one.entered_on, one.alone = actor.name, actor.today, actor.user in {run.user, one.user}
    _answered(one, paper.approved, paper.answer, f"{paper.approver_post} {paper.approver}", paper.decided_on)
    member = one.result.member
    after = {
        "member": member.name, "what": one.label, "state": one.get_state_display(), "answer": one.answer,
        "by": one.answered_by, "on": one.answered_on, "paper": one.paper, "alone": "一人经办" if one.alone else "",
    }  # fmt: skip
    on_paper = actor.who(one.answered_by, one.paper)
    shared.note("round.answered_on_paper", actor, member.round, after=after, members=(member,), who=on_paper)
    return one


def _paper_faults(paper: PaperDecision, one: Objection, run: Calculation, today: date) -> dict[str, str]:
    faults = paper_faults(paper, today)
    if "answer" in faults:
        faults["text"] = faults.pop("answer")
    if paper.decided_on < one.on:
        faults.setdefault("decided_on", f"决定日期不能早于提异议的{cn(one.on)}。")
    if paper.approver.strip() in {run.by, one.by}:
        faults["approver"] = f"{paper.approver}测算的，或提的异议，不能自己定。请另一位领导定。"
    return faults
