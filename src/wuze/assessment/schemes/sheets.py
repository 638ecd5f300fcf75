"""The sheets of a scheme while it is edited: canonical columns, rows as typed text, one item as its rows. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wuze.excel.forms import COLUMNS
from wuze.excel.headers import SCHEME, SETTINGS
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.tables import Cell, Table
from wuze.scoring.text import key

NAMES = tuple(spec.name for spec in SCHEME)
"""The sheets of 方案.xlsx, in their order."""

GRIDS = {
    "settings": "方案", "parts": "板块", "elements": "数据项", "grades": "等次", "vetoes": "否决", "polls": "测评",
    "bodies": "测评主体",
}  # fmt: skip
"""What is edited as a whole sheet, by its word in the address. 指标 is edited item by item."""

CLAUSE = ("计分要点", "数据项", "方式", "参数", "条件", "互斥组", "数据来源")
HEAD = tuple(column for column in COLUMNS["指标"] if column not in CLAUSE)
Texts = dict[str, str]


@dataclass(slots=True)
class ItemRows:
    """One item as typed: its own fields, its clauses, and the types of data items that are new."""

    head: Texts
    clauses: list[Texts]
    types: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Nothing was typed: the item goes."""
        return not any((*self.head.values(), *(text for row in self.clauses for text in row.values())))


def canonical(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Known sheets with all columns of the contract in their order; columns beyond them follow; 方案 with every 项目."""
    found = {name: _ordered(tables.get(name, Table(name, (), ()))) for name in NAMES}
    found["方案"] = _settings(found["方案"])
    return found


def _ordered(table: Table) -> Table:
    wanted = COLUMNS[table.name]
    columns = (*wanted, *(one for one in table.columns if one not in wanted))
    at = {column: number for number, column in enumerate(table.columns)}
    rows = tuple(tuple(row[at[one]] if one in at else None for one in columns) for row in table.rows)
    return Table(table.name, columns, rows)


def _settings(table: Table) -> Table:
    known = {key(as_text(row[0])) for row in table.rows}
    missing = tuple((word, None) for word in SETTINGS if word not in known)
    return Table(table.name, table.columns, (*table.rows, *missing))


def setting(tables: Mapping[str, Table], word: str) -> str:
    """内容 of a 项目; "" where it is blank."""
    return next((as_text(row[1]) for row in tables["方案"].rows if key(as_text(row[0])) == word), "")


def texts(table: Table) -> list[list[str]]:
    """Every cell as a person types it."""
    return [[as_text(cell) for cell in row] for row in table.rows]


def retyped(table: Table, rows: Sequence[Sequence[str]]) -> Table:
    """The sheet with these rows; a cell that reads as before keeps its exact value; blank rows go. ``rows`` may be
    shorter than the columns: what stands beyond is kept."""
    made = []
    for number, typed in enumerate(rows):
        old = table.rows[number] if number < len(table.rows) else (None,) * len(table.columns)
        new = tuple(_cell(old[at], typed[at]) if at < len(typed) else old[at] for at in range(len(table.columns)))
        if any(cell is not None for cell in new[: len(typed)]):
            made.append(new)
    return Table(table.name, table.columns, tuple(made))


def _cell(old: Cell, typed: str) -> Cell:
    text = typed.strip()
    return old if text == as_text(old) else (text or None)


# --- items ------------------------------------------------------------------------------------------------------------


def groups(table: Table) -> list[range]:
    """The rows of each item, as the engine groups them: no code or the same one, and no other name."""
    found: list[range] = []
    code, name = table.columns.index("编号"), table.columns.index("指标")
    for number, row in enumerate(table.rows):
        first = table.rows[found[-1].start] if found else None
        if first is not None and _same(first[code], row[code]) and _same(first[name], row[name]):
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _same(first: Cell, here: Cell) -> bool:
    return not as_text(here) or key(as_text(here)) == key(as_text(first))


def item_of(table: Table, rows: range) -> ItemRows:
    """An item as it stands."""
    at = {column: number for number, column in enumerate(table.columns)}
    head = {column: as_text(table.rows[rows.start][at[column]]) for column in HEAD}
    head["板块"] = head["板块"] or _part_above(table, rows.start)
    clauses = [{column: as_text(table.rows[row][at[column]]) for column in CLAUSE} for row in rows]
    return ItemRows(head, clauses)


def _part_above(table: Table, row: int) -> str:
    at = table.columns.index("板块")
    return next((text for number in range(row, -1, -1) if (text := as_text(table.rows[number][at]))), "")


def with_item(tables: Mapping[str, Table], number: int | None, item: ItemRows) -> tuple[dict[str, Table], range]:
    """The sheets with an item in place of the ``number``-th (from 0), or as the last of its part; and its rows there."""
    table = tables["指标"]
    found = groups(table)
    old = found[number] if number is not None else None
    rows = _rows(table, item, old)
    start = old.start if old is not None else _end_of_part(table, found, item.head["板块"])
    before, after = table.rows[:start], table.rows[old.stop if old is not None else start :]
    made = {**tables, "指标": Table("指标", table.columns, (*before, *rows, *after))}
    made["指标"] = _parts_written(made["指标"], table, found)
    return {**made, "数据项": _with_new(tables["数据项"], item)}, range(start, start + len(rows))


def _rows(table: Table, item: ItemRows, old: range | None) -> list[tuple[Cell, ...]]:
    if item.blank:
        return []
    made = []
    clauses = [one for one in item.clauses if any(one.values())] or [dict.fromkeys(CLAUSE, "")]
    for number, clause in enumerate(clauses):
        typed = {**(item.head if number == 0 else {}), **clause}
        kept = table.rows[old[number]] if old is not None and number < len(old) else (None,) * len(table.columns)
        made.append(
            tuple(
                _cell(kept[at], typed.get(column, "")) if column in (*HEAD, *CLAUSE) else kept[at]
                for at, column in enumerate(table.columns)
            )
        )
    return made


def _end_of_part(table: Table, found: list[range], part: str) -> int:
    ends = [rows.stop for rows in found if key(_part_above(table, rows.start)) == key(part)]
    return ends[-1] if ends else len(table.rows)


def _parts_written(made: Table, before: Table, found: list[range]) -> Table:
    """An item that had its part from the one above says it itself, so that nothing moves when its neighbour does."""
    owner = {before.rows[rows.start]: _part_above(before, rows.start) for rows in found}
    at = made.columns.index("板块")
    rows = tuple(
        (*row[:at], owner[row], *row[at + 1 :]) if not as_text(row[at]) and owner.get(row) else row for row in made.rows
    )
    return Table(made.name, made.columns, rows)


def _with_new(table: Table, item: ItemRows) -> Table:
    """Data items that a clause names and gives a type for, where they are not declared yet."""
    names = {key(as_text(row[at])) for row in table.rows for at in (0, 1)} - {""}
    rows = list(table.rows)
    for clause, kind in zip(item.clauses, item.types, strict=False):
        for name in clause["数据项"].split("/"):
            if kind and name.strip() and key(name) not in names:
                names.add(key(name))
                code = next(one for number in range(1, 9999) if key(one := f"D{number}") not in names)
                names.add(key(code))
                rows.append((code, name.strip(), kind, *[None] * (len(table.columns) - 3)))
    return Table(table.name, table.columns, tuple(rows))
