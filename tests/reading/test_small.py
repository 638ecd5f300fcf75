"""Small parts by themselves: numerals, echoes that are none, several of one rule text, places in the text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wuze.reading.echo import understood
from wuze.reading.model import Status
from wuze.reading.read import read_cell
from wuze.reading.text import normalise, numeral


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十五", "25"),
        ("一百二十", "120"),
        ("半", "0.5"),
        ("二〇二六", "2026"),
    ],
)
def test_chinese_numerals(word: str, value: str) -> None:
    assert numeral(word) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("每少一次扣０．５分", "每少1次扣0.5分"),
        ("扣１—３分", "扣1~3分"),
        ("有反映-3分，造成影响－5分", "有反映-3分,造成影响-5分"),
        ("百分之九十五以上", "95%以上"),
        ("三分之二以上", "2/3以上"),
        ("九成以上", "90%以上"),
        ("每降5个百分点", "每降5%"),
        ("每低一个百分点", "每低1%"),
        ("两至三名", "2~3名"),
        ("不足一半", "不足50%"),
        ("十分明显得五分", "十分明显得5分"),
        ("一票否决", "一票否决"),
        ("“三会一课”一次", "“三会一课”1次"),
        ("中央八项规定", "中央八项规定"),
        ("1,200 元", "1200元"),
        ("二十人", "20人"),
        ("三点五分", "三点五分"),
        ("扣三点五分", "扣3.5分"),
    ],
)
def test_numbers_are_made_plain(typed: str, read: str) -> None:
    assert normalise(typed).value == read


@pytest.mark.parametrize(
    "text",
    [
        "从满分起，最低0分，最高5分：（1）甲，乱写。",
        "从满分起，最低0分，最高5分：（1）甲，扣5分；另有奖励：甲＝乙。",
        "从满分起，最低0分，最高5分：（1）甲，扣5分。请核对：没有这一条。",
        "从满分起，最低0分，最高5分：。",
        "未建台账的扣5分",
    ],
)
def test_what_is_no_echo_is_not_taken_for_one(text: str) -> None:
    assert understood(text, "5") is None


def test_a_clause_knows_where_it_was_told() -> None:
    text = "未建台账的，扣２分；　未建制度的，扣三分。"
    reading = read_cell(text, "5")
    assert [text[start:end] for start, end in reading.spans] == ["未建台账的，扣２分", "未建制度的，扣三分"]
    assert reading.status is Status.READ
    assert reading.as_doubts() == ()


def test_a_table_of_points_is_pairs_in_json() -> None:
    reading = read_cell("好的得5分，一般的得3分，差的得0分", Decimal(5))
    told = reading.as_json("评分表!D7")["clauses"][0]["params"]
    assert told["options"] == [["好", "5"], ["一般", "3"], ["差", "0"]]
    limits = read_cell("作用不明显的酌情扣1-3分", "5").as_json("评分表!D7")["clauses"][0]["params"]
    assert limits["range"] == ["-3", "-1"]
