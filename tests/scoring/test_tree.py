"""A tree of sentences at 80 columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wuze.scoring.tree import WIDTH, Node, columns, fold, render, wrap


def test_points_stand_at_the_right_edge_and_children_go_deeper() -> None:
    tree = [Node("总分", "86.50 分", (Node("组织建设", "38.50", (Node("党员大会 = 3次"),)),)), Node("缺 1 项")]
    assert render(tree) == "\n".join([
        "总分" + " " * 68 + "86.50 分",
        "  - 组织建设" + " " * 63 + "38.50",
        "    - 党员大会 = 3次",
        "缺 1 项",
    ])  # fmt: skip  # one line a line


def test_a_long_sentence_hangs_under_its_beginning_and_leaves_room_for_points() -> None:
    lines = render([Node("头", "", (Node("甲" * 40 + "，" + "乙" * 5, "-0.5"),))]).splitlines()
    assert [columns(line) for line in lines[1:]] == [WIDTH, 4 + 2 * 14]
    assert lines[1].endswith("-0.5")
    assert lines[2].startswith("    甲")


def test_a_mark_never_stands_on_the_wrong_side_and_numbers_stay_whole() -> None:
    assert wrap("甲乙丙丁，戊", 8) == ["甲乙丙", "丁，戊"]
    assert wrap("甲乙丙“丁”戊", 8) == ["甲乙丙", "“丁”戊"]
    assert wrap("甲乙 66.6667", 8) == ["甲乙", "66.6667"]
    assert wrap("1234567890", 4) == ["1234", "5678", "90"]
    assert wrap("，，，，，，", 4) == ["，，", "，，", "，，"]
    assert wrap("", 10) == [""]


@given(st.text(alphabet="甲乙，。“”（）a1.5% ", max_size=60), st.integers(min_value=12, max_value=40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= room for line in lines)


def test_as_json_every_key_is_there() -> None:
    tree = Node("总分", "86.50 分", (Node("缺 1 项"),))
    assert tree.as_json() == {
        "text": "总分",
        "points": "86.50 分",
        "children": [{"text": "缺 1 项", "points": None, "children": []}],
    }


def test_an_item_that_lost_nothing_folds_into_one_line_and_the_rest_stays() -> None:
    lost = Node("党旗（4 分）", "3", (Node("悬挂不规范", "-1"),))
    kept = Node("公开栏（4 分）", "4", (Node("从满分起扣", "4"),), whole=True)
    (part,) = fold([Node("阵地", "7 分", (lost, kept))])
    assert part == Node("阵地", "7 分", (lost, Node("公开栏（4 分），没有失分", "4")))
