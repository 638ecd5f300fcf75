"""Pieces of a round's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy, queries
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Calculation, Objection, Proof, Round, Step
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.states import PUBLISHED, TAKES_FACTS
from wuze.kernel.web.components import Event, Figure, Link, Note
from wuze.registry.enums import UnitKind
from wuze.registry.queries import in_force
from wuze.registry.queries import visible_to as units_visible_to
from wuze.registry.rules import cn

VERBS = {
    "fix": "定下名单", "collect": "开始收数据", "compute": "测算", "feed_back": "反馈核对", "clear": "联审办完",
    "propose": "报建议等次", "deliberate": "登记审定", "settle": "定案", "correct": "开始更正", "discard": "作废",
}  # fmt: skip


def timeline(steps: Sequence[Step]) -> list[Event]:
    """Newest first."""
    return [
        Event(
            one.at, one.by, VERBS.get(one.verb, f"退回到“{one.get_after_display()}”"), one.reason, now=one is steps[-1]
        )
        for one in reversed(steps)
    ]


def figures(actor: Actor, row: Round, run: Calculation | None) -> list[Figure]:
    """How many, how many provisional, what differs; for the office and superiors."""
    if run is None or not (queries.runs(actor, row) or actor.sees_county):
        return []
    day = run.as_of
    return [
        Figure("考核对象", f"{run.count}个", "名单上没有移出的。", day, url=url("roster", row.pk) if queries.runs(actor, row) else ""),
        Figure("暂定", f"{run.provisional}个", "缺数据的没有名次和等次，补上或逐条定下来才能定案。", day,
               url=url("missing", row.pk) if queries.runs(actor, row) else ""),
        Figure("来源不一致", f"{len(run.differ)}处", "两个来源说法不同的数据：先人记的，再表里的，再系统里的。", day,
               url=f"{url('facts', row.pk)}#differ" if queries.runs(actor, row) else ""),
        Figure("阶段差异", f"{len(run.apart)}处", "初评和复核相差超过方案规定的，两边理由都列出来。", day,
               url=f"{url('facts', row.pk)}#apart" if queries.runs(actor, row) else ""),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """What the worker does for a round, and how far it is."""

    label: str
    percent: int


def progress(row: Round) -> Progress | None:
    """In words; None where nothing is under way."""
    one = queries.under_way(row)
    if one is None:
        return None
    if isinstance(one, Proof):
        label = "重算核对，一分不差就定案" if one.settles else "重算核对"
        return Progress(f"{label}（{one.by}办）", one.percent)
    label = f"第{one.number}次测算，{one.count}个对象（{one.by}办）"
    return Progress(label, one.percent)


def tabs(actor: Actor, row: Round) -> list[tuple[str, str, str]]:
    """Key, label, address of the pages of a round that this actor has."""
    found = [("one", "进度", url("one", row.pk))]
    if queries.runs(actor, row):
        found += [("roster", "名单", url("roster", row.pk)), ("facts", "数据", url("facts", row.pk))]
        found += [("missing", "缺的", url("missing", row.pk))]
    if queries.runs(actor, row) or actor.may(Capability.RATE):
        found.append(("entries", "平时记录", url("entries", row.pk)))
    if row.calculation and (queries.runs(actor, row) or row.state in PUBLISHED):
        found += [("results", "结果", url("results", row.pk)), ("objections", "异议", url("objections", row.pk))]
    return found


def notes(actor: Actor, row: Round, latest: Calculation | None) -> list[Note]:
    """What changes the reader's next step."""
    found = []
    if not queries.runs(actor, row):
        if row.state in TAKES_FACTS:
            found += [
                Note(
                    "正在收数据。走访、查资料、谈话看到的，可以记一条。", link=Link("记一条", url("entry-new", row.pk))
                ),
                Note("下级报来的数据、填好的评分表，一次交上。", link=Link("交数据表", url("upload-new", row.pk))),
            ]
        return found
    if latest is not None and latest.state == RunState.FAILED:
        found.append(Note(f"第{latest.number}次测算没有算成：{latest.trouble}", "bad"))
    if (proof := queries.failed_proof(row)) is not None:
        found.append(Note(f"{proof.by}{cn(proof.on)}定案没有办成：{proof.trouble}", "bad"))
    if row.state == RoundState.COLLECTING and latest is not None and latest.state == RunState.DONE:
        found.append(Note("退回以后数据可能变了，测算要重新做。", "ask"))
    if row.state == RoundState.FED_BACK and (upheld := queries.objections_upheld(row)):
        found.append(
            Note(f"有{upheld}条异议成立，退回收数据，改过再测算。", "ask", Link("看异议", url("objections", row.pk)))
        )
    if row.state == RoundState.COMPUTED and (left := queries.review_left(row)):
        found.append(
            Note(
                f"要复核的还有{left}个没有复核的分。", "ask", Link("看是哪些", f"{url('results', row.pk)}?view=review")
            )
        )
    if newer := queries.visible_to(actor).filter(corrects=row).exclude(state=RoundState.DISCARDED).first():
        found.append(Note("这一轮有更正。", link=Link("看更正", url("one", newer.pk))))
    return found


def correction(actor: Actor, row: Round) -> Link | None:
    """The settled round a correction stands beside."""
    if row.corrects_id is None or not queries.visible_to(actor).filter(pk=row.corrects_id).exists():
        return None
    return Link(f"原结果（{row.corrects}）", url("one", row.corrects_id))


def answer_link(actor: Actor, one: Objection) -> Link | None:
    """Where the actor answers a challenge: by themselves, else by entering what a leader decided on paper."""
    run = one.result.calculation
    if policy.why_not_answer(actor, one, run) is None:
        return Link("去答复", url("answer", one.pk))
    if policy.why_not_register_answer(actor, one, run) is None:
        return Link("线下已定，登记", url("answer-paper", one.pk))
    return None


def superiors(actor: Actor) -> list[tuple[str, str]]:
    """Places in the tree a rule may be narrowed to."""
    kinds = (UnitKind.TOWN, UnitKind.PARK, UnitKind.SECTOR)
    rows = units_visible_to(actor).filter(in_force(actor.today), kind__in=kinds).order_by("path")
    return list(rows.values_list("path", "name"))


def units_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """Units that may be added by hand."""
    rows = units_visible_to(actor).filter(in_force(actor.today)).exclude(kind=UnitKind.COUNTY).order_by("path")
    return list(rows.values_list("pk", "name"))
