"""The outsider's check: each kind of tampering is named with its row. No database, no Django."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze import cli
from wuze.trail import verify

Output = pytest.CaptureFixture[str]
Lines = list[bytes]
TOOL = Path(verify.__file__)


def chain(count: int, before: int = 0) -> list[dict[str, Any]]:
    """Rows with true hashes; ``before`` stands behind an anchor."""
    rows: list[dict[str, Any]] = []
    for number in range(1, before + count + 1):
        row = {"number": number, "algorithm": "sha256", "who": {"name": f"张{number}"}}
        row["previous"] = rows[-1]["hash"] if rows else verify.GENESIS
        rows.append(sealed(row))
    return rows


def sealed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with a hash that fits."""
    return row | {"hash": verify.digest(row)}


def export(rows: list[dict[str, Any]], before: int = 0) -> Lines:
    """A file as the system writes it, from the row after ``before``."""
    anchor = (before, rows[before - 1]["hash"] if before else verify.GENESIS)
    return list(verify.export_lines(rows[before:], "某县五责", anchor))


def line(thing: object) -> bytes:
    """One line as the format wants it."""
    return (verify.canonical(thing) + "\n").encode()


def problem(lines: Lines) -> str:
    """The line and the sentence of the first fault, or nothing."""
    report = verify.verify(lines)
    assert report.status == bool(report.problem)
    return f"{report.line} {report.problem}" if report.problem else ""


def test_a_whole_chain_is_intact() -> None:
    rows = chain(3)
    report = verify.verify(export(rows))
    assert report == verify.Report(3, 1, 3, rows[2]["hash"], line=5)
    assert report.text == f"完整：第1号至第3号，共3条，环环相接，没有改动。\n末条哈希：{rows[2]['hash']}"
    assert report.as_json() == {
        "format": 1, "intact": True, "rows": 3, "first": 1, "last": 3, "last_hash": rows[2]["hash"], "line": 5,
        "problem": "",
    }  # fmt: skip


def test_an_export_may_begin_behind_an_anchor() -> None:
    rows = chain(2, before=2)
    assert verify.verify(export(rows, 2)) == verify.Report(2, 3, 4, rows[3]["hash"], line=4)


def test_an_empty_trail_is_intact() -> None:
    report = verify.verify(export([]))
    assert report.text == f"完整：没有记录，环环相接，没有改动。\n末条哈希：{verify.GENESIS}"


def changed(rows: list[dict[str, Any]], at: int, **values: Any) -> list[dict[str, Any]]:
    """The rows with one of them altered, its hash left as it was."""
    return [row | values if index == at else row for index, row in enumerate(rows)]


def test_sec_34_a_changed_row_is_named() -> None:
    rows = changed(chain(4), 1, who={"name": "李四"})
    assert problem(export(rows)) == "3 第2号记录的内容与它的哈希不符：这条记录被改动过。"


def test_sec_34_a_changed_row_with_a_new_hash_is_named_by_the_next() -> None:
    rows = chain(4)
    rows[1] = sealed({**rows[1], "who": {"name": "李四"}})
    assert problem(export(rows)) == "4 第3号记录与前一条（第2号）接不上：前一条被改动后重算过哈希，或被替换。"


def test_sec_34_a_removed_row_is_named() -> None:
    rows = chain(4)
    del rows[1]
    assert problem(export(rows)) == "3 第1号之后应是第2号，这里是第3号：中间有删除、插入或调换。"


def test_sec_34_an_inserted_and_a_swapped_row_are_named() -> None:
    rows = chain(4)
    assert problem(export([*rows[:2], rows[1], *rows[2:]])).startswith("4 第2号之后应是第3号，这里是第2号")
    assert problem(export([rows[0], rows[2], rows[1], rows[3]])).startswith("3 第1号之后应是第2号，这里是第3号")


def test_sec_34_a_removed_beginning_is_named() -> None:
    rows = chain(3)
    lines = list(verify.export_lines(rows[1:], "某县五责", (0, verify.GENESIS)))
    assert problem(lines).startswith("2 第0号之后应是第1号，这里是第2号")
    assert problem([line({"format": "wuze-trail", "version": 1, "anchor": {"number": 0, "hash": "1"}})]) == (
        "1 起点不对：第1号之前不该有哈希。"
    )


def test_sec_34_a_cut_end_is_named() -> None:
    lines = export(chain(3))
    cut = "文件到此中断，没有结尾行：末尾被截去，或导出没有完成。"
    assert problem(lines[:-1]) == f"4 {cut}"
    assert problem(lines[:1]) == f"1 {cut}"
    assert problem([]) == f"0 {cut}"


def test_sec_34_an_end_removed_together_with_its_trailer_is_found_by_a_hash_kept_elsewhere() -> None:
    rows = chain(4)
    heads = [rows[1]["hash"], f" {rows[3]['hash'].upper()}"]
    assert verify.verify(export(rows), heads).status == 0
    report = verify.verify(export(rows[:3]), heads)
    assert report.problem == f"文件里没有这个哈希：{rows[3]['hash']}。当时的记录后来被改写或截去，或不在本文件范围内。"


def test_the_hash_before_an_export_counts_as_seen() -> None:
    rows = chain(1, before=2)
    assert verify.verify(export(rows, 2), [rows[1]["hash"]]).status == 0


def test_sec_34_a_trailer_that_does_not_fit_is_named() -> None:
    lines = export(chain(2))
    fields = json.loads(lines[-1])["trailer"]
    for name, value in {"rows": 3, "number": 9, "hash": "0", "sha256": "0"}.items():
        assert problem([*lines[:-1], line({"trailer": fields | {name: value}})]) == (
            "4 结尾行与前面的内容不符：末尾有删改，或文件在传送中损坏。"
        )
    header = json.loads(lines[0]) | {"system": "别的系统"}
    assert problem([line(header), *lines[1:]]).startswith("4 结尾行与前面的内容不符")


def test_nothing_may_follow_the_trailer() -> None:
    assert problem([*export(chain(1)), b"\n"]) == "4 结尾行之后还有内容。"


def test_an_unknown_algorithm_and_a_missing_hash_are_named() -> None:
    rows = chain(2)
    unknown: list[object] = ["md5", None, [], {}]
    for algorithm in unknown:
        assert problem(export(changed(rows, 0, algorithm=algorithm))) == "2 第1号记录的哈希算法本工具不认识。"
    lines = export(rows)
    for bare in ({"number": 1}, {"hash": "0"}, {"number": True, "hash": "0"}, {"number": -1, "hash": "0"}):
        assert problem([lines[0], line(bare)]) == "2 这一行没有编号或哈希。"
    assert problem([line({"format": "wuze-trail", "version": 1})]) == "1 这一行没有编号或哈希。"


@pytest.mark.parametrize("header", [{}, {"format": "other", "version": 1}, {"format": "wuze-trail", "version": 2}])
def test_another_kind_of_file_is_refused(header: dict[str, Any]) -> None:
    assert problem([line(header)]) == "1 不是留痕导出文件，或版本比本工具新。"


@pytest.mark.parametrize(
    "spelling",
    [
        b'{"number":1, "hash":"0"}\n',
        b'{"number":1,"hash":"0"}\n',
        b'{"hash":"0","hash":"1","number":1}\n',
        b'{"hash":"0","number":1}',
        b'{"hash":"0","number":1}\r\n',
        b'{"hash":"0","number":NaN}\n',
        b'{"hash":"\xff","number":1}\n',
        b'{"hash":"\x1b[2J","number":1}\n',
        b"[]\n",
        b"[" * 100_000 + b"\n",
        b"\n",
    ],
)
def test_a_line_has_one_spelling(spelling: bytes) -> None:
    assert problem([export([])[0], spelling]) == "2 这一行不是规范的记录：被改动过，或文件损坏。"


WHOLE = b"".join(export(chain(3)))


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3), st.integers(0, 3))
def test_sec_34_any_other_byte_anywhere_is_found(place: int, inserted: bytes, removed: int) -> None:
    other = WHOLE[:place] + inserted + WHOLE[place + removed :]
    report = verify.verify(other.splitlines(keepends=True))
    assert (report.status == 1) == (other != WHOLE)


def test_sec_37_what_steers_a_terminal_stays_escaped_in_one_line() -> None:
    text = verify.canonical({"a": "甲\n\r\x1b[31m\x7f\x9b\u2028\u202e\u200b\ufeff乙"})
    assert text == '{"a":"甲\\n\\r\\u001b[31m\\u007f\\u009b\\u2028\\u202e\\u200b\\ufeff乙"}'
    assert json.loads(text) == {"a": "甲\n\r\x1b[31m\x7f\x9b\u2028\u202e\u200b\ufeff乙"}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    """An intact file, a broken one, and one that is not there."""
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(b"".join(export(chain(2))))
    bad.write_bytes(b"".join(export(changed(chain(2), 0, who="x"))))
    return str(good), str(bad), str(tmp_path / "none.jsonl")


BAD = "不完整：文件第2行。第1号记录的内容与它的哈希不符：这条记录被改动过。\n此前完整的：没有记录。\n"


def test_the_file_alone_is_the_outsiders_tool(files: tuple[str, str, str]) -> None:
    """Isolated: no site-packages, no wuze on the path."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(TOOL)]
    answers = [subprocess.run([*command, file], capture_output=True, text=True, check=False) for file in files]
    assert [answer.returncode for answer in answers] == [0, 1, 2]
    assert answers[0].stdout == f"{verify.verify_file(Path(files[0])).text}\n"
    assert answers[1].stdout == BAD
    assert answers[2].stderr == f"读不了“{files[2]}”：没有这个文件，或没有权限。\n"


def test_the_tool_in_process(files: tuple[str, str, str], capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(TOOL), files[1]])
    with pytest.raises(SystemExit) as done:
        runpy.run_path(str(TOOL), run_name="__main__")
    assert done.value.code == 1
    assert [verify.main([file]) for file in files] == [0, 1, 2]
    assert verify.main([files[0], "--head", "0" * 63 + "1"]) == 1
    assert "文件里没有这个哈希" in capsys.readouterr().out


def test_the_command_checks_a_file(files: tuple[str, str, str], capsys: Output) -> None:
    assert [cli.main(["trail", "verify", file]) for file in files[:2]] == [0, 1]
    assert capsys.readouterr().out == f"{verify.verify_file(Path(files[0])).text}\n{BAD}"
    assert cli.main(["trail", "verify", "--json", files[1]]) == 1
    assert json.loads(capsys.readouterr().out) == verify.verify_file(Path(files[1])).as_json()


def test_the_command_called_wrongly(files: tuple[str, str, str], capsys: Output) -> None:
    assert cli.main(["trail", "verify", files[2]]) == 2
    assert cli.main(["trail", "verify"]) == 2
    assert cli.main(["trail"]) == 2
    assert cli.main(["trail", "verify", files[0], "--head", "1"]) == 1
    assert f"读不了“{files[2]}”" in capsys.readouterr().err
