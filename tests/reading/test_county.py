"""Cells in the manner of real tables, with the reading written before they were read. A wrong 读懂 is the worst of all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.reading.county import signs
from wuze.reading.model import Status
from wuze.reading.read import read_cell

Case = tuple[str, str | None, str, str]
CASES: dict[str, Case] = {
    f"{file.stem[-1]}-{number:02}": (text, None if points is None else str(points), status, told)
    for file in sorted(Path(__file__).parent.glob("county*.yaml"))
    for number, (text, points, status, told) in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1)
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_cell_is_read_as_written_beforehand(case: Case) -> None:
    text, points, status, told = case
    reading = read_cell(text, points)
    if status == "读懂":
        assert (reading.status.word, signs(reading)) == (status, told)
    else:
        assert reading.status is not Status.READ


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_its_echo_reads_back_as_the_same(case: Case) -> None:
    text, points, _, _ = case
    reading = read_cell(text, points)
    again = read_cell(reading.says, points)
    assert (again.clauses, again.extras) == ((reading.clauses, reading.extras) if reading.clauses else ((), ()))


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 320
