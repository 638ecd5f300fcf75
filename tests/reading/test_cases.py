"""Wordings a clerk can check: each cell of cases.yaml is read as written beside it, and its echo reads back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from wuze.reading.model import Status
from wuze.reading.read import read_cell

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


def points(case: dict[str, Any]) -> str | None:
    return None if case["分值"] is None else str(case["分值"])


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number:03} {case['原文'][:16]}" for number, case in enumerate(CASES, 1)]
)
def test_a_cell_is_read_as_written_beside_it(case: dict[str, Any]) -> None:
    reading = read_cell(case["原文"], points(case))
    assert reading.status.word == case["状态"]
    if reading.status is Status.READ:
        assert reading.says == case["读作"]
        assert reading.unused == ()


@pytest.mark.parametrize("case", CASES, ids=[f"{number:03}" for number in range(1, len(CASES) + 1)])
def test_the_echo_reads_back_as_the_same(case: dict[str, Any]) -> None:
    reading = read_cell(case["原文"], points(case))
    if not reading.clauses:
        assert reading.says == ""
        return
    again = read_cell(reading.says, points(case))
    assert again.clauses == reading.clauses
    assert again.extras == reading.extras
    assert (again.start, again.floor, again.cap, again.status) == (
        reading.start,
        reading.floor,
        reading.cap,
        reading.status,
    )


def test_there_are_enough_wordings_of_our_own() -> None:
    assert len(CASES) >= 150
    assert {case["状态"] for case in CASES} == {"读懂", "核对", "未读"}
