"""A table as read becomes a 方案 workbook that the engine loads; what is not counted is scored by a person."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import yaml
from docx import Document
from docx.oxml import OxmlElement
from openpyxl import Workbook

from wuze.cli import main
from wuze.excel.docx_tables import is_docx, open_docx
from wuze.excel.opened import open_workbooks
from wuze.excel.read_out import write_reading
from wuze.excel.refusal import BookError
from wuze.reading.elements import Proposals, source_of
from wuze.reading.model import Clause, clause
from wuze.reading.read import read_cells
from wuze.reading.scheme_rows import NotCounted, params_of, scheme_rows
from wuze.reading.tables import RuleCell
from wuze.scoring.values import ElementType

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


def cells(*rules: tuple[str, str | None]) -> list[RuleCell]:
    return [
        RuleCell("评分表", at, 3, text, points, f"指标{at}", "组织建设") for at, (text, points) in enumerate(rules, 1)
    ]


def rows_of(*rules: tuple[str, str | None]) -> Any:
    found = cells(*rules)
    return scheme_rows(found, read_cells(found))


def test_every_wording_of_our_own_loads_without_a_fault(tmp_path: Path) -> None:
    given = cells(*((case["原文"], str(case["分值"])) for case in CASES if case["分值"] is not None))
    write_reading(scheme_rows(given, read_cells(given)), tmp_path / "方案.xlsx", title="试读", origin="旧表.xlsx")
    opened = open_workbooks(tmp_path / "方案.xlsx", None)
    assert [one.text for one in opened.faults] == []
    assert len(opened.scheme.items) == len(given)


def test_one_row_a_clause_with_its_method_and_data_item() -> None:
    rows = rows_of(("未建台账的扣2分；例会每月1次，缺1次扣0.5分，最多扣3分", "5"))
    assert [row[10:14] for row in rows.items] == [
        ["未建台账的扣2分", "指标1:未建台账", "扣分", "扣2"],
        ["例会每月1次，缺1次扣0.5分，最多扣3分", "例会", "缺次扣", "应12 每缺扣0.5 最多3"],
    ]
    assert rows.items[0][:6] == ["P1", None, "P1-1", "指标1", Decimal(5), "满分"]
    assert rows.items[0][-2:] == ["读懂", rows.report[0][5]]
    assert [row[1:4] for row in rows.elements] == [["指标1:未建台账", "是否", ""], ["例会", "次数", ""]]


def test_no_word_of_the_cell_is_lost_between_its_clauses() -> None:
    (one,) = rows_of(("组织覆盖率达到80%的得20分，每低1个百分点扣0.5分，扣完为止。", "20")).items
    assert one[10] == "组织覆盖率达到80%的得20分，每低1个百分点扣0.5分，扣完为止"
    two = rows_of(("①未制定清单的扣5分；②走访每少1次扣2分。", "10")).items
    assert [row[10] for row in two] == ["未制定清单的扣5分", "走访每少1次扣2分"]
    same = rows_of(("有场所、有经费的各得5分。", "10")).items
    assert [row[10] for row in same] == ["有场所、有经费的各得5分"] * 2


def test_what_is_not_read_is_left_to_a_person() -> None:
    rows = rows_of(("按有关规定执行", "5"), ("工作不力的酌情扣分", "5"))
    assert [row[10:14] for row in rows.items] == [
        ["按有关规定执行", None, None, None],
        ["工作不力的酌情扣分", None, None, None],
    ]
    assert [row[-2] for row in rows.items] == ["未读", "核对"]


def test_a_bounded_bonus_lifts_the_cap_and_a_penalty_has_no_floor() -> None:
    rows = rows_of(
        ("增长8%得满分20分，每超1个百分点加1分，最多加3分；每低1个百分点扣2分", "20"),
        ("争资3万元得3分，达不到3万元的倒扣3分", "3"),
    )
    assert (rows.items[0][7], rows.items[2][6]) == (Decimal(23), "不保底")
    open_ended = rows_of(("完成任务得20分，每低1个扣1分，每超1个加1分", "20"))
    assert open_ended.items[0][7] is None


def test_the_same_thing_is_asked_once_and_another_type_gets_its_own_name() -> None:
    asked = Proposals()
    first = asked.for_clause(clause("deduct", "参训率<80%", points="2"))
    again = asked.for_clause(clause("slope", "参训率", base="0.9", side="below", step="0.01", each="1"))
    other = asked.for_clause(clause("deduct", "参训率", points="2"))
    third = asked.ask("参训率", ElementType.RATE, formula="1÷2")
    assert first is again
    assert [one.name for one in asked.all] == ["参训率", "参训率（是否）", "参训率（比率）"]
    assert (other.type, third.formula) == (ElementType.YESNO, "1÷2")
    assert asked.ask("参训率", ElementType.RATE, formula="1÷3").name == "参训率（比率2）"


def test_words_without_a_thing_of_their_own_are_never_asked_as_one() -> None:
    rows = rows_of(
        ("未按时完成扣2分", "2"),
        ("未按时完成扣2分", "2"),
        ("未召开组织生活会扣2分", "2"),
        ("未召开组织生活会扣2分", "2"),
    )
    assert [row[1] for row in rows.elements] == ["指标1:未按时完成", "指标2:未按时完成", "未召开组织生活会"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("民主测评优秀率", "民主测评"),
        ("被通报批评", "督责检查"),
        ("召开会议", "履责台账"),
        ("未配备书记", "名录"),
        ("税收增幅", "人工填报"),
    ],
)
def test_the_likely_source_follows_the_words(name: str, source: str) -> None:
    assert source_of(name) == source


@pytest.mark.parametrize(
    ("made", "typed"),
    [
        (clause("gate", "满意率≥60%"), "≥60%"),
        (clause("gate", "制度齐全"), ""),
        (clause("rank", "总分", base="200", step="0.02"), "首名200 每降一名减2%"),
        (clause("rank", "总分", base="200", each="3"), "首名200 每降一名减3"),
        (clause("rank", "总分", bands=(("1", "5"), ("2", "3"))), "1:5;2:3"),
        (clause("levels", "表彰", levels=(("省", "2"), ("市", "1")), mode="就高"), "省:2;市:1 就高"),
        (clause("times", "扣分", each="2", effect="deduct"), "×-2"),
        (clause("times", "得分", each="2", effect="add"), "×2"),
        (clause("discretion", "评议", range=("-3", "-1")), "每次-3~-1 最多3"),
        (clause("relative", "得分", base="首名", points="20"), "满20"),
        (clause("grades", "测评", grades=(("好", "1"), ("差", "0"))), "好:100%;差:0%"),
        (clause("bands", "收入", bands=(("≥5万元", "3"), ("其他", "0"))), "≥5:3;其他:0"),
        (clause("slope", "天数", base="5", side="above", step="1", each="2"), "基准5 每高1扣2"),
    ],
)
def test_parameters_are_typed_as_the_sheet_takes_them(made: Clause, typed: str) -> None:
    assert params_of(made) == typed


@pytest.mark.parametrize(
    "made",
    [
        clause("reach", "完成", points=None),
        clause("grades", "测评", grades=(("好", None),)),
        clause("relative", "得分", base="标准", points="5"),
    ],
)
def test_what_is_not_known_is_not_counted(made: Clause) -> None:
    with pytest.raises(NotCounted):
        params_of(made)


# --- the command ------------------------------------------------------------------------------------------------------
def county_table(path: Path) -> Path:
    book = Workbook()
    book.active.title = "评分表"
    for row in (
        ("指标", "分值", "评分标准"),
        ("台账", 5, "未建台账的扣5分"),
        ("创新", 5, "工作有创新的酌情给分"),
        ("其他", 5, "抓好落实"),
    ):
        book.active.append(row)
    book.save(path)
    return path


def test_read_writes_the_scheme_and_counts_what_it_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = county_table(tmp_path / "旧表.xlsx"), tmp_path / "方案.xlsx"
    assert main(["read", str(source), "-o", str(out)]) == 0
    assert "共3格：读懂1，核对1，未读1" in capsys.readouterr().out
    assert main(["check", str(out)]) == 0


def test_read_prints_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(county_table(tmp_path / "旧表.xlsx")), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    assert told["cells"][0] == {
        "cell": "评分表!C2", "text": "未建台账的扣5分", "points": "5", "status": "read",
        "says": "从满分起，最低0分，最高5分：（1）未建台账，扣5分。", "start": "full", "floor": "0", "cap": "5",
        "clauses": [{"method": "deduct", "params": {"points": "5", "condition": "未建台账"}, "group": None}],
        "extras": [], "unused": [],
    }  # fmt: skip  # the contract, key by key
    assert [cell["status"] for cell in told["cells"]] == ["read", "check", "unread"]


def test_read_needs_a_scoring_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.active.append(("姓名", "电话"))
    book.save(tmp_path / "名单.xlsx")
    assert main(["read", str(tmp_path / "名单.xlsx"), "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["faults"][0]["code"] == "no_table"
    assert "没有找到评分表" in printed.err


def test_read_says_where_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = county_table(tmp_path / "旧表.xlsx")
    assert main(["read", str(source), "-o", str(tmp_path / "没有" / "方案.xlsx")]) == 1
    assert "不存在" in capsys.readouterr().err


# --- documents --------------------------------------------------------------------------------------------------------
def document(path: Path) -> Path:
    made = Document()
    table = made.add_table(rows=4, cols=3)
    for number, row in enumerate(
        (
            ("指标", "评分标准", "分值"),
            ("换届", "不按期扣3分", "5"),
            ("", "不公示扣2分", ""),
            ("例会", "缺1次扣1分", "3"),
        )
    ):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    made.save(str(path))
    return path


def test_the_tables_of_a_document_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(document(tmp_path / "旧表.docx")), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["cells"]
    assert [(cell["cell"], cell["points"], cell["text"]) for cell in told] == [
        ("表1!B2", "5", "不按期扣3分\n不公示扣2分"),
        ("表1!B4", "3", "缺1次扣1分"),
    ]


def test_documents_that_cannot_be_read_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Document()
    plain.save(str(tmp_path / "无表.docx"))
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    for name, code in (
        ("无表.docx", "no_table"), ("空.docx", "file_empty"), ("坏.docx", "file_damaged"), ("没有.docx", "file_missing"), ("旧.doc", "file_old_word"),
    ):  # fmt: skip  # one case a pair
        with pytest.raises(BookError) as refused:
            open_docx(tmp_path / name)
        assert refused.value.finding.code == code
    monkeypatch.setattr("wuze.excel.docx_tables.MAX_FILE", 10)
    with pytest.raises(BookError) as refused:
        open_docx(tmp_path / "坏.docx")
    assert refused.value.finding.code == "file_too_big"
    assert is_docx("甲.DOCX")
    assert not is_docx("甲.xlsx")


def test_a_document_we_may_not_open_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(tmp_path / "旧表.docx")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(BookError) as refused:
        open_docx(path)
    assert refused.value.finding.code == "file_unreadable"


def test_a_cell_of_a_document_that_ends_early_is_blank(tmp_path: Path) -> None:
    made = Document()
    table = made.add_table(rows=2, cols=2)
    table.rows[1]._tr.remove(table.rows[1]._tr.tc_lst[1])
    made.save(str(tmp_path / "短.docx"))
    assert open_docx(tmp_path / "短.docx").sheets[0].rows == ((None, None), (None, None))


def test_an_echo_in_a_table_is_read_and_keeps_its_own_words() -> None:
    said = read_cells(cells(("未建台账的扣5分", "5")))[0].says
    assert rows_of((said, "5")).items[0][10] == "未建台账"


def test_a_document_made_to_exhaust_whoever_opens_it_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "表.docx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(BookError) as refused:
        open_docx(tmp_path / "表.docx")
    assert refused.value.finding.code == "file_bomb"


def test_tracked_changes_are_read_as_the_page_shows_them(tmp_path: Path) -> None:
    made = Document()
    paragraph = made.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
    paragraph.add_run("未建台账扣1")
    for tag, inner, text in (("w:del", "w:delText", "分"), ("w:ins", "w:t", "0分")):
        mark, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        run.append(words)
        mark.append(run)
        paragraph._p.append(mark)
    made.save(str(tmp_path / "修订.docx"))
    assert open_docx(tmp_path / "修订.docx").sheets[0].rows == (("未建台账扣10分",),)
