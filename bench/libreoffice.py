"""The same scheme as a workbook of formulas, as a careful clerk would build it, recalculated by headless LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from bench.clauses import GATE, LEVELS, RELATIVE
from bench.make import GRADES, POINTS, Case, Item, Used

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""Always recalculate what is opened."""


def office() -> str | None:
    """The command, if LibreOffice is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write(made: Case, path: Path) -> None:
    """Facts, events with their points, one formula an item, total, rank, grade."""
    last = made.subjects + 1
    at = {name: xl_col_to_name(number + 2) for number, (name, _) in enumerate(made.columns)}
    with xlsxwriter.Workbook(path) as book:
        facts, events, result = (book.add_worksheet(name) for name in ("数据", "事件", "得分"))
        facts.write_row(0, 0, ["编号", "属地", *at])
        for row, (id, town, values) in enumerate(zip(made.ids, made.towns, made.facts, strict=True), 1):
            facts.write_row(row, 0, [id, town, *values])
        events.write_row(0, 0, ["编号", "数据项", "级别", "分"])
        for row, (id, name, _, level) in enumerate(made.events, 1):
            events.write_row(row, 0, [id, name, level, LEVELS[level]])
        result.write_row(0, 0, ["编号", "属地", *(item.id for item in made.items), "总分", "名次", "等次"])
        for row, (id, town) in enumerate(zip(made.ids, made.towns, strict=True), 1):
            result.write_row(row, 0, [id, town])
            for column, formula in enumerate(_formulas(made, row + 1, last, at), 2):
                result.write_formula(row, column, f"={formula}", None, "")


def _formulas(made: Case, row: int, last: int, at: dict[str, str]) -> Iterator[str]:
    for item in made.items:
        yield _points(item, row, last, at)
    total = xl_col_to_name(len(made.items) + 2)
    yield f"SUM(C{row}:{xl_col_to_name(len(made.items) + 1)}{row})"
    yield f'COUNTIFS($B$2:$B${last},$B{row},${total}$2:${total}${last},">"&{total}{row})+1'
    grade = f'"{GRADES[-1][0]}"'
    for name, share in reversed(GRADES[:-1]):
        grade = f'IF({total}{row}>={made.full * (share or 0)},"{name}",{grade})'
    yield grade


def _points(item: Item, row: int, last: int, at: dict[str, str]) -> str:
    gates = [_formula(used, row, last, at) for used in item.clauses if used.clause is GATE]
    terms = "+".join(_formula(used, row, last, at) for used in item.clauses if used.clause is not GATE)
    start = POINTS if item.start == "满分" else 0
    points = f"ROUND(MAX(0,MIN({POINTS},{start}+{terms or 0})),2)"
    return f"IF({gates[0]},{points},0)" if gates else points


def _formula(used: Used, row: int, last: int, at: dict[str, str]) -> str:
    cells = [f"数据!{at[name]}{row}" for name in used.names if name in at]
    best = points = ""
    if used.clause is RELATIVE:
        column = at[used.names[0]]
        best = f"_xlfn.MAXIFS(数据!${column}$2:${column}${last},数据!$B$2:$B${last},$B{row})"
    if used.clause.columns[0].type == "事件":
        points = f'SUMIFS(事件!$D:$D,事件!$A:$A,$A{row},事件!$B:$B,"{used.names[0]}")'
    return used.clause.formula.format(*cells, best=best, points=points)


def recalculation(source: Path, folder: Path) -> list[str]:
    """The command that opens ``source``, recalculates it and saves it under ``folder``, with a profile of its own."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(PROFILE, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    return [office() or "soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(source)]
