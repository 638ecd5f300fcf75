"""反馈单: a result read back, one page whatever the reasons, Word and PDF, the list for the 考核办; refusals."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path
from shutil import which

import openpyxl
import pytest
from docx import Document

from tests.excel.forms_filled import FACTS, fill, pair, rows_of
from tests.excel.workbooks import Rows, workbook
from wuze.cli import main
from wuze.cli.sheets import _tell
from wuze.excel.feedback.bundle import write_feedback
from wuze.excel.feedback.fit import candidates
from wuze.excel.feedback.letter import Letter, letter
from wuze.excel.feedback.model import ItemLine, ResultFile, UnitResult
from wuze.excel.feedback.pdf import Printer
from wuze.excel.feedback.read import read_result
from wuze.excel.feedback.word import write_word
from wuze.excel.refusal import BookError
from wuze.excel.seal import cell_text

Captured = pytest.CaptureFixture[str]
SCORES: Rows = [
    ["编号", "指标", "得分", "扣分原因"], ["S1", "A1", 17.5, "制度缺1项"], ["S1", "A2", 20, None], ["S1", "B1", 4, None],
    ["S1", "B2", 10, None], ["S2", "A1", 20, None], ["S2", "B1", "不适用", None], ["S2", "B2", -2, "信访12件"],
    ["S3", "A1", 20, None], ["S3", "A2", 20, None], ["S3", "B1", 10, None],
]  # fmt: skip  # one table
VOTES: Rows = [
    ["编号", "测评", "主体", "选项", "票数"],
    *([unit, "民主测评", "党员", "好", 9] for unit in ("S1", "S2", "S3")),
]


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """结果.xlsx of three units."""
    scheme, data = pair(tmp_path, FACTS)
    book = openpyxl.load_workbook(data)
    for name, rows in (("得分", SCORES), ("票数", VOTES)):
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(data)
    assert main(["score", str(scheme), str(data), "-o", str(tmp_path / "结果.xlsx")]) == 0
    return tmp_path / "结果.xlsx"


def long_unit(items: int, characters: int) -> UnitResult:
    reason = "台账中缺少第三季度的会议记录（共3次），责任人没有签字；" * (characters // 27 + 1)
    lines = tuple(
        ItemLine(f"A{n}", f"第{n}项指标的名称也比较长", "甲", Decimal(5), Decimal(3), "", (reason[:characters],))
        for n in range(items)
    )
    return UnitResult("S1", "甲支部", "", Decimal(60), "合格", "齐全", "", lines)


def whole(units: tuple[UnitResult, ...]) -> ResultFile:
    return ResultFile("2026年度考核", Decimal(100), 2, "a" * 64, units, ())


# --- reading back -----------------------------------------------------------------------------------------------------
def test_a_result_is_read_back(result: Path) -> None:
    found = read_result(result)
    assert (found.title, found.full, found.places, found.altered) == ("2026年度两新支部考核", Decimal(100), 1, ())
    one, two, three = found.units
    assert (one.name, one.group, str(one.total), one.state, one.grade) == ("甲支部", "城关镇", "91.5", "齐全", "优秀")
    assert [(item.id, item.name, str(item.points), item.reasons) for item in one.items] == [
        ("A1", "制度", "17.5", ("扣2.5分：制度缺1项",)), ("A2", "活动", "20.0", ()), ("A3", "教育", "20.0", ("得20分：96%，属“≥95%”档，计20分",)),
        ("B1", "创新", "4.0", ("得4分",)), ("B2", "信访", "10.0", ()), ("", "测评", "20.0", one.items[5].reasons),
    ]  # fmt: skip  # one table
    assert one.items[5].reasons[0].startswith("“民主测评”票数得分：党员 100%")
    assert [(item.word, item.points) for item in two.items if item.points is None] == [("缺", None)]
    assert (three.group, three.state) == ("", "暂定")


def test_what_is_not_ours_is_refused(result: Path, tmp_path: Path) -> None:
    other = workbook(
        tmp_path / "别的.xlsx", {"汇总": [["编号"]], "得分": [["名称"]], "说明": [["编号"]], "校验": [["项目"]]}
    )
    for path, says in (
        (tmp_path / "方案.xlsx", "这不是 wuze score 写出的结果：没有工作表“汇总”"),
        (other, "“得分”表没有“编号”开头的表头"),
        (fill(result, {"K4": "合计分"}, "得分", tmp_path / "a.xlsx"), "“得分”表没有“总分”这一列"),
        (fill(result, {"A6": "S9"}, "得分", tmp_path / "b.xlsx"), "“S9”在“得分”表有，在“汇总”表没有，或没有总分"),
    ):
        with pytest.raises(BookError, match=re.escape(says)):
            read_result(path)


def test_what_was_altered_is_named(result: Path, tmp_path: Path, capsys: Captured) -> None:
    altered = fill(result, {"C6": 18}, "得分", tmp_path / "改.xlsx")
    assert read_result(altered).altered == ("得分",)
    assert read_result(fill(result, {}, out=tmp_path / "另存.xlsx")).altered == ()
    words = ["feedback", str(altered), "-o", str(tmp_path / "反馈")]
    assert main(words) == 1
    assert capsys.readouterr().err == (
        "改.xlsx: “得分”表的内容与计分时写出的不一样，或是旧版写出的 → "
        "重新运行 wuze score；确实要用改过的，加 --altered，反馈单上会注明\n"
    )
    assert main([*words, "--altered"]) == 0
    text = "\n".join(one.text for one in Document(str(tmp_path / "反馈" / "S1_甲支部.docx")).paragraphs)
    assert text.endswith("。结果文件的“得分”在计分后改动过")


def test_sorting_is_no_alteration(result: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(result)
    page = book["汇总"]
    first, second = ([page.cell(row, at).value for at in range(1, page.max_column + 1)] for row in (4, 5))
    for at, (one, two) in enumerate(zip(first, second, strict=True), 1):
        page.cell(4, at).value, page.cell(5, at).value = two, one
    book.save(tmp_path / "排序.xlsx")
    assert read_result(tmp_path / "排序.xlsx").altered == ()
    assert [cell_text(one) for one in (None, " 甲 ", 2.50, Decimal("2.5"), 100.0)] == ["", "甲", "2.5", "2.5", "100"]


# --- one page ---------------------------------------------------------------------------------------------------------
def test_the_fullest_form_that_fits_is_taken() -> None:
    lines = tuple(ItemLine(f"A{n}", "指标", "甲", Decimal(5), Decimal(5), "", ()) for n in range(60))
    lost = ItemLine("B1", "少了", "甲", Decimal(5), None, "缺", ("没有数据",))
    small, large = (
        next(candidates(UnitResult("S", "甲", "", Decimal(1), "", "暂定", "", items)))
        for items in ((lost,), (*lines, lost))
    )
    assert (small.size, [row.points for row in small.rows], small.shortened) == (12.0, ["缺"], False)
    assert (large.size, large.shortened) == (10.5, False)
    assert [row.name for row in large.rows] == ["少了", "其余60项没有失分"]


def test_a_bonus_tells_its_reason() -> None:
    bonus = ItemLine("C1", "加分", "甲", Decimal(0), Decimal(3), "", ("得3分：省级表彰",))
    none = ItemLine("C2", "加分二", "甲", None, Decimal(0), "", ())
    fitted = next(candidates(UnitResult("S", "甲", "", Decimal(1), "", "齐全", "", (bonus, none))))
    assert [row.reason for row in fitted.rows] == ["得3分：省级表彰", ""]
    assert (bonus.whole, none.whole) == (False, True)


@pytest.mark.parametrize(("items", "characters"), [(8, 300), (20, 200), (20, 1000), (60, 400), (150, 40)])
def test_long_reasons_stay_on_one_page(items: int, characters: int, tmp_path: Path) -> None:
    printer = Printer()
    unit = long_unit(items, characters)
    fitted = next(candidates(unit))
    page = letter(whole((unit,)), unit, fitted.rows, fitted.size)
    content, pages = printer.print(page)
    assert (pages, content[:5]) == (1, b"%PDF-")
    write_word(page, tmp_path / "a.docx")
    if which("soffice"):
        assert pages_of(tmp_path / "a.docx") == 1


def pages_of(path: Path) -> int:
    """Pages of a document as LibreOffice lays it out."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return len(re.findall(rb"/Type\s*/Page\b", path.with_suffix(".pdf").read_bytes()))


def test_what_had_to_be_shortened_is_told(tmp_path: Path) -> None:
    written = write_feedback(whole((long_unit(150, 400), long_unit(2, 20))), tmp_path, Decimal(1))
    assert (written.letters, written.shortened, written.without_pdf) == (2, ("甲支部",), False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "S1_甲支部(2).docx", "S1_甲支部(2).pdf", "S1_甲支部.docx", "S1_甲支部.pdf", "考核办汇总.xlsx",
    ]  # fmt: skip  # one list


class Fussy(Printer):
    """A printer on which the first form never fits."""

    def print(self, page: Letter) -> tuple[bytes, int]:
        content, pages = super().print(page)
        return content, pages + (page.size == 12.0)


def test_a_form_that_does_not_fit_after_all_gives_way(tmp_path: Path) -> None:
    write_feedback(whole((long_unit(2, 20),)), tmp_path, Decimal(1), printer=Fussy())
    table = Document(str(tmp_path / "S1_甲支部.docx")).tables[1]
    assert table.cell(1, 0).paragraphs[0].runs[0].font.size.pt == 10.5


class Stubborn(Printer):
    """A printer on which nothing ever fits."""

    def print(self, page: Letter) -> tuple[bytes, int]:
        return super().print(page)[0], 2


def test_what_never_fits_is_written_and_told(tmp_path: Path, capsys: Captured) -> None:
    written = write_feedback(whole((long_unit(2, 20),)), tmp_path, Decimal(1), printer=Stubborn())
    assert (written.overlong, written.shortened) == (("甲支部",), ("甲支部",))
    _tell(written, tmp_path / "考核办汇总.xlsx")
    assert "有1张超过一页，请看一看：甲支部" in capsys.readouterr().out


# --- fonts ------------------------------------------------------------------------------------------------------------
def test_fonts_of_the_machine() -> None:
    assert Printer(frozenset({"仿宋_GB2312", "方正小标宋简体"})).replaced == ()
    assert Printer(frozenset({"SimSun"})).replaced == (("方正小标宋简体", "SimSun"), ("仿宋_GB2312", "SimSun"))
    bare = Printer(frozenset())
    assert (bare.able, bare.replaced[0]) == (False, ("方正小标宋简体", ""))


def test_without_a_chinese_font_only_word_is_written(tmp_path: Path, capsys: Captured) -> None:
    written = write_feedback(whole((long_unit(1, 20),)), tmp_path, Decimal(1), printer=Printer(frozenset()))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".xlsx"]
    _tell(written, tmp_path / "考核办汇总.xlsx")
    out = capsys.readouterr().out
    assert "PDF 用“（没有中文字体）”代替" in out
    assert "没有写 PDF，只写了 Word 文件。" in out


# --- files ------------------------------------------------------------------------------------------------------------
def test_the_letter_in_word(result: Path, tmp_path: Path) -> None:
    assert main(["feedback", str(result), "-o", str(tmp_path / "出"), "--office", "青岚县委组织部"]) == 0
    document = Document(str(tmp_path / "出" / "S1_甲支部.docx"))
    assert [one.text for one in document.paragraphs[:2]] == ["考核结果反馈单", "2026年度两新支部考核"]
    fonts = [document.paragraphs[0].runs[0].font.name, document.tables[0].cell(0, 0).paragraphs[0].runs[0].font.name]
    assert fonts == ["方正小标宋简体", "仿宋_GB2312"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["单位", "甲支部（S1）"], ["总分", "91.5分（满分100分）"], ["等次", "优秀"],
    ]  # fmt: skip  # one table
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["制度", "20", "17.5", "扣2.5分：制度缺1项"]
    words = "".join(cell.text for row in document.tables[2].rows for cell in row.cells)
    assert all(word in words for word in ("核对意见", "没有异议", "签收人", "反馈单位（盖章）：青岚县委组织部"))
    provisional = Document(str(tmp_path / "出" / "S3_丙支部.docx")).tables[0]
    assert [provisional.cell(row, 1).text for row in (1, 2)] == ["90.0分（满分100分），暂定", "未定"]


def test_the_same_result_gives_the_same_bytes(result: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["feedback", str(result), "-o", str(tmp_path / name)]) == 0
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(files) == 7
    assert [(tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files] == [
        True
    ] * 7


@pytest.mark.parametrize(("factor", "shown", "points"), [("0.1", "10%", 9.15), ("1/3", "1/3", 30.5), ("2", "2", 183)])
def test_the_list_for_the_office(result: Path, tmp_path: Path, factor: str, shown: str, points: float) -> None:
    assert main(["feedback", str(result), "-o", str(tmp_path / "出"), "--factor", factor]) == 0
    rows = rows_of(tmp_path / "出" / "考核办汇总.xlsx")
    assert rows[1][0].startswith(f"计入分 = 总分 × {shown}，四舍五入保留两位")
    assert rows[3] == ["S1", "甲支部", "91.5", shown, points, "优秀", "测评人数不足"]
    assert rows[5][:5] == ["S3", "丙支部", "90.0", shown, "不计"]
    assert rows[5][6].startswith("暂定；缺 1 项")


def test_the_command(result: Path, tmp_path: Path, capsys: Captured) -> None:
    words = ["feedback", str(result), "-o", str(tmp_path / "出")]
    assert main(words) == 0
    assert capsys.readouterr().out.endswith(f"3张反馈单，连同考核办汇总.xlsx写到{tmp_path / '出'}。\n")
    assert main(words) == 2
    assert "已有，没有覆盖" in capsys.readouterr().err
    assert main([*words, "--force", "--factor", "0"]) == 2
    assert "系数“0”不对。写成 0.1、10% 或 1。" in capsys.readouterr().err
    (tmp_path / "满" / "S1_甲支部.docx").mkdir(parents=True)
    assert main(["feedback", str(result), "-o", str(tmp_path / "满"), "--force"]) == 1


def test_the_command_tells_of_shortened_reasons(tmp_path: Path, capsys: Captured) -> None:
    written = write_feedback(whole((long_unit(150, 400),)), tmp_path, Decimal(1))
    _tell(written, tmp_path / "考核办汇总.xlsx")
    assert "有1张一页放不下，扣分原因有删节，全文见结果的“说明”表：甲支部" in capsys.readouterr().out
