"""Small factories: rows as they stand in a workbook's sheets → scheme, facts, results. No workbook is opened.

``row(编号="A1", 分值=5)`` is one row; sheets are lists of rows; what is left out is blank. One part P1 holds all items
unless ``parts`` are given; 甲 is the subject unless others are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from wuze.scoring.evaluate import evaluate
from wuze.scoring.exact import plain
from wuze.scoring.facts import Facts
from wuze.scoring.loading.facts import load_facts, roster_of
from wuze.scoring.loading.scheme import LoadedScheme, load_scheme
from wuze.scoring.methods.base import Face, Method
from wuze.scoring.model import Scheme
from wuze.scoring.results import ClauseResult, ItemResult, Results, SubjectResult
from wuze.scoring.tables import Cell, Finding, Table

Given = Decimal | int | str | bool | date | None
Row = Mapping[str, Given]
Rows = Sequence[Row]
Elements = Mapping[str, str | Row]
NOTHING: Mapping[str, Any] = MappingProxyType({})


def row(**cells: Given) -> Row:
    """One row by its column names."""
    return cells


def table(name: str, rows: Rows) -> Table:
    """A sheet: the columns are those that any row fills."""
    columns = tuple(dict.fromkeys(column for one in rows for column in one))
    return Table(name, columns, tuple(tuple(cell(one.get(column)) for column in columns) for one in rows))


def cell(given: Given) -> Cell:
    """A whole number as the border would hand it in."""
    return Decimal(given) if isinstance(given, int) and not isinstance(given, bool) else given


def element_rows(elements: Elements) -> Rows:
    """``{"会议": "次数"}`` or, with more columns, ``{"会议": row(类型="次数", 单位="次")}``."""
    return [
        {"名称": name, **({"类型": about} if isinstance(about, str) else about)} for name, about in elements.items()
    ]


def full_marks(items: Rows) -> Decimal:
    """The sum of 分值, each item once."""
    return sum((Decimal(str(one["分值"])) for one in items if one.get("分值") is not None), Decimal(0))


def scheme_tables(
    items: Rows,
    elements: Elements = NOTHING,
    *,
    parts: Rows | None = None,
    head: Row = NOTHING,
    grades: Rows = (),
    vetoes: Rows = (),
    polls: Rows = (),
    bodies: Rows = (),
) -> dict[str, Table]:
    """The tables of a 方案 workbook."""
    first = [{"编号": "A1", **items[0]}, *items[1:]] if items else []
    own = parts if parts is not None else [row(编号="P1", 名称="板块", 分值=full_marks(items))]
    sheets = {
        "方案": [row(项目=word, 内容=value) for word, value in head.items()],
        "板块": own,
        "指标": first,
        "数据项": element_rows(elements),
        "等次": grades,
        "否决": vetoes,
        "测评": polls,
        "测评主体": bodies,
    }
    return {name: table(name, rows) for name, rows in sheets.items() if rows}


def loaded(
    items: Rows,
    elements: Elements = NOTHING,
    *,
    people: Mapping[str, Row] = NOTHING,
    **sheets: Any,
) -> LoadedScheme:
    """The scheme with its findings, read against the columns of ``people``."""
    tables = scheme_tables(items, elements, **sheets)
    return load_scheme(tables, roster_of({"名录": roster(people)}) if people else None)


def scheme(
    items: Rows,
    elements: Elements = NOTHING,
    *,
    people: Mapping[str, Row] = NOTHING,
    **sheets: Any,
) -> Scheme:
    """A scheme without faults."""
    found = loaded(items, elements, people=people, **sheets)
    assert stopping(found.findings) == []
    return found.scheme


def roster(people: Mapping[str, Row]) -> Table:
    """The 名录."""
    return table("名录", [{"编号": code, **about} for code, about in people.items()])


def facts(
    of: Scheme,
    data: Mapping[str, Row],
    *,
    people: Mapping[str, Row] = NOTHING,
    details: Rows = (),
    events: Rows = (),
    votes: Rows = (),
    scores: Rows = (),
) -> Facts:
    """Facts without faults; the subjects are those of ``people``, then of ``data``."""
    tables = fact_tables(data, people=people, details=details, events=events, votes=votes, scores=scores)
    found, findings = load_facts(tables, of)
    assert stopping(findings) == []
    return found


def fact_tables(
    data: Mapping[str, Row],
    *,
    people: Mapping[str, Row] = NOTHING,
    details: Rows = (),
    events: Rows = (),
    votes: Rows = (),
    scores: Rows = (),
) -> dict[str, Table]:
    """The tables of a 数据 workbook."""
    everyone: dict[str, Row] = {code: {} for code in data} | dict(people)
    sheets = {
        "数据": [{"编号": code, **values} for code, values in data.items() if values],
        "数据明细": details,
        "事件": events,
        "票数": votes,
        "得分": scores,
    }
    return {"名录": roster(everyone)} | {name: table(name, rows) for name, rows in sheets.items() if rows}


def score(of: Scheme, data: Mapping[str, Row], **sheets: Any) -> Results:
    """The evaluation of rows."""
    return evaluate(of, facts(of, data, **sheets))


def subject(results: Results, code: str = "甲") -> SubjectResult:
    """One subject's result."""
    return next(one for one in results.subjects if one.id == code)


def item_of(items: Rows, elements: Elements, values: Row, item: str = "A1", **sheets: Any) -> ItemResult:
    """One item of 甲, who has these values (and, by ``people``, attributes)."""
    people = sheets.get("people", {})
    of = scheme(items, elements, people=people)
    return subject(score(of, {"甲": values}, **sheets)).items[item]


def points_of(items: Rows, elements: Elements, values: Row, item: str = "A1", **sheets: Any) -> str:
    """Its printed points, else its state: ``"4.50"``, ``"missing"``, ``"na"``."""
    return printed(item_of(items, elements, values, item, **sheets))


def printed(result: ItemResult) -> str:
    """Printed points, else the state."""
    return result.state.value if result.points is None else f"{result.points:f}"


def clause_of(
    way: str,
    params: str,
    values: Row,
    elements: Elements,
    *,
    of: str | None = None,
    points: int = 100,
    item: Row = NOTHING,
    **sheets: Any,
) -> ClauseResult:
    """The one clause of an item of 100 points, 0 at the start, as it came out for 甲; it reads the first data item."""
    columns: Row = {
        "分值": points,
        "方式": way,
        "参数": params,
        "数据项": of if of is not None else next(iter(elements)),
    }
    result = item_of([{**columns, **item}], elements, values, **sheets)
    return result.clauses[0]


def moved(clause: ClauseResult) -> tuple[str | None, str]:
    """What a clause did and why; None where it could not count."""
    return None if clause.delta is None else plain(clause.delta), clause.because


# --- methods alone ----------------------------------------------------------------------------------------------------


def one_row(
    way: str, params: str, elements: Elements, of: str | None, item: Row, head: Row, people: Mapping[str, Row]
) -> LoadedScheme:
    """A scheme of one clause on the first data item."""
    target = of if of is not None else next(iter(elements))
    rows: Rows = [{"分值": 5, "方式": way, "参数": params, "数据项": target, **item}]
    return loaded(rows, elements, head=head, people=people)


def method(
    way: str,
    params: str,
    elements: Elements,
    *,
    of: str | None = None,
    item: Row = NOTHING,
    head: Row = NOTHING,
    people: Mapping[str, Row] = NOTHING,
) -> Method:
    """The method of a 方式 and its typed 参数."""
    found = one_row(way, params, elements, of, item, head, people)
    assert stopping(found.findings) == []
    read = found.scheme.items[0].clauses[0].method
    assert read is not None
    return read


def refused(
    way: str,
    params: str,
    elements: Elements,
    *,
    of: str | None = None,
    item: Row = NOTHING,
    head: Row = NOTHING,
    people: Mapping[str, Row] = NOTHING,
) -> tuple[str, str | None, str]:
    """The one fault of such a row: code, column, problem."""
    found = one_row(way, params, elements, of, item, head, people)
    (fault,) = stopping(found.findings)
    return fault.code, fault.place.column, fault.problem


def told(of: Method, given: object, face: Face | None = None) -> tuple[str, str]:
    """Delta and sentence for what was read."""
    delta, steps = of.effect(given)
    return plain(delta), of.because(steps, face or Face())


def span(of: Method, full: int = 5) -> tuple[str | None, str | None]:
    """The least and the greatest delta, None for no end."""
    low, high = of.span(Decimal(full))
    return None if low is None else plain(low), None if high is None else plain(high)


def stopping(findings: Sequence[Finding]) -> list[Finding]:
    """The faults among findings."""
    return [finding for finding in findings if finding.stops]
