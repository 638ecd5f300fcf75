"""Results as the JSON of the contract: every key always present, null where none, numbers as text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.scoring.build import Elements, row, scheme, score
from wuze.scoring.evaluate import ENGINE
from wuze.scoring.report import clause_json, printed, results_json
from wuze.scoring.results import ClauseResult

ELEMENTS: Elements = {"会议": "次数", "率": "比率"}
ITEMS = [
    row(编号="A1", 指标="三会一课", 分值=5, 方式="缺次扣", 参数="应4 每缺扣0.5", 数据项="会议"),
    row(编号="A2", 指标="到会率", 分值=5, 方式="按率得", 参数="满5", 数据项="率", 不适用时="折算"),
]
GRADES = [row(等次="良好", 最低分=4), row(等次="较差")]


def test_the_whole_object() -> None:
    of = scheme(ITEMS, ELEMENTS, head=row(名称="小方案"), grades=GRADES)
    found = score(of, {"甲": row(会议=3, 率="不适用"), "乙": {}})
    warning = {"code": "na_blank"}
    report = results_json(found, [warning])
    assert list(report) == ["format", "engine", "scheme", "subjects", "warnings"]
    assert (report["format"], report["engine"], report["warnings"]) == (1, ENGINE, [warning])
    assert report["scheme"] == {"name": "小方案", "digest": found.digest}
    assert report["subjects"][0] == {
        "id": "甲",
        "name": "甲",
        "group": None,
        "total": "9.00",
        "provisional": False,
        "rank": 1,
        "grade": "良好",
        "parts": {"P1": "9.00"},
        "scaled": {"P1": "10/5"},
        "items": {
            "A1": {
                "points": "4.50",
                "full": "5",
                "state": "ok",
                "clauses": [
                    {
                        "no": 1,
                        "method": "shortfall",
                        "delta": "-0.5",
                        "because": "应4次，实际3次，每缺1次扣0.5分",
                    }
                ],
            },
            "A2": {
                "points": None,
                "full": "5",
                "state": "na",
                "clauses": [{"no": 1, "method": "ratio", "delta": None, "because": "“率”不适用"}],
            },
        },
        "flags": [],
    }


def test_a_provisional_subject() -> None:
    found = score(scheme(ITEMS, ELEMENTS, grades=GRADES), {"乙": {}})
    (one,) = results_json(found, [])["subjects"]
    assert (one["total"], one["provisional"], one["rank"], one["grade"], one["flags"]) == (
        "0.00",
        True,
        None,
        None,
        ["provisional"],
    )
    assert one["items"]["A1"] == {
        "points": None,
        "full": "5",
        "state": "missing",
        "clauses": [{"no": 1, "method": "shortfall", "delta": None, "because": "缺数据：会议"}],
    }


@pytest.mark.parametrize(("points", "text"), [(None, None), (Decimal(5), "5.00"), (Decimal("-0.5"), "-0.50")])
def test_points_have_exactly_the_schemes_decimals(points: Decimal | None, text: str | None) -> None:
    assert printed(points, 2) == text


def test_delta_prints_up_to_six_decimals() -> None:
    assert clause_json(ClauseResult(None, "direct", Fraction(-2, 3), "直接评分"))["delta"] == "-0.666667"
    assert clause_json(ClauseResult(2, "deduct", Decimal("-0.50"), "扣"))["delta"] == "-0.5"
    assert clause_json(ClauseResult(2, "deduct", Decimal(0), "不扣"))["delta"] == "0"


def test_an_item_without_points_of_its_own() -> None:
    """A bonus part: 分值 0, full 0."""
    parts = [row(编号="P1", 名称="加分", 分值=0)]
    items = [row(编号="A1", 指标="表彰", 上限=3, 方式="每次得", 参数="每次得1", 数据项="会议")]
    found = score(scheme(items, ELEMENTS, parts=parts), {"甲": row(会议=2)})
    assert results_json(found, [])["subjects"][0]["items"]["A1"]["full"] == "0"
