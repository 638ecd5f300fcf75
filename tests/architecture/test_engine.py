"""The engine's purity: no float, no clock, no I/O, nothing foreign; one method, one file, one test."""

from __future__ import annotations

from tests.architecture import guards, tree

ENGINE = tree.python("src/wuze/scoring")


def test_a_float_is_seen() -> None:
    source = "a = 0.5\nb = float('1')\nc = 1 / 3\nd = Decimal('0.5')\ne = x / 3\n"
    assert guards.floats("a.py", source) == [
        "a.py:1 0.5: a float; use Decimal or Fraction",
        "a.py:2 float('1'): a float; use Decimal or Fraction",
        "a.py:3 1 / 3: a float; use Decimal or Fraction",
    ]


def test_engine_has_no_float() -> None:
    assert [fault for name in ENGINE for fault in guards.floats(name, tree.text(name))] == []


def test_a_foreign_import_is_seen() -> None:
    source = (
        "import os.path\nimport openpyxl\nfrom wuze import excel\nfrom wuze.scoringx import a\nimport time\n"
        "import datetime\nfrom wuze.kernel import base\nfrom wuze.scoring.exact import b\nfrom . import c\n"
    )
    assert guards.foreign_imports("a.py", source) == [
        "a.py:1 imports os.path: the engine may not",
        "a.py:2 imports openpyxl: the engine may not",
        "a.py:3 imports wuze.excel: the engine may not",
        "a.py:4 imports wuze.scoringx: the engine may not",
        "a.py:5 imports time: the engine may not",
    ]


def test_engine_imports_nothing_foreign() -> None:
    assert [fault for name in ENGINE for fault in guards.foreign_imports(name, tree.text(name))] == []


def test_a_clock_and_a_file_are_seen() -> None:
    source = "datetime.now()\ndate.today()\nopen('a')\nprint(1)\nday.replace(year=1)\n"
    assert guards.outside_calls("a.py", source) == [
        "a.py:1 datetime.now: no clock and no I/O in the engine",
        "a.py:2 date.today: no clock and no I/O in the engine",
        "a.py:3 open: no clock and no I/O in the engine",
        "a.py:4 print: no clock and no I/O in the engine",
    ]


def test_engine_reads_no_clock_and_no_file() -> None:
    assert [fault for name in ENGINE for fault in guards.outside_calls(name, tree.text(name))] == []


def test_a_method_without_a_test_is_seen() -> None:
    files = (
        "src/wuze/scoring/methods/__init__.py",
        "src/wuze/scoring/methods/base.py",
        "src/wuze/scoring/methods/gate.py",
        "src/wuze/scoring/methods/reach.py",
        "tests/scoring/methods/test_gate.py",
    )
    assert guards.methods_without_test(files) == ["tests/scoring/methods/test_reach.py is missing"]


def test_every_method_has_its_test() -> None:
    assert guards.methods_without_test(tree.files()) == []
