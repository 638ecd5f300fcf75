"""The command as people call it: exit status, streams, JSON, refusals of wrong usage, templates, marked copies."""

from __future__ import annotations

import io
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.planted import Pair, Rows, write
from wuze import __version__
from wuze.cli import main

Captured = pytest.CaptureFixture[str]
EVERY_SUBJECT_KEY = [
    "id", "name", "group", "total", "provisional", "rank", "grade", "parts", "scaled", "items", "flags",
]  # fmt: skip  # one list


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A valid pair."""
    return Pair().write(tmp_path)


@pytest.fixture
def faulty(tmp_path: Path) -> tuple[str, str]:
    """A pair with one fault in each workbook."""
    pair = Pair()
    pair.put("指标", 3, "参数", "扣四分")
    pair.put("数据", 2, "达标", "有")
    return pair.write(tmp_path)


def answer(capsys: Captured, *words: str) -> dict[str, Any]:
    """What a command prints with --json; its status is 0."""
    assert main([*words, "--json"]) == 0
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return out


# --- usage ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "缺少：命令"),
        (["scor"], "没有这个命令：'scor' (可用的有"),
        (["score", "a.xlsx"], "缺少：数据.xlsx"),
        (["score", "a.xlsx", "b.xlsx"], "要写结果文件（-o 结果.xlsx），或用 --json 写到标准输出。"),
        (["score", "a.xlsx", "b.xlsx", "-o"], "后面要跟一个值"),
        (["score", "a.xlsx", "b.xlsx", "-o", "r.csv"], "“r.csv”要以 .xlsx 结尾。"),
        (["score", "a.xlsx", "b.xlsx", "-o", "./b.xlsx"], "“b.xlsx”就是输入的文件，换一个名字。"),
        (["score", "a.xlsx", "b.xlsx", "--json", "--marked", "a.xlsx"], "“a.xlsx”就是输入的文件，换一个名字。"),
        (["score", "a.xlsx", "b.xlsx", "-o", "r.xlsx", "--marked", "r.xlsx"], "“r.xlsx”不能既是结果又是标注，换一个名字。"),
        (["check", "a.xlsx", "--marked", "a.docx"], "“a.docx”要以 .xlsx 结尾。"),
        (["check", "a.xlsx", "--speed"], "不认识：--speed"),
        (["compare", "a.xlsx", "c.xlsx", "b.xlsx", "-o", "c.xlsx"], "“c.xlsx”就是输入的文件，换一个名字。"),
        (["compare", "a.xlsx", "c.xlsx", "b.xlsx"], "要写结果文件（-o 结果.xlsx），或用 --json 写到标准输出。"),
        (["explain", "a.xlsx", "b.xlsx"], "缺少：--subject"),
        (["template", "-o", "没有的文件夹"], "没有文件夹“没有的文件夹”。先建好文件夹，或用 -o 指定别的。"),
    ],
)  # fmt: skip  # a table
def test_wrong_usage(words: list[str], says: str, capsys: Captured) -> None:
    """Exit 2, a Chinese sentence on stderr, nothing on stdout."""
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err.splitlines()[-1]


def test_help_and_version(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for word in ("用法：wuze", "check", "score", "explain", "compare", "template", "退出码：0 完成"):
        assert word in text
    for command in ("check", "score", "explain", "compare", "template"):
        assert main([command, "--help"]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"用法：wuze {command}")
        assert not {"usage", "positional", "options", "show"} & set(text.replace(":", " ").split())
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wuze {__version__}\n"


def test_the_command_answers_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "argv", ["wuze", "--version"])
    with pytest.raises(SystemExit) as done:
        runpy.run_module("wuze.cli", run_name="__main__")
    assert (done.value.code, capsys.readouterr().out) == (0, f"wuze {__version__}\n")


def test_a_reader_that_has_enough(files: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        encoding = "utf-8"

        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["check", *files]) == 0


def test_other_encodings(files: tuple[str, str]) -> None:
    """A console that is not UTF-8 gets UTF-8 all the same."""
    run = subprocess.run(
        [sys.executable, "-m", "wuze.cli", "check", *files],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert "“两新党组织考核”可以使用：16个指标" in run.stdout.decode()


def test_another_encoding_is_changed_in_place(files: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    assert main(["check", *files]) == 0
    sys.stdout.flush()
    assert "“两新党组织考核”可以使用" in raw.getvalue().decode("utf-8")


# --- check ------------------------------------------------------------------------------------------------------------


def test_check(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", *files]) == 0
    assert "“两新党组织考核”可以使用：16个指标，提醒" in capsys.readouterr().out
    checked = answer(capsys, "check", files[0])
    assert (list(checked), checked["format"], checked["faults"]) == (["format", "faults", "warnings"], 1, [])


def test_check_refuses(faulty: tuple[str, str], capsys: Captured) -> None:
    assert main(["check", *faulty]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "方案.xlsx!指标!L3: 参数“扣四分”看不懂 → 扣分的参数这样写：扣2；或 条件 扣2，如 缺席次数≥3 扣2",
        "数据.xlsx!数据!J2: “达标”是“是否”项，“有”不行 → 只填：是、否、不适用",
        "共2处错误，改好后再运行；没有写出结果。",
    ]


@pytest.mark.parametrize("command", ["check", "score"])
def test_missing_files_are_faults(command: str, tmp_path: Path, capsys: Captured) -> None:
    words = [command, str(tmp_path / "甲.xlsx"), str(tmp_path / "乙.xlsx"), "--json"]
    assert main(words) == 1
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [(fault["file"], fault["code"]) for fault in faults] == [
        ("甲.xlsx", "file_missing"),
        ("乙.xlsx", "file_missing"),
    ]
    assert main([command, words[1], words[1], "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 1


# --- marked copies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "score"])
def test_marked_copies_of_both(command: str, faulty: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    more = ["-o", str(tmp_path / "结果.xlsx")] if command == "score" else []
    assert main([command, *faulty, *more, "--marked", str(tmp_path / "标注.xlsx")]) == 1
    assert not (tmp_path / "结果.xlsx").exists()
    for name, sheet, cell in (("标注-方案.xlsx", "指标", "L3"), ("标注-数据.xlsx", "数据", "J2")):
        assert f"标注：{tmp_path / name}" in capsys.readouterr().err or name.startswith("标注-数据")
        comment = openpyxl.load_workbook(tmp_path / name)[sheet][cell].comment
        assert comment is not None
        assert "→" in comment.text


def test_a_marked_copy_of_one(faulty: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    """One workbook with findings: the copy has the very name asked for."""
    assert main(["check", faulty[0], "--marked", str(tmp_path / "标注.xlsx")]) == 1
    assert capsys.readouterr().err.splitlines()[0] == f"标注：{tmp_path / '标注.xlsx'}"
    assert openpyxl.load_workbook(tmp_path / "标注.xlsx")["指标"]["L3"].comment is not None


def test_two_workbooks_of_one_name(tmp_path: Path) -> None:
    pair = Pair()
    pair.put("指标", 3, "参数", "扣四分")
    pair.put("数据", 2, "达标", "有")
    scheme, data = pair.write(tmp_path)
    folder = tmp_path / "数据"
    folder.mkdir()
    Path(data).rename(folder / "方案.xlsx")
    assert main(["check", scheme, str(folder / "方案.xlsx"), "--marked", str(tmp_path / "标注.xlsx")]) == 1
    assert sorted(path.name for path in tmp_path.glob("标注*")) == ["标注-方案-2.xlsx", "标注-方案.xlsx"]


def test_a_marked_copy_that_cannot_be_written(faulty: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    """One more fault, in the one JSON answer."""
    assert main(["check", *faulty, "--json", "--marked", str(tmp_path / "没有" / "标注.xlsx")]) == 1
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [(fault["file"], fault["code"]) for fault in faults[2:]] == [("标注-方案.xlsx", "cannot_write")]


def test_nothing_to_mark(tmp_path: Path, capsys: Captured) -> None:
    sheets: dict[str, Rows] = {
        "方案": [["项目", "内容"], ["名称", "小方案"]],
        "板块": [["编号", "名称", "分值"], ["P1", "全部", 5]],
        "指标": [["板块", "编号", "指标", "分值"], ["P1", "A1", "组织健全", 5]],
    }
    write(tmp_path / "小.xlsx", sheets)
    assert main(["check", str(tmp_path / "小.xlsx"), "--marked", str(tmp_path / "标注.xlsx")]) == 0
    assert capsys.readouterr().err == "没有要标注的，没有写标注文件。\n"
    assert not (tmp_path / "标注.xlsx").exists()


# --- score ------------------------------------------------------------------------------------------------------------


def test_score_writes_and_says(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "结果.XLSX"
    assert main(["score", *files, "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == f"4个对象已计分，其中暂定4个。结果：{out}\n"
    assert openpyxl.load_workbook(out).sheetnames == ["汇总", "得分", "说明", "等次与名额", "校验"]


def test_score_json_has_every_key(files: tuple[str, str], capsys: Captured) -> None:
    scored = answer(capsys, "score", *files)
    assert list(scored) == ["format", "engine", "scheme", "subjects", "warnings"]
    assert (scored["format"], list(scored["scheme"])) == (1, ["name", "digest"])
    for subject in scored["subjects"]:
        assert list(subject) == EVERY_SUBJECT_KEY
        assert list(subject["parts"]) == ["P1", "P2", "P3", "P4", "P5", "P6"]
        for item in subject["items"].values():
            assert list(item) == ["points", "full", "state", "clauses"]
            for clause in item["clauses"]:
                assert list(clause) == ["no", "method", "delta", "because"]
        assert all(value is None or isinstance(value, str) for value in subject["parts"].values())
    first = scored["subjects"][0]
    assert first["items"]["A1"]["clauses"] == [
        {"no": 1, "method": "shortfall", "delta": "0", "because": "应4次，实际4次，每缺1次扣2.5分"}
    ]
    assert (first["items"]["A5"]["state"], first["items"]["A5"]["clauses"][0]["no"]) == ("direct", None)


def test_score_with_the_json_and_the_workbook(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    assert answer(capsys, "score", *files, "-o", str(tmp_path / "结果.xlsx"))["format"] == 1
    assert (tmp_path / "结果.xlsx").exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_a_result_that_cannot_be_written(
    as_json: bool, files: tuple[str, str], tmp_path: Path, capsys: Captured
) -> None:
    words = ["score", *files, "-o", str(tmp_path / "没有" / "结果.xlsx")]
    assert main([*words, "--json"] if as_json else words) == 1
    out, err = capsys.readouterr()
    assert err.splitlines()[-1].startswith("结果.xlsx: ")
    if as_json:
        (fault,) = json.loads(out)["faults"]
        assert (fault["file"], fault["sheet"], fault["cell"], fault["code"]) == ("结果.xlsx", "", "", "cannot_write")
    else:
        assert out == ""


# --- explain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["S1", "ｓ1".upper(), "第一支部"])
def test_explain(word: str, files: tuple[str, str], capsys: Captured) -> None:
    assert main(["explain", *files, "--subject", word, "--all"]) == 0
    text = capsys.readouterr().out
    assert "第一支部" in text
    assert "应4次，实际4次" in text
    assert main(["explain", *files, "--subject", word]) == 0
    folded = capsys.readouterr().out
    assert "应4次，实际4次" not in folded
    assert "组织生活（10 分），没有失分" in folded
    explained = answer(capsys, "explain", *files, "--subject", word)
    assert list(explained) == ["format", "engine", "scheme", "subjects", "warnings", "tree"]
    assert [subject["id"] for subject in explained["subjects"]] == ["S1"]


def test_explain_someone_unknown(tmp_path: Path, capsys: Captured) -> None:
    pair = Pair()
    pair.put("名录", 3, "名称", "第一支部")
    files = pair.write(tmp_path)
    for word, says in (("S9", "名录里没有“S9”"), ("第一支部", "名录里有2个“第一支部”")):
        assert main(["explain", *files, "--subject", word]) == 1
        first = capsys.readouterr().err.splitlines()[0]
        assert first == f"数据.xlsx!名录!A1: {says} → 用 --subject 写名录里的编号"


def test_explain_refuses_faults(faulty: tuple[str, str], capsys: Captured) -> None:
    assert main(["explain", *faulty, "--subject", "S1", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 2


# --- compare ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path) -> str:
    """The scheme with another 最低分."""
    folder = tmp_path / "另一个"
    folder.mkdir()
    pair = Pair()
    pair.put("等次", 2, "最低分", 85)
    scheme, _ = pair.write(folder)
    return str(Path(scheme).rename(folder / "方案乙.xlsx"))


def test_compare(files: tuple[str, str], other: str, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "对比.xlsx"
    assert main(["compare", files[0], other, files[1], "-o", str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"对比：{out}"
    assert out.exists()
    compared = answer(capsys, "compare", files[0], other, files[1])
    assert (compared["format"], len(compared["schemes"]), len(compared["subjects"])) == (1, 2, 4)
    assert "warnings" in compared


def test_compare_refuses_the_faults_of_either(faulty: tuple[str, str], other: str, capsys: Captured) -> None:
    """The data workbook is read twice; what is wrong with it is said once."""
    assert main(["compare", faulty[0], other, faulty[1], "--json"]) == 1
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [(fault["file"], fault["cell"]) for fault in faults] == [("方案.xlsx", "L3"), ("数据.xlsx", "J2")]


def test_a_comparison_that_cannot_be_written(
    files: tuple[str, str], other: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["compare", files[0], other, files[1], "-o", str(tmp_path / "没有" / "对比.xlsx")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("对比.xlsx: ")


# --- template ---------------------------------------------------------------------------------------------------------


def test_template_check_score(tmp_path: Path, capsys: Captured) -> None:
    """What `template` writes is checked and scored as it stands."""
    assert main(["template", "-o", str(tmp_path)]) == 0
    scheme, data = tmp_path / "方案.xlsx", tmp_path / "数据.xlsx"
    assert capsys.readouterr().out == f"已写出：{scheme}、{data}。填好后运行 wuze check。\n"
    assert answer(capsys, "check", str(scheme), str(data))["faults"] == []
    scored = answer(capsys, "score", str(scheme), str(data))
    assert [subject["provisional"] for subject in scored["subjects"]] == [False, False]


def test_template_never_overwrites_unasked(tmp_path: Path, capsys: Captured) -> None:
    assert main(["template", "-o", str(tmp_path)]) == 0
    assert main(["template", "-o", str(tmp_path)]) == 2
    assert "已有，没有覆盖" in capsys.readouterr().err
    assert main(["template", "-o", str(tmp_path), "--force"]) == 0


def test_a_data_template_for_a_scheme(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "空表"
    folder.mkdir()
    assert main(["template", "--scheme", files[0], "-o", str(folder)]) == 0
    assert [path.name for path in folder.iterdir()] == ["数据.xlsx"]
    capsys.readouterr()
    assert answer(capsys, "check", files[0], str(folder / "数据.xlsx"))["faults"] == []


def test_a_data_template_for_a_faulty_scheme(faulty: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "空表"
    folder.mkdir()
    assert main(["template", "--scheme", faulty[0], "-o", str(folder)]) == 1
    assert capsys.readouterr().err.startswith("方案.xlsx!指标!L3: ")
    assert list(folder.iterdir()) == []


def test_a_template_that_cannot_be_written(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "方案.xlsx").mkdir()
    assert main(["template", "-o", str(tmp_path), "--force"]) == 1
    assert " → " in capsys.readouterr().err
