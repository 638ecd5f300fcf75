"""The rows of all files put into the base, one claim a row; what is changed, added, gone or doubled is said."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from string import ascii_uppercase

from wuze.excel.handout.cells import Cells
from wuze.excel.handout.frame import RowKind, row_text, same_form, shown
from wuze.excel.handout.gather import Gathered, Version
from wuze.excel.handout.match import Index
from wuze.excel.handout.notes import Kind, Note, note
from wuze.excel.handout.results import ADDED, DELETED, KEPT, NOT_BACK, TAKEN, Merged, MergeResult, Unit, reminder_of
from wuze.excel.handout.returned import Returned
from wuze.excel.handout.source import Source
from wuze.excel.handout.suit import expectations, held
from wuze.scoring.tables import Cell


@dataclass(slots=True)
class _Work:
    """The merge while it goes on. ``claims``: base row → the file and row that fill it."""

    source: Source
    index: Index
    cells: Cells
    claims: dict[int, tuple[Returned, int]] = field(default_factory=dict)
    added: dict[str, list[Merged]] = field(default_factory=lambda: defaultdict(list))
    new_keys: dict[tuple[str, ...], tuple[Returned, int]] = field(default_factory=dict)


def integrate(
    source: Source, index: Index, gathered: Gathered, notes: list[Note], strangers: list[tuple[str, str]]
) -> MergeResult:
    """The result of a merge, from files already matched."""
    taken = {value: versions[0] for value, versions in gathered.units.items()}
    expected = {at: held(one, _answers(at, taken)) for at, one in expectations(source).items()}
    work = _Work(source, index, Cells(source, expected))
    for version in taken.values():
        _claim_own(work, version)
    for version in taken.values():
        _claim_foreign(work, version)
        _say_repeats(version)
        _add_new(work, version)
    for value, versions in gathered.units.items():
        for other in versions[1:]:
            _complete(work, value, other)
    rows = _rows(work, taken)
    units = _units(work, gathered, rows)
    _give_strangers(units, strangers)
    files = [one.returned for versions in gathered.units.values() for one in versions]
    for versions in gathered.units.values():
        for version in versions:
            _say_passed(source, version.returned)
    _finish_units(source, units, taken, notes)
    files.sort(key=lambda file: file.name)
    every = [*notes, *(one for file in files for one in sorted(file.notes, key=_place))]
    result = MergeResult(source, rows, units, every, strangers, files)
    result.reminder = reminder_of(source.path.stem.removesuffix(KEPT), units)
    return result


def _place(one: Note) -> int:
    """Notes of a file from top to bottom; those about the whole file first."""
    return int(one.cell.lstrip(ascii_uppercase) or 0)


def _answers(at: int, taken: dict[str, Version]) -> list[Cell]:
    """What all files say in one column, blanks left out."""
    files = [version.returned for version in taken.values() if at in version.returned.columns]
    cells = (one.frame.value(row, one.columns[at]) for one in files for row in one.frame.data)
    return [cell for cell in cells if cell is not None]


def _claim_own(work: _Work, version: Version) -> None:
    one = version.returned
    for row, base in version.matched.found.items():
        if work.index.value_of[base] == one.value:
            work.claims[base] = (one, row)


def _claim_foreign(work: _Work, version: Version) -> None:
    """Rows of another unit: taken only where that unit (or another file) gave none."""
    one = version.returned
    for row, base in version.matched.found.items():
        owner = work.index.value_of[base]
        if owner == one.value:
            continue
        title = shown(work.source.frame.value(base, work.source.plan.by)) or "（空）"
        if base in work.claims:
            other, at = work.claims[base]
            words = f"这是“{title}”的行，“{other.name}”第{at + 1}行已交，没有并入：{row_text(one.frame, row)}"
            one.say(Kind.ROW_FOREIGN, row, 0, words, "两份不同时请核实以哪份为准")
        else:
            work.claims[base] = (one, row)
            one.say(Kind.ROW_FOREIGN, row, 0, f"这是“{title}”的行，那里没有交，已并入", "向两个单位核实")


def _say_repeats(version: Version) -> None:
    one = version.returned
    for row, first in version.matched.repeats.items():
        mine, other = (tuple(map(same_form, one.frame.cells[number])) for number in (row, first))
        same = "，内容相同" if mine == other else ""
        words = f"与第{first + 1}行是同一行{same}，没有并入：{row_text(one.frame, row)}"
        one.say(Kind.ROW_DUPLICATE, row, 0, words, "只留一行；确是另一行，改成不同的编号")


def _add_new(work: _Work, version: Version) -> None:
    one, plan = version.returned, work.source.plan
    anchor = work.index.values[one.value][-1]
    for row in version.matched.added:
        values = {at: one.frame.value(row, theirs) for at, theirs in one.columns.items() if at not in plan.formulas}
        key = tuple(same_form(values.get(at)) for at in plan.keys)
        values |= {at: work.cells.filled(one, row, at, None) for at in plan.fills if at in one.columns}
        work.added[one.value].append(Merged(anchor, ADDED, one.name, row, values, _more(one, row)))
        owner = ""
        if same_form(values.get(plan.by)) == "" and one.value:
            values[plan.by] = work.source.frame.value(anchor, plan.by)
            owner = f"（“{plan.names[plan.by]}”没填，已写上“{shown(values[plan.by])}”）"
        words = f"新增的行，已放在本单位最后{owner}：{row_text(one.frame, row, 120)}"
        one.say(Kind.ROW_ADDED, row, 0, words, "核实后补上编号等")
        if all(key) and key in work.new_keys:
            other, at = work.new_keys[key]
            words = f"“{'，'.join(key)}”在“{other.name}”第{at + 1}行也新增了，两行都在总表里"
            one.say(Kind.ROW_DUPLICATE, row, 0, words, "核实是不是同一个，删去一行")
        work.new_keys.setdefault(key, (one, row))


def _complete(work: _Work, value: str, other: Version) -> None:
    """Rows that only a version not taken has."""
    one = other.returned
    for row, base in other.matched.found.items():
        if base not in work.claims:
            work.claims[base] = (one, row)
            one.say(Kind.NOT_TAKEN, row, 0, "采用的那份里没有这一行，从这份并入", "核实这一行还要不要", mild=True)
        elif work.index.value_of[base] != value:
            one.say(Kind.NOT_TAKEN, row, 0, f"别的单位的行，没有并入：{row_text(one.frame, row)}", "向两个单位核实")


def _more(one: Returned, row: int) -> dict[str, Cell]:
    return {head.name: value for head in one.extra if (value := one.frame.value(row, head.at)) is not None}


def _rows(work: _Work, taken: dict[str, Version]) -> list[Merged]:
    rows: list[Merged] = []
    for base in work.source.frame.data:
        value = work.index.value_of[base]
        claim = work.claims.get(base)
        if claim is None:
            rows.append(Merged(base, DELETED if value in taken else NOT_BACK))
            if value in taken:
                _say_deleted(work.source, taken[value].returned, base)
        else:
            one, row = claim
            rows.append(Merged(base, TAKEN, one.name, row, work.cells.row(one, row, base), _more(one, row)))
        if base == work.index.values[value][-1]:
            rows += work.added.get(value, [])
    return rows


def _say_deleted(source: Source, one: Returned, base: int) -> None:
    words = f"总表第{base + 1}行在交回的表里没有：{row_text(source.frame, base, 120)}，总表里保留"
    one.say(Kind.ROW_DELETED, None, 0, words, "确实要删，请说明原因后在总表里删")


def _say_passed(source: Source, one: Returned) -> None:
    """Totals and notes are not merged: the base has its own."""
    frame = source.frame
    known = {
        same_form(cell) for row, kind in frame.kinds.items() if kind is not RowKind.DATA for cell in frame.raw[row]
    }
    for row, kind in one.frame.kinds.items():
        if kind is not RowKind.DATA and not {same_form(cell) for cell in one.frame.cells[row]} <= known | {""}:
            word = "合计行" if kind is RowKind.TOTAL else "说明行"
            one.say(Kind.ROW_PASSED, row, 0, f"{word}没有并入：{row_text(one.frame, row)}", "不用改", mild=True)


def _units(work: _Work, gathered: Gathered, rows: list[Merged]) -> list[Unit]:
    frame, plan = work.source.frame, work.source.plan
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for merged in rows:
        states[work.index.value_of[merged.base]][merged.state] += 1
    units = []
    for value, sent in work.index.values.items():
        title = Counter(shown(frame.value(row, plan.by)) for row in sent).most_common(1)[0][0]
        versions = gathered.units.get(value, [])
        count = states[value]
        unit = Unit(title, len(sent), back=count[TAKEN], added=count[ADDED], deleted=count[DELETED])
        if versions:
            unit.file, unit.others = versions[0].returned.name, [one.returned.name for one in versions[1:]]
            unit.wanted, unit.filled = work.cells.finish(versions[0].returned)
        units.append(unit)
    return units


def _give_strangers(units: list[Unit], strangers: list[tuple[str, str]]) -> None:
    """Files that could not be used, to the units their names speak of."""
    for file, why in strangers:
        named = [one for one in units if one.value and same_form(one.value) in same_form(file)]
        if named:
            max(named, key=lambda one: len(one.value)).unusable.append((file, why))


def _finish_units(source: Source, units: list[Unit], taken: dict[str, Version], notes: list[Note]) -> None:
    by_file = {version.returned.name: version.returned for version in taken.values()}
    for unit in units:
        if unit.file:
            blank = Kind.CELL_BLANK.value
            unit.faults = sum(one.finding.stops and one.finding.code != blank for one in by_file[unit.file].notes)
        else:
            bad = "".join(f"，交来的“{file}”没法用" for file, _ in unit.unusable)
            words = f"“{unit.value or '（空）'}”没有交回{bad}，{unit.sent}行按总表原样保留"
            notes.append(note(Kind.NOT_BACK, source.file, source.frame.sheet.name, "", words, "催报"))
