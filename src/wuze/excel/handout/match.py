"""Which row of the base each returned row is: by its key, else by what else stands in it, else it is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from wuze.excel.handout.choose import row_key, value_key
from wuze.excel.handout.frame import same_form
from wuze.excel.handout.returned import Returned, key_columns
from wuze.excel.handout.source import Source

_NAME = 4
"""A text of so many characters that stands once is taken for a name."""


@dataclass(slots=True)
class Index:
    """The base looked up: rows by key, by value of the splitting column, and that value of each row; from 0."""

    keys: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    value_of: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of one file: returned row → base row, those found by content, repeats of a row, and new rows."""

    found: dict[int, int]
    by_content: frozenset[int]
    repeats: dict[int, int]
    added: tuple[int, ...]


def index_of(source: Source) -> Index:
    """The index of the base."""
    frame, plan, index = source.frame, source.plan, Index()
    for row in frame.data:
        index.keys[row_key(frame, plan.keys, row)].append(row)
        value = value_key(frame, plan, row)
        index.values[value].append(row)
        index.value_of[row] = value
    return index


def owner_of(returned: Returned, source: Source, index: Index) -> tuple[str, str]:
    """The value a file is about (for comparison): by its rows, and by its manifest; blank where neither tells."""
    votes: Counter[str] = Counter()
    columns = key_columns(source.plan, returned)
    for row in returned.frame.data:
        rows = index.keys.get(_key(returned, columns, row), [])
        votes.update({index.value_of[one] for one in rows})
    at = returned.columns.get(source.plan.by)
    if not votes and at is not None:
        votes.update(same_form(returned.frame.value(row, at)) for row in returned.frame.data)
    by_rows = next((value for value, _ in votes.most_common() if value in index.values), None)
    said = same_form(returned.manifest.value) if returned.manifest else None
    if said is not None and said not in index.values:
        said = None
    if by_rows is None and said is None:
        named = [value for value in index.values if value and value in same_form(returned.path.stem)]
        by_rows = max(named, key=len, default=None)
    by_rows = said if by_rows is None else by_rows
    return by_rows or "", (by_rows or "") if said is None else said


def _key(returned: Returned, columns: Iterable[int | None], row: int) -> tuple[str, ...]:
    return tuple("" if at is None else same_form(returned.frame.value(row, at)) for at in columns)


def match(returned: Returned, source: Source, index: Index) -> Matched:
    """Match the data rows of a file. Its own rows come first, so that a key that stands twice in the base is shared out."""
    columns = key_columns(source.plan, returned)
    mine = set(index.values.get(returned.value, ()))
    found: dict[int, int] = {}
    repeats: dict[int, int] = {}
    used: set[int] = set()
    open_rows = []
    for row in returned.frame.data:
        key = _key(returned, columns, row)
        rows = index.keys.get(key, []) if any(key) else []
        free = [one for one in rows if one not in used]
        if free:
            found[row] = next((one for one in free if one in mine), free[0])
            used.add(found[row])
        elif rows:
            repeats[row] = rows[0]
        else:
            open_rows.append(row)
    by_content = _by_content(returned, open_rows, mine - used, source)
    found |= by_content
    back = {base: row for row, base in found.items()}
    repeats = {row: back[base] for row, base in repeats.items()}
    added = tuple(row for row in open_rows if row not in by_content)
    return Matched(dict(sorted(found.items())), frozenset(by_content), repeats, added)


def _by_content(returned: Returned, rows: list[int], free: set[int], source: Source) -> dict[int, int]:
    """Rows whose key is unknown, each with the one base row that most of its unchanged cells stand in.

    A text that stands in one open row alone (a name) is enough; else two thirds of the cells must agree.
    """
    columns = returned.columns
    telling = [(at, columns[at]) for at in source.plan.locked if at != source.plan.by and at in columns]
    cells: dict[tuple[int, str], set[int]] = defaultdict(set)
    for base in free if rows else ():
        for at, _ in telling:
            cells[at, same_form(source.frame.value(base, at))].add(base)
    found: dict[int, int] = {}
    for row in rows:
        votes: Counter[int] = Counter()
        named, said = set(), 0
        for at, theirs in telling:
            value = returned.frame.value(row, theirs)
            holders = cells.get((at, same_form(value)), set()) & free if value is not None else set()
            said += value is not None
            votes.update(holders)
            if len(holders) == 1 and isinstance(value, str) and len(value) >= _NAME:
                named |= holders
        best = votes.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]) and (best[0][0] in named or best[0][1] * 3 >= said * 2):
            found[row] = best[0][0]
            free.discard(best[0][0])
    return found
