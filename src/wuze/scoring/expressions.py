"""Conditions (条件) and formulas (公式): parsed once, evaluated exactly over facts that may be missing or 不适用.

Grammar of a condition: comparisons joined by 且 and 或 (且 binds tighter), brackets; a comparison is
``name ≥ value``, ``name 属于{a、b}``, or, where the clause has a data item of its own, ``≥95%`` or ``是``.
A formula: + − × ÷, 最小(a,b), 最大(a,b), brackets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from wuze.scoring.exact import Number, add, div, mul, sub
from wuze.scoring.text import key
from wuze.scoring.values import MISSING, NA, Absent, Reading

OPERATORS = {
    "≥": "≥", ">=": "≥", "≧": "≥", "≤": "≤", "<=": "≤", "≦": "≤", "≠": "≠", "!=": "≠", "<>": "≠", "=": "=", "==": "=",
    ">": ">", "<": "<",
}  # fmt: skip  # one line reads as the list it is


@dataclass(frozen=True, slots=True)
class Ref:
    """A name in an expression: a data item (by id) or, with ``attribute``, a 名录 column."""

    name: str
    attribute: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """``left op right``; right is a value or another name."""

    left: Ref
    op: str
    right: Number | bool | str | Ref


@dataclass(frozen=True, slots=True)
class Among:
    """``left 属于{…}``."""

    left: Ref
    words: tuple[Number | bool | str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All hold (且)."""

    terms: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one holds (或)."""

    terms: tuple[Condition, ...]


Condition = Compare | Among | Every | Some


@dataclass(frozen=True, slots=True)
class Operation:
    """An arithmetic step; ``op`` is one of + - * / 最小 最大."""

    op: str
    terms: tuple[Formula, ...]


Formula = Operation | Ref | Number

Look = Callable[[Ref], Reading]
Truth = bool | Absent


def refs(node: Condition | Formula) -> tuple[Ref, ...]:
    """Every name in the expression, in order, with repeats."""
    match node:
        case Ref():
            return (node,)
        case Compare(left, _, right):
            return (left, right) if isinstance(right, Ref) else (left,)
        case Among(left, _):
            return (left,)
        case Every(terms) | Some(terms):
            return tuple(ref for term in terms for ref in refs(term))
        case Operation(_, operands):
            return tuple(ref for operand in operands for ref in refs(operand))
    return ()


def test(condition: Condition, look: Look) -> Truth:
    """True, False, MISSING or NA.

    What decides is looked at first: one false term makes 且 false whatever else is absent; then 不适用 beats missing.
    """
    match condition:
        case Compare(left, op, right):
            return _compare(look(left), op, look(right) if isinstance(right, Ref) else right)
        case Among(left, words):
            value = look(left)
            return value if isinstance(value, Absent) else any(_equal(value, word) for word in words)
        case Every(terms):
            return _join((test(term, look) for term in terms), decisive=False)
    return _join((test(term, look) for term in condition.terms), decisive=True)


def reads_na(condition: Condition, look: Look) -> bool:
    """Whether any name in the condition is 不适用, decisive or not."""
    return any(look(ref) is NA for ref in refs(condition))


def guard(condition: Condition, look: Look) -> Truth:
    """Like :func:`test`, but a comparison that reads 不适用 is false: the answer is never NA."""
    match condition:
        case Every(terms):
            return _join((guard(term, look) for term in terms), decisive=False)
        case Some(terms):
            return _join((guard(term, look) for term in terms), decisive=True)
        case _:
            result = test(condition, look)
            return False if result is NA else result


def _join(results: object, *, decisive: bool) -> Truth:
    found: set[Truth] = set(results)  # type: ignore[call-overload]  # any iterable of Truth
    if decisive in found:
        return decisive
    for absent in (NA, MISSING):
        if absent in found:
            return absent
    return not decisive


def _equal(a: Number | bool | str, b: Number | bool | str) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return key(a) == key(b)
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def _compare(left: Reading, op: str, right: Reading) -> Truth:
    if left is NA or right is NA:
        return NA
    if isinstance(left, Absent) or isinstance(right, Absent):
        return MISSING
    if op == "=":
        return _equal(left, right)
    if op == "≠":
        return not _equal(left, right)
    if isinstance(left, (str, bool)) or isinstance(right, (str, bool)):
        return MISSING
    return {"≥": left >= right, "≤": left <= right, ">": left > right, "<": left < right}[op]


def compute(formula: Formula, look: Look) -> Number | Absent:
    """The exact value; MISSING when any operand is missing, else NA when any is 不适用 or a divisor is 0."""
    match formula:
        case Operation(op, terms):
            return _operate(op, [compute(term, look) for term in terms])
        case Ref():
            value = look(formula)
            return MISSING if isinstance(value, (bool, str)) else value
    return formula


def _operate(op: str, values: list[Number | Absent]) -> Number | Absent:
    if MISSING in values:
        return MISSING
    numbers = [value for value in values if not isinstance(value, Absent)]
    if len(numbers) < len(values):
        return NA
    if op == "最小":
        return min(numbers)
    if op == "最大":
        return max(numbers)
    result = numbers[0]
    for value in numbers[1:]:
        if op == "/" and not value:
            return NA
        result = {"+": add, "-": sub, "*": mul, "/": div}[op](result, value)
    return result


class BadExpression(ValueError):
    """The text is not a condition or formula; ``problem`` and ``fix`` are sentences for the clerk."""

    def __init__(self, problem: str, fix: str, code: str = "bad_condition") -> None:
        super().__init__(problem)
        self.problem, self.fix, self.code = problem, fix, code


def refuse(problem: str, fix: str, code: str = "bad_condition") -> NoReturn:
    """Stop parsing with a sentence."""
    raise BadExpression(problem, fix, code)
