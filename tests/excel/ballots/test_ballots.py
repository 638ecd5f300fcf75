"""测评: papers, the summary typed in, 票数 read back; what makes a vote invalid, what is too few to show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.forms_filled import ROSTER, SCHEME, fill, pair, rows_of
from tests.excel.workbooks import workbook
from wuze.cli import main
from wuze.excel.ballots.plan import ballot_sets
from wuze.excel.ballots.summary import write_summary
from wuze.excel.opened import open_workbooks

Captured = pytest.CaptureFixture[str]
HEAD: dict[str, Any] = {"B3": 10, "D3": 9, "F3": 9, "B4": 8, "D4": 1}
VOTES: dict[str, Any] = {"C6": 5, "D6": 1, "E6": 1, "C7": 4, "D7": 0, "F7": 1, "G7": 2, "C8": 7}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scheme, data = pair(tmp_path)
    words = ["template", "测评", "--scheme", str(scheme), "--data", str(data), "-o", str(tmp_path), "--quorum", "2/3"]
    assert main(words) == 0
    return tmp_path


def texts(folder: Path) -> list[str]:
    opened = open_workbooks(folder / "方案.xlsx", [folder / "数据.xlsx", folder / "计票汇总.xlsx"])
    return [
        one.text.partition(" → ")[0].removeprefix("计票汇总.xlsx!")
        for one in opened.located
        if one.file == "计票汇总.xlsx"
    ]


def vote(folder: Path, cells: dict[str, Any]) -> Path:
    """Type into the sheet of the 党员."""
    return fill(folder / "计票汇总.xlsx", cells, "党员 民主测评")


def test_the_papers(folder: Path) -> None:
    assert rows_of(folder / "测评表.xlsx")[0] == ["2026年度两新支部考核\n民主测评表（党员）"]
    assert rows_of(folder / "测评表.xlsx", 1)[2:] == [
        ["序号", "名称", "好", "差", "不了解"], [1, "甲支部"], [2, "乙支部"], [3, "丙支部"],
    ]  # fmt: skip  # one table
    tally = rows_of(folder / "计票单.xlsx")
    assert tally[3] == ["序号", "名称", "好", "差", "不了解", "弃权", "作废"]
    assert [tally[2][0].count(word) for word in ("应到人数", "实到人数", "发出票", "收回票", "作废票")] == [1] * 5
    assert [tally[-1][0].count(word) for word in ("计票人：", "监票人：", "日期：")] == [1] * 3
    book = openpyxl.load_workbook(folder / "测评表.xlsx")
    page = book.worksheets[0]
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.print_title_rows) == ("portrait", 9, "$3:$3")
    book.close()


def test_the_summary(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "计票汇总.xlsx")
    assert book.sheetnames == ["党员 民主测评", "职工 民主测评"]
    page = book.worksheets[0]
    assert [page[cell].value for cell in ("B2", "D2", "F2")] == ["民主测评", "党员", "2/3"]
    assert [cell.value for cell in page[5]] == [
        "编号", "名称", "好", "差", "不了解", "弃权（不计）", "作废（不计）", "合计", "计入票", "得分率",
    ]  # fmt: skip  # one row
    assert [page[cell].value for cell in ("H6", "I6", "J6")] == [
        '=IF(COUNT(C6:G6)=0,"",SUM(C6:G6))', '=IF(COUNT(C6:G6)=0,"",N(C6)+N(D6))',
        '=IF(N(I6)<6,"",(N(C6)*1+N(D6)*0)/(I6*1))',
    ]  # fmt: skip  # one row
    assert (
        page["E4"].value
        == "不了解、弃权不计入票数，仍列出。收回多于发出的无效；收回不足5张的不公开、不计入；计入票少于6张算人数不足。"
    )
    book.close()


def test_votes_come_back(folder: Path) -> None:
    vote(folder, HEAD | VOTES)
    opened = open_workbooks(folder / "方案.xlsx", [folder / "数据.xlsx", folder / "计票汇总.xlsx"])
    assert opened.faults == []
    assert {id: dict(filed) for id, filed in opened.facts.votes.items()} == {
        "S1": {("民主测评", "党员"): {"好": 5, "差": 1, "不了解": 1}},
        "S2": {("民主测评", "党员"): {"好": 4, "差": 0}},
        "S3": {("民主测评", "党员"): {"好": 7}},
    }
    assert texts(folder) == ["职工 民主测评!A6: 有3个单位没有票数：S1、S2、S3"]
    parts = {one.id: str(one.parts["P3"]) for one in opened.evaluate().subjects}
    assert parts == {"S1": "16.67", "S2": "None", "S3": "20.00"}


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"B4": 10, "D4": 3}, ["B4: 收回10张，多于发出的9张，测评无效"]),
        ({"D3": 6}, ["D3: 应到10人，实到6人，不到2/3，测评无效"]),
        ({"F2": "多数"}, ["F2: 到会要求“多数”不是数"]),
        ({"D3": "九"}, ["D3: “实到人数”的“九”不是0或正整数"]),
        ({"B4": None}, ["B4: 没有写“收回票”，看不出测评有没有效"]),
        ({"B2": None}, ["B2: 计票汇总上没有写“测评”"]),
        ({"C6": 6}, ["E6: “S1”各项相加8张，多于有效票7张"]),
        ({"C6": 4}, ["E6: “S1”各项相加6张，少于有效票7张"]),
        ({"C6": 4.5}, ["C6: 票数“4.5”不是0或正整数"]),
        ({"C6": "=1/0"}, ["C6: 公式没有结果", "E6: “S1”各项相加2张，少于有效票7张"]),
        ({"D2": "老板"}, ["D2: 主体“老板”不在方案里"]),
        ({"E5": "说不清"}, ["E5: 选项“说不清”不在方案里"]),
        ({"A6": "S9"}, ["A6: 名录里没有编号“S9”"]),
        ({"C8": None}, ["A8: 有1个单位没有票数：S3"]),
        ({"F2": None, "D3": 2}, []),
        ({"A9": "计票人：张三"}, []),
        ({"A8": None, "C8": None}, []),
    ],
)
def test_what_is_wrong_stands_at_its_cell(folder: Path, cells: dict[str, Any], says: list[str]) -> None:
    vote(folder, HEAD | VOTES | cells)
    assert [text.removeprefix("党员 民主测评!") for text in texts(folder) if text.startswith("党员")] == says


def test_fewer_than_five_ballots_are_not_counted(folder: Path) -> None:
    vote(folder, {"B3": 4, "D3": 4, "F3": 4, "B4": 4, "C6": 4, "C7": 4, "C8": 4})
    assert texts(folder)[0] == "党员 民主测评!B4: 收回有效票不足5张，不公开、不计入，按方案的“人数不足时”办"
    opened = open_workbooks(folder / "方案.xlsx", [folder / "数据.xlsx", folder / "计票汇总.xlsx"])
    assert (opened.faults, opened.facts.votes) == ([], {})


def test_towns_vote_by_themselves_and_an_option_may_be_to_abstain(tmp_path: Path) -> None:
    polls = [*SCHEME["测评"], [None, "弃权", None]]
    scheme = workbook(tmp_path / "a.xlsx", SCHEME | {"测评": polls})
    opened = open_workbooks(scheme, workbook(tmp_path / "b.xlsx", {"名录": ROSTER}))
    sets = ballot_sets(opened.scheme, opened.facts, "属地")
    assert [(one.body, one.group, [unit for unit, _ in one.units]) for one in sets] == [
        ("党员", "城关镇", ["S1", "S2"]), ("职工", "城关镇", ["S1", "S2"]), ("党员", "未填", ["S3"]), ("职工", "未填", ["S3"]),
    ]  # fmt: skip  # one table
    write_summary(sets, tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert [cell.value for cell in book.worksheets[0][5]][2:7] == ["好", "差", "不了解", "弃权", "作废（不计）"]
    assert book.worksheets[0]["E4"].value.startswith("不了解、弃权不计入票数")
    book.close()


def test_the_command_refuses(tmp_path: Path, capsys: Captured) -> None:
    scheme, data = map(str, pair(tmp_path))
    whole = ["template", "测评", "-o", str(tmp_path)]
    for words, says in (
        ([], "写测评表要有方案和名录：wuze template 测评 --scheme 方案.xlsx --data 名录.xlsx -o 文件夹"),
        (["--scheme", scheme, "--data", data, "--by", "乡镇"], "名录里没有“乡镇”这一列。有：党员数、属地、类型"),
        (["--scheme", scheme, "--data", data, "--quorum", "两倍"], "到会比例“两倍”不对。写成 2/3、80% 或 0.8。"),
        (["--scheme", scheme, "--data", data, "--quorum", "2"], "到会比例“2”不对。写成 2/3、80% 或 0.8。"),
    ):
        assert main([*whole, *words]) == 2
        assert capsys.readouterr().err.splitlines()[-1] == says
    fill(tmp_path / "数据.xlsx", {"A2": None})
    assert main([*whole, "--scheme", scheme, "--data", data]) == 1
    plain = workbook(tmp_path / "c.xlsx", {
        "方案": [["项目", "内容"], ["名称", "小"]], "板块": [["编号", "名称", "分值"], ["P1", "甲", 10]],
        "指标": [["板块", "编号", "指标", "分值"], ["P1", "A1", "乙", 10]],
    })  # fmt: skip  # tables
    roster = workbook(tmp_path / "d.xlsx", {"名录": [["编号", "名称"], ["S1", "甲"]]})
    assert main([*whole, "--scheme", str(plain), "--data", str(roster)]) == 2
    assert "这个方案没有用到测评" in capsys.readouterr().err
    (tmp_path / "满").mkdir()
    (tmp_path / "满" / "计票单.xlsx").mkdir()
    scheme, data = map(str, pair(tmp_path))
    whole = ["template", "测评", "-o", str(tmp_path / "满"), "--force"]
    assert main([*whole, "--scheme", scheme, "--data", data, "--by", "属地"]) == 1
