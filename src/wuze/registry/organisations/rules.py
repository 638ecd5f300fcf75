"""Rules of organisations: keys, codes, dates of a change, names that may be the same. Pure; also for imports by the thousand."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from wuze.registry.rules import cn

TEMPORARY = "T"
"""A key of ours begins so; no 信用代码 does."""

DIGITS = 6
BODY = slice(8, 17)
"""主体标识码: the same legal person keeps these nine characters when its registration moves (GB 32100)."""

LONGEST = 60
FORMS = re.compile(r"\(.*?\)$|有限责任公司|股份有限公司|有限公司|公司|集团|股份|(?:特殊)?普通合伙|合伙企业|\W|_")
"""What two lists write differently for the same firm: legal form, branch in brackets, marks."""

PLACE = re.compile(
    r"^(?:\w{1,3}省)?(?:\w{2,3}(?<![超菜夜花集早门股城])市)?(?:\w{1,3}(?<![小园社景商街校片厂港])[县区])?"
)
"""The place in front: 某省青岚市城区; not 超市, 园区."""

FEWEST = 4
"""With fewer characters left, what looks like a place is the name."""

# --- keys and codes ---------------------------------------------------------------------------------------------------


def temporary_key(number: int) -> str:
    """T000123."""
    return f"{TEMPORARY}{number:0{DIGITS}d}"


def number_of(key: str) -> int:
    """The number in a temporary key; 0 where it is none."""
    digits = key.removeprefix(TEMPORARY)
    return int(digits) if key.startswith(TEMPORARY) and digits.isascii() and digits.isdigit() else 0


def clean_code(text: str) -> str:
    """A code as it is kept: plain capital letters and digits, without blanks and hyphens."""
    return re.sub(r"[\s\-—–·.]", "", unicodedata.normalize("NFKC", text)).upper()


def code_fault(code: str) -> str:
    """What is wrong with a code that was cleaned; "" for none at all: then a temporary key stands for it."""
    if not code:
        return ""
    try:
        uscc.validate(code)
    except InvalidLength:
        return f"信用代码是18位，填的是{len(code)}位。手里没有就空着。"
    except InvalidChecksum:
        return "信用代码的校验位不对，多半抄错了一位，请对照证照。手里没有就空着。"
    except ValidationError:
        return "信用代码只有数字和大写字母，没有I、O、S、V、Z，请对照证照。手里没有就空着。"
    return ""


def body(code: str) -> str:
    """主体标识码 of a code; "" without one."""
    return code[BODY] if len(code) == BODY.stop + 1 else ""


# --- dates of a change ------------------------------------------------------------------------------------------------


def since_fault(since: date, today: date, standing: date | None) -> str:
    """May a change begin on this day? Not in the future, not before the state that it ends."""
    if since > today:
        return f"不能晚于今天（{cn(today)}）。"
    if standing is not None and since < standing:
        return f"现在的状态从{cn(standing)}起，请填这天或以后。"
    return ""


# --- the same one twice -----------------------------------------------------------------------------------------------


def plain(name: str) -> str:
    """A name without what lists write differently: 青岚县恒晟精密机械有限公司（城南店） → 恒晟精密机械."""
    text = unicodedata.normalize("NFKC", name).strip()
    short = text
    while (shorter := FORMS.sub("", short)) != short:
        short = shorter
    short = short or re.sub(r"\W|_", "", text)
    while len(without := PLACE.sub("", short)) >= FEWEST and without != short:
        short = without
    return short


def same(rows: Iterable[tuple[int, str]]) -> list[tuple[str, tuple[int, ...]]]:
    """Groups of two or more rows (number, mark) with the same mark, in the order in which the marks first came."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, mark in rows:
        if mark:
            found[mark].append(key)
    return [(mark, tuple(keys)) for mark, keys in found.items() if len(keys) > 1]


def undecided(keys: Sequence[int], apart: Collection[tuple[int, int]]) -> tuple[int, ...]:
    """Those of a group that may still be the same as another one of it; ``apart`` are pairs, the lower number first."""
    return tuple(
        one for one in keys if any(other != one and (min(one, other), max(one, other)) not in apart for other in keys)
    )
