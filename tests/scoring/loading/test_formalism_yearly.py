"""The formalism linter: what Party rules set by the year, vetoes, and schemes sent down by a superior."""

from __future__ import annotations

import pytest

from tests.scoring.loading.linted import BLOCK, EXPLAIN, HINT, Row, findings, said
from wuze.scoring.loading.formalism import lint
from wuze.scoring.loading.sheet import Problems
from wuze.scoring.model import Scheme
from wuze.scoring.tables import Cell, Level, Place, Table

YEARLY = [
    "未按要求开展“三会一课”的扣1分", "支部党员大会每季度一次", "未上党课扣5分", "主题党日每月1次", "组织生活会程序不全扣1分",
    "民主评议党员未开展的扣2分", "未开展谈心谈话扣1分", "普通党员有1名不足24学时的扣2分",
]  # fmt: skip


@pytest.mark.parametrize("text", YEARLY)
def test_what_party_rules_set_is_a_hint(text: str) -> None:
    (found,) = findings({"计分要点": text})
    assert (found.code, found.level, found.place) == ("formalism_yearly", HINT, Place("指标", 0, "计分要点"))
    assert "条例" in found.basis
    assert "3至7人" not in found.problem


def test_one_hint_a_scheme_with_all_the_words() -> None:
    found = findings(
        {"计分要点": "党课一年4次，每缺1次扣0.5分"},
        {"编号": "A2", "计分要点": "主题党日每月1次；党课每季1次；普通党员不足32学时的扣2分"},
    )
    assert [f.place for f in found] == [Place("指标", 0, "计分要点")]
    assert "“党课”“主题党日”“32学时”" in found[0].problem
    assert found[0].basis.count("待核") == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"计分要点": "支委会每月1次，缺1次扣0.5分"}, True),
        ({"计分要点": "支委会、党小组会每月1次"}, True),
        ({"计分要点": "支委会每月1次", "适用对象": "类型=企业", "不适用时": "免扣"}, False),
        ({"计分要点": "支委会每月1次", "数据项": "数", "方式": "缺次扣", "参数": "应12 每缺扣1"}, True),
        ({"计分要点": "支委会每月1次", "数据项": "数", "方式": "缺次扣", "参数": "应12;企业:0 每缺扣1"}, False),
        (
            {"计分要点": "支委会每月1次", "数据项": "数", "方式": "缺次扣", "参数": "应12 每缺扣1", "条件": "有=是"},
            False,
        ),
        ({"计分要点": "设支委会的支部每月召开支委会"}, False),
    ],
)
def test_small_branches_have_no_committee(row: Row, *, told: bool) -> None:
    found = findings({"计分要点": "党课按期开展"}, {"编号": "A2", **row})
    assert len(found) == 1
    assert ("3至7人的支部没有支委会" in found[0].problem) is told
    assert found[0].place.row == (1 if told else 0)
    assert ("待核" in found[0].basis) is told


@pytest.mark.parametrize(
    "text",
    [
        "党员7人以上未设支委会的扣1分",
        "“三会一课”等制度未建立",
        "接受民主评议的机关每家得1分",
        "把内容纳入党课宣传得40分",
    ],
)
def test_named_but_not_asked_so_often(text: str) -> None:
    assert [f for f in findings({"计分要点": text}) if "3至7人" in f.problem or "“党课”" in f.problem] == []


def test_systems_on_a_wall_are_no_meetings() -> None:
    assert said(findings({"计分要点": "“三会一课”、民主评议等制度未上墙，扣5分"})) == [(EXPLAIN, "上墙")]


@pytest.mark.parametrize(
    ("basis", "document", "level", "word"),
    [
        (None, None, BLOCK, "没有写依据和文号"),
        ("无", "/", BLOCK, "没有写依据和文号"),
        ("待定", "县委〔2025〕5号", BLOCK, "只有文号"),
        ("多年惯例", None, EXPLAIN, "多年惯例"),
    ],
)
def test_a_bare_veto(basis: Cell, document: Cell, level: Level, word: str) -> None:
    (found,) = findings({"计分要点": "好"}, vetoes=(("出事", "有=是", "降一等", basis, document),))
    assert (found.code, found.level, found.place) == ("veto_basis", level, Place("否决", 0, "依据"))
    assert word in found.problem
    assert "“出事”" in found.problem
    assert "待核" in found.basis


@pytest.mark.parametrize(
    ("basis", "document"),
    [("考核办法", "县委〔2025〕5号"), ("《考核办法》", None), ("办法第九条", None), ("县委〔2025〕5号", None)],
)
def test_a_veto_with_its_basis(basis: Cell, document: Cell) -> None:
    assert findings({"计分要点": "好"}, vetoes=(("出事", "有=是", "降一等", basis, document),)) == []


def test_a_veto_without_a_name_is_named_by_its_condition() -> None:
    (found,) = findings({"计分要点": "好"}, vetoes=((None, "有=是", "降一等", None, None),))
    assert "“有=是”" in found.problem


def test_an_unreadable_basis_is_not_told_twice() -> None:
    scheme = Scheme("甲", 2026, "", "", None, 2, "", (), None, None, (), None, "", (), (), (), (), ())
    veto = Table("否决", ("情形", "依据"), (("出事", None),))
    for faulted, told in ((set[Place](), 1), ({Place("否决", 0, "依据")}, 0)):
        problems = Problems(faulted=faulted)
        lint(scheme, {"否决": veto}, problems)
        assert len(problems.findings) == told


def test_what_a_superior_sent_down_is_only_annotated() -> None:
    found = findings(
        {"计分要点": "获领导批示每件加1分；制度上墙；支委会每月1次"},
        origin="上级下发：市委〔2025〕8号",
        vetoes=(("出事", "有=是", "降一等", None, None),),
    )
    assert {f.code for f in found} == {"formalism_block", "formalism_explain", "formalism_yearly", "veto_basis"}
    assert {f.level for f in found} == {HINT}
    assert all(f.problem.endswith("（上级下发，仅标注，供向上反馈）") for f in found)
