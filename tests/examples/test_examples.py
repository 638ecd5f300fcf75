"""The four assessments in examples/ come out as their 结果.yaml says: numbers a clerk checked by calculator."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from python_calamine import CalamineWorkbook

from wuze.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.parent.name for path in EXAMPLES.glob("*/结果.yaml"))
FLAGS = {
    "暂定": "provisional", "不参评": "not_ranked", "否决": "vetoed", "名额外": "quota_dropped",
    "线上同分": "tie_at_line", "阶段差异": "stage_difference", "票数不足": "small_vote",
}  # fmt: skip
STATES = {"正常": "ok", "缺失": "missing", "不适用": "na", "直接评分": "direct"}
FINDING_LEVELS = ("提示", "须说明", "阻止采用")

Json = dict[str, Any]


def test_there_are_four_examples() -> None:
    assert FOLDERS == ["两新党支部-按要点", "两新党支部-评分表", "主要负责人-排名", "村社区-加扣分"]


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Path:
    return EXAMPLES / str(request.param)


@pytest.fixture
def golden(folder: Path) -> Json:
    loaded: Json = yaml.safe_load((folder / "结果.yaml").read_text(encoding="utf-8"))
    return loaded


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Json:
    """What the command prints as JSON, after it ended well."""
    code = main([*arguments, "--json"])
    printed = capsys.readouterr().out
    assert code == 0, printed
    result: Json = json.loads(printed)
    return result


@pytest.fixture
def scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Json]:
    result = run(capsys, "score", str(folder / "方案.xlsx"), str(folder / "数据.xlsx"))
    return {subject["id"]: subject for subject in result["subjects"]}


def test_the_whole_table(golden: Json, scored: dict[str, Json]) -> None:
    """Total, provisional, rank, grade and flags of every subject. A total of null is left open on purpose."""
    expected = {
        number: (row["总分"], "暂定" in row["标记"], row["名次"], row["等次"], sorted(FLAGS[f] for f in row["标记"]))
        for number, row in golden["名次表"].items()
    }
    came = {
        number: (
            None if golden["名次表"][number]["总分"] is None else subject["total"],
            subject["provisional"],
            subject["rank"],
            subject["grade"],
            sorted(subject["flags"]),
        )
        for number, subject in scored.items()
    }
    assert came == expected


def test_items_of_the_worked_subjects(golden: Json, scored: dict[str, Json]) -> None:
    for number, case in golden["算例"].items():
        items = scored[number]["items"]
        came = {no: (items[no]["points"], items[no]["state"]) for no in case["指标"]}
        assert came == {no: (row["得分"], STATES[row["状态"]]) for no, row in case["指标"].items()}, number
        assert set(items) == {*case["指标"], *case["足分"]}, number
        for no in case["足分"]:
            assert float(items[no]["points"]) == float(items[no]["full"]), (number, no)


def test_parts_and_total_of_the_worked_subjects(golden: Json, scored: dict[str, Json]) -> None:
    for number, case in golden["算例"].items():
        came = {part: scored[number]["parts"][part] for part in case["板块"]}
        assert came == {part: row["得分"] for part, row in case["板块"].items()}, number
        assert scored[number]["total"] == case["总分"]["得分"], number


def place(folder: Path, warning: Json) -> str:
    """What a warning is about: the 编号 of the item its row belongs to, or the 情形 of a veto."""
    sheet = CalamineWorkbook.from_path(folder / "方案.xlsx").get_sheet_by_name(warning["sheet"])
    rows = sheet.to_python(skip_empty_area=False)
    column = rows[0].index("情形" if warning["sheet"] == "否决" else "编号" if "编号" in rows[0] else rows[0][0])
    row = int("".join(c for c in warning["cell"] if c.isdigit())) - 1
    while not rows[row][column]:
        row -= 1
    return str(rows[row][column])


def test_findings(folder: Path, golden: Json, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` finds no fault, exactly the formalism findings expected, and at least the other warnings expected."""
    result = run(capsys, "check", str(folder / "方案.xlsx"))
    assert result["faults"] == golden["错误"]
    findings = [w for w in result["warnings"] if w["level"] in FINDING_LEVELS]
    came = {(w["level"], place(folder, w)) for w in findings}  # an item with two such clauses is one finding here
    assert came == {(f["级别"], f["指标"]) for f in golden["发现"]}
    for expected in golden["发现"]:
        assert any(expected["词"] in w["problem"] and place(folder, w) == expected["指标"] for w in findings), expected
    others = {place(folder, w) for w in result["warnings"] if w["sheet"] in ("指标", "否决") and w not in findings}
    assert {w["指标"] for w in golden["提醒"]} <= others


def cells(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_the_workbooks_are_what_build_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(EXAMPLES / "build.py"), str(tmp_path)], check=True)
    for folder in FOLDERS:
        for name in ("方案.xlsx", "数据.xlsx"):
            assert cells(tmp_path / folder / name) == cells(EXAMPLES / folder / name), f"{folder}/{name}"
