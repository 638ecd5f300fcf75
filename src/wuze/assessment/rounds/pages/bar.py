"""The head of a round's page: its steps with who and when, whose turn it is, living verbs and dead ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy, queries, states
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Calculation, Round
from wuze.assessment.rounds.models import Step as Gone
from wuze.assessment.rounds.pages.shared import url
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Offer, Refused, StateBar, Step, Verb, alive, dead, joined
from wuze.kernel.web.templatetags.wuze import cn_date

S = RoundState
NEXT = {
    S.DRAFTED: "定名单", S.FIXED: "开始收数据", S.COLLECTING: "收齐数据，测算", S.COMPUTED: "核对测算结果，往下走",
    S.FED_BACK: "核对期满，往下走", S.CLEARED: "往下走", S.PROPOSED: "会议审定", S.DELIBERATED: "定案",
}  # fmt: skip
BACK, DISCARD = "退回上一步", "作废"
LABELS = {
    "fix": "定下名单", "collect": "开始收数据", "feed-back": "反馈核对", "clear": "联审办完", "propose": "报建议等次",
    "deliberate": "登记审定", "settle": "定案",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ways:
    """A step's verb in the address, its policy."""

    verb: str
    why_not: Callable[[Actor, Round], Refusal | None]
    tap: bool = False


FORWARD = {
    S.FIXED: Ways("fix", policy.why_not_fix), S.COLLECTING: Ways("collect", policy.why_not_collect),
    S.FED_BACK: Ways("feed-back", policy.why_not_feed_back), S.CLEARED: Ways("clear", policy.why_not_clear),
    S.PROPOSED: Ways("propose", policy.why_not_propose), S.DELIBERATED: Ways("deliberate", policy.why_not_deliberate),
    S.SETTLED: Ways("settle", policy.why_not_settle),
}  # fmt: skip


def round_bar(actor: Actor, row: Round, run: Calculation | None, steps: list[Gone]) -> StateBar:
    """Where it stands. Whoever does not run it sees no verbs."""
    offers = _offers(actor, row) if queries.runs(actor, row) else []
    verbs = alive(offers)
    if verbs and verbs[0].label not in {BACK, DISCARD}:
        first = verbs[0]
        verbs = (Verb(first.label, first.url, first.method, True, first.icon, first.hidden), *verbs[1:])
    return StateBar(_steps(row, steps), _turn(row), None, _detail(row, run), verbs, _refused(offers))


def _refused(offers: list[Offer]) -> tuple[Refused, ...]:
    """A verb of another state is not named at all."""
    return joined(dead(one for one in offers if one[1] is None or one[1].code != "round.state"))


def _page(row: Round, verb: str, label: str, no: Refusal | None) -> Offer:
    return Verb(label, url("act", row.pk, verb), "get"), no


def _offers(actor: Actor, row: Round) -> list[Offer]:
    """The next step first, the ways back last."""
    if row.state == S.DISCARDED:
        return []
    path = states.used(row.steps)
    at = path.index(S(row.state))
    found: list[Offer] = []
    if row.state == S.DRAFTED:
        found.append(_page(row, "rule", "按规则加对象", policy.why_not_change_roster(actor, row)))
        found.append((Verb("按表加对象", url("table", row.pk), "get"), policy.why_not_change_roster(actor, row)))
    compute = Verb(
        "重新测算" if row.calculation else "测算", url("compute", row.pk), hidden=(("version", str(row.version)),)
    )
    if row.state in states.TAKES_FACTS:
        found.append((compute, policy.why_not_compute(actor, row)))
        found.append((Verb("交数据表", url("upload-new", row.pk), "get"), policy.why_not_take_facts(actor, row)))
    if at + 1 < len(path) and (way := FORWARD.get(path[at + 1])) is not None:
        offer = _page(row, way.verb, LABELS[way.verb], way.why_not(actor, row))
        found.insert(0 if row.state != S.DRAFTED or row.members.filter(out=False).exists() else len(found), offer)
    if row.state == S.DRAFTED:
        found.append((Verb("改", url("edit", row.pk), "get"), policy.why_not_edit(actor, row)))
    if row.state == S.COMPUTED:
        found.append(_page(row, "sample", "定复核", policy.why_not_sample(actor, row)))
    if row.state == S.SETTLED:
        found.append(_page(row, "correct", "另做更正", policy.why_not_correct(actor, row)))
    back = _page(row, "back", BACK, policy.why_not_back(actor, row))
    return [*found, back, _page(row, "discard", DISCARD, policy.why_not_discard(actor, row))]


def _steps(row: Round, gone: list[Gone]) -> tuple[Step, ...]:
    """Each used step with the last time it was reached; a discarded round goes no further than it came."""
    path = states.used(row.steps)
    if row.state == S.DISCARDED:
        path = (*path[: path.index(S(gone[-1].before)) + 1], S.DISCARDED)
    here = path.index(S(row.state))
    last = {step.after: step for step in gone if step.verb != "back"}
    found = []
    for at, state in enumerate(path):
        mark = last.get(state)
        notes = (cn_date(mark.on), mark.by) if mark is not None and at <= here else ()
        if state == S.DRAFTED:
            notes = (cn_date(row.made_on), row.made_by)
        done = at < here or row.state == S.SETTLED
        found.append(Step(state.label, "done" if done else "now" if at == here else "later", notes))
    return tuple(found)


def _turn(row: Round) -> str:
    if row.state == S.SETTLED:
        return f"已定案，{row.settled_by}办"
    if row.state == S.DISCARDED:
        return "已作废，都还能看，不再算数"
    if row.state == S.FED_BACK:
        return f"各单位核对得分，期满{row.unit}往下走"
    return f"轮到{row.unit}：{NEXT[S(row.state)]}"


def _detail(row: Round, run: Calculation | None) -> str:
    if row.state == S.FED_BACK and row.check_until is not None:
        return f"核对到{cn_date(row.check_until)}"
    if run is not None and run.state in {RunState.WAITING, RunState.RUNNING}:
        return f"测算{run.get_state_display()}，{run.percent}%"
    return ""
