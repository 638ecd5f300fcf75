"""From typed text to :class:`Condition` and :class:`Formula`.

Names of data items may hold any character (党员（含预备）数), so known names are matched first, longest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from wuze.scoring.exact import ZERO, Number, size
from wuze.scoring.expressions import (
    OPERATORS,
    Among,
    Compare,
    Condition,
    Every,
    Formula,
    Operation,
    Ref,
    Some,
    refuse,
)
from wuze.scoring.text import NUMBER, key, number, split_list
from wuze.scoring.values import NUMERIC, WORDS, ElementType

MOST_BARE_RATE = 2
"""A 比率 above this is written with %: 95 is meant as 95%."""
MOST_STEPS = 100
"""Deeper expressions are refused: nobody can read them, and evaluation is recursive."""
_STEPS = re.compile(r"[(+\-*/×÷·]")
_OPS = "|".join(re.escape(op) for op in sorted(OPERATORS, key=len, reverse=True))
_FIX_CONDITION = "写成“数据项 ≥ 数”，多个条件用 且、或 连接，例：党员数≥3 且 类型=社会组织"


@dataclass(slots=True)
class Known:
    """A data item as the parser sees it."""

    id: str
    name: str
    type: ElementType
    options: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """The names an expression may use. ``attributes`` None: the 名录 is not known yet, any word may be one.

    ``assumed`` collects words taken for attributes; ``types`` is the scheme's or the 名录's list of 类型; ``broken`` are
    data items whose own row has a fault: what rests on them is not reported again.
    """

    elements: Mapping[str, Known]
    attributes: frozenset[str] | None = None
    types: tuple[str, ...] = ()
    assumed: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        words = sorted({*self.elements, *self.broken, *map(key, self.attributes or ())}, key=len, reverse=True)
        # a known name ends where something that can follow a name begins, so that 会议 is not found inside 会议数
        follow = rf"(?=$|{_OPS}|属于|并且|[且或()（）+\-*/,;]|[×÷xX·−])"
        self.pattern = re.compile("(?:" + "|".join(map(re.escape, words)) + ")" + follow) if words else None

    def ref(self, word: str) -> Ref:
        """The data item or attribute of that name; refuses a word that is neither."""
        found = self.elements.get(key(word))
        if found is not None:
            return Ref(found.id)
        if key(word) in self.broken:
            return refuse("", "", "broken")
        if self.attributes is None:
            self.assumed.append(word)
            return Ref(word, attribute=True)
        for attribute in self.attributes:
            if key(attribute) == key(word):
                return Ref(attribute, attribute=True)
        return refuse(f"“{word}”既不是数据项，也不是名录里的列", "在数据项表里登记，或改正名称", "unknown_element")

    def known(self, ref: Ref) -> Known | None:
        """The data item behind a name, None for an attribute."""
        return None if ref.attribute else self.elements[key(ref.name)]


def parse_condition(text: str, names: Names, own: str | None = None) -> Condition:
    """Parse a condition. ``own`` is the clause's data item id, which a comparison may leave out."""
    parser = _Parser(text, names, own)
    condition = parser.either()
    parser.end(_FIX_CONDITION)
    return condition


def parse_formula(text: str, names: Names) -> Formula:
    """Parse a 公式; every name must be a data item (or 名录 column) that is a number."""
    parser = _Parser(text, names, None, formula=True)
    result = parser.sum()
    parser.end("公式只用 + − × ÷、最小()、最大() 和括号")
    return result


def _literal(digits: str) -> Number:
    value = number(digits)
    return ZERO if value is None else value


class _Parser:
    def __init__(self, text: str, names: Names, own: str | None, *, formula: bool = False) -> None:
        self.text = key(text)
        self.at, self.names, self.own = 0, names, own
        self.code = "bad_formula" if formula else "bad_condition"
        steps = len(_STEPS.findall(self.text)) if formula else self.text.count("(")
        if steps > MOST_STEPS:
            refuse(f"写得太长，超过{MOST_STEPS}步", "拆成几个数据项，再用它们", self.code)

    # --- shared -----------------------------------------------------------------------------------------------------
    def take(self, pattern: str) -> str | None:
        found = re.compile(pattern).match(self.text, self.at)
        if found is None or not found.group():
            return None
        self.at = found.end()
        return found.group()

    def end(self, fix: str) -> None:
        if self.at < len(self.text):
            refuse(f"看不懂“{self.text[self.at :]}”", fix, self.code)

    def name(self, loose: str) -> str | None:
        found = self.names.pattern.match(self.text, self.at) if self.names.pattern else None
        if found is not None:
            self.at = found.end()
            return found.group()
        return self.take(loose)

    # --- conditions -------------------------------------------------------------------------------------------------
    def either(self) -> Condition:
        terms = [self.both()]
        while self.take("或者?"):
            terms.append(self.both())
        return terms[0] if len(terms) == 1 else Some(tuple(terms))

    def both(self) -> Condition:
        terms = [self.atom()]
        while self.take("并?且"):
            terms.append(self.atom())
        return terms[0] if len(terms) == 1 else Every(tuple(terms))

    def atom(self) -> Condition:
        before = self.at
        known = self.names.pattern.match(self.text, self.at) if self.names.pattern else None
        if known is None and self.take(r"\("):
            inner = self.either()
            if self.take(r"\)"):
                return inner
            refuse("括号没有配对", "补上右括号", self.code)
        self.at = before
        left = self.left()
        if self.take("属于"):
            return Among(left, self.words(left))
        op = self.take(_OPS)
        if op is None:
            return self.bare(left, before)
        return Compare(left, OPERATORS[op], self.right(left, OPERATORS[op]))

    def left(self) -> Ref:
        own = self.own
        if own is not None and re.compile(rf"{_OPS}|属于").match(self.text, self.at):
            return Ref(own)
        if own is not None and re.compile(r"[是否](?=$|并?且|或|\))").match(self.text, self.at):
            return Ref(own)
        word = self.name(rf"(?:(?!{_OPS}|属于|并?且|[或(){{}}]).)+")
        if word is None:
            refuse("条件不完整" if self.at else f"条件“{self.text}”缺数据项", _FIX_CONDITION, self.code)
        return self.names.ref(word)

    def bare(self, left: Ref, before: int) -> Condition:
        word = self.take(r"[是否](?=$|并?且|或|\))") if self.own == left.name and self.at == before else None
        known = self.names.known(left)
        if known is None or known.type is not ElementType.YESNO:
            refuse(f"条件“{self.text}”没有写比较（≥ ≤ > < = ≠ 属于）", _FIX_CONDITION, self.code)
        return Compare(left, "=", word != "否")

    def right(self, left: Ref, op: str) -> Number | bool | str | Ref:
        known = self.names.known(left)
        typed = self.take(NUMBER + r"(?=$|并?且|[或)])")
        if typed is not None:
            return self.suits(known, op, number(typed), typed)
        word = self.name(rf"(?:(?!{_OPS}|并?且|[或(){{}}]).)+")
        if word is None:
            refuse(f"条件“{self.text}”缺比较的值", _FIX_CONDITION, self.code)
        if self.names.elements.get(key(word)) is not None and (known is None or known.type in NUMERIC):
            return self.names.ref(word)
        return self.suits(known, op, None, word)

    def words(self, left: Ref) -> tuple[Number | bool | str, ...]:
        body = self.take(r"\{[^}]*\}")
        if body is None:
            refuse("“属于”后面要用花括号列出", "例：类型 属于{社会组织、律师事务所}", self.code)
        known = self.names.known(left)
        return tuple(self.suits(known, "=", number(word), word, left) for word in split_list(body[1:-1]))

    def suits(
        self, known: Known | None, op: str, value: Number | None, word: str, left: Ref | None = None
    ) -> Number | bool | str:
        """The right-hand value as the data item's type needs it; refuses one that does not suit."""
        code = "comparison_type"
        if known is None:
            return self.attribute(op, value, word)
        if known.type is ElementType.YESNO:
            if word in ("是", "否") and op in "=≠":
                return word == "是"
            refuse(f"“{known.name}”是“是否”项，只能写 =是 或 =否", "改成 =是 或 =否", code)
        if known.type in WORDS:
            for option in known.options or (word,):
                if key(option) == key(word) and op in "=≠":
                    return option
            refuse(
                f"“{known.name}”只能用 = ≠ 与它的选项比较，选项里没有“{word}”"
                if op in "=≠"
                else f"“{known.name}”是“{known.type}”项，不能比大小",
                f"选项：{'、'.join(known.options) or '（数据项表未列选项）'}",
                code,
            )
        if value is None:
            refuse(f"“{known.name}”是“{known.type}”项，要与数比较，“{word}”不是数", "写成阿拉伯数字，如 3、95%", code)
        if known.type is ElementType.RATE and size(value) > MOST_BARE_RATE and "%" not in word:
            refuse(f"“{known.name}”是比率，“{word}”大于2", f"写成 {word}% 或小数，如 0.95", code)
        return value

    def attribute(self, op: str, value: Number | None, word: str) -> Number | str:
        if value is not None:
            return value
        if op not in "=≠":
            refuse(f"“{word}”不是数，不能比大小", "写成阿拉伯数字，如 3、95%", "comparison_type")
        return word

    # --- formulas ---------------------------------------------------------------------------------------------------
    def sum(self) -> Formula:
        result = self.product()
        while (op := self.take(r"[+\-]")) is not None:
            result = Operation(op, (result, self.product()))
        return result

    def product(self) -> Formula:
        result = self.factor()
        while (op := self.take(r"[*/×÷xX·]")) is not None:
            result = Operation("/" if op in "/÷" else "*", (result, self.factor()))
        return result

    def factor(self) -> Formula:
        named = self.names.pattern.match(self.text, self.at) if self.names.pattern else None
        if named is None:
            call = self.take(r"最[小大]值?(?=\()")
            if self.take(r"\("):
                return self.arguments(call)
            if self.take("-"):
                return Operation("*", (_literal("-1"), self.factor()))
            typed = self.take(r"\d+(?:\.\d+)?%?")
            if typed is not None:
                return _literal(typed)
        word = self.name(r"[^+\-*/×÷·(),;、]+")
        if word is None:
            refuse(f"公式“{self.text}”不完整", "公式只用 + − × ÷、最小()、最大() 和括号", self.code)
        ref = self.names.ref(word)
        known = self.names.known(ref)
        if known is not None and known.type not in NUMERIC:
            what = f"“{known.name}”是“{known.type}”项，不能参加计算"
            refuse(what, "公式里只用次数、数值、比率、打分、事件", self.code)
        return ref

    def arguments(self, call: str | None) -> Formula:
        terms = [self.sum()]
        while call is not None and self.take("[,;、]"):
            terms.append(self.sum())
        if not self.take(r"\)"):
            refuse("括号没有配对", "补上右括号", self.code)
        return Operation(call[:2], tuple(terms)) if call else terms[0]
