"""Pure rules: which line of the approver table applies, what a paper must name, when an entry is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wuze.accounts.approvals.values import COUNTY, PaperDecision
from wuze.accounts.enums import Paper
from wuze.kernel.periods import covers


def nearest(units: Sequence[int], by_unit: Mapping[int, int]) -> int | None:
    """The line of the nearest unit that has one, the county's last. ``by_unit`` maps a unit to the number of its line."""
    found = (by_unit[unit] for unit in (*units, COUNTY.unit) if unit in by_unit)
    return next(found, None)


def paper_faults(paper: PaperDecision, today: date) -> dict[str, str]:
    """Field → sentence; empty when the paper holds."""
    faults: dict[str, str] = {}
    if paper.decided_on > today:
        faults["decided_on"] = f"决定日期不能晚于今天（{today.month}月{today.day}日）。"
    if paper.paper not in Paper.values:
        faults["paper"] = "请选书面材料：呈批件、会议纪要或口头同意后补。"
    if not paper.approver.strip() or not paper.approver_post.strip():
        faults["approver"] = "请写清批准人的姓名和当时的岗位。"
    if not paper.title.strip():
        faults["title"] = "请填材料的标题；口头同意的写明什么场合。"
    if paper.paper in {Paper.MEMO, Paper.MINUTES} and not paper.number.strip():
        faults["number"] = "呈批件、会议纪要要有文号；没有编号的写“无号”和日期。"
    if not paper.approved and not paper.answer.strip():
        faults["answer"] = "不同意要写理由，报批人看得到。"
    return faults


def is_late(decided_on: date, entered_on: date) -> bool:
    """Entered on a later day than it was decided: 补登."""
    return entered_on > decided_on


def rule_faults(since: date, today: date, starts: Iterable[tuple[date, date | None]]) -> dict[str, str]:
    """Why a line of the approver table cannot begin on this day. ``starts``: the periods already in the table."""
    if since > today:
        return {"since": "从将来某天起的，请到那天再改：已经报批的要马上知道由谁批。"}
    for first, last in starts:
        if last is not None and covers(first, last, since):
            return {"since": f"这一天由另一岗位批（到{last.month}月{last.day}日为止），不能改写过去。"}
        if last is None and since <= first:
            return {"since": f"现在这一条自{first.year}年{first.month}月{first.day}日起，新的要在它之后。"}
        if first > since:
            return {"since": f"这之后已有另一条（自{first.year}年{first.month}月{first.day}日），不能改写过去。"}
    return {}
