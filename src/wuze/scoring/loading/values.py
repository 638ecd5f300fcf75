"""A cell as the value its data item's type needs, or the sentence that says why it is none."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from wuze.scoring.exact import size
from wuze.scoring.loading.sheet import as_number, as_text
from wuze.scoring.model import Element
from wuze.scoring.parsing import MOST_BARE_RATE
from wuze.scoring.tables import Cell
from wuze.scoring.text import key
from wuze.scoring.values import NA, NA_WORDS, WORDS, Absent, ElementType, Value

_YES = {"是": True, "否": False, "TRUE": True, "FALSE": False, "1": True, "0": False}
_PERIOD = re.compile(r"第?(\d{1,2})(月份?|季度?|期)?")
_UNITS = {12: "月", 4: "季", 2: ""}
_HALVES = {"上半年": 1, "下半年": 2}


class BadValue(ValueError):
    """A cell that does not suit; two sentences for the clerk."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem, self.fix = problem, fix


def convert(element: Element, cell: Cell) -> Value | Absent:
    """The value; NA for 不适用. Raises BadValue."""
    text = as_text(cell)
    if key(text) in NA_WORDS:
        return NA
    if element.type is ElementType.YESNO:
        return _yes(element, text)
    if element.type in WORDS:
        return _word(element, text)
    if element.type is ElementType.EVENT:
        raise BadValue(f"“{element.name}”是事件项，这里只能写“不适用”", "把事件逐条填在“事件”表里")
    return _number(element, cell, text)


def _yes(element: Element, text: str) -> bool:
    value = _YES.get(key(text).upper())
    if value is None:
        raise BadValue(f"“{element.name}”是“是否”项，“{text}”不行", "只填：是、否、不适用")
    return value


def _word(element: Element, text: str) -> str:
    if not element.options:
        return text
    for option in element.options:
        if key(option) == key(text):
            return option
    raise BadValue(f"“{text}”不是“{element.name}”的选项", f"选项：{'、'.join(element.options)}")


def _number(element: Element, cell: Cell, text: str) -> Value:
    value = as_number(cell)
    if value is None or isinstance(cell, bool):
        raise BadValue(f"“{element.name}”要填数，“{text}”不是数", "只填阿拉伯数字，单位和说明不要写在格里")
    if element.type is ElementType.COUNT and (isinstance(value, Fraction) or value != int(value) or value < 0):
        raise BadValue(f"“{element.name}”是次数，“{text}”不是0或正整数", "填0、1、2……")
    if element.type is ElementType.RATE and size(value) > MOST_BARE_RATE and "%" not in key(text):
        raise BadValue(
            f"“{element.name}”是比率，“{text}”{'大于2' if value > 0 else '小于-2'}", f"写成 {text}% 或小数，如 0.95"
        )
    return value


def period(cell: Cell, most: int | None) -> int | None:
    """期 as 1…most; None for a blank cell. ``most`` None: the data item is in no item with 分期. Raises BadValue."""
    text = key(as_text(cell))
    if not text:
        return None
    found = _PERIOD.fullmatch(text)
    unit = (found[2] or "期")[0] if found else "半"
    value = int(found[1]) if found else _HALVES.get(text, 0)
    if most is not None and unit not in ("期", _UNITS[most] or "半"):
        raise BadValue(f"期“{text}”看不懂", f"填1到{most}的整数")
    if not 1 <= value <= (most or 12):
        raise BadValue(f"期“{text}”不在1到{most or 12}之间", f"填1到{most or 12}的整数")
    return value


def whole(cell: Cell) -> int | None:
    """A whole number that is not negative; None otherwise."""
    value = as_number(cell)
    if isinstance(value, Decimal) and value == int(value) and value >= 0:
        return int(value)
    return None
