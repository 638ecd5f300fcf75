"""One cell: what calamine hands over → what the engine takes; a text as a cell can hold it; and A1 references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from wuze.scoring.tables import Cell

Raw = int | float | str | bool | date | datetime | time | timedelta | None
"""What calamine hands over for one cell."""

BLANKS = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Everything trimmed from the ends of a text: all Unicode blanks and the zero-width characters."""

ERROR_WORDS = frozenset(
    ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
"""What a failed formula shows. calamine gives these as blanks; pasted as values they are texts."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32767


def cell_value(raw: Raw) -> Cell:
    """One raw cell as the engine takes it.

    A number becomes the decimal of its 15 significant digits, a moment its date, a time of day or a duration text, a
    text loses the blanks at both ends; an empty text is None. Never raises.
    """
    if isinstance(raw, str):
        return raw.strip(BLANKS) or None
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)):
        return _number(raw)
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    return _clock(raw)


def to_the_second(raw: datetime) -> datetime:
    """A moment without what the fraction of a day leaves behind the seconds."""
    return (raw + timedelta(milliseconds=500)).replace(microsecond=0)


def _number(raw: float) -> Decimal:
    value = Decimal(raw) if isinstance(raw, int) else Decimal(format(raw, ".15g"))
    if not value:
        return Decimal(0)
    return Decimal(format(value, "f"))


def _clock(raw: time | timedelta) -> str:
    if isinstance(raw, time):
        return raw.strftime("%H:%M:%S" if raw.second else "%H:%M")
    minutes, seconds = divmod(int(raw.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


class CellCache(dict[Raw, Cell]):
    """Memo of :func:`cell_value`; a workbook repeats its cells. Holds no booleans: True and 1.0 are one key.

    ``moments``: a moment keeps its time of day. The engine knows days only; a table that is passed on must lose nothing.
    """

    def __init__(self, *, moments: bool = False) -> None:
        super().__init__()
        self.moments = moments

    def __missing__(self, raw: Raw) -> Cell:
        value = self[raw] = self._value(raw)
        return value

    def _value(self, raw: Raw) -> Cell:
        if self.moments and isinstance(raw, datetime) and (whole := to_the_second(raw)).time() != time():
            return whole
        return cell_value(raw)

    def row(self, raw: Sequence[Raw]) -> tuple[Cell, ...]:
        """A whole row converted. Rows with booleans take the slow way."""
        if bool in set(map(type, raw)):
            return tuple(map(self._value, raw))
        return tuple(map(self.__getitem__, raw))


def letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(row: int, column: int) -> str:
    """(0, 0) → A1."""
    return f"{letters(column)}{row + 1}"


def column_number(text: str) -> int:
    """A → 0, XFD → 16383 (capital or small letters)."""
    number = 0
    for char in text.upper():
        number = number * 26 + ord(char) - 64
    return number - 1


def clean(text: str) -> str:
    """The text as a cell can hold it: no control characters or lone surrogates, no mark-up, at most 32,767 units."""
    text = _CONTROL.sub(" ", text) if _CONTROL.search(text) else text
    if text.startswith("<r>"):
        text = " " + text  # xlsxwriter would take <r>…</r> for rich-text mark-up
    if len(text) > _LONGEST // 2:
        text = text.encode("utf-16-le")[: _LONGEST * 2].decode("utf-16-le", "ignore")
    return text
