"""A worksheet whose data rows go to a temporary file as they come: 250,000 rows in seconds and in little memory.

xlsxwriter's own ``constant_memory`` does the same at about 4 µs a cell and without shared strings; a row here is one
formatted text, five times as fast, and the file is a third of the size. It leans on five inner names of xlsxwriter
(``_write_rows``, ``_check_dimensions``, ``_get_xf_index``, ``str_table``, ``fh``); the tests read every kind of cell
back, so a new version that renames one of them fails there. Import this module lazily: it pulls xlsxwriter in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import IO, Any

from xlsxwriter.worksheet import Worksheet

from wuze.excel.cells import clean, letters

_LINE = 14.25
"""Points a line of 10.5-point text takes."""


class StreamSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """Ordinary cells may be written above the first streamed row, none below it."""

    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self._body: IO[str] | None = None
        self._heads: list[str] = []
        self._marks: dict[Any, str] = {}
        self.next_row, self._top, self._counted = 0, 0, 0

    def begin(self, row: int, columns: int) -> None:
        """Data rows of ``columns`` cells follow, the first at ``row`` (from 0)."""
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  # closed by drop()
        self._heads = [f'<c r="{letters(column)}' for column in range(columns)]
        self.next_row, self._top = row, row - 1

    def cell(self, value: str | float | None, form: Any) -> str:
        """A cell made ready for :meth:`put`: a text, a number, or None for an empty framed cell; and its format."""
        mark = self._marks.get(form)
        if mark is None:
            mark = self._marks[form] = str(form._get_xf_index())
        if value is None:
            return f'" s="{mark}"/>'
        if isinstance(value, str):
            self._counted += 1
            return f'" s="{mark}" t="s"><v>{self.str_table._get_shared_string_index(clean(value))}</v></c>'
        return f'" s="{mark}"><v>{value:.16g}</v></c>'

    def put(self, cells: Sequence[str], lines: int = 1) -> None:
        """Append a row of ready cells.

        ``lines`` sets the row's height: Excel and WPS fit rows to wrapped text when they open a file, others do not.
        """
        if self._body is None:
            raise RuntimeError("begin() first")
        number = self.next_row = self.next_row + 1
        height = f' ht="{_LINE * lines + 3:g}" customHeight="1"' if lines > 1 else ""
        inside = "".join([f"{head}{number}{cell}" for head, cell in zip(self._heads, cells, strict=True)])
        self._body.write(f'<row r="{number}"{height}>{inside}</row>\n')

    def end(self) -> None:
        """No more rows: the sheet's size is known now."""
        self._check_dimensions(max(self.next_row - 1, 0), max(len(self._heads) - 1, 0))

    def drop(self) -> None:
        """Close the temporary file."""
        if self._body is not None:
            self._body.close()
            self._body = None

    def _write_rows(self) -> None:
        last: int = self.dim_rowmax
        self.dim_rowmax = self._top
        super()._write_rows()
        self.dim_rowmax = last
        if self._body is not None:
            self._body.seek(0)
            self._copy(self._body)
        self.drop()

    def _copy(self, body: IO[str]) -> None:
        """The rows into the sheet; the table of shared texts learns how often they are used."""
        self.str_table.count -= self._counted
        while lines := body.readlines(1 << 20):
            text = "".join(lines)
            self.str_table.count += text.count(' t="s"')
            self.fh.write(text)
