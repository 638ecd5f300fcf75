"""评等: ``好:100%;较好:80%;一般:60%;差:0``, × item points, one row a rater."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, points_of, refused, row, span, told
from wuze.scoring.combine import Combine, manner

WORK = {"工作评价": row(类型="评等", 选项="好;较好;一般;差")}
TABLE = "好:100%;较好:80%;一般:60%;差:0"


def rated(*words: str) -> list[dict[str, str]]:
    return [{"编号": "甲", "数据项": "工作评价", "值": word} for word in words]


@pytest.mark.parametrize("typed", [TABLE, "好：１００％；较好：80%，一般:0.6、差:0%", "好:1;较好:0.8;一般:3/5;差:0"])
def test_typed_forms(typed: str) -> None:
    read = method("评等", typed, WORK)
    assert read.typed() == "好:100%;较好:80%;一般:60%;差:0%"
    assert method("评等", read.typed(), WORK) == read


def test_an_endless_share_is_typed_as_its_fraction() -> None:
    read = method("评等", "好:1;较好:2/3", WORK)
    assert read.typed() == "好:100%;较好:2/3"
    assert method("评等", read.typed(), WORK) == read


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "参数空着"),
        ("好:满分", "参数“好:满分”看不懂"),
        ("好", "参数“好”看不懂"),
        ("优:100%", "“优”不是“工作评价”的选项"),
        ("好:100%;好:80%", "“好”写了两次"),
    ],
)
def test_refusals(typed: str, problem: str) -> None:
    assert refused("评等", typed, WORK) == ("bad_params", "参数", problem)


def test_one_rater() -> None:
    found = clause_of("评等", TABLE, {}, WORK, points=5, details=rated("较好"))
    assert moved(found) == ("4", "评为“较好”，按80%计，满分5分")


def test_a_word_without_a_line_counts_zero() -> None:
    assert moved(clause_of("评等", "好:100%", row(工作评价="差"), WORK, points=5)) == ("0", "评为“差”，按0%计，满分5分")


def test_several_raters_are_averaged_by_default() -> None:
    """(100 + 80 + 80) ÷ 3 = 86.666… % of 6 = 5.2."""
    found = clause_of("评等", TABLE, {}, WORK, points=6, details=rated("好", "较好", "较好"))
    assert moved(found) == ("5.2", "3人评等（好1、较好2），平均得86.6667%，满分6分")


@pytest.mark.parametrize(
    ("how", "words", "points"),
    [
        ("平均", ("好", "好", "好", "好", "差"), "8.00"),
        ("去掉最高最低后平均", ("好", "好", "较好", "较好", "差"), "8.67"),  # (100 + 80 + 80) ÷ 3
        ("去掉最高最低后平均", ("好", "好", "较好", "差"), "7.00"),  # n < 5: a plain mean
        ("中位数", ("好", "好", "较好", "差", "差"), "8.00"),
        ("中位数", ("好", "较好", "一般", "差"), "7.00"),
    ],
)
def test_ways_to_combine(how: str, words: tuple[str, ...], points: str) -> None:
    items = [row(分值=10, 方式="评等", 参数=TABLE, 数据项="工作评价", 合成=how)]
    assert points_of(items, WORK, {}, details=rated(*words)) == points


def test_na_only_where_every_rater_says_so() -> None:
    items = [row(分值=10, 方式="评等", 参数=TABLE, 数据项="工作评价", 不适用时="折算")]
    assert points_of(items, WORK, {}, details=rated("不适用", "较好")) == "8.00"
    assert points_of(items, WORK, {}, details=rated("不适用", "不适用")) == "na"
    assert points_of(items, WORK, {}) == "missing"


def test_sentence_names_the_way() -> None:
    read = method("评等", TABLE, WORK)
    said = told(read, (("好", "差"), Combine.MEDIAN, Decimal(10)))
    assert said == ("5", "2人评等（好1、差1），中位数得50%，满分10分")


def test_span() -> None:
    assert span(method("评等", TABLE, WORK), 5) == ("0", "5")
    assert span(method("评等", "好:100%;差:-20%", WORK, item=row(下限=-5)), 5) == ("-1", "5")


def test_fewer_raters_than_five_are_not_said_to_be_trimmed() -> None:
    assert manner(4, Combine.TRIMMED) == "不足5人，直接平均"
    assert manner(5, Combine.TRIMMED) == "去掉最高最低后平均"
    assert manner(2, Combine.MEDIAN) == "中位数"
