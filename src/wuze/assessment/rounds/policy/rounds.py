"""Why a step of a round is dead for this actor now."""

from __future__ import annotations

from datetime import date

from wuze.accounts.values import Actor
from wuze.assessment.rounds import queries, states
from wuze.assessment.rounds.enums import RoundState as S
from wuze.assessment.rounds.enums import RunState
from wuze.assessment.rounds.models import Calculation, Round
from wuze.kernel.errors import Refusal
from wuze.registry.rules import cn


def why_not_office(actor: Actor, row: Round) -> Refusal | None:
    if queries.runs(actor, row):
        return None
    return Refusal("round.not_office", f"由{row.unit}来办。")


def _why_not_state(row: Round, verb: str) -> Refusal | None:
    if states.after(row.state, verb, row.steps) is not None:
        return None
    return Refusal("round.state", f"这一轮{row.get_state_display()}，现在不能这样办。")


def _why_not_fit(actor: Actor, row: Round, verb: str) -> Refusal | None:
    return _why_not_state(row, verb) or why_not_office(actor, row)


def why_not_make(actor: Actor) -> Refusal | None:
    """The office that runs rounds."""
    if queries.is_office(actor):
        return None
    return Refusal("round.no_right", "考核轮次由牵头机关来办，您的岗位没有这一项。")


def _why_not_kept(row: Round) -> Refusal | None:
    return Refusal("round.state", "这一轮已经作废。") if row.state == S.DISCARDED else None


def why_not_edit(actor: Actor, row: Round) -> Refusal | None:
    """Its own words, while it is drafted."""
    if refusal := _why_not_kept(row):
        return refusal
    if row.state != S.DRAFTED:
        return Refusal("round.state", "名单定了以后不能再改；要改先退回。")
    return why_not_office(actor, row)


def why_not_change_roster(actor: Actor, row: Round) -> Refusal | None:
    """While it is drafted; a correction keeps the roster of what it corrects."""
    if refusal := _why_not_kept(row):
        return refusal
    if row.state != S.DRAFTED:
        return Refusal("round.roster_fixed", "名单已定。要改名单，写明理由退回起草。")
    return why_not_office(actor, row)


def why_not_fix(actor: Actor, row: Round) -> Refusal | None:
    """A roster of at least one."""
    if refusal := _why_not_fit(actor, row, "fix"):
        return refusal
    if not row.members.filter(out=False).exists():
        return Refusal("round.no_roster", "名单是空的，先按规则或按表加考核对象。")
    return None


def why_not_collect(actor: Actor, row: Round) -> Refusal | None:
    """Once the roster is fixed."""
    return _why_not_fit(actor, row, "collect")


def why_not_compute(actor: Actor, row: Round) -> Refusal | None:
    """One run at a time."""
    if refusal := _why_not_fit(actor, row, "compute"):
        return refusal
    if row.calculations.filter(state__in=(RunState.WAITING, RunState.RUNNING)).exists():
        return Refusal("round.running", "正在测算，算完再看。")
    return None


def why_not_sample(actor: Actor, row: Round) -> Refusal | None:
    """Drawn from what was computed, before anything goes out."""
    if row.state != S.COMPUTED:
        return Refusal("round.state", "测算以后、反馈以前抽。")
    return why_not_office(actor, row) or _why_not_calculated(row)


def why_not_feed_back(actor: Actor, row: Round) -> Refusal | None:
    """What was computed goes to each unit to be checked."""
    return _why_not_fit(actor, row, "feed_back") or _why_not_calculated(row)


def _why_not_calculated(row: Round) -> Refusal | None:
    return None if row.calculation else Refusal("round.nothing_computed", "还没有测算结果。")


def why_not_leave_check(day: date, row: Round) -> Refusal | None:
    """The term to check is the units' right: nothing goes on before it is over, nor past what was found right."""
    if row.state == S.FED_BACK and row.check_until is not None and day <= row.check_until:
        return Refusal("round.checking", f"各单位核对到{cn(row.check_until)}，过了这天再往下走。")
    if number := queries.objections_open(row):
        return Refusal("round.objections", f"还有{number}条异议没有答复。")
    if upheld := queries.objections_upheld(row):
        return Refusal("round.upheld", f"有{upheld}条异议成立。退回收数据，改过再测算。")
    return None


def why_not_clear(actor: Actor, row: Round) -> Refusal | None:
    """联审: other offices have looked."""
    return _why_not_fit(actor, row, "clear") or why_not_leave_check(actor.today, row)


def why_not_propose(actor: Actor, row: Round) -> Refusal | None:
    """建议等次 go to the meeting."""
    return _why_not_fit(actor, row, "propose") or why_not_leave_check(actor.today, row)


def why_not_deliberate(actor: Actor, row: Round) -> Refusal | None:
    """A meeting has fixed the grades."""
    return _why_not_fit(actor, row, "deliberate") or why_not_leave_check(actor.today, row)


def why_not_settle(actor: Actor, row: Round) -> Refusal | None:
    """Nothing missing, nothing open, by somebody else than whoever computed, except alone in a small office."""
    if refusal := _why_not_fit(actor, row, "settle") or why_not_leave_check(actor.today, row):
        return refusal
    run = queries.calculation_of(row)
    if run is None:
        return Refusal("round.nothing_computed", "还没有测算结果。")
    if refusal := _why_not_whole(run) or _why_not_proved(run):
        return refusal
    if run.user == actor.user and not actor.small_office:
        return Refusal(
            "round.same_person", "测算是您办的，定案由另一位同事来办。只有一个人办的，请系统管理员打开小机关模式。"
        )
    return None


def why_not_settle_now(day: date, row: Round, run: Calculation) -> Refusal | None:
    """When the proof is there: whether the round still stands where it stood when it was asked."""
    if row.calculation != run.pk:
        return Refusal("round.state", "核对的时候又重新测算了，没有定案。")
    return _why_not_state(row, "settle") or why_not_leave_check(day, row) or _why_not_whole(run)


def _why_not_whole(run: Calculation) -> Refusal | None:
    if not run.provisional:
        return None
    return Refusal("round.missing", f"还有{run.provisional}个单位缺数据，是暂定。缺的补上或逐条定下来，才能定案。")


def _why_not_proved(run: Calculation) -> Refusal | None:
    """One proof at a time."""
    if not run.proofs.filter(state__in=(RunState.WAITING, RunState.RUNNING)).exists():
        return None
    return Refusal("round.proving", "正在按冻结的数据重算核对，核对完再看。")


def why_not_check(actor: Actor, row: Round) -> Refusal | None:
    """Computed anew from what was frozen, to prove that it is equal."""
    if refusal := why_not_office(actor, row) or _why_not_calculated(row):
        return refusal
    run = queries.calculation_of(row)
    return _why_not_proved(run) if run is not None else None


def why_not_back(actor: Actor, row: Round) -> Refusal | None:
    """A way back, with a reason, until it is settled."""
    if row.state == S.SETTLED:
        return Refusal("round.settled", "定案以后不退回，要改另做更正。")
    if row.state == S.DRAFTED:
        return Refusal("round.state", "还在起草，没有上一步。")
    if row.corrects_id and row.state == S.COLLECTING:
        return Refusal("round.state", "更正从收数据开始，名单和方案跟原来的一样。")
    return _why_not_fit(actor, row, "back")


def why_not_discard(actor: Actor, row: Round) -> Refusal | None:
    """Made by mistake: a round before anything went out to the units, a correction until it is settled."""
    if refusal := _why_not_fit(actor, row, "discard"):
        return refusal
    if row.state not in states.OPEN and not row.corrects_id:
        return Refusal("round.fed_back", "已经反馈给各单位。要作废，先写明理由退回。")
    if queries.under_way(row) is not None:
        return Refusal("round.running", "正在测算，算完再看。")
    return None


def why_not_correct(actor: Actor, row: Round) -> Refusal | None:
    """A correction is a new version beside the old, one at a time."""
    if refusal := _why_not_kept(row):
        return refusal
    if row.state != S.SETTLED:
        return Refusal("round.state", "没有定案的直接退回改，不用更正。")
    if refusal := why_not_office(actor, row):
        return refusal
    if Round.objects.filter(corrects=row).exclude(state=S.DISCARDED).exists():
        return Refusal("round.corrected", "这一轮已经有更正，请在更正里办。")
    return None
