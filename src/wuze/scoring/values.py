"""The kinds of value a fact can have, and the two ways of having none."""

from __future__ import annotations

from enum import Enum, StrEnum

from wuze.scoring.exact import Number


class Absent(Enum):
    """No value: not reported (never zero by accident), or 不适用."""

    MISSING = "缺"
    NA = "不适用"


MISSING = Absent.MISSING
NA = Absent.NA
NA_WORDS = frozenset({"不适用", "N/A", "n/a"})

Value = Number | bool | str
Reading = Value | Absent


class ElementType(StrEnum):
    """The type of a data item (数据项)."""

    YESNO = "是否"
    COUNT = "次数"
    NUMBER = "数值"
    RATE = "比率"
    OPTION = "选项"
    GRADE = "评等"
    SCORE = "打分"
    EVENT = "事件"


NUMERIC = frozenset({ElementType.COUNT, ElementType.NUMBER, ElementType.RATE, ElementType.SCORE, ElementType.EVENT})
"""Types that stand for one number in a condition or formula (an event item counts its distinct events)."""

WORDS = frozenset({ElementType.OPTION, ElementType.GRADE})
"""Types whose values are words of a list."""

MANY = frozenset({ElementType.GRADE, ElementType.SCORE})
"""Types that may have one row a scorer."""
