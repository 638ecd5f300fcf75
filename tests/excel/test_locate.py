"""A finding gets its cell."""

from __future__ import annotations

import pytest

from wuze.excel.locate import Located, Reference, Sources, TableSource, locate
from wuze.scoring.tables import Finding, Level, Place

SOURCE = TableSource("指标表", 3, [4, 6, 9], {"板块": "B", "编号": "C", "分值": "AA"}, "B")
SCHEME = Sources("方案.xlsx", {"指标": SOURCE}, frozenset({"指标", "等次"}))
DATA = Sources("数据.xlsx", {"票数": TableSource("票数", 1, [2], {"票数": "A"}, "A")}, frozenset({"票数", "得分"}))


def finding(place: Place, level: Level = Level.FAULT) -> Finding:
    return Finding("bad_number", place, "不是数", "填数字", level)


@pytest.mark.parametrize(
    ("place", "sheet", "cell"),
    [
        (Place("指标", 1, "分值"), "指标表", "AA6"),
        (Place("指标", 2), "指标表", "C9"),
        (Place("指标", 0, "没有这列"), "指标表", "B4"),
        (Place("指标", None, "分值"), "指标表", "AA3"),
        (Place("指标"), "指标表", "C3"),
        (Place("指标", 3), "指标表", ""),
        (Place("指标", -1), "指标表", ""),
        (Place("等次", 0), "", ""),
    ],
)
def test_places(place: Place, sheet: str, cell: str) -> None:
    assert SCHEME.reference(place) == Reference(sheet, cell)


def test_a_row_without_an_id_column_gives_its_first_cell() -> None:
    assert DATA.reference(Place("票数", 0)) == Reference("票数", "A2")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("指标", "方案.xlsx!指标表!C4: 不是数 → 填数字"),
        ("票数", "数据.xlsx!票数!A2: 不是数 → 填数字"),
        ("得分", "数据.xlsx: 不是数 → 填数字"),
        ("别的", "方案.xlsx: 不是数 → 填数字"),
    ],
)
def test_a_finding_goes_to_the_workbook_that_holds_or_should_hold_its_table(table: str, text: str) -> None:
    assert [one.text for one in locate([finding(Place(table, 0))], [SCHEME, DATA])] == [text]


def test_one_mistake_is_one_fault() -> None:
    known = [SCHEME.located(finding(Place("指标", 1, "分值")))]
    more = [finding(Place("指标", 1, "分值")), finding(Place("指标", 1, "分值"), Level.WARNING), finding(Place("等次"))]
    located = locate(more, [SCHEME], known)
    assert [(one.cell, one.finding.level) for one in located] == [
        ("AA6", Level.FAULT),
        ("AA6", Level.WARNING),
        ("", Level.FAULT),
    ]


def test_text_without_a_fix() -> None:
    one = Located("方案.xlsx", "指标", "", Finding("x", Place("指标"), "有误", ""))
    assert one.text == "方案.xlsx!指标: 有误"


def test_json_of_a_fault_and_of_a_hint() -> None:
    fault = SCHEME.located(finding(Place("指标", 0, "分值")))
    fields = {
        "file": "方案.xlsx",
        "sheet": "指标表",
        "cell": "AA4",
        "code": "bad_number",
        "problem": "不是数",
        "fix": "填数字",
    }
    assert fault.as_json() == fields
    hint = SCHEME.located(
        Finding("bad_number", Place("指标", 0, "分值"), "不是数", "填数字", Level.EXPLAIN, "某规定第3条")
    )
    assert hint.as_json() == fields | {"level": "须说明", "basis": "某规定第3条"}
