"""What is read of rosters as offices keep them, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.excel.rosters.making import code, identity, made, read
from tests.excel.workbooks import FIXTURES, Merged, Rows, workbook
from wuze.excel.rosters.words import FIELDS, index, meaning


def test_two_row_head_merged_title_totals_and_notes(tmp_path: Path) -> None:
    """The usual town table: title, two-row head, a section, a subtotal, a total, a note."""
    rows: Rows = [
        ["云峰乡两新组织党建情况统计表", None, None, None, None, None],
        ["填报单位：云峰乡（盖章）", None, None, None, "单位：人", None],
        ["序号", "单位基本情况", None, None, "党建指导员", None],
        [None, "单位名称", "统一社会信用代码", "员工人数", "姓名", "联系电话"],
        ["一、规上企业"],
        [1, "青岚云峰茶业有限公司", code(1), 40, "方芸", "0570-6010001"],
        [2, "青岚石桥米业有限公司", None, "12人", None, None],
        ["小计", None, None, 52],
        [3, "青岚松涛木艺厂", code(2), 8, None, None],
        ["合计", None, None, 60],
        ["注：本表截至2026年9月底。"],
        ["填表人：何敏    审核人："],
    ]
    merged: Merged = {
        "Sheet1": [
            (0, 0, 0, 5, rows[0][0]),
            (2, 0, 3, 0, "序号"),
            (2, 1, 2, 3, "单位基本情况"),
            (2, 4, 2, 5, "党建指导员"),
        ]
    }
    [sheet] = read(made(tmp_path / "云峰乡.xlsx", rows, merged=merged))
    assert [(line.row, line.values["name"]) for line in sheet.lines] == [
        (6, "青岚云峰茶业有限公司"), (7, "青岚石桥米业有限公司"), (9, "青岚松涛木艺厂")
    ]  # fmt: skip
    assert sheet.lines[0].values == {
        "name": "青岚云峰茶业有限公司", "code": code(1), "employees": 40, "instructor": "方芸",
        "instructor_phone": "0570-6010001",
    }  # fmt: skip
    assert sheet.lines[1].values["employees"] == 12
    assert [(row, why) for row, _, why in sheet.skipped] == [
        (5, "说明"), (8, "合计、小计"), (10, "合计、小计"), (11, "说明"), (12, "说明")
    ]  # fmt: skip
    assert "云峰乡两新组织党建情况统计表" in sheet.hints
    assert [(column.at, column.field) for column in sheet.columns[:3]] == [(1, "name"), (2, "code"), (3, "employees")]


def test_any_order_and_repeated_heads(tmp_path: Path) -> None:
    """Columns stand where they like; a head printed again is no firm."""
    head = ["党员人数", "企业名称", "所在镇街"]
    [sheet] = read(made(tmp_path / "a.xlsx", [head, [3, "甲社", "云峰"], head, [0, "乙社", "云峰"]]))
    assert [line.values for line in sheet.lines] == [
        {"members": 3, "name": "甲社", "region": "云峰"}, {"members": 0, "name": "乙社", "region": "云峰"}
    ]  # fmt: skip
    assert [(row, why) for row, _, why in sheet.skipped] == [(3, "重复的表头")]


def test_forbidden_columns_are_named_and_leave_nothing(tmp_path: Path) -> None:
    """Neither their cells nor anything like an identity number is in what was read."""
    rows: Rows = [
        ["单位名称", "书记", "书记身份证号", "民族", "家庭住址", "政治面貌", "联系人", "营业收入", "ID号", "现居住地"],
        [
            "甲社",
            "方芸",
            identity(),
            "汉族",
            "城南路1号",
            "中共党员",
            f"方芸{identity(2)}",
            500,
            identity(3),
            "城南路2号",
        ],
        [f"合计{identity(3)}", None, None, "回族"],
    ]
    [sheet] = read(made(tmp_path / "a.xlsx", rows))
    assert [column.head for column in sheet.columns if column.forbidden] == [
        "书记身份证号",
        "民族",
        "家庭住址",
        "政治面貌",
        "ID号",
        "现居住地",
    ]
    assert [column.head for column in sheet.columns if not column.field and not column.forbidden] == ["营业收入"]
    assert sheet.lines[0].values == {"name": "甲社", "secretary": "方芸"}
    assert [(name, fault.problem) for name, fault in sheet.lines[0].faults] == [("contact", "像是身份证号，没有收")]
    everything = repr(sheet)
    assert not any(word in everything for word in (identity(), identity(2), identity(3), "汉族", "回族", "城南路"))


@pytest.mark.parametrize(
    ("column", "cell", "kept", "problem"),
    [
        ("统一社会信用代码", code(7), code(7), ""),
        ("统一社会信用代码", " 91330199 " + code(7)[8:].lower(), code(7), ""),
        ("统一社会信用代码", "无", None, ""),
        ("统一社会信用代码", code(7)[:-1] + "0" if code(7)[-1] != "0" else code(7)[:-1] + "1", None, "不对"),
        ("统一社会信用代码", 913301990000000070, None, "改成了0"),
        ("统一社会信用代码", "办理中", None, "不对"),
        ("员工人数", "约50", None, "不是人数"),
        ("员工人数", "1,250人", 1250, ""),
        ("员工人数", "无", 0, ""),
        ("员工人数", -3, None, "不是人数"),
        ("员工人数", "/", None, ""),
        ("员工人数", "3.0", 3, ""),
        ("员工人数", "3.5", None, "不是人数"),
        ("联系人", "'方芸", "方芸", ""),
        ("联系人", "方芸" + identity().translate(str.maketrans("0123456789", "０１２３４５６７８９")), None, "像是身份证号"),
        ("联系人", f"{identity()[:6]} {identity()[6:14]} {identity()[14:]}", None, "像是身份证号"),
        ("联系电话", "0570-6010001 13900001111", "0570-6010001 13900001111", ""),
        ("换届时间", "2024年5月", "2024-05-01", ""),
        ("换届时间", "2024.5.31", "2024-05-31", ""),
        ("换届时间", "20240531", "2024-05-31", ""),
        ("换届时间", date(2024, 5, 31), "2024-05-31", ""),
        ("换届时间", 45443, "2024-05-31", ""),
        ("换届时间", "2024-13-01", None, "不是日期"),
        ("换届时间", "去年底", None, "不是日期"),
        ("联系人", "长" * 41, None, "最多40个字"),
        ("任期", "三年", None, "不是年数"),
    ],
)  # fmt: skip
def test_cells(tmp_path: Path, column: str, cell: object, kept: object, problem: str) -> None:
    """Each value as it is kept, or the sentence at its cell."""
    [sheet] = read(made(tmp_path / "a.xlsx", [["单位名称", column], ["甲社", cell]]))
    values = {name: value for name, value in sheet.lines[0].values.items() if name != "name"}
    assert list(values.values()) == ([] if kept is None else [kept])
    found = " ".join(fault.problem for _, fault in sheet.lines[0].faults)
    assert problem in found
    assert bool(problem) == bool(found)


def test_formulas_by_their_result_and_failed_ones_at_their_cell(tmp_path: Path) -> None:
    """A formula counts by its stored result; one without is a fault and no value."""
    path = made(tmp_path / "a.xlsx", [["单位名称", "员工人数", "党员数"], ["甲社", "=20+22", "#N/A"]])
    [sheet] = read(path)
    [(name, fault)] = sheet.lines[0].faults
    assert sheet.lines[0].values == {"name": "甲社", "employees": 0}
    assert name == "members"
    assert fault.problem == "公式没有结果，这一格没有读"


def test_merged_cells_below_the_head_are_read_through(tmp_path: Path) -> None:
    """A town written once beside its firms belongs to each of them."""
    rows: Rows = [["乡镇", "单位名称"], ["云峰乡", "甲社"], [None, "乙社"]]
    [sheet] = read(made(tmp_path / "a.xlsx", rows, merged={"Sheet1": [(1, 0, 2, 0, "云峰乡")]}))
    assert [line.values["region"] for line in sheet.lines] == ["云峰乡", "云峰乡"]


def test_one_sheet_a_town_hidden_and_foreign_sheets(tmp_path: Path) -> None:
    """Every sheet is read for itself; what is not read is said."""
    head = ["单位名称", "员工人数"]
    book: dict[str, Rows] = {
        "云峰乡": [head, ["甲社", 1]],
        "柳塘镇": [head, ["乙社", 2]],
        "说明": [["请按时上报"], ["谢谢"]],
        "空": [],
    }
    found = read(workbook(tmp_path / "a.xlsx", book))
    assert [(one.sheet, len(one.lines), [r.problem for r in one.remarks]) for one in found] == [
        ("云峰乡", 1, []), ("柳塘镇", 1, []), ("说明", 0, ["没有找到表头，没有读"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "0 字节"), (b"\x89PNG1234", "图片"), (b"%PDF-1.7", "PDF"), ("单位名称,人数".encode(), "文本文件"),
     (b"PK\x03\x04broken", "损坏"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "")],
)  # fmt: skip
def test_files_that_are_none(tmp_path: Path, content: bytes, words: str) -> None:
    """A wrong or broken file is one sentence, whatever its name says."""
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    [sheet] = read(path)
    assert not sheet.lines
    assert words in sheet.remarks[0].problem
    assert sheet.remarks[0].stops


def test_too_many_rows_stop_where_they_stop(tmp_path: Path) -> None:
    """What lies beyond the limit is said, with the row from which to go on."""
    [sheet] = read(made(tmp_path / "a.xlsx", [["单位名称", "员工人数"], *([f"第{n}社", n] for n in range(20))]), most=5)
    assert len(sheet.lines) == 5
    assert sheet.remarks[0].fix == "从第7行起另存一份，下次再导"


def test_classified_sheets_are_not_read(tmp_path: Path) -> None:
    """A mark of secrecy above the head stops the sheet."""
    [sheet] = read(made(tmp_path / "a.xlsx", [["秘密★5年"], ["单位名称", "党员数"], ["甲社", 1]]))
    assert not sheet.lines
    assert "密级" in sheet.remarks[0].problem


def test_the_countys_own_words(tmp_path: Path) -> None:
    """A head that a county has named once is known; a forbidden one cannot be named."""
    path = made(tmp_path / "a.xlsx", [["单位名称", "用工规模", "户主身份证号"], ["甲社", 30, identity()]])
    [sheet] = read(path, known={"用工规模": "employees", "户主身份证号": "contact", "废": "nonsense"})
    assert sheet.lines[0].values == {"name": "甲社", "employees": 30}


def test_a_second_column_of_the_same_meaning_is_told(tmp_path: Path) -> None:
    """The first is read; nothing is silently dropped."""
    [sheet] = read(made(tmp_path / "a.xlsx", [["单位名称", "电话", "联系方式"], ["甲社", "1", "2"]]))
    assert sheet.lines[0].values["phone"] == "1"
    assert "是同一列" in sheet.remarks[0].problem


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("单位基本情况", "名称"), "name"), (("党建指导员", "姓名"), "instructor"), (("书记", "联系电话"), ""),
        (("党组织书记", "姓名"), "secretary"), (("党建指导员", "联系电话"), "instructor_phone"), (("联系人", "电话"), "phone"),
        (("党员（名）", "流动党员"), "floating"), (("联系人", "手机号码"), "phone"), (("党建指导员", "手机"), "instructor_phone"),
        (("联系人", "单位"), ""), (("法定代表人", "联系电话"), ""), (("备注",), ""),
    ],
)  # fmt: skip
def test_heads_of_two_rows(path: tuple[str, ...], field: str) -> None:
    """A person's phone is not the firm's."""
    assert meaning(path, index({})) == field


def test_no_word_has_two_meanings() -> None:
    """The table of words is a function."""
    seen: dict[str, str] = {}
    for name, field in FIELDS.items():
        for word in (field.label, *field.words.split()):
            assert seen.setdefault(word, name) == name, word


@pytest.mark.parametrize(("name", "words"), [("有密码.xlsx", "密码"), ("旧表.xls", "")])
def test_a_locked_file_and_an_old_one(name: str, words: str) -> None:
    """A password is told; an .xls is read like any other."""
    [sheet, *_] = read(FIXTURES / name)
    assert words in (sheet.remarks[0].problem if sheet.remarks else "")


def test_hidden_sheets_and_rows_of_other_columns_are_told(tmp_path: Path) -> None:
    """Nothing is passed over in silence."""
    path = made(tmp_path / "a.xlsx", [["单位名称", "备注"], ["甲社", "好"], [None, "只有备注"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("底稿").append(["单位名称", "党员数"])
    book["底稿"].sheet_state = "hidden"
    book.save(path)
    first, hidden = read(path)
    assert first.skipped == [(3, "只有备注", "读的列都空着")]
    assert (hidden.lines, hidden.remarks[0].problem, hidden.remarks[0].stops) == ([], "隐藏的工作表，没有读", False)


def test_sixty_thousand_rows_are_read(tmp_path: Path) -> None:
    """As many as one import may have; the next one is told."""
    path = tmp_path / "多.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("a")
        sheet.write_row(0, 0, ["单位名称", "员工人数"])
        for number in range(60_001):
            sheet.write_row(number + 1, 0, [f"第{number}社", 3])
    [found] = read(path, most=60_000)
    assert len(found.lines) == 60_000
    assert found.remarks[0].fix == "从第60002行起另存一份，下次再导"


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    """Our own hidden key column is nobody's business."""
    path = tmp_path / "隐藏.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        for row, values in enumerate(
            (
                ("系统编号", "单位名称", "员工人数", "随记"),
                ("T000001", "甲社", 3, "见"),
                ("T000002", "乙社", 4, ""),
                ("T000003", "丙社", 5, ""),
            )
        ):
            sheet.write_row(row, 0, values)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
    found = read(path)[0]
    assert [line.values["name"] for line in found.lines] == ["甲社", "乙社", "丙社"]
    assert [(one.problem, one.stops) for one in found.remarks] == [
        ("第3行（共1行）是隐藏的，照样读了", False), ("“员工人数”列是隐藏的，照样读了", False),
    ]  # fmt: skip
