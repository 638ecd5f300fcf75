"""A person's correction: lenient about signs, strict about meaning, every fault in words."""

from __future__ import annotations

import pytest

from wuze.reading.correct import FORMS, Entry, clause_of, corrected, entry_of
from wuze.reading.echo import understood
from wuze.reading.model import Clause, Status
from wuze.reading.read import is_ditto, read_cell


@pytest.mark.parametrize("line", [form for form, _ in FORMS])
def test_every_form_that_is_offered_can_be_written(line: str) -> None:
    made, wrong = corrected("原文", "10", Entry("full", "0", "", (line,)))
    assert wrong == ()
    assert made is not None
    assert made.status is Status.READ
    back = understood(made.says, "10")
    assert back is not None
    assert back.clauses == made.clauses


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("1. 没有建台账,扣２分。", "没有建台账，扣2分"),
        ("（2）没有计划、没有总结，材料不全，扣1分；", "没有计划、没有总结,材料不全，扣1分"),
        ("报送情况，选项:按时=2分;迟报=1分", "报送情况，选项：按时＝2分／迟报＝1分"),
        ("培训，分档：≥95％＝5分/≥90％＝3分", "培训，分档：≥95%＝5分／≥90%＝3分"),
        ("①特色工作，裁量0～3分", "特色工作，裁量0~3分"),
        ("两条只取一条,扣3分[互斥b]", "两条只取一条，扣3分〔互斥B〕"),
    ],
)
def test_what_an_input_method_gives_is_taken(typed: str, canonical: str) -> None:
    made, wrong = corrected("原文", "10", Entry("full", "0", "", (typed,)))
    assert wrong == ()
    assert made is not None
    assert entry_of(made).lines == (canonical,)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("没有建台账扣2分", "没有逗号"),
        ("没有建台账，酌情扣分", "看不懂怎么计分"),
        ("，扣2分", "没有写在什么情形下"),
        ("特色工作，裁量待定", "待定"),
        ("受表彰，级别：省级＝3分／市级＝待定，就高", "待定"),
        ("受表彰，级别：省级＝3分／市级＝2分，待定", "待定"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, says: str) -> None:
    found = clause_of(line)
    assert not isinstance(found, Clause)
    assert says in found.sentence


def test_all_faults_come_at_once() -> None:
    made, wrong = corrected("原文", "5", Entry("full", "零", "五", ("没有建台账", "未报，扣1分", "不清楚，看着办")))
    assert made is None
    assert [(one.field, one.line) for one in wrong] == [("lines", 1), ("lines", 3), ("floor", 0), ("cap", 0)]
    assert corrected("原文", "5", Entry("full", "0", "", ("", " ")))[1][0].problem == "一条也没有写"


def test_what_does_not_read_back_to_the_same_is_refused() -> None:
    extras = ({"kind": "na", "condition": "没有任务；另有不适用：甲", "policy": "免扣"},)
    made, wrong = corrected("原文", "5", Entry("full", "0", "", ("未报，扣1分",)), extras)
    assert made is None
    assert wrong[0].problem == "有的符号读不回来"
    made, _ = corrected("原文", "5", Entry("full", "0", "", ("没有建台账；没有“＝／”，扣1分",)))
    assert made is not None
    assert made.clauses[0].condition == "没有建台账;没有“=/”"


def test_bounds_and_extras_stand_as_written() -> None:
    extras = ({"kind": "na", "condition": "没有任务", "policy": "免扣"},)
    made, _ = corrected("原文", None, Entry("zero", "none", "none", ("被采用，每次得1分",)), extras)
    assert made is not None
    assert (made.start, made.floor, made.cap, made.extras) == ("zero", "none", "none", extras)
    assert made.says == "从零分起，不保底，不封顶：（1）被采用，每次得1分；另有不适用：没有任务＝免扣。"
    open_cap, _ = corrected("原文", None, Entry("full", "0", "", ("未报，扣1分",)))
    assert open_cap is not None
    assert open_cap.says.startswith("从满分起，最低0分，最高分未定：")


def test_an_entry_shows_a_reading_line_by_line() -> None:
    reading = read_cell("未建台账的扣2分；未报总结的扣3分", "5")
    assert entry_of(reading) == Entry("full", "0", "5", ("未建台账，扣2分", "未报总结，扣3分"))
    assert entry_of(read_cell("抓好落实", "5")) == Entry("full", "0", "5", ())
    assert (is_ditto("同 上"), is_ditto("同上一条")) == (True, False)
