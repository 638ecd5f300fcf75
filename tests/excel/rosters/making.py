"""Hostile rosters, made in code. Names are invented; numbers of identity cards are computed, of nobody."""

from __future__ import annotations

from pathlib import Path

from stdnum.cn import ric, uscc

from tests.excel.workbooks import Merged, Rows, workbook
from wuze.excel.rosters.read import Read, read_roster
from wuze.excel.rosters.words import FIELDS


def code(number: int) -> str:
    """A credit code that holds."""
    body = f"91330199{number:09d}"
    return body + str(uscc.calc_check_digit(body))


def identity(number: int = 1) -> str:
    """A number as identity cards have it."""
    body = f"33019919900101{number:03d}"
    return body + str(ric.calc_check_digit(body))


def made(path: Path, rows: Rows, *, sheet: str = "Sheet1", merged: Merged | None = None) -> Path:
    """A workbook of one sheet."""
    return workbook(path, {sheet: rows}, merged)


def read(path: Path, *, known: dict[str, str] | None = None, most: int = 1000) -> list[Read]:
    """Every sheet of it, all fields wanted."""
    return read_roster(path, path.name, known or {}, FIELDS, most)
