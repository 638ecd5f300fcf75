"""A comparison in words for the terminal."""

from __future__ import annotations

from tests.scoring.build import Row, row, scheme, score
from wuze.scoring.compare import compare
from wuze.scoring.compare_report import comparison_json, comparison_text
from wuze.scoring.results import Results

GRADES = [row(等次="优秀", 最低分=90), row(等次="合格", 最低分=60), row(等次="不合格")]


def run(points: dict[str, int | str], *, each: str = "×1", grades: list[Row] | None = None) -> Results:
    items = [row(编号="A1", 指标="办实事", 分值=100, 方式="倍数", 参数=each, 数据项="分", 不适用时="不参评")]
    of = scheme(items, {"分": "打分"}, grades=GRADES if grades is None else grades)
    return score(of, {code: {"分": value} for code, value in points.items()})


def test_nothing_moved() -> None:
    same = run({"甲": 95, "乙": 70})
    assert comparison_text(compare(same, same)) == "不变2个。"


def test_who_moved_from_where_to_where_and_what_did_it() -> None:
    found = compare(run({"甲": 95, "乙": 58}), run({"甲": 95, "乙": 58}, each="×0.9"))
    assert comparison_text(found).split("\n") == [
        "降等1个、不变1个。",
        "  甲：95.00分 第1名 优秀 → 85.50分 第1名 合格（办实事-9.50）",
        "影响最大的指标：办实事（合计-15.30分）。",
    ]


def test_who_comes_who_leaves_and_who_has_no_grade() -> None:
    found = compare(run({"甲": 95, "乙": "不适用", "丙": 70}), run({"甲": 95, "乙": 80, "丁": 60}))
    assert comparison_text(found).split("\n")[:-1] == [
        "不变1个、只有一方有等次3个。",
        "  乙：0.00分 不参评 → 80.00分 第2名 合格（办实事+80.00）",
        "  丙：70.00分 第2名 合格 → 没有（办实事-70.00）",
        "  丁：没有 → 60.00分 第3名 合格（办实事+60.00）",
    ]
    bare = compare(run({"甲": 1, "乙": 2}, grades=[]), run({"甲": 1, "乙": 2}, each="×-1", grades=[]))
    assert "  甲：1.00分 第2名 无等次 → 99.00分 第1名 无等次（办实事+98.00）" in comparison_text(bare)


def test_a_long_list_is_cut_and_says_so() -> None:
    many: dict[str, int | str] = {f"第{number}": 90 for number in range(12)}
    lines = comparison_text(compare(run(many), run(many, each="×0.9"))).split("\n")
    assert (len(lines), lines[11]) == (13, "还有2个有变动，见对比文件的“变动”表。")


def test_json_of_one_who_is_in_one_scheme_only() -> None:
    told = comparison_json(compare(run({"甲": 95}), run({"甲": 95, "丁": 60})))
    alone = told["subjects"][1]
    assert (alone["id"], alone["before"], alone["difference"], alone["margin_before"]) == ("丁", None, None, None)
    assert alone["after"] == {
        "total": "60.00", "rank": 2, "grade": "合格", "group": None, "provisional": False, "not_ranked": False,
    }  # fmt: skip  # one object
