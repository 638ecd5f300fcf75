"""A folder of 反馈单: for each unit one page, as Word and as PDF; and the list for the 考核办."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wuze.excel.feedback.fit import candidates
from wuze.excel.feedback.letter import letter
from wuze.excel.feedback.model import ResultFile
from wuze.excel.feedback.office import FILE, write_office
from wuze.excel.feedback.pdf import Printer, write_pdf
from wuze.excel.feedback.word import write_word
from wuze.excel.sheet_names import FileNames
from wuze.scoring.exact import Number

_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many letters, whose reasons had to be shortened, which fonts stood in for others."""

    letters: int
    shortened: tuple[str, ...]
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
    for number, (unit, name) in enumerate(zip(result.units, file_names(result), strict=True)):
        if number % _TOLD_EVERY == 0:
            tell(f"第{number + 1}张，共{len(result.units)}张")
        for fitted in candidates(unit):
            page = letter(result, unit, fitted.rows, fitted.size, office)
            content, pages = printer.print(page) if printer.able else (b"", 1)
            if pages == 1:
                write_word(page, folder / f"{name}.docx")
                if printer.able:
                    write_pdf(content, folder / f"{name}.pdf")
                shortened += [unit.name] if fitted.shortened else []
                break
    write_office(result, factor, folder / FILE)
    return Written(len(result.units), tuple(shortened), printer.replaced, not printer.able)
