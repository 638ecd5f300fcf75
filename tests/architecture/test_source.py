"""Sizes, reasons and words: the guards over source files, each proved against a planted fault first."""

from __future__ import annotations

import warnings

import pytest

from tests.architecture import guards, tree

SOURCES = tree.python("src")
EVERYTHING = [name for name in tree.files() if name.endswith(".py")]


def test_a_long_file_and_a_long_function_are_seen() -> None:
    source = "def f():\n" + "    x = 1\n" * 60
    assert guards.too_long("a.py", source, file_limit=60) == [
        "a.py: 61 lines, at most 60",
        "a.py:1 f: 61 lines, at most 60",
    ]


def test_a_docstring_does_not_count_as_length() -> None:
    source = 'def f():\n    """One\n    two."""\n' + "    x = 1\n" * 59
    assert guards.too_long("a.py", source) == []


def test_sources_keep_their_size() -> None:
    assert [
        fault for name in SOURCES if "/migrations/" not in name for fault in guards.too_long(name, tree.text(name))
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa",
        "x = 1  # noqa: F401",
        "x = 1  # noqa: F401, E501",
        "x = 1  # type: ignore[misc]",
        "x = 1  # pragma: no cover",
        "# ruff: noqa",
        "# mypy: ignore-errors",
    ],
)
def test_a_suppression_without_reason_is_seen(line: str) -> None:
    assert len(guards.suppression_without_reason("a.py", line + "\n")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa: F401 - the package's public face",
        "x = 1  # type: ignore[misc]  # the stub is wrong about None",
        "x = 1  # pragma: no cover - only on Windows",
        "x = '# noqa'",
        "x = 1  # an ordinary comment",
    ],
)
def test_a_reason_is_enough(line: str) -> None:
    assert guards.suppression_without_reason("a.py", line + "\n") == []


def test_every_suppression_has_a_reason() -> None:
    assert [fault for name in EVERYTHING for fault in guards.suppression_without_reason(name, tree.text(name))] == []


def test_a_rule_switched_off_without_reason_is_seen() -> None:
    source = 'ignore = [\n    "E501",\n    "S101", # tests\n]\n'
    assert guards.rule_off_without_reason("pyproject.toml", source) == ['pyproject.toml:2 "E501",: say why']


def test_every_rule_switched_off_has_a_reason() -> None:
    assert guards.rule_off_without_reason("pyproject.toml", tree.text("pyproject.toml")) == []


def test_an_inline_import_without_reason_is_seen() -> None:
    source = (
        "def f():\n    import json\n    import csv  # slow import: big\n"
        "    from a import (\n        b,\n    )  # app ready: models\n"
    )
    assert guards.inline_import_without_reason("a.py", source) == [
        "a.py:2 inline import: end it with # slow import: … or # app ready: …"
    ]


def test_every_inline_import_has_a_reason() -> None:
    assert [fault for name in SOURCES for fault in guards.inline_import_without_reason(name, tree.text(name))] == []


def test_a_missing_docstring_is_seen() -> None:
    source = "def f(): ...\nclass C: ...\ndef _g(): ...\n@overload\ndef h(): ...\ndef k():\n    'Why.'\n"
    assert guards.without_docstring("a.py", source) == [
        "a.py:1 module: docstring",
        "a.py:1 f: docstring",
        "a.py:2 C: docstring",
    ]


def test_engine_and_border_explain_themselves() -> None:
    names = tree.python("src/wuze/scoring", "src/wuze/excel", "src/wuze/kernel")
    assert [fault for name in names for fault in guards.without_docstring(name, tree.text(name))] == []


def test_a_test_that_checks_nothing_is_seen() -> None:
    source = (
        "def test_a():\n    f()\n"
        "def test_b():\n    assert f()\n"
        "def test_c():\n    with pytest.raises(E):\n        f()\n"
        "class T:\n    def test_d(self):\n        check_all(f())\n    def test_e(self):\n        f()\n"
    )
    assert guards.tests_without_check("t.py", source) == [
        "t.py:1 test_a: checks nothing",
        "t.py:11 test_e: checks nothing",
    ]


def test_every_test_checks_something() -> None:
    names = tree.python("tests")
    assert [fault for name in names for fault in guards.tests_without_check(name, tree.text(name))] == []


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="planted"):
        warnings.warn("planted", stacklevel=1)
