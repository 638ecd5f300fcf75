"""split and merge as people call them: status, streams, JSON, refusals."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.excel.handout.towns import sent, write_base
from wuze.cli import main
from wuze.excel.book import open_book

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of two towns in the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_base(tmp_path / "总表.xlsx", 2, 3)


def fill(rows: int = 3) -> None:
    """Both towns return their file."""
    Path("回收").mkdir()
    for number in (1, 2):
        one = sent(Path("下发"), number, rows)
        one.write(Path("回收") / one.file)


def test_split_fill_merge_onto_the_base(base: Path, capsys: Captured) -> None:
    before = base.read_bytes()
    assert main(["split", "总表.xlsx", "--by", "属地", "-o", "下发"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "总表-第01镇.xlsx  3行", "总表-第02镇.xlsx  3行",
        "关键列：编号；回填列：整改情况、完成日期、发展数、备注。", "按“属地”拆成2个文件，放在 下发。",
    ]  # fmt: skip  # four lines
    assert err.startswith("提醒  总表.xlsx!情况表: 工作表“选项”（隐藏）原样带给每个单位")
    fill()
    words = ["merge", "回收/", "-o", "总表.xlsx", "--base", "总表.xlsx"]
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert (out.splitlines()[-2:], err) == (
        ["已汇总6行；问题0处，提醒0处。结果：总表.xlsx", "原来的总表另存为 总表（汇总前）.xlsx；再次汇总时 --base 用它。"], "",
    )  # fmt: skip  # a pair
    assert Path("总表（汇总前）.xlsx").read_bytes() == before
    assert main(words) == 1
    assert capsys.readouterr().err == "总表.xlsx: 这个总表已经是汇总结果 → --base 要给下发时用的那个总表\n"
    merged = base.read_bytes()
    assert main(["merge", "回收", "-o", "总表.xlsx", "--base", "总表（汇总前）.xlsx"]) == 0
    assert base.read_bytes() == merged


def test_json(base: Path, capsys: Captured) -> None:
    assert main(["split", "总表.xlsx", "--by", "属地", "-o", "下发", "--fill", "备注，发展数", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["fills"], [one["rows"] for one in found["files"]]) == (["备注", "发展数"], [3, 3])
    shutil.copytree("下发", "回收")
    assert main(["merge", *map(str, sorted(Path("回收").iterdir())), "--base", "总表.xlsx", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["value"], one["filled"], one["wanted"]) for one in found["units"]] == [
        ("第01镇", 0, 3),
        ("第02镇", 0, 3),
    ]
    assert main(["split", "无.xlsx", "--by", "属地", "-o", "下发", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "file_missing"


def test_many_faults_are_cut_on_screen_but_not_in_the_workbook(base: Path, capsys: Captured) -> None:
    main(["split", "总表.xlsx", "--by", "属地", "-o", "下发"])
    Path("回收").mkdir()
    for number in range(25):
        Path(f"回收/{number}.jpg").write_bytes(b"\xff\xd8\xff")
    capsys.readouterr()
    assert main(["merge", "回收", "-o", "汇.xlsx", "--base", "总表.xlsx", "--by", "属地"]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == "……还有7处，见结果的“问题”表。"
    assert out.splitlines()[1] == "尚未交回（2个）：第01镇、第02镇。请尽快填好交回。"
    assert len(open_book("汇.xlsx").sheets[1].rows) == 3 + 27


def test_the_base_is_not_lost_where_its_copy_has_no_place(base: Path, capsys: Captured) -> None:
    main(["split", "总表.xlsx", "--by", "属地", "-o", "下发"])
    fill()
    before = base.read_bytes()
    words = ["merge", "回收", "-o", "总表.xlsx", "--base", "总表.xlsx"]
    Path("总表（汇总前）.xlsx").write_bytes(b"other")
    assert main(words) == 1
    assert "“总表（汇总前）.xlsx”已有，总表没有地方另存" in capsys.readouterr().err
    Path("总表（汇总前）.xlsx").unlink()
    Path("总表（汇总前）.xlsx").mkdir()
    assert main(words) == 1
    assert base.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["split", "总表.xlsx", "-o", "下发"], "缺少：--by"),
        (["split", "总表.xlsx", "--by", "属地", "-o", "总表.xlsx"], "“总表.xlsx”是文件，-o 要写文件夹。"),
        (["merge", ".", "--base", "总表.xlsx"], "要写结果文件（-o 汇总.xlsx），或用 --json 写到标准输出。"),
        (["merge", ".", "-o", "a.csv", "--base", "总表.xlsx"], "“a.csv”要以 .xlsx 结尾。"),
        (["merge", ".", "-o", "a.xlsx", "--base", "总表.xlsx"], "“a.xlsx”在交回的文件当中，结果换一个位置放。"),
        (["merge", "无", "-o", "a.xlsx", "--base", "总表.xlsx"], "没有“无”这个文件夹或文件。"),
        (["merge", "空", "-o", "a.xlsx", "--base", "总表.xlsx"], "“空”里没有交回的文件。"),
    ],
)
def test_wrong_usage(words: list[str], says: str, base: Path, capsys: Captured) -> None:
    Path("空").mkdir()
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[-1].removeprefix("用法不对：")) == ("", says)


def test_a_result_that_cannot_be_written_is_a_fault(base: Path, capsys: Captured) -> None:
    main(["split", "总表.xlsx", "--by", "属地", "-o", "下发"])
    fill()
    capsys.readouterr()
    assert main(["merge", "回收", "-o", "无此/汇.xlsx", "--base", "总表.xlsx"]) == 1
    assert "文件夹“无此”不存在" in capsys.readouterr().err
