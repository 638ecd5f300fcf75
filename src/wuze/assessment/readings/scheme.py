"""A reading → the rows of 方案.xlsx; whether the engine takes them; what an item gives in a few plain cases."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from wuze.assessment.readings.enums import CellState
from wuze.assessment.readings.models import ReadCell, TableReading
from wuze.assessment.readings.queries import names_of
from wuze.excel.read_out import write_reading
from wuze.reading import engine
from wuze.reading.elements import Named
from wuze.reading.model import Reading
from wuze.reading.scheme_rows import SchemeRows, scheme_rows
from wuze.reading.tables import RuleCell
from wuze.scoring.tables import Table

NO_NAMES: Mapping[tuple[str, str], Named] = {}


def rows_of(cells: Sequence[ReadCell], names: Mapping[tuple[str, str], Named] = NO_NAMES) -> SchemeRows:
    """All rows of the workbook, as the cells stand now."""
    words = [CellState(cell.state).label for cell in cells]
    return scheme_rows([cell.rule_cell for cell in cells], [cell.reading for cell in cells], names=names, told=words)


def of_table(table: TableReading) -> SchemeRows:
    """The same for a whole reading; two queries."""
    return rows_of(list(table.cells.order_by("order")), names_of(table))


def tables_of(rows: SchemeRows, table: TableReading) -> dict[str, Table]:
    """The sheets of 方案.xlsx, as :func:`workbook` writes them."""
    full = sum((row[2] for row in rows.parts if isinstance(row[2], Decimal)), Decimal(0))
    return engine.tables_of(rows, (("名称", table.title), ("满分", full), ("小数位", Decimal(2)), ("来源", table.file)))


def faults(rows: SchemeRows, title: str) -> tuple[str, ...]:
    """Every fault in words, once."""
    found = (one for one in engine.loaded(rows, title).findings if one.stops)
    return tuple(dict.fromkeys(f"{one.problem}。{one.fix}。" for one in found))


def faults_of(cell: RuleCell, reading: Reading) -> tuple[str, ...]:
    """What the engine has against this one cell; missing points are asked for elsewhere."""
    whole = replace(cell, points=cell.points or "100")
    return faults(scheme_rows([whole], [reading]), "试算")


def workbook(rows: SchemeRows, table: TableReading) -> bytes:
    """方案.xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scheme.xlsx"
        write_reading(rows, path, title=table.title, origin=table.file)
        return path.read_bytes()
