"""A folder of 评分表: one workbook a unit, or one for each value of a 名录 column; and the 名录 they were made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wuze.excel.forms import Form, cell_of
from wuze.excel.score_sheets.plan import UnitSheet, by_attribute
from wuze.excel.score_sheets.words import ROSTER_FILE
from wuze.excel.score_sheets.write import write_sheets
from wuze.excel.sheet_names import FileNames
from wuze.excel.styles import open_book
from wuze.scoring.facts import Facts
from wuze.scoring.model import Scheme
from wuze.scoring.tables import Cell


@dataclass(frozen=True, slots=True)
class Workbooks:
    """What is to be written: sheets by file name; units to which no item applies, which get no sheet."""

    files: dict[str, tuple[UnitSheet, ...]]
    without: tuple[UnitSheet, ...]

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return sum(map(len, self.files.values()))

    @property
    def by_data(self) -> int:
        """How many items are counted from data and take no 得分."""
        return len(
            {line.item for sheets in self.files.values() for one in sheets for line in one.lines if line.by_data}
        )


def workbooks(sheets: tuple[UnitSheet, ...], facts: Facts, by: str = "") -> Workbooks:
    """Which sheet goes into which file: each into its own, or by a 名录 column together."""
    names = FileNames()
    names.take(Path(ROSTER_FILE).stem)
    printed = tuple(sheet for sheet in sheets if sheet.lines)
    if by:
        files = {f"{names.take(value)}.xlsx": tuple(ones) for value, ones in by_attribute(printed, facts, by).items()}
    else:
        files = {f"{names.take(f'{one.unit}_{one.name}')}.xlsx": (one,) for one in printed}
    return Workbooks(files, tuple(sheet for sheet in sheets if not sheet.lines))


def write_folder(
    books: Workbooks, scheme: Scheme, facts: Facts, folder: Path, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Write all files and the 名录 into a folder that is there. ``tell`` hears of each file as it is begun.

    Raises :class:`wuze.excel.styles.CannotWrite`; what was written before stays.
    """
    write_roster(facts, folder / ROSTER_FILE)
    for name, sheets in books.files.items():
        tell(name)
        write_sheets(sheets, folder / name, title=f"{sheets[0].title}评分表", places=scheme.places)


def write_roster(facts: Facts, path: Path) -> None:
    """The 名录 alone, as a 数据 workbook, every column of it."""
    extra = list(dict.fromkeys(name for subject in facts.subjects for name in subject.attributes))
    with open_book(path, title="名录") as book:
        form = Form(book, "名录", ("编号", "名称", *extra), frozen=2)
        for subject in facts.subjects:
            form.row([subject.id, subject.name, *(cell_of(_plain(subject.attributes.get(name))) for name in extra)])
        form.end()


def _plain(value: Cell) -> Cell:
    return ("是" if value else "否") if isinstance(value, bool) else value
