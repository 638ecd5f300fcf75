"""Rules of organisations: keys, codes, dates of a change, names that may be the same. Pure; also for imports by the thousand."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
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
NOISE = re.compile(
    r"\(.*?\)$|有限责任公司|股份有限公司|有限公司|公司|集团|股份|普通合伙|特殊普通合伙|合伙企业|\W|_|"
    r"^(?:\w{2,3}省)?(?:\w{2,6}?(?:市|州))?(?:\w{1,6}?(?:县|区))?"
)
"""What two lists write differently for the same firm: legal form, place in front, brackets."""

FEWEST = 2
"""A name shorter than this after cleaning says too little to compare."""

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
    while (shorter := NOISE.sub("", text)) != text:
        text = shorter
    return text if len(text) >= FEWEST else re.sub(r"\W", "", unicodedata.normalize("NFKC", name))


def same(rows: Iterable[tuple[int, str]]) -> list[tuple[str, tuple[int, ...]]]:
    """Groups of two or more rows (number, mark) with the same mark, in the order in which the marks first came."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, mark in rows:
        if mark:
            found[mark].append(key)
    return [(mark, tuple(keys)) for mark, keys in found.items() if len(keys) > 1]


def joined(parts: Sequence[str]) -> str:
    """What is there, in one line."""
    return "，".join(part for part in parts if part)
