"""Which column splits, which columns name a row, which are to be filled: given by hand, or found by default."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wuze.excel.handout.frame import Frame, Heading, same_form
from wuze.excel.handout.notes import Kind
from wuze.excel.headers import bare, plain
from wuze.excel.refusal import refuse

_IDS = re.compile(r".*(?:编号|编码|代码|信用代码|证号)")
_NAMES = re.compile(r".*(?:名称|姓名|单位|党组织|支部|企业|组织)")
_SERIAL = re.compile(r"(?:序号|序|no\.?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns of a table by number (0 = A): the one that splits, keys, those to fill, those computed; ``names`` heads."""

    by: int
    keys: tuple[int, ...]
    fills: tuple[int, ...]
    formulas: frozenset[int]
    names: dict[int, str]

    @property
    def locked(self) -> tuple[int, ...]:
        """Columns whose cells must come back as they went: neither filled nor computed; keys included."""
        return tuple(at for at in self.names if at not in self.fills and at not in self.formulas)


def column(headings: Sequence[Heading], word: str) -> Heading:
    """The column a word names: whole head, last part, or either without its remark. Raises :class:`BookError`."""
    wanted = plain(word)
    for form in (
        lambda one: one.key, lambda one: plain(one.path[-1]), lambda one: bare(one.path[-1]),
    ):  # fmt: skip  # three forms
        found = [one for one in headings if form(one) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(f"“{one.name}”" for one in found)
            raise refuse(Kind.NO_COLUMN, f"有{len(found)}列叫“{word}”", f"写全名：{names}")
    names = "、".join(one.name for one in headings)
    raise refuse(Kind.NO_COLUMN, f"没有“{word}”这一列", f"表里的列有：{names}")


def choose(
    frame: Frame, by: str, key: Sequence[str] = (), fill: Sequence[str] = (), formulas: Collection[int] = ()
) -> Plan:
    """The plan for a table. Raises :class:`BookError` for a column that is not there, or when no column tells rows apart.

    Default key: the first column headed 编号, 代码 … whose cells are all filled and different; else one headed 名称, 姓名 …;
    else both together; 序号 last. Default fill: the columns without any content; where there are none, every column but
    the splitting one, the keys, 序号 and formulas.
    """
    heads, computed = frame.headings, frozenset(formulas)
    split = column(heads, by).at
    keys = tuple(column(heads, word).at for word in key) or _keys(frame, split, computed)
    named = tuple(column(heads, word).at for word in fill)
    if clash := [one.name for one in heads if one.at in named and (one.at in keys or one.at == split)]:
        raise refuse(Kind.NO_KEY, f"“{clash[0]}”不能既要填又不许改", "从 --fill 或 --key 里去掉它")
    fills = named or _fills(frame, {split, *keys}, computed)
    return Plan(split, keys, fills, computed - set(fills), {one.at: one.name for one in heads})


def _keys(frame: Frame, split: int, computed: frozenset[int]) -> tuple[int, ...]:
    rows = frame.data
    candidates = [one for one in frame.headings if one.at != split and one.at not in computed]
    ids = [one for one in candidates if _IDS.fullmatch(plain(one.path[-1]))]
    names = [one for one in candidates if one not in ids and _NAMES.fullmatch(bare(one.path[-1]))]
    serial = [one for one in candidates if _SERIAL.fullmatch(plain(one.path[-1]))]
    choices = [(one.at,) for one in (*ids, *names)] + [(one.at, two.at) for one in names for two in (*ids, *names)
                                                       if one.at != two.at]  # fmt: skip  # one list
    choices += [(one.at,) for one in serial]
    for choice in choices:
        seen = [tuple(same_form(frame.value(row, at)) for at in choice) for row in rows]
        if all(map(all, seen)) and len(set(seen)) == len(seen):
            return choice
    raise refuse(Kind.NO_KEY, "没有一列能把每一行认出来（要都填了、不重复）", "用 --key 写明编号或名称是哪一列")


def _fills(frame: Frame, taken: set[int], computed: frozenset[int]) -> tuple[int, ...]:
    free = [one for one in frame.headings if one.at not in taken and one.at not in computed]
    rows = frame.data
    blank = tuple(one.at for one in free if all(frame.value(row, one.at) is None for row in rows))
    return blank or tuple(one.at for one in free if not _SERIAL.fullmatch(plain(one.path[-1])))


def value_key(frame: Frame, plan: Plan, row: int) -> str:
    """The value of the splitting column for comparison; blank where it is blank."""
    return same_form(frame.value(row, plan.by))


def row_key(frame: Frame, columns: Sequence[int], row: int) -> tuple[str, ...]:
    """Some cells of a row for comparison."""
    return tuple(same_form(frame.value(row, at)) for at in columns)
