"""What leaves the site: the whole result as a workbook; and the sentence that says what kind of result a sheet shows."""

from __future__ import annotations

from pathlib import Path

from wuze.assessment.rounds import computing
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.models import Calculation, Result, Round
from wuze.assessment.rounds.queries import decisions_of, scheme_of, with_all
from wuze.assessment.rounds.queries.inputs import subjects_of
from wuze.excel.locate import Located
from wuze.excel.result import write_results
from wuze.kernel.web.templatetags.wuze import cn_date, cn_day
from wuze.scoring.tables import Finding, Level, Place


def write(row: Round, run: Calculation, path: Path) -> None:
    """From the frozen facts. Decisions about missing facts stand on 校验 with reason and name."""
    rows = list(with_all(run))
    results, facts = computing.anew(scheme_of(row).scheme, subjects_of(one.member for one in rows), rows)
    write_results(results, facts, [*_decisions(row), *_grades(rows)], path)


def _decisions(row: Round) -> list[Located]:
    return [
        _noted(
            "缺数据的决定",
            f"{one.label}缺的{len(one.values)}个{one.get_way_display()}",
            f"{one.reason}（{one.by}，{one.on}）",
        )
        for one in decisions_of(row)
    ]


def _grades(rows: list[Result]) -> list[Located]:
    """A changed grade with its reason: points never change."""
    return [
        _noted("等次的改动", f"{one.member.name}测算{one.grade}，定为{one.stands}", one.final_why or one.proposed_why)
        for one in rows if one.stands != one.grade
    ]  # fmt: skip


def _noted(kind: str, what: str, why: str) -> Located:
    return Located(kind, "", "", Finding("decided", Place("校验"), what, why, Level.WARNING))


def stage_sentence(row: Round) -> str:
    """What a reader must know of where the result stands."""
    if row.state == RoundState.FED_BACK and row.check_until is not None:
        return (
            f"这是反馈核对的结果。对任何一个分数有不同意见，{cn_day(row.check_until)}24时前提出，5个工作日内答复；"
            "提异议不会加重扣分。等次以审定为准。"
        )
    if row.state == RoundState.SETTLED and row.settled_on is not None:
        met = f"，{row.meeting}{row.minutes}审定" if row.meeting else ""
        return f"{cn_date(row.settled_on)}定案{met}。30天内仍可提异议，不影响结果执行。"
    return f"这一轮{row.get_state_display()}，还没有定案，等次以审定为准。"
