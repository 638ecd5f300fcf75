"""A round made, moved step by step, taken back, settled, corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy, queries
from wuze.assessment.rounds.actions import shared
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.models import Member, Round, Step
from wuze.assessment.rounds.states import OPTIONAL, PUBLISHED
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.pinyin import initials
from wuze.kernel.workdays import add_working_days

FEWEST, MOST = 3, 20
"""Working days in which units may check their results."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round is to be."""

    title: str
    edition: int
    since: date
    until: date
    steps: tuple[str, ...] = tuple(OPTIONAL)
    days: int = 5


def _check(actor: Actor, wanted: Wanted) -> None:
    faults = {}
    if not wanted.title.strip():
        faults["title"] = "请填名称。"
    if wanted.until <= wanted.since:
        faults["until"] = "“到”要在“自”之后。"
    if not FEWEST <= wanted.days <= MOST:
        faults["days"] = f"核对期填{FEWEST}到{MOST}个工作日。"
    if not queries.adopted_editions(actor).filter(pk=wanted.edition).exists():
        faults["edition"] = "选一个已采用的方案。"
    if faults:
        raise Invalid("round.faults", faults)


def _fill(row: Round, wanted: Wanted) -> None:
    row.title, row.edition_id = wanted.title.strip(), wanted.edition
    row.initials = initials(row.title)[:80]
    row.since, row.until, row.year = wanted.since, wanted.until, wanted.since.year
    row.steps, row.days = [step for step in OPTIONAL if step in wanted.steps], wanted.days


@transaction.atomic
def make(actor: Actor, wanted: Wanted) -> Round:
    """建立."""
    refuse(policy.why_not_make(actor))
    _check(actor, wanted)
    row = Round(unit_id=queries.offices(actor)[0], made_by=actor.name, made_on=actor.today)
    _fill(row, wanted)
    row.save()
    after = {"scheme": str(row.edition), "since": row.since, "until": row.until}
    shared.note("round.made", actor, row, after=after)
    return row


@transaction.atomic
def edit(actor: Actor, pk: int, wanted: Wanted, *, version: int | None) -> Round:
    """改, while it is drafted."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_edit(actor, row))
    _check(actor, wanted)
    before = {"title": row.title, "since": row.since, "until": row.until}
    _fill(row, wanted)
    shared.save(row)
    shared.note("round.edited", actor, row, before=before, after={"title": row.title})
    return row


WHY_NOT: dict[str, Callable[[Actor, Round], Refusal | None]] = {
    "fix": policy.why_not_fix, "collect": policy.why_not_collect, "clear": policy.why_not_clear,
    "propose": policy.why_not_propose,
}  # fmt: skip
"""Steps that need no more than who, when and, where one wants, why."""


@transaction.atomic
def advance(actor: Actor, pk: int, verb: str, *, version: int | None, reason: str = "") -> Round:
    """定名单, 开始收数据, 联审办完, 报建议."""
    row = shared.locked(pk, version)
    refuse(WHY_NOT[verb](actor, row))
    before = shared.word(row.state)
    if verb == "fix":
        _roster_fits(row)
        row.roster_on = row.roster_on or actor.today
    shared.step(actor, row, verb, reason)
    after = {"state": shared.word(row.state), "reason": reason}
    shared.note("round.stepped", actor, row, before={"state": before}, after=after)
    return row


def _roster_fits(row: Round) -> None:
    """Every 类型 is one the scheme knows. Raises Invalid naming those that are not."""
    types, strange = queries.unfitting(row)
    if strange:
        names = "、".join(f"{one}（{one.type or '没有类型'}）" for one in strange[:5])
        more = f"等{len(strange)}个" if len(strange) > 5 else ""
        raise Invalid(
            "round.types", {"": f"{names}{more}的类型不在方案里。方案的类型：{'、'.join(types)}。用一张名录改类型。"}
        )


@transaction.atomic
def feed_back(actor: Actor, pk: int, *, version: int | None, reason: str = "") -> Round:
    """反馈核对: each unit sees its own sheet for so many working days. While 复核 is not done, with a reason."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_feed_back(actor, row))
    left, after = queries.review_left(row), {}
    if left:
        why = shared.needs_reason(reason, f"还有{left}个没有复核的分，请写明为什么先反馈。")
        after = {"left": left, "reason": why}
    row.check_until = add_working_days(actor.today, row.days).end
    shared.step(actor, row, "feed_back", str(after.get("reason", "")))
    told = Member.objects.filter(round=row, out=False)
    code = "round.fed_back_early" if left else "round.fed_back"
    shared.note(code, actor, row, after={"until": row.check_until, **after}, members=told)
    return row


@transaction.atomic
def deliberate(actor: Actor, pk: int, *, version: int | None, meeting: str, met_on: date, minutes: str) -> Round:
    """审定: which meeting, when, the number of its minutes."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_deliberate(actor, row))
    faults = {}
    if not meeting.strip():
        faults["meeting"] = "请填哪个会议。"
    if not minutes.strip():
        faults["minutes"] = "请填纪要号。"
    if met_on > actor.today:
        faults["met_on"] = "会议日期不能在今天以后。"
    if faults:
        raise Invalid("round.meeting", faults)
    row.meeting, row.met_on, row.minutes = meeting.strip(), met_on, minutes.strip()
    shared.step(actor, row, "deliberate", f"{row.meeting}，{row.minutes}")
    shared.note("round.deliberated", actor, row, after={"meeting": row.meeting, "minutes": row.minutes, "on": met_on})
    return row


@transaction.atomic
def back(actor: Actor, pk: int, *, version: int | None, reason: str) -> Round:
    """退回上一步."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_back(actor, row))
    why, before = shared.needs_reason(reason), row.state
    if before == RoundState.FED_BACK:
        row.check_until = None
    if before == RoundState.DELIBERATED:
        row.meeting, row.met_on, row.minutes = "", None, ""
    shared.step(actor, row, "back", why)
    after = {"state": shared.word(row.state), "reason": why}
    shared.note("round.went_back", actor, row, before={"state": shared.word(before)}, after=after)
    return row


@transaction.atomic
def discard(actor: Actor, pk: int, *, version: int | None, reason: str) -> Round:
    """作废: made by mistake; everything in it stays to be read. Units that saw a correction have it in their history."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_discard(actor, row))
    why, before = shared.needs_reason(reason), row.state
    shared.step(actor, row, "discard", why)
    told = Member.objects.filter(round=row, out=False) if before in PUBLISHED else ()
    after = {"state": shared.word(row.state), "reason": why}
    shared.note("round.discarded", actor, row, before={"state": shared.word(before)}, after=after, members=told)
    return row


@transaction.atomic
def correct(actor: Actor, pk: int, *, version: int | None, reason: str) -> Round:
    """更正: a new round beside the settled one, with its roster and its frozen facts; what is to change is entered there."""
    old = shared.locked(pk, version)
    refuse(policy.why_not_correct(actor, old))
    why = shared.needs_reason(reason)
    row = Round.objects.create(
        unit=old.unit, edition=old.edition, title=old.title, initials=old.initials, year=old.year, since=old.since,
        until=old.until, state=RoundState.COLLECTING, steps=old.steps, days=old.days, roster_on=old.roster_on,
        as_of=old.as_of, corrects=old, why=why, made_by=actor.name, made_on=actor.today,
    )  # fmt: skip
    members = list(old.members.filter(out=False))
    for one in members:
        one.pk, one.round, one.review = None, row, ""
    Member.objects.bulk_create(members, batch_size=500)
    Step.objects.create(
        round=row, verb="correct", before=RoundState.DRAFTED, after=RoundState.COLLECTING, by=actor.name,
        post=actor.post[:120], user=actor.user, at=actor.at, on=actor.today, reason=why,
    )  # fmt: skip
    shared.note("round.corrected", actor, old, after={"reason": why})
    return row
