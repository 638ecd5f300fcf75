"""What a clause sees of a subject: values by period and window, combined and computed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.scoring.build import Elements, Row, Rows, facts, points_of, row, scheme, score
from wuze.scoring.combine import Combine
from wuze.scoring.exact import Number
from wuze.scoring.expressions import Ref
from wuze.scoring.facts import DirectScore, Subject
from wuze.scoring.methods.base import Cohort
from wuze.scoring.reader import View, attribute, direct, period_of, window
from wuze.scoring.values import MISSING, NA, Reading

ELEMENTS: Elements = {
    "会议": "次数", "率": "比率", "达标": "是否", "等级": row(类型="选项", 选项="优;良"), "评价": "评等", "评分": "打分",
    "表彰": "事件", "甲数": "数值", "乙数": "数值", "比": row(类型="数值", 公式="甲数/乙数"),
}  # fmt: skip  # one list
ITEM = row(分值=5, 方式="每次扣", 参数="每次扣1", 数据项="会议")
YEAR = row(年度="2026")


def seen(name: str, values: Row, *, details: Rows = (), events: Rows = (), back: int | None = None) -> Reading:
    """One data item of 甲, through a look-back of so many months from 2026-12-31."""
    of = scheme([ITEM], ELEMENTS, head=YEAR)
    known = facts(of, {"甲": values}, details=details, events=events)
    view = View(of, known, lambda _: Cohort(()))
    view.at(known.subjects[0])
    view.window = window(date(2026, 12, 31), back) if back else None
    return view.look(Ref(name))


def detail(name: str, value: object, on: str = "", period: int | None = None) -> Row:
    return {"编号": "甲", "数据项": name, "值": value, "日期": on, "期": period}  # type: ignore[dict-item]  # a cell


# --- one value ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values", "reading"),
    [
        ("会议", row(会议=3), Decimal(3)),
        ("会议", row(会议="3"), Decimal(3)),
        ("会议", {}, MISSING),
        ("会议", row(会议="不适用"), NA),
        ("率", row(率="87%"), Decimal("0.87")),
        ("达标", row(达标="是"), True),
        ("等级", row(等级=" 优"), "优"),
        ("比", row(甲数=1, 乙数=4), Decimal("0.25")),
        ("比", row(甲数=1), MISSING),
        ("比", row(甲数=1, 乙数="不适用"), NA),
        ("比", row(甲数=1, 乙数=0), NA),  # ÷0 → N/A
        ("表彰", {}, Decimal(0)),  # no row means none, not missing
        ("表彰", row(表彰="不适用"), NA),
        ("评分", {}, MISSING),
    ],
)
def test_values(name: str, values: Row, reading: Reading) -> None:
    assert seen(name, values) == reading


def test_an_event_item_counts_its_distinct_events() -> None:
    """Rows with the same 事件 text are one event, whatever date or 文号."""
    events = [
        row(编号="甲", 数据项="表彰", 事件=name, 日期=on)
        for name, on in (("先进", ""), ("先 进", "2026-03-01"), ("示范", ""))
    ]
    assert seen("表彰", {}, events=events) == 2


def test_several_scorers_are_one_number_and_words_only_where_all_agree() -> None:
    assert seen("评分", {}, details=[detail("评分", 1), detail("评分", 2)]) == Decimal("1.5")
    assert seen("评分", {}, details=[detail("评分", 1), detail("评分", "不适用")]) == 1
    assert seen("评分", {}, details=[detail("评分", "不适用")]) is NA
    assert seen("评价", {}, details=[detail("评价", "好"), detail("评价", "好")]) == "好"
    assert seen("评价", {}, details=[detail("评价", "好"), detail("评价", "差")]) is MISSING


# --- look-back: (cutoff − N, cutoff] ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cutoff", "months", "start"),
    [
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),  # the month's last day where it is shorter
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 24, date(2024, 12, 31)),
    ],
)
def test_where_a_window_begins(cutoff: date, months: int, start: date) -> None:
    assert window(cutoff, months) == (start, cutoff)


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2025-12-31", 0),  # the first day is outside
        ("2026-01-01", 2),
        ("2026-12-31", 2),  # the last inside
        ("2027-01-01", 0),
        ("", 2),  # undated facts inside
    ],
)
def test_window_edges_of_a_count(on: str, value: int) -> None:
    """An out-of-window 次数 is 0."""
    assert seen("会议", {}, details=[detail("会议", 2, on)], back=12) == value


def test_other_types_out_of_the_window() -> None:
    """An out-of-window 是否 is 否; a rate, of which the contract says nothing, is not known."""
    assert seen("达标", {}, details=[detail("达标", "是", "2025-01-01")], back=12) is False
    assert seen("率", {}, details=[detail("率", "87%", "2025-01-01")], back=12) is MISSING
    assert seen("会议", {}, details=[detail("会议", "不适用", "2025-01-01")], back=12) is NA
    assert seen("评分", {}, details=[detail("评分", 1, "2025-01-01"), detail("评分", 3, "2026-01-01")], back=12) == 3
    assert seen("评分", {}, details=[detail("评分", 1, "2025-01-01")], back=12) is MISSING


def test_events_are_windowed_before_they_are_merged() -> None:
    events = [row(编号="甲", 数据项="表彰", 事件="先进", 日期=on) for on in ("2025-12-31", "2026-05-01")]
    assert seen("表彰", {}, events=events, back=12) == 1
    assert seen("表彰", {}, events=events[:1], back=12) == 0


# --- periods ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "kind", "period"),
    [(1, "月", 1), (12, "月", 12), (3, "季", 1), (4, "季", 2), (12, "季", 4), (6, "半年", 1), (7, "半年", 2)],
)
def test_period_of_a_date(month: int, kind: str, period: int) -> None:
    assert period_of(date(2026, month, 28), kind) == period


def quarterly(way: str, params: str, name: str, details: Rows = (), events: Rows = (), how: str = "相加") -> str:
    items = [row(分值=10, 起评="零分", 方式=way, 参数=params, 数据项=name, 分期="季", 合成=how)]
    return points_of(items, ELEMENTS, {}, details=details, events=events)


def test_a_fact_without_a_period_serves_every_period() -> None:
    """1 in quarter 1, 2 in each other quarter."""
    assert quarterly("每次得", "每次得1", "会议", [detail("会议", 1, period=1), detail("会议", 2)]) == "7.00"


def test_a_period_without_a_fact_makes_the_item_missing() -> None:
    assert quarterly("每次得", "每次得1", "会议", [detail("会议", 1, period=n) for n in (1, 2, 3)]) == "missing"


def test_events_fall_by_date() -> None:
    events = [row(编号="甲", 数据项="表彰", 事件=f"{on}", 日期=on) for on in ("2026-01-31", "2026-04-01", "2026-06-30")]
    assert quarterly("每次得", "每次得1", "表彰", events=events, how="最低") == "0.00"
    assert quarterly("每次得", "每次得1", "表彰", events=events) == "3.00"


def test_rows_of_scorers_by_period() -> None:
    marks = [detail("评分", value, period=n) for n, value in ((1, 1), (1, 2), (2, 1), (3, 1), (4, 1))]
    assert quarterly("裁量", "0~3", "评分", marks) == "4.50"


# --- attributes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "reading"),
    [
        (Decimal(3), Decimal(3)),
        ("3", Decimal(3)),
        ("城关镇", "城关镇"),
        (True, "是"),
        (False, "否"),
        (date(2026, 3, 1), "2026-03-01"),
        (None, MISSING),
        ("不适用", NA),
    ],
)
def test_attributes(cell: object, reading: Reading) -> None:
    assert attribute(Subject("甲", "甲", {"列": cell}), "列") == reading  # type: ignore[dict-item]  # any cell


def test_a_column_that_is_not_there_is_missing() -> None:
    assert attribute(Subject("甲", "甲", {}), "列") is MISSING


# --- direct scores ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stages", "points", "stage"),
    [
        ("自评5 初评4 复核3", Decimal(3), "复核"),  # takes the last stage present: 复核, else 初评
        ("复核3 初评4", Decimal(3), "复核"),
        ("自评5 初评4", Decimal(4), "初评"),
        ("初评4 初评3", Decimal("3.5"), "初评"),
        ("自评5", MISSING, ""),  # 自评 never counts by itself
        ("", MISSING, ""),
    ],
)
def test_the_last_stage_present(stages: str, points: Number, stage: str) -> None:
    scores = tuple(DirectScore(Decimal(one[2:]), "", "", None, one[:2]) for one in stages.split())
    assert direct(scores, Combine.MEAN)[:2] == (points, stage)


def test_na_among_scorers() -> None:
    given = (DirectScore(NA, "", "", None, "初评"), DirectScore(Decimal(4), "", "", None, "初评"))
    assert direct(given, Combine.MEAN)[0] == 4
    assert direct(given[:1], Combine.MEAN)[0] is NA


def test_a_subject_of_no_type_has_an_empty_one() -> None:
    of = scheme([ITEM], ELEMENTS)
    assert [one.total for one in score(of, {"甲": row(会议=1)}).subjects] == [Decimal("4.00")]
