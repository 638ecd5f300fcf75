"""Saving what openpyxl made: the same bytes every time, and with the values that formulas showed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from wuze.excel.handout.frame import shown
from wuze.excel.handout.original import fix_dates
from wuze.excel.parts import sheet_parts
from wuze.excel.styles import replacing
from wuze.scoring.tables import Cell

_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?: [a-z]+="[^"]*")*)><f>([^<]*)</f><v ?/?>(?:</v>)?</c>')


def save(workbook: Any, path: Path, sheet: str = "", values: Mapping[str, Cell] | None = None) -> None:
    """Write a workbook, there only when it is whole. ``values``: what formulas of ``sheet`` showed, by cell; viewers
    that do not calculate show it until a spreadsheet program does.

    Raises :class:`wuze.excel.styles.CannotWrite`.
    """
    fix_dates(workbook)
    made = io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as archive, replacing(path) as temporary:
        part = sheet_parts(archive).get(sheet)
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as target:
            for name in archive.namelist():
                data = archive.read(name)
                if name == "docProps/core.xml":
                    data = _MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z", data)
                elif name == part and values:
                    data = _with_values(data, values)
                entry = zipfile.ZipInfo(name, _STAMP)
                entry.external_attr = 0o600 << 16
                target.writestr(entry, data, zipfile.ZIP_DEFLATED)


def _with_values(data: bytes, values: Mapping[str, Cell]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        value = values.get(found[1].decode())
        if isinstance(value, bool) or not isinstance(value, Decimal | str):
            return found[0]
        kind = b"" if isinstance(value, Decimal) else b' t="str"'
        text = escape(shown(value)).encode()
        look = re.sub(rb' t="[^"]*"', b"", found[2])
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (found[1], look, kind, found[3], text)

    return _FORMULA.sub(filled, data)
