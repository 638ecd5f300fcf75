"""演示数据: a scheme and a data workbook of S subjects × I items × C clauses. The same numbers give the same files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from random import Random

import xlsxwriter

from bench.clauses import KINDS, LEVELS, Clause, Column, Fact

POINTS = 5
PART = 10
"""Items a part."""
TOWN = 100
"""Subjects a town; a town is a group that is ranked by itself."""
GRADES = (("优秀", 0.8), ("良好", 0.7), ("合格", 0.55), ("不合格", None))
Row = Sequence[Fact | None]


@dataclass(frozen=True, slots=True)
class Used:
    """A clause in its place: the names of its data items."""

    clause: Clause
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item: id, 起评, clauses."""

    id: str
    start: str
    clauses: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured. ``columns`` are the data items that stand in 数据, in order."""

    subjects: int
    items: tuple[Item, ...]
    columns: tuple[tuple[str, Column], ...]
    elements: tuple[tuple[str, Column], ...]
    facts: tuple[tuple[Fact, ...], ...]
    events: tuple[tuple[str, str, str, str], ...]

    @property
    def ids(self) -> list[str]:
        """编号 of the subjects."""
        return [f"Z{number + 1:05d}" for number in range(self.subjects)]

    @property
    def towns(self) -> list[str]:
        """属地 of the subjects."""
        return [f"演示镇{number // TOWN + 1}" for number in range(self.subjects)]

    @property
    def full(self) -> int:
        """满分."""
        return POINTS * len(self.items)


def case(subjects: int, items: int, clauses: int) -> Case:
    """Invent everything, from a fixed seed."""
    dice = Random(20260105)  # noqa: S311 - invented data needs a seed, not secrecy
    made = items_of(items, clauses)
    used = [(name, column) for item in made for one in item.clauses
            for name, column in zip(one.names, one.clause.columns, strict=True)]  # fmt: skip  # one list
    columns = tuple((name, column) for name, column in used if column.type != "事件")
    facts = tuple(tuple(column.invent(dice) for _, column in columns) for _ in range(subjects))
    events = [
        (f"Z{number + 1:05d}", name, f"演示表彰{number}-{index}", dice.choice(tuple(LEVELS)))
        for name, column in used if column.type == "事件"
        for number in range(subjects) for index in range(dice.choice((0, 0, 1, 2)))
    ]  # fmt: skip  # one list
    return Case(subjects, made, columns, tuple(used), facts, tuple(events))


def items_of(items: int, clauses: int) -> tuple[Item, ...]:
    """The items of a case."""
    return tuple(_item(number, clauses) for number in range(items))


def _item(number: int, clauses: int) -> Item:
    start, mix = KINDS[number % len(KINDS)]
    chosen = islice(cycle(mix), clauses)
    return Item(f"A{number + 1}", start, tuple(
        Used(clause, tuple(f"{column.stem}{number + 1}{'甲乙丙丁戊己庚辛'[at]}" for column in clause.columns))
        for at, clause in enumerate(chosen)
    ))  # fmt: skip  # one call


def write(made: Case, folder: Path) -> tuple[Path, Path]:
    """方案.xlsx and 数据.xlsx."""
    scheme, data = folder / "方案.xlsx", folder / "数据.xlsx"
    write_book(scheme, _scheme(made))
    write_book(data, _data(made))
    return scheme, data


def write_book(path: Path, sheets: dict[str, Iterable[Row]]) -> None:
    """Sheets of plain rows."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2026, 1, 5)})  # noqa: DTZ001 - Office writes dates without a zone
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _scheme(made: Case) -> dict[str, Iterable[Row]]:
    parts = range(-(-len(made.items) // PART))
    sizes = [len(made.items[part * PART : part * PART + PART]) for part in parts]
    return {
        "方案": [("项目", "内容"), ("名称", "演示考核"), ("年度", 2026), ("满分", made.full), ("分组", "属地")],
        "板块": [("编号", "名称", "分值"), *((f"P{part + 1}", f"板块{part + 1}", sizes[part] * POINTS) for part in parts)],
        "指标": [
            ("板块", "编号", "指标", "分值", "起评", "计分要点", "数据项", "方式", "参数"),
            *(row for number, item in enumerate(made.items) for row in _clause_rows(number, item)),
        ],
        "数据项": [
            ("编号", "名称", "类型", "单位", "选项"),
            *((f"D{number + 1}", name, column.type, column.unit, column.options)
              for number, (name, column) in enumerate(made.elements)),
        ],
        "等次": [
            ("等次", "最低分", "名额比例"),
            *((name, None if share is None else made.full * share, "20%" if name == "优秀" else None)
              for name, share in GRADES),
        ],
    }  # fmt: skip  # tables


def _clause_rows(number: int, item: Item) -> Iterator[Row]:
    for at, used in enumerate(item.clauses):
        first = (f"P{number // PART + 1}", item.id, f"演示指标{number + 1}", POINTS, item.start)
        clause = used.clause
        yield *(first if at == 0 else [None] * 5), clause.text, "/".join(used.names), clause.method, clause.params


def _data(made: Case) -> dict[str, Iterable[Row]]:
    return {
        "名录": [("编号", "名称", "属地"),
               *((id, f"演示党支部{number + 1}", town) for number, (id, town) in enumerate(zip(made.ids, made.towns, strict=True)))],
        "数据": [("编号", *(name for name, _ in made.columns)),
               *((id, *facts) for id, facts in zip(made.ids, made.facts, strict=True))],
        "事件": [("编号", "数据项", "事件", "级别"), *made.events],
    }  # fmt: skip  # tables
