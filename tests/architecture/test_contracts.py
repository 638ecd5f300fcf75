"""The import contracts hold for the whole planned tree, and each catches the fault it is there for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import tree

PLANNED = (
    "accountability", "accounts", "assessment", "config", "documents", "duty", "excel", "files", "inspection", "kernel",
    "ledger", "poll", "portal", "reading", "registry", "review", "scoring", "trail",
)  # fmt: skip


def plant(root: Path, files: dict[str, str]) -> None:
    """The whole planned tree, each package with urls and views, and then the given files over it."""
    package = root / "wuze"
    for name in PLANNED:
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
        (package / name / "views.py").touch()
        (package / name / "urls.py").write_text(f"from wuze.{name} import views\n", encoding="utf-8")
    (package / "__init__.py").touch()
    (package / "cli.py").write_text("from wuze.excel import read\n", encoding="utf-8")
    (package / "excel" / "read.py").write_text("import openpyxl, python_calamine, xlsxwriter\n", encoding="utf-8")
    for name, source in files.items():
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(source, encoding="utf-8")


def broken(root: Path) -> list[str]:
    """The contracts that our configuration finds broken in the planted tree."""
    shutil.copy(tree.ROOT / "pyproject.toml", root)
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    command = [sys.executable, "-c", code, "--no-cache"]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    lines = [re.sub(r" \(\d+ ignored imports?\)$", "", line) for line in answer.stdout.splitlines()]
    found = [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]
    assert bool(found) == bool(answer.returncode), answer.stdout + answer.stderr
    return [name.split(";")[0].split(" (")[0] for name in found]


def test_the_planned_tree_passes(tmp_path: Path) -> None:
    plant(tmp_path, {})
    assert broken(tmp_path) == []


@pytest.mark.parametrize(
    ("files", "contract"),
    [
        ({"scoring/a.py": "from wuze.excel import read\n"}, "Imports go down only"),
        ({"excel/a.py": "from wuze import reading\n"}, "Imports go down only"),
        ({"scoring/a.py": "import lark\n"}, "The engine knows no third party"),
        ({"reading/a.py": "import django\n"}, "Engine, border, reading and kernel know no Django"),
        (
            {"cli.py": "from wuze.trail import a\n", "trail/a.py": "from django.db import models\n"},
            "Engine, border, reading and kernel know no Django",
        ),
        ({"trail/a.py": "from wuze import accounts\n"}, "Imports go down only"),
        ({"kernel/a.py": "import django\n"}, "Engine, border, reading and kernel know no Django"),
        (
            {"kernel/web/__init__.py": "", "kernel/web/b.py": "", "kernel/a.py": "import wuze.kernel.web.b\n"},
            "The web half of the kernel",
        ),
        (
            {"kernel/web/__init__.py": "", "kernel/web/b.py": "", "excel/a.py": "import wuze.kernel.web.b\n"},
            "The web half of the kernel",
        ),
        ({"reading/a.py": "import openpyxl\n"}, "Office libraries only inside excel"),
        ({"assessment/a.py": "from wuze.ledger import urls\n"}, "Assessment gets facts by settings"),
        ({"portal/a.py": "from wuze.portal import views\n"}, "Views are reached only by urls"),
        ({"duty/a.py": "from wuze.duty import b\n", "duty/b.py": "from wuze.duty import a\n"}, "No cycle"),
    ],
)
def test_a_planted_import_breaks_its_contract(tmp_path: Path, files: dict[str, str], contract: str) -> None:
    plant(tmp_path, files)
    assert any(name.startswith(contract) for name in broken(tmp_path))


def test_an_unplaced_package_is_refused(tmp_path: Path) -> None:
    plant(tmp_path, {"unplaced/__init__.py": ""})
    assert broken(tmp_path) == ["Imports go down only"]
