"""Small helpers shared by the example tables: a fixed dice, and items flattened into sheet rows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
Cell = object
Rows = list[Sequence[Cell]]
Sheets = dict[str, Rows]

ITEM_COLUMNS = (
    "板块", "维度", "编号", "指标", "分值", "起评", "下限", "上限", "适用对象", "不适用时",
    "计分要点", "数据项", "方式", "参数", "条件", "互斥组", "分期", "分期合成", "评委合成",
)  # fmt: skip
CLAUSE_COLUMNS = {"计分要点", "数据项", "方式", "参数", "条件", "互斥组"}

Clause = Mapping[str, Cell]
Item = tuple[Mapping[str, Cell], Sequence[Clause]]


class Dice:
    """Seeded choice built on `Random.random` alone, whose sequence Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, n: int) -> int:
        return int(self._random.random() * n)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]


def clause(rule: str, data: str, method: str, params: str, guard: str = "", group: str = "") -> Clause:
    """One row of 指标 below its item: the rule in words and how it is counted."""
    return {
        "计分要点": rule, "数据项": data, "方式": method, "参数": params, "条件": guard, "互斥组": group,
    }  # fmt: skip


def item(part: str, no: str, name: str, points: int, *clauses: tuple[str, ...], **more: Cell) -> Item:
    """One item: its own columns, and its clauses as (计分要点, 数据项, 方式, 参数[, 条件[, 互斥组]])."""
    head = {"板块": part, "编号": no, "指标": name, "分值": points, **more}
    return head, [clause(*c) for c in clauses]


def item_rows(items: Iterable[Item]) -> Rows:
    """The 指标 sheet: item columns filled on the first row of each item, unused columns left out."""
    flat = [{**(head if no == 0 else {}), **row} for head, clauses in items for no, row in enumerate(clauses)]
    used = [name for name in ITEM_COLUMNS if any(row.get(name) not in (None, "") for row in flat)]
    return [[*used], *([row.get(name) or None for name in used] for row in flat)]


def settings(**pairs: Cell) -> Rows:
    """The 方案 sheet: 项目 and 内容."""
    return [["项目", "内容"], *([name, value] for name, value in pairs.items())]
