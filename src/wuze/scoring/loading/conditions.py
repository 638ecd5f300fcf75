"""Conditions as cells: parsed, with their faults; and checks that need the list of 类型."""

from __future__ import annotations

import re

from wuze.scoring.expressions import Among, BadExpression, Condition, Every, Ref, Some
from wuze.scoring.loading.sheet import BROKEN, Sheet
from wuze.scoring.parsing import Names, parse_condition
from wuze.scoring.text import key, split_list

COMMON = frozenset({"类型", "属地", "党员数"})
"""名录 columns that need no confirmation."""
_HINTS = (
    (
        re.compile("不?(?:大于|小于|高于|低于|少于|超过|等于|至少|以上|以下)(?:或?等于)?"),
        "比较用符号写：≥ ≤ > < = ≠，如 党员数≥3",
    ),
    (re.compile("and|or|&+|[|]+|[;,，]", re.IGNORECASE), "多个条件用 且、或 连接，如 党员数≥3 且 属地=城关镇"),
    (re.compile(r"^[\d.%]+[≥≤><=]+"), "数据项写在前面，如 党员数≥3 且 党员数≤9"),
)
"""What people write instead, and how it is written."""
KIND = Ref("类型", attribute=True)


def kinds_named(condition: Condition) -> tuple[str, ...]:
    """The 类型 that a condition names."""
    if isinstance(condition, (Every, Some)):
        return tuple(kind for term in condition.terms for kind in kinds_named(term))
    if condition.left != KIND:
        return ()
    words = condition.words if isinstance(condition, Among) else (condition.right,)
    return tuple(word for word in words if isinstance(word, str))


def check_types(condition: Condition, names: Names, sheet: Sheet, row: int, column: str) -> bool:
    """A fault for a 类型 outside the list; True when all are in it (or no list is known)."""
    allowed = {key(kind) for kind in names.types}
    for kind in kinds_named(condition) if allowed else ():
        if key(kind) not in allowed:
            what = f"类型“{kind}”不在类型清单里"
            sheet.fault("unknown_type", row, column, what, f"清单：{'、'.join(names.types)}")
            return False
    return True


def warn_assumed(names: Names, sheet: Sheet, row: int, column: str) -> None:
    """A warning, at its first use, for each word taken for a 名录 column while the 名录 is not known."""
    for word in names.assumed:
        what = f"“{word}”不是数据项，当作名录里的列"
        if word not in COMMON and all(finding.problem != what for finding in sheet.problems.findings):
            fix = "核对名称；如应是数据项，请在数据项表登记"
            sheet.problems.warn("assumed_attribute", sheet.place(row, column), what, fix)
    names.assumed.clear()


def _hinted(bad: BadExpression, text: str) -> tuple[str, str, str]:
    """Code, problem and fix; the fix for what was meant, where that can be seen."""
    for pattern, fix in _HINTS if bad.code != BROKEN else ():
        found = pattern.search(text)
        if found is not None:
            return "bad_condition", f"条件里的“{found.group()}”看不懂", fix
    return bad.code, bad.problem, bad.fix


def read_condition(
    text: str, names: Names, sheet: Sheet, row: int, column: str, own: str | None = None
) -> Condition | None:
    """The condition typed in a cell; None after a fault."""
    try:
        condition = parse_condition(text, names, own)
    except BadExpression as bad:
        code, problem, fix = _hinted(bad, key(text))
        sheet.fault(code, row, column, problem, fix)
        return None
    finally:
        warn_assumed(names, sheet, row, column)
    return condition if check_types(condition, names, sheet, row, column) else None


def kinds_condition(text: str, names: Names) -> Condition:
    """A list of 类型 as a condition; words are taken in the list's own spelling."""
    words = tuple(next((kind for kind in names.types if key(kind) == key(word)), word) for word in split_list(text))
    return Among(KIND, words)
