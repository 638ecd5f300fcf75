"""Filled sheets read back: scores by stage, every fault and reminder at its cell, nothing dropped without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.forms_filled import FACTS, ROSTER, fill, pair
from tests.excel.workbooks import Rows, workbook
from wuze.cli import main
from wuze.excel.collect import read_sources
from wuze.excel.locate import Reference
from wuze.excel.opened import open_workbooks
from wuze.scoring.tables import Place

GOOD: dict[str, Any] = {
    "E6": 18,
    "F6": "制度缺1项",
    "E7": 20,
    "E10": 5,
    "E11": 9,
    "F11": "信访1件",
    "B13": "张三",
    "F13": "2026-12-01",
}
OTHER: dict[str, Any] = {"E6": 20, "E9": "不适用", "E10": 10}
S1, S2, S3 = "S1_甲支部.xlsx", "S2_乙支部.xlsx", "S3_丙支部.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sheets, of which S1 and S2 are filled."""
    scheme, data = pair(tmp_path, FACTS)
    out = tmp_path / "评分表"
    assert main(["sheets", str(scheme), str(data), "-o", str(out)]) == 0
    fill(out / S1, GOOD)
    fill(out / S2, OTHER)
    (out / S3).unlink()
    return out


def texts(folder: Path) -> list[str]:
    """What reading says, as the command prints it."""
    opened = open_workbooks(folder.parent / "方案.xlsx", [folder.parent / "数据.xlsx", folder])
    return [one.text.partition(" → ")[0] for one in opened.located if one.file != "方案.xlsx"]


ABSENT = "数据.xlsx、评分表: 名录里有1个单位没有交初评或复核的评分表，或还没有填：丙支部"


def test_scores_reasons_scorers_and_days(folder: Path) -> None:
    opened = open_workbooks(folder.parent / "方案.xlsx", [folder.parent / "数据.xlsx", folder])
    assert opened.faults == []
    scores = {id: {name: [(str(one.points), one.reason) for one in ones] for name, ones in filed.items()}
              for id, filed in opened.facts.scores.items()}  # fmt: skip  # one mapping
    assert scores == {
        "S1": {"A1": [("18", "制度缺1项")], "A2": [("20", "")], "B1": [("5", "")], "B2": [("9", "信访1件")]},
        "S2": {"A1": [("20", "")], "B1": [("Absent.NA", "")], "B2": [("10", "")]},
    }
    one = opened.facts.scores["S1"]["A1"][0]
    assert (one.scorer, str(one.on), one.stage) == ("张三", "2026-12-01", "初评")
    assert texts(folder) == [ABSENT]
    results = opened.evaluate()
    assert str(results.subjects[0].items["A3"].points) == "20.00"


def test_faults_stand_at_their_cells(folder: Path) -> None:
    fill(folder / S1, {"E6": 21, "F6": None, "E7": 15, "E10": "五分", "A11": "B9", "D7": 25})
    fill(folder / S2, {"F2": "S8", "F3": "终评"})
    assert texts(folder)[:-1] == [
        f"{S1}!S1 甲支部!D7: 表上“活动”的分值是25，方案里是20",
        f"{S1}!S1 甲支部!F2: 表上少了1项，按缺处理：B2",
        "数据.xlsx、评分表: 名录里有2个单位没有交初评或复核的评分表，或还没有填：乙支部、丙支部",
        f"{S1}!S1 甲支部!E6: 得分21不在0到20之间",
        f"{S1}!S1 甲支部!F7: “活动”得15分，低于20分，没有扣分原因",
        f"{S1}!S1 甲支部!E10: 得分“五分”不是数",
        f"{S1}!S1 甲支部!A11: 方案里没有指标“B9”",
        f"{S2}!S2 乙支部!F2: 名录里没有编号“S8”",
    ]
    assert texts(folder)[-1] == f"{S2}!S2 乙支部!F3: 阶段“终评”不认识"


def test_forms_that_nobody_can_place(folder: Path) -> None:
    fill(folder / S1, {"F2": None})
    fill(folder / S2, {"A4": "号", "F4": "为什么", "A6": None})
    assert texts(folder)[:3] == [
        f"{S1}!S1 甲支部!F2: 评分表上没有单位编号，不知道是哪个单位的",
        f"{S2}!S2 乙支部!A4: 评分表缺少“指标编号”这一列",
        f"{S2}!S2 乙支部!A4: 评分表缺少“扣分原因”这一列",
    ]


def test_rows_out_of_order_formulas_and_reminders(folder: Path) -> None:
    fill(
        folder / S1,
        {"A6": None, "F8": "迟交", "E10": None, "F10": "没有创新", "E7": "=1/0", "D2": "单位编号：", "B2": "丁支部"},
    )
    fill(folder / S2, {"A6": None, "E6": None, "F6": "缺制度", "E10": None})
    found = texts(folder)
    assert f"{S1}!S1 甲支部!E6: 这一行有得分或扣分原因，没有指标编号" in found
    assert f"{S2}!S2 乙支部!F6: 这一行有得分或扣分原因，没有指标编号" in found
    assert f"{S1}!S1 甲支部!E7: 公式没有结果" in found
    assert f"{S1}!S1 甲支部!B2: 编号“S1”在名录里是“甲支部”，这张表上写“丁支部”" in found
    assert f"{S1}!S1 甲支部!F8: “A3”由数据计分，这里写的扣分原因没有采用" in found
    assert f"{S1}!S1 甲支部!E10: “B1”写了扣分原因，没有得分，按缺处理" in found
    assert f"{S1}!S1 甲支部!E7: 有2项没有得分，按缺处理：A2、B1" in found


def test_a_head_typed_anew(folder: Path) -> None:
    """Label and value in one cell, the sheet shifted by a column and a row."""
    rows: Rows = [[None, "评分表"], [None, "单位编号：S3", "阶段：复核"], [None, "指标编号", "指标", "评分标准", "分值", "得分", "扣分原因"],
            [None, "A1", "制度", "…", 20, 12, "缺4项"], [None, "评分人：李四", None, "日期", None]]  # fmt: skip  # one table
    workbook(folder / "重打.xlsx", {"丙": rows})
    opened = open_workbooks(folder.parent / "方案.xlsx", [folder.parent / "数据.xlsx", folder])
    one = opened.facts.scores["S3"]["A1"][0]
    assert (str(one.points), one.stage, one.scorer, one.on) == ("12", "复核", "李四", None)


def test_stages_and_copies(folder: Path) -> None:
    fill(folder / S1, {}, out=folder / "副本.xlsx")
    fill(folder / S2, {"F3": "复核", "E6": 19, "F6": "缺项"}, out=folder / "复核.xlsx")
    assert texts(folder)[0] == f"副本.xlsx!S1 甲支部!F2: 与“{S1}!S1 甲支部”完全相同，只计一次"
    opened = open_workbooks(folder.parent / "方案.xlsx", [folder.parent / "数据.xlsx", folder])
    assert [(str(one.points), one.stage) for one in opened.facts.scores["S2"]["A1"]] == [("20", "初评"), ("19", "复核")]
    assert len(opened.facts.scores["S1"]["A1"]) == 1


def test_two_sheets_that_contradict(folder: Path) -> None:
    fill(folder / S1, {"E6": 16}, out=folder / "改.xlsx")
    assert texts(folder)[0] == f"改.xlsx!S1 甲支部!F2: S1的初评有两张评分表，内容不同：另一张是“{S1}!S1 甲支部”"


def test_several_scorers(folder: Path) -> None:
    fill(folder / S1, {"E6": 16, "B13": "李四"}, out=folder / "李四.xlsx")
    assert texts(folder)[0] == "李四.xlsx!S1 甲支部!F2: S1的初评有2张评分表（张三、李四），按“评委合成”合成"


# --- the folder -------------------------------------------------------------------------------------------------------
def test_other_files_in_the_folder(folder: Path) -> None:
    (folder / "镇里").mkdir()
    (folder / "镇里" / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "镇里" / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "~$S1.xlsx").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    workbook(folder / "杂.xlsx", {"随便": [["甲"], ["乙"]], "数据": [["编号", "信访件"], ["S3", 2]]})
    assert texts(folder)[:3] == [
        "杂.xlsx!随便: 不认识工作表“随便”，没有读取",
        "镇里/坏.xlsx: 文件已损坏，读不出内容",
        "镇里/照片.jpg: 不是电子表格，没有读取",
    ]


def test_the_folder_alone_is_enough(folder: Path) -> None:
    opened = open_workbooks(folder.parent / "方案.xlsx", folder)
    assert opened.faults == []
    assert [one.id for one in opened.facts.subjects] == ["S1", "S2", "S3"]
    assert opened.facts.subjects[0].attributes["属地"] == "城关镇"


def test_a_place_in_joined_workbooks(folder: Path) -> None:
    loaded = read_sources([folder.parent / "数据.xlsx", folder]).loaded
    assert (loaded.file, loaded.locate(Place("名录", 1, "编号"))) == ("数据.xlsx、评分表", Reference("名录", "A3"))
    assert loaded.locate(Place("得分", 0, "得分")) == Reference("S1 甲支部", "E6")
    assert loaded.locate(Place("得分", None, "得分")) == Reference("S1 甲支部", "")


def test_sheets_nobody_has_filled(folder: Path) -> None:
    """Two empty ones contradict nothing; one line names all that wait."""
    for name in (S1, "又一张.xlsx"):
        fill(folder / S1, dict.fromkeys(GOOD), out=folder / name)
    assert texts(folder) == ["数据.xlsx、评分表: 名录里有2个单位没有交初评或复核的评分表，或还没有填：甲支部、丙支部"]


def test_no_roster_and_no_file(folder: Path, tmp_path: Path) -> None:
    (folder / "名录.xlsx").unlink()
    opened = open_workbooks(tmp_path / "方案.xlsx", folder)
    assert [one.text for one in opened.faults] == [
        "评分表: 没有名录 → 把名录.xlsx（或有名录的数据.xlsx）放在一起，或一并写在命令里"
    ]
    (tmp_path / "空").mkdir()
    opened = open_workbooks(tmp_path / "方案.xlsx", tmp_path / "空")
    assert [one.text for one in opened.faults] == ["空: 文件夹里没有电子表格 → 核对文件夹，把填好的表放进来"]


def test_rosters_that_disagree(folder: Path) -> None:
    changed = [[*row[:3], "河西镇", *row[4:]] if row[0] == "S1" else row for row in ROSTER]
    workbook(folder / "名录.xlsx", {"名录": [*changed, ["S2", "乙支部", "协会", "城关镇", 3]]})
    assert [text for text in texts(folder) if "两次" in text] == [
        "名录.xlsx!名录!A2: 编号“S1”在名录里出现两次",
    ]
    workbook(folder / "名录.xlsx", {"名录": [*ROSTER, ROSTER[1], [None, "无"]]})
    found = [text for text in texts(folder) if "名录.xlsx" in text]
    assert found == ["名录.xlsx!名录!A6: 名录里有一行没有编号"]


def test_a_fault_of_a_data_workbook_beside_the_sheets(folder: Path) -> None:
    """A header is named in the file that has it; a lost value is not reported twice; a broken table is left out."""
    workbook(
        folder / "补.xlsx",
        {"数据": [["编号", "信访件", "陌生"], ["S3", "#DIV/0!", 1]], "得分": [["编号", "指标"], ["S3", "A1"]]},
    )
    assert [text for text in texts(folder) if text.startswith("补")] == [
        "补.xlsx!数据!B2: 公式出错，没有结果",
        "补.xlsx!得分!A1: 工作表“得分”缺少“得分”这一列",
        "补.xlsx!数据!C1: “陌生”不是方案的数据项",
    ]


def test_sheets_beside_other_tables_in_one_workbook(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / S1)
    page = book.create_sheet("名录")
    for row in ROSTER:
        page.append(list(row))
    book.save(folder.parent / "一本.xlsx")
    opened = open_workbooks(folder.parent / "方案.xlsx", folder.parent / "一本.xlsx")
    assert opened.faults == []
    assert list(opened.facts.scores) == ["S1"]


def test_the_command_marks_the_faulty_sheet(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(folder / S1, {"E6": 21})
    words = [
        "score",
        str(tmp_path / "方案.xlsx"),
        str(tmp_path / "数据.xlsx"),
        str(folder),
        "-o",
        str(tmp_path / "r.xlsx"),
    ]
    assert main([*words, "--marked", str(tmp_path / "标注.xlsx")]) == 1
    assert f"{S1}!S1 甲支部!E6: 得分21不在0到20之间" in capsys.readouterr().err
    marked = openpyxl.load_workbook(tmp_path / "标注-S1_甲支部.xlsx")
    assert marked["S1 甲支部"]["E6"].comment is not None
    marked.close()
    fill(folder / S1, {"E6": 18})
    assert main(words) == 0
    assert main(["explain", *words[1:4], "--subject", "S9"]) == 1
    assert "数据.xlsx!名录!A1: 名录里没有“S9”" in capsys.readouterr().err
