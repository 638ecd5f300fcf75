"""What stands beside the clauses goes where the scheme has a place for it: types, bands that take, vetoes, periods, N/A."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.test_scheme_rows import rows_of
from wuze.excel.opened import open_workbooks
from wuze.excel.read_out import write_reading
from wuze.reading.correct import clause_of
from wuze.reading.model import Clause, Status
from wuze.reading.read import read_cell
from wuze.reading.scheme_rows import params_of
from wuze.reading.vetoes import effect_of

KINDS = ("规模以下企业", "社会组织", "机关党支部", "农村党支部", "小微企业")
MANY = 60


@settings(max_examples=MANY, deadline=None)
@given(
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True), st.integers(4, 12), st.sampled_from("，；、"),
    st.sampled_from(["不少于{}次", "至少{}次", "不得少于{}次"]), st.booleans(),
)  # fmt: skip  # one strategy after the other
def test_a_number_for_each_type_is_one_requirement(
    kinds: list[str], due: int, comma: str, form: str, bracket: bool
) -> None:
    """Everyone else is told first, without a type."""
    own = [form.format(due - at) for at in range(1, len(kinds) + 1)]
    types = comma.join(kind + told for kind, told in zip(kinds, own, strict=True))
    told = f"书记讲党课每年{form.format(due)}" + (f"（{types}）" if bracket and len(kinds) == 1 else f"，{types}")
    reading = read_cell(f"{told}，每少1次扣0.5分。", str(due / 2).removesuffix(".0"))
    assert [one.method for one in reading.clauses] == ["shortfall"]
    only = reading.clauses[0]
    assert only.params["required"] == str(due)
    assert only.rows("types") == tuple((kind, str(due - at)) for at, kind in enumerate(kinds, 1))
    assert (reading.status, read_cell(reading.says, reading.points).clauses) == (Status.READ, reading.clauses)
    assert params_of(only).startswith(f"应{due};{kinds[0]}:{due - 1}")


@pytest.mark.parametrize("text", [
    "规模以上企业不少于4次，规模以下企业不少于2次，每少1次扣1分。",
    "每年走访企业不少于4次，规模以上企业不少于2次，每少1次扣1分。",
    "讲党课不少于4次，其中社会组织不少于2次，每少1次扣1分。",
    "规模以上企业每季度、规模以下企业每半年开展1次党员活动，每少1次扣1分。",
    "讲党课不少于4次，社会组织不少于2场，每少1次扣1分。",
    "每周讲党课不少于2次，社会组织不少于1次，每少1次扣2分。",
])  # fmt: skip  # one text a line
def test_who_everyone_else_is_is_never_guessed(text: str) -> None:
    assert read_cell(text, "4").status is Status.CHECK


def test_two_requirements_are_not_one_of_two_types() -> None:
    reading = read_cell("支委会每月1次，党员大会每季度1次，每少1次扣0.5分，扣完为止。", "5")
    assert [one.params["required"] for one in reading.clauses] == ["12", "4"]


@settings(max_examples=MANY, deadline=None)
@given(
    st.lists(st.integers(40, 99), min_size=2, max_size=4, unique=True),
    st.sampled_from(["{}%以上不扣分", ""]), st.sampled_from(["；", "，", "。"]), st.sampled_from(["扣{}分", "的扣{}分", "，扣{}分"]),
)  # fmt: skip  # one strategy after the other
def test_points_off_in_ranges_are_one_table(ends: list[int], first: str, comma: str, verb: str) -> None:
    ends = sorted(ends, reverse=True)
    lines = ["满意率" + first.format(ends[0])] if first else []
    spans = [f"{low}%—{high}%" for high, low in pairwise(ends)] + [f"{ends[-1]}%以下"]
    lines += [span + verb.format(number) for number, span in enumerate(spans, 1)]
    lines[0] = lines[0] if first else f"满意率{lines[0]}"
    reading = read_cell(comma.join(lines), str(len(ends)))
    assert [one.method for one in reading.clauses] == ["bands"]
    points = [value for _, value in reading.clauses[0].rows("bands")]
    assert points == ["0"] * bool(first) + [f"-{number}" for number in range(1, len(spans) + 1)]
    assert (reading.status, reading.start) == (Status.READ, "full")
    assert read_cell(reading.says, reading.points).clauses == reading.clauses


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("满意率80%—90%扣1分，60%—70%扣2分。", ("gap?",)),
        ("满意率低于90%扣1分，低于80%扣2分。", ("exclusive?",)),
        ("缺席1次扣1分，缺席3次以上扣2分。", ("gap?",)),
        ("缺席1次扣1分，缺席2次扣2分。", ("gap?",)),
    ],
)
def test_what_a_table_leaves_open_is_doubted(text: str, doubts: tuple[str, ...]) -> None:
    assert read_cell(text, "2").doubts == doubts


def test_a_veto_that_needs_no_grade_is_a_row_of_its_sheet(tmp_path: Path) -> None:
    rows = rows_of(
        ("未落实责任制扣3分；发生意识形态事件的，实行一票否决，年度考核总分计0分。", "3"),
        ("弄虚作假的，降低一个等次；受党纪处分的不得评为优秀。", "2"),
        ("停止活动的，取消参评资格。", "1"),
    )
    assert [(row[0], row[3]) for row in rows.vetoes] == [
        ("发生意识形态事件", "总分归零"), ("弄虚作假", "降一等"), ("停止活动", "不参评"),
    ]  # fmt: skip  # one list
    by_id = {row[0]: (row[1], row[2]) for row in rows.elements}
    assert [by_id[str(row[1]).partition(" ")[0]] for row in rows.vetoes] == [(row[0], "是否") for row in rows.vetoes]
    assert rows.report[1][-1] == "veto，弄虚作假，降低1个等次；veto，受党纪处分，不得评为优秀"
    write_reading(rows, tmp_path / "方案.xlsx", title="试读", origin="旧表.xlsx")
    opened = open_workbooks(tmp_path / "方案.xlsx", None)
    assert [one.text for one in opened.faults] == []
    assert [veto.effect.value for veto in opened.scheme.vetoes] == ["总分归零", "降一等", "不参评"]


@pytest.mark.parametrize(
    "words", ["一票否决", "不得评为优秀", "取消年度评优资格", "直接定为“差”等次", "不得参评优秀党组织"]
)
def test_a_veto_that_names_a_grade_or_nothing_waits_for_a_person(words: str) -> None:
    assert effect_of(words) is None


def test_a_period_and_a_rule_for_whom_it_does_not_concern_have_their_columns() -> None:
    by_quarter, yearly, away = rows_of(
        ("按季度考核，未开展活动的扣1分。全年取四个季度平均分。", "1"),
        ("按季度考核，活动每月1次，少1次扣1分。全年取四个季度最低分。", "12"),
        ("未帮扶的扣1分。不涉及此项的不考核。", "1"),
    ).items
    assert (by_quarter[16], by_quarter[17], yearly[16], yearly[17]) == ("季", "平均", None, None)
    assert away[9] == "折算"


def test_a_correction_may_name_types() -> None:
    found = clause_of("书记讲党课，应4〔社会组织＝2〕，每缺1扣0.5分")
    assert isinstance(found, Clause)
    assert (found.params["required"], found.rows("types")) == ("4", (("社会组织", "2"),))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("参加率=实到÷应到×100%，达到85%得满分，每低1%扣0.1分。", "参加率"),
        ("参训率90%以上得满分，每高1%加0.1分，最多加0.5分；低于90%的，每低1%扣0.3分。", "参训率"),
        ("不低于85%，每低1%扣0.1分。", "不低于85%"),
    ],
)
def test_a_number_without_a_name_is_about_what_was_named_before(text: str, name: str) -> None:
    assert {clause.condition for clause in read_cell(text, "4").clauses} == {name}
