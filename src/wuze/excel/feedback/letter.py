"""The words of a 反馈单, the same for Word and PDF."""

from __future__ import annotations

from dataclasses import dataclass

from wuze.excel.feedback.fit import Row
from wuze.excel.feedback.model import ResultFile, UnitResult

TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋_GB2312"
HEADS = ("指标", "分值", "得分", "扣分原因")

_NOTE = (
    "签收只表示收到，不表示同意。对得分有异议的，请在收到之日起____个工作日内写明是哪一项、理由和依据，交反馈单位复核。"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """All texts of one sheet. ``head`` are label and value; ``size`` is the print of the table in points."""

    title: str
    subtitle: str
    head: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    size: float
    opinion: str
    foot: tuple[str, ...]
    note: str


def letter(result: ResultFile, unit: UnitResult, rows: tuple[Row, ...], size: float, office: str = "") -> Letter:
    """The sheet of a unit. ``office``: who gives the feedback; blank leaves room for it."""
    full = f"（满分{result.full:f}分）" if result.full is not None else ""
    state = "" if unit.state == "齐全" else f"，{unit.state}"
    head = (
        ("单位", f"{unit.name}（{unit.id}）"),
        ("总分", f"{unit.total:f}分{full}{state}"),
        ("等次", unit.grade or "未定"),
    )
    opinion = "核对意见：□ 没有异议　　□ 有异议，是哪一项、理由："
    foot = (
        "单位（盖章）：　　　　　　　　　　签收人：　　　　　　　　　　日期：",
        f"反馈单位（盖章）：{office}{'　' * max(10 - len(office), 2)}经手人：{'　' * (8 if len(office) < 6 else 5)}日期：",
    )
    note = f"{_NOTE}方案摘要 {result.digest[:12]}"
    if result.altered:
        note += f"。结果文件的“{'”“'.join(result.altered)}”在计分后改动过"
    return Letter("考核结果反馈单", result.title, head, rows, size, opinion, foot, note)
