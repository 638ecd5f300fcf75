"""The repository as a whole: no trace of a machine, locks that lock, decisions that can be found, a light command."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture import guards, tree

HEAVY = ("django", "docx", "lark", "openpyxl", "pydantic", "python_calamine", "xlsxwriter")
IMPORTED = "import sys, {module}; print(*sorted(set(sys.modules) & {heavy}))"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("docs/a.md", "see " + "/ho" + "me/someone/x"),
        ("src/a.py", "p = 'C:" + "\\Us" + "ers\\someone'"),
        ("requirements.lock", "--index" + "-url x"),
        ("src/a.py", "from files.python" + "hosted.org"),
        ("pyproject.toml", "url = 'https:" + "//mirror.example/'"),
        ("requirements.lock", "a @ file" + ":///x"),
        ("README.md", "https:" + "//mirror.example/pypi/simple/"),
    ],
)
def test_a_trace_of_a_machine_is_seen(name: str, line: str) -> None:
    assert len(guards.machine_traces(name, line)) >= 1


@pytest.mark.parametrize("line", ["word/document.xml", "../work/a", "a simple/easy word", "docs/home/page"])
def test_ordinary_text_is_no_trace(line: str) -> None:
    assert guards.machine_traces("docs/a.md", line) == []


def test_no_file_names_a_machine_or_an_index() -> None:
    assert [fault for name in tree.files() for fault in guards.machine_traces(name, tree.text(name))] == []


def test_a_hole_in_a_lock_is_seen() -> None:
    lock = "aa==1 \\\n    --hash=sha256:00\n    # via x\nbb==2 ; python_version < '3' \\\n"
    assert guards.unlocked(["aa>=1", "cc"], lock) == ["cc: not locked", "bb: no hash"]


def test_locks_hold_every_dependency_with_hashes() -> None:
    runtime = tomllib.loads(tree.text("pyproject.toml"))["project"]["dependencies"]
    extra = [line for line in tree.text("requirements-dev.in").splitlines() if line and not line.startswith("#")]
    assert guards.unlocked(runtime, tree.text("requirements.lock")) == []
    assert guards.unlocked(runtime + extra, tree.text("requirements-dev.lock")) == []
    assert guards.unlocked(["uv"], tree.text("requirements-uv.lock")) == []


def test_a_decision_missing_in_the_index_is_seen() -> None:
    files = ("docs/decisions/0001-a.md", "docs/decisions/0002-b.md", "docs/decisions/README.md")
    assert guards.unlisted_decisions(files, "[a](0001-a.md) [c](0003-c.md)") == [
        "0002-b.md: not in the index",
        "0003-c.md: linked but missing",
    ]


def test_every_decision_is_in_the_index() -> None:
    assert guards.unlisted_decisions(tree.files(), tree.text("docs/decisions/README.md")) == []


def modules_after(module: str, cwd: Path = tree.ROOT) -> list[str]:
    """Heavy packages loaded by importing one module in a fresh interpreter started in ``cwd``."""
    code = IMPORTED.format(module=module, heavy=set(HEAVY))
    answer = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True)
    return answer.stdout.split()


def test_a_heavy_import_is_seen(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("import openpyxl\n", encoding="utf-8")
    assert modules_after("planted", tmp_path) == ["openpyxl"]


def test_the_command_starts_without_heavy_imports() -> None:
    assert modules_after("wuze.cli") == []


def test_the_check_of_a_trail_needs_nothing_but_the_standard_library() -> None:
    assert modules_after("wuze.trail.verify") == []
