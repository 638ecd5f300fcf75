"""A worksheet whose data rows go to a temporary file as they come: 250,000 rows in seconds and in little memory.

xlsxwriter's own ``constant_memory`` does the same at about 4 µs a cell and without shared strings; a row here is one
formatted text, five times as fast, and the file is a third of the size. It leans on five inner names of xlsxwriter
(``_write_rows``, ``_check_dimensions``, ``_get_xf_index``, ``str_table``, ``fh``); the tests read every kind of cell
back, so a new version that renames one of them fails there. Import this module lazily: it pulls xlsxwriter in.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from typing import IO, Any

from xlsxwriter.worksheet import Worksheet

from wuze.excel.cells import letters

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32767
_LINE = 14.25
"""Points a line of 10.5-point text takes."""


def clean(text: str) -> str:
    """The text as a cell can hold it: no control characters or lone surrogates, no mark-up, at most 32,767 units."""
    text = _CONTROL.sub(" ", text) if _CONTROL.search(text) else text
    if text.startswith("<r>"):
        text = " " + text  # xlsxwriter would take <r>…</r> for rich-text mark-up
    if len(text) > _LONGEST // 2:
        text = text.encode("utf-16-le")[: _LONGEST * 2].decode("utf-16-le", "ignore")
    return text


class StreamSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """Ordinary cells may be written above the first streamed row, none below it."""

    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self._body: IO[str] | None = None
        self._heads: list[str] = []
        self._marks: dict[Any, str] = {}
        self.next_row, self._top = 0, 0

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
            return f'" s="{mark}" t="s"><v>{self.str_table._get_shared_string_index(clean(value))}</v></c>'
        return f'" s="{mark}"><v>{value!r}</v></c>'

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
            shutil.copyfileobj(self._body, self.fh, 1 << 20)
        self.drop()
