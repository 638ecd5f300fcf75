"""Each tool: a file in, a file out, and what is wrong in words with its cell."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from tests import world
from tests.excel.handout.towns import write_base
from tests.excel.workbooks import workbook
from tests.portal.making import client
from tests.portal.toolbox.bench import DATA, SCHEME, done, names, take
from wuze.cli import main
from wuze.portal.toolbox.jobs import Stands
from wuze.portal.toolbox.runners import RUNNERS
from wuze.portal.toolbox.tools import ALL, BY_KEY
from wuze.portal.toolbox.wording import in_words

VOTED = SCHEME.parent.parent / "主要负责人-排名"


@pytest.fixture
def clerk(county: world.County) -> Client:
    """A town's clerk."""
    return client(county.users["town_clerk"])


def test_every_tool_has_a_runner_and_every_runner_a_card() -> None:
    assert list(BY_KEY) == [tool.key for tool in ALL]
    assert sorted(BY_KEY) == sorted(RUNNERS)


def test_split_then_merge(clerk: Client, tmp_path: Path) -> None:
    base = write_base(tmp_path / "总表.xlsx", 2, 3)
    job, state = done(clerk, "split", {"by": "属地"}, base=base)
    assert (state.stands, state.lines[0]) == (Stands.DONE, "按“属地”拆成2个文件，共6行。")
    content = take(clerk, job)
    assert names(content) == ["总表-第01镇.xlsx", "总表-第02镇.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = ("总表-第01镇.xlsx", archive.read("总表-第01镇.xlsx"))
    job, state = done(clerk, "merge", base=base, returned=[first])
    assert state.stands == Stands.DONE
    assert "第02镇" in state.paste
    assert state.file == "汇总.xlsx"
    sheets = openpyxl.load_workbook(io.BytesIO(take(clerk, job))).sheetnames
    assert "问题" in sheets


def test_the_column_to_split_by_must_be_there(clerk: Client, tmp_path: Path) -> None:
    job, state = done(clerk, "split", {"by": "县区"}, base=write_base(tmp_path / "总表.xlsx", 2, 3))
    assert (state.stands, state.file, job.result()) == (Stands.FAULTY, "", None)
    assert state.faults[0].startswith("总表.xlsx")
    assert "--" not in state.faults[0]


def test_score_gives_what_the_command_gives(clerk: Client, tmp_path: Path) -> None:
    job, state = done(clerk, "score", scheme=SCHEME, data=DATA)
    assert state.stands == Stands.DONE
    assert main(["score", str(SCHEME), str(DATA), "-o", str(tmp_path / "结果.xlsx")]) == 0
    mine, theirs = openpyxl.load_workbook(io.BytesIO(take(clerk, job))), openpyxl.load_workbook(tmp_path / "结果.xlsx")
    assert [list(page.values) for page in mine] == [list(page.values) for page in theirs]


def test_a_fault_is_told_with_its_cell_and_marked_there(clerk: Client, tmp_path: Path) -> None:
    bad = openpyxl.load_workbook(SCHEME)
    page = bad["指标"]
    column = next(cell.column for row in page.iter_rows(max_row=8) for cell in row if cell.value == "分值")
    row = next(cell.row for line in page.iter_rows(max_row=8) for cell in line if cell.value == "分值") + 1
    page.cell(row, column).value = "五分吧"
    bad.save(tmp_path / "方案.xlsx")
    job, state = done(clerk, "score", scheme=tmp_path / "方案.xlsx", data=DATA)
    at = page.cell(row, column).coordinate
    assert state.stands == Stands.FAULTY
    assert any(f"方案.xlsx!指标!{at}: " in fault for fault in state.faults)
    html = clerk.get(f"/tools/jobs/{job.name}/").content.decode()
    assert f"方案.xlsx!指标!{at}" in html
    assert "取标注" in html
    marked = openpyxl.load_workbook(io.BytesIO(take(clerk, job)))
    assert marked["指标"].cell(row, column).comment is not None


def test_check_says_what_it_found_and_marks_it(clerk: Client) -> None:
    job, state = done(clerk, "check", scheme=SCHEME)
    assert state.stands == Stands.DONE
    assert "个指标" in state.lines[0]
    assert (job.result() is not None) == (len(state.lines) > 1)


def test_compare_two_schemes(clerk: Client) -> None:
    job, state = done(clerk, "compare", scheme=SCHEME, other=SCHEME, data=DATA)
    assert (state.stands, state.file) == (Stands.DONE, "对比.xlsx")
    assert job.result() is not None


def test_compare_with_a_scheme_that_does_not_hold(clerk: Client, tmp_path: Path) -> None:
    other = workbook(tmp_path / "另.xlsx", {"方案": [["项目", "内容"]]})
    _, state = done(clerk, "compare", scheme=SCHEME, other=other, data=DATA)
    assert state.stands == Stands.FAULTY
    assert any("另.xlsx" in fault for fault in state.faults)


def test_read_a_scoring_table(clerk: Client, tmp_path: Path) -> None:
    table = workbook(tmp_path / "旧表.xlsx", {"表": [
        ["序号", "指标", "评分标准", "分值"], [1, "三会一课", "没有按期召开的，每次扣1分，扣完为止", 5],
    ]})  # fmt: skip
    job, state = done(clerk, "read", table=table)
    assert (state.stands, state.file) == (Stands.DONE, "方案.xlsx")
    assert state.lines[0].startswith("共1格：")
    assert job.result() is not None


def test_a_table_without_rules_is_said_to_be_none(clerk: Client, tmp_path: Path) -> None:
    table = workbook(tmp_path / "通讯录.xlsx", {"表": [["姓名", "电话"], ["王", "1"]]})
    _, state = done(clerk, "read", table=table)
    assert (state.stands, state.faults[0][:17]) == (Stands.FAULTY, "通讯录.xlsx：没有找到评分表。")


def test_blank_workbooks_alone_and_for_a_scheme(clerk: Client) -> None:
    job, state = done(clerk, "template")
    assert (state.file, names(take(clerk, job))) == ("空白表.zip", ["数据.xlsx", "方案.xlsx"])
    _, state = done(clerk, "template", scheme=SCHEME)
    assert state.file == "数据.xlsx"


def test_sheets_filled_and_scored_and_feedback(clerk: Client, tmp_path: Path) -> None:
    scheme = workbook(tmp_path / "方案.xlsx", {
        "方案": [["项目", "内容"], ["名称", "考核"], ["年度", 2026], ["满分", 100]],
        "板块": [["编号", "名称", "分值"], ["J", "基础", 100]],
        "指标": [["板块", "编号", "指标", "分值", "起评", "计分要点"], ["J", "A1", "主题党日", 100, "满分", "没有做到的，每处扣5分，扣完为止"]],
        "等次": [["等次", "最低分"], ["优秀", 90], ["合格", None]],
    })  # fmt: skip
    roster = workbook(
        tmp_path / "名录.xlsx", {"名录": [["编号", "名称", "属地"], ["P1", "甲支部", "东镇"], ["P2", "乙支部", "西镇"]]}
    )
    job, state = done(clerk, "sheets", {"stage": "初评", "by": "属地"}, scheme=scheme, data=roster)
    assert state.stands == Stands.DONE, state
    content = take(clerk, job)
    assert names(content) == ["东镇.xlsx", "名录.xlsx", "西镇.xlsx"]
    returned = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            if name != "名录.xlsx":
                for page in book:
                    page.cell(6, 5).value = 100
            out = io.BytesIO()
            book.save(out)
            returned.append((name, out.getvalue()))
    job, state = done(clerk, "score", scheme=scheme, data=returned)
    assert state.stands == Stands.DONE, state
    result = ("结果.xlsx", take(clerk, job))
    job, state = done(clerk, "feedback", {"factor": "10%", "office": "县委社会工作部"}, result=result)
    assert state.stands == Stands.DONE, state
    assert state.lines[0] == "2张反馈单，另有一张给考核办的表。"
    assert {name.rsplit(".", 1)[1] for name in names(take(clerk, job))} >= {"docx", "xlsx"}


def test_a_result_that_was_altered_needs_a_tick(clerk: Client) -> None:
    job, _ = done(clerk, "score", scheme=SCHEME, data=DATA)
    book = openpyxl.load_workbook(io.BytesIO(take(clerk, job)))
    page = book["得分"]
    page.cell(page.max_row, page.max_column).value = 1
    changed = io.BytesIO()
    book.save(changed)
    _, state = done(clerk, "feedback", result=("结果.xlsx", changed.getvalue()))
    assert (state.stands, "勾上那一项再来" in state.faults[0]) == (Stands.FAULTY, True)
    _, state = done(clerk, "feedback", {"altered": "on"}, result=("结果.xlsx", changed.getvalue()))
    assert state.stands == Stands.DONE


def test_ballots_need_a_scheme_that_asks_for_votes(clerk: Client) -> None:
    _, state = done(clerk, "ballots", scheme=SCHEME, data=DATA)
    assert state.faults == ("这个方案没有用到测评（没有来源是“票数”的板块）。",)
    job, state = done(clerk, "ballots", {"quorum": "2/3"}, scheme=VOTED / "方案.xlsx", data=VOTED / "数据.xlsx")
    assert (state.stands, state.lines[0]) == (Stands.DONE, "测评表、计票单、计票汇总各4张。")
    assert names(take(clerk, job)) == ["测评表.xlsx", "计票单.xlsx", "计票汇总.xlsx"]


@pytest.mark.parametrize(
    ("tool", "options"), [("check", {}), ("template", {}), ("sheets", {"stage": "初评"}), ("ballots", {})]
)
def test_a_scheme_that_does_not_hold_is_marked_by_every_tool(
    clerk: Client, tmp_path: Path, tool: str, options: dict[str, str]
) -> None:
    scheme = workbook(tmp_path / "坏.xlsx", {"方案": [["项目", "内容"], ["满分", "很多"]]})
    slots = {"scheme": scheme} if tool in {"check", "template"} else {"scheme": scheme, "data": DATA}
    _, state = done(clerk, tool, options, **slots)
    assert (state.stands, state.file) == (Stands.FAULTY, "标注.xlsx")
    assert any(fault.startswith("坏.xlsx: 缺少工作表“板块”") for fault in state.faults)


@pytest.mark.parametrize(
    ("tool", "options", "says"),
    [
        ("ballots", {"quorum": "三分之二吧"}, "到会比例“三分之二吧”不对"),
        ("sheets", {"stage": "初评", "by": "星座"}, "名录里没有“星座”这一列"),
    ],
)
def test_options_that_do_not_fit_are_told(clerk: Client, tool: str, options: dict[str, str], says: str) -> None:
    _, state = done(clerk, tool, options, scheme=SCHEME, data=DATA)
    assert (state.stands, says in state.faults[0]) == (Stands.FAULTY, True)


def test_a_factor_that_is_no_number(clerk: Client) -> None:
    _, state = done(clerk, "feedback", {"factor": "很多"}, result=DATA)
    assert state.faults == ("系数“很多”不对。写成 0.1、10% 或 1。",)


def test_no_sentence_speaks_of_commands() -> None:
    given = [
        "交回的文件里没有下发信息，不知道按哪一列拆的 → 用 --by 写明，如 --by 属地",
        "这个总表已经是汇总结果 → --base 要给下发时用的那个总表", "换一个文件夹；确认不要了，再加 --force 覆盖",
        "要下发它，用 --sheet 另拆一次", "给出 wuze score -o 写出的结果文件，不要改表名、表头", "填好后运行 wuze check",
    ]  # fmt: skip
    said = [in_words(one) for one in given]
    assert [one for one in said if "--" in one or "wuze" in one] == []
    assert json.dumps(said, ensure_ascii=False).count("“按哪一列拆”") == 1
