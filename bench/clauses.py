"""The mix of clauses the bench is made of: each as a row of the scheme, as invented facts, in pandas, in a spreadsheet.

A county's table is mostly deductions by count and by yes or no, some rates and bands, a few events and comparisons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

Fact = int | float | str
LEVELS = {"国家级": 3, "省级": 2, "市级": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """A data item: what its name begins with, its 类型, 单位 and 选项, and how a value is invented."""

    stem: str
    type: str
    invent: Callable[[Random], Fact]
    unit: str = ""
    options: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """``formula`` takes cell references as {0}, {1}; {best} is the best of the group, {points} the sum of its events.

    ``bare`` is the same on pandas columns: (column or columns, best of the group or points of the events) → points.
    """

    text: str
    method: str
    params: str
    columns: tuple[Column, ...]
    formula: str
    bare: Callable[..., Any]


def often(most: int, weight: float = 0.6) -> Callable[[Random], Fact]:
    """A count: none in ``weight`` of the cases, else up to ``most``."""
    return lambda dice: 0 if dice.random() < weight else dice.randint(1, most)


def yes(share: float) -> Callable[[Random], Fact]:
    """是 in so many of the cases."""
    return lambda dice: "是" if dice.random() < share else "否"


SHORTFALL = Clause(
    "每季度不少于1次，每缺1次扣0.5分", "缺次扣", "应4 每缺扣0.5",
    (Column("学习次数", "次数", lambda dice: dice.choice((4, 4, 4, 5, 6, 3, 2)), "次"),),
    "-0.5*MAX(0,4-{0})", lambda done: -0.5 * (4 - done).clip(lower=0),
)  # fmt: skip  # a row of a table
PER_CASE = Clause(
    "材料不规范的，每处扣0.5分，最多2分", "每次扣", "每次扣0.5 最多2", (Column("不规范处", "次数", often(6), "处"),),
    "-MIN(2,0.5*{0})", lambda cases: -(0.5 * cases).clip(upper=2),
)  # fmt: skip  # a row of a table
YES_NO = Clause(
    "未按期换届的扣2分", "扣分", "扣2", (Column("逾期换届", "是否", yes(0.08)),),
    'IF({0}="是",-2,0)', lambda said: -2.0 * (said == "是"),
)  # fmt: skip  # a row of a table
PROPORTION = Clause(
    "平均办理天数超过40天的，每高1天扣0.1分", "差额扣", "基准40 每高1扣0.1 按比例",
    (Column("办理天数", "数值", lambda dice: round(dice.gauss(36, 6), 1), "天"),),
    "-0.1*MAX(0,{0}-40)", lambda days: -0.1 * (days - 40).clip(lower=0),
)  # fmt: skip  # a row of a table
SLOPE = Clause(
    "党费收缴率低于87%的，每低3个百分点扣0.5分", "差额扣", "基准87% 每低3%扣0.5",
    (Column("收缴率", "比率", lambda dice: min(1.0, round(dice.gauss(0.92, 0.05), 3))),),
    "-0.5*INT(ROUND(MAX(0,0.87-{0})/0.03,9))",
    lambda rate: -0.5 * (((0.87 - rate).clip(lower=0) / 0.03).round(9) // 1),
)  # fmt: skip  # a row of a table
BANDS = Clause(
    "覆盖率95%以上3分，90%以上2分，80%以上1分", "分档", "≥95%:3;≥90%:2;≥80%:1;其他:0",
    (Column("覆盖率", "比率", lambda dice: min(1.0, round(dice.gauss(0.92, 0.06), 3))),),
    "IF({0}>=0.95,3,IF({0}>=0.9,2,IF({0}>=0.8,1,0)))",
    lambda rate: (rate >= 0.95) * 1.0 + (rate >= 0.9) * 1.0 + (rate >= 0.8) * 1.0,
)  # fmt: skip  # a row of a table
REACH = Clause(
    "到会率95%以上得2分", "达到得", "≥95% 得2",
    (Column("到会率", "比率", lambda dice: min(1.0, round(dice.gauss(0.95, 0.04), 3))),),
    "IF({0}>=0.95,2,0)", lambda rate: 2.0 * (rate >= 0.95),
)  # fmt: skip  # a row of a table
OPTIONS = Clause(
    "按时报送3分，迟报1分", "选项", "按时:3;迟报:1;未报:0",
    (Column("报送", "选项", lambda dice: dice.choice(("按时", "按时", "按时", "迟报", "未报")), "", "按时;迟报;未报"),),
    'IF({0}="按时",3,IF({0}="迟报",1,0))', lambda said: 3.0 * (said == "按时") + 1.0 * (said == "迟报"),
)  # fmt: skip  # a row of a table
EARNED = Clause(
    "被采用信息每条得0.5分，最多2分", "每次得", "每次得0.5 最多2", (Column("采用信息", "次数", often(8, 0.4), "条"),),
    "MIN(2,0.5*{0})", lambda told: (0.5 * told).clip(upper=2),
)  # fmt: skip  # a row of a table
HELD = Clause(
    "开展活动每次得1分，最多3分", "每次得", "每次得1 最多3", (Column("活动次数", "次数", often(5, 0.1), "次"),),
    "MIN(3,{0})", lambda held: (1.0 * held).clip(upper=3),
)  # fmt: skip  # a row of a table
RATIO = Clause(
    "整改完成率乘以2分", "按率得", "满2",
    (Column("完成数", "次数", lambda dice: dice.randint(3, 12), "件"),
     Column("应完成数", "次数", lambda dice: dice.randint(8, 12), "件")),
    "2*MIN(1,{0}/{1})", lambda done, due: 2 * (done / due).clip(upper=1),
)  # fmt: skip  # a row of a table
GATE = Clause(
    "没有组织生活制度的，本项不得分", "否则零分", "", (Column("有制度", "是否", yes(0.98)),),
    '{0}="是"', lambda said: said == "是",
)  # fmt: skip  # a row of a table
RELATIVE = Clause(
    "按与第一名之比乘以2分", "比首名", "满2",
    (Column("服务人次", "数值", lambda dice: dice.randint(20, 400), "人次"),),
    "2*{0}/{best}", lambda served, best: 2 * served / best,
)  # fmt: skip  # a row of a table
HONOURS = Clause(
    "表彰：国家级3分、省级2分、市级1分，最多3分", "级别表",
    ";".join(f"{level}:{points}" for level, points in LEVELS.items()) + " 累计 最多3",
    (Column("表彰", "事件", lambda _: ""),), "MIN(3,{points})", lambda points: points.clip(upper=3),
)  # fmt: skip  # a row of a table

KINDS: tuple[tuple[str, tuple[Clause, Clause]], ...] = (
    ("满分", (SHORTFALL, PER_CASE)), ("满分", (YES_NO, PROPORTION)), ("满分", (SLOPE, PER_CASE)), ("零分", (BANDS, REACH)),
    ("零分", (OPTIONS, EARNED)), ("零分", (HELD, RATIO)), ("满分", (GATE, SHORTFALL)), ("零分", (RELATIVE, HONOURS)),
)  # fmt: skip  # one table
"""Kinds of items: 起评, and the clauses taken in turn. With one clause an item reads one data item."""
