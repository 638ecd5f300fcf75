"""Examples beside a correction: the engine's own points in plain cases; silent where it needs other people's values."""

from __future__ import annotations

import pytest

from tests.assessment.making import cells
from wuze.assessment.readings.examples import examples
from wuze.reading.correct import Entry, corrected
from wuze.reading.model import NONE


def shown(*lines: str, points: str | None = "10", start: str = "full", floor: str = "0", cap: str = "") -> list[str]:
    """``case points`` of every example."""
    cell = cells(("原文", points))[0]
    reading, wrong = corrected(cell.text, cell.points, Entry(start, floor, cap, lines))
    assert wrong == ()
    assert reading is not None
    return [f"{one.case} {one.points}" for one in examples(cell, reading)]


@pytest.mark.parametrize(
    ("line", "start", "says"),
    [
        ("没有建台账，扣2分", "full", ["都正常 10", "发生 8"]),
        ("例会缺席，每次扣0.5分，最多1分", "full", ["都正常 10", "1次 9.5", "3次 9"]),
        ("例会，应4，每缺1扣1分", "full", ["都正常 10", "做了3次 9", "做了0次 6"]),
        ("例会，应1，每缺1扣1分", "full", ["都正常 10", "做了0次 9"]),
        ("参学率，基准90%，每低5%扣1分", "full", ["都正常 10", "为85% 9"]),
        ("信访量，基准40，每高1扣0.5分", "full", ["都正常 10", "为41 9.5"]),
        ("按期换届，否则本项不得分", "full", ["都正常 10", "没做到 0"]),
        ("优秀率≥90%，否则本项不得分", "full", ["都正常 10", "为89% 0"]),
        ("参训人数≥3人，得2分", "zero", ["都正常 0", "发生（3） 2"]),
        ("参训率<90%，扣2分", "full", ["都正常 10", "发生（89%） 8"]),
        ("投诉>3件，扣2分", "full", ["都正常 10", "发生（4） 8"]),
        ("信息被采用，每次得1分", "zero", ["都正常 0", "1次 1", "3次 3"]),
        ("完成率，按完成率得分，满5分", "zero", ["都正常 5", "完成80% 4", "完成一半 2.5"]),
        ("参训率，分档：≥95%＝5分／≥90%＝3分／其他＝0分", "zero", ["都正常 5", "为95% 5", "为90% 3", "为0 0"]),
        ("报送，选项：按时＝2分／迟报＝1分", "zero", ["都正常 2", "“按时” 2", "“迟报” 1"]),
        ("报送，选项：按时、齐全＝2分／迟报＝1分", "zero", ["都正常 2", "“按时 齐全” 2", "“迟报” 1"]),
        ("受表彰，级别：省级＝3分／市级＝2分，就高", "zero", ["都正常 0", "省级1件 3", "市级1件 2"]),
    ],
)
def test_a_clause_in_plain_cases(line: str, start: str, says: list[str]) -> None:
    assert shown(line, start=start) == says


def test_several_clauses_are_numbered_and_go_below_zero_only_where_they_may() -> None:
    lines = ("没有建台账，扣6分", "没有总结，扣5分")
    assert shown(*lines) == ["都正常 10", "第1条发生 4", "第2条发生 5"]
    assert shown("被通报，扣3分", start="zero", floor=NONE, cap="0") == ["都正常 0", "发生 -3"]


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("特色工作，裁量0~3分", "10"), ("综合排名，名次：1＝5分／2＝4分", "10"), ("收入，比首名，满5分", "10"),
        ("例会，应2.5，每缺1扣1分", "10"), ("完成率，按完成率得分，满5分，应完成4", "10"), ("没有建台账，扣2分", None),
        ("参训率，分档：<60%＝0分／≥60%＝3分", "10"),
    ],
)  # fmt: skip
def test_where_one_subject_alone_cannot_tell_nothing_is_shown(line: str, points: str | None) -> None:
    assert shown(line, points=points, start="zero") == []


def test_the_same_thing_twice_or_a_faulty_scheme_shows_nothing() -> None:
    assert shown("例会，应4，每缺1扣1分", "例会，每次扣1分") == []
    assert shown("参训率，分档：≥90%＝3分／≥95%＝5分", start="zero") == []
