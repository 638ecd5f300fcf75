"""A folder of 反馈单: for each unit one page, as Word and as PDF; and the list for the 考核办."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wuze.excel.feedback.fit import candidates
from wuze.excel.feedback.letter import Letter, letter
from wuze.excel.feedback.model import ResultFile, UnitResult
from wuze.excel.feedback.office import FILE, write_office
from wuze.excel.feedback.pdf import Printer, write_pdf
from wuze.excel.feedback.word import write_word
from wuze.excel.sheet_names import FileNames
from wuze.scoring.exact import Number

_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many letters, whose reasons had to be shortened, whose letter takes more than one page all
    the same, which fonts stood in for others.
    """

    letters: int
    shortened: tuple[str, ...]
    overlong: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    without_pdf: bool


def file_names(result: ResultFile) -> tuple[str, ...]:
    """The name of each unit's file, without suffix."""
    names = FileNames()
    names.take(Path(FILE).stem)
    return tuple(names.take(f"{unit.id}_{unit.name}") for unit in result.units)


def write_feedback(
    result: ResultFile, folder: Path, factor: Number, *, office: str = "", printer: Printer | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Written:  # fmt: skip  # two lines of parameters
    """Write everything into a folder that is there. ``factor`` turns totals into what the 考核办 counts.

    Raises :class:`wuze.excel.styles.CannotWrite`; what was written before stays.
    """
    printer = printer or Printer()
    shortened: list[str] = []
    overlong: list[str] = []
    for number, (unit, name) in enumerate(zip(result.units, file_names(result), strict=True)):
        if number % _TOLD_EVERY == 0:
            tell(f"写出第{number + 1}张，共{len(result.units)}张")
        one = _printed(result, unit, printer, office)
        write_word(one.page, folder / f"{name}.docx")
        if printer.able:
            write_pdf(one.content, folder / f"{name}.pdf")
        shortened += [unit.name] if one.shortened else []
        overlong += [unit.name] if one.pages > 1 else []
    write_office(result, factor, folder / FILE)
    return Written(len(result.units), tuple(shortened), tuple(overlong), printer.replaced, not printer.able)


class _Printed(NamedTuple):
    page: Letter
    content: bytes
    pages: int
    shortened: bool


def _printed(result: ResultFile, unit: UnitResult, printer: Printer, office: str) -> _Printed:
    """The fullest form that comes out on one page; should none, the shortest there is."""
    found: _Printed | None = None
    for fitted in candidates(unit):
        page = letter(result, unit, fitted.rows, fitted.size, office)
        content, pages = printer.print(page) if printer.able else (b"", 1)
        found = _Printed(page, content, pages, fitted.shortened)
        if pages == 1:
            break
    assert found is not None  # noqa: S101 - the last form has one row, which always fits
    return found
