"""One cell of a roster as it is kept: text, whole number or day as text; or the sentence that says why not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from stdnum.cn import uscc

from wuze.excel.handout.frame import shown
from wuze.excel.rosters.words import Field, Sort
from wuze.scoring.tables import Cell

Kept = str | int
"""What JSON keeps without loss."""

NOTHING = frozenset(("", "无", "/", "-", "—", "——", "－", "暂无", "没有", "空", "否", "0元"))
"""Cells that mean "nothing here" in columns of words."""

MOST_COUNT = 999_999
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx]"
    r"|[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![0-9A-Za-z])",
    re.ASCII,
)
_GAP = re.compile(r"(?<=\d)[ \-]+(?=[\dXx])")
_DAY = re.compile(r"(\d{4})[年./\-](\d{1,2})(?:[月./\-](\d{1,2})日?|月)?$")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?$")
_COUNT = re.compile(r"(\d{1,7})(?:\.0+)?(?:人|名|个)?$")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell and what would pass."""

    problem: str
    fix: str


def has_identity(text: str) -> bool:
    """Does a text hold what reads like the number of an identity card, also a mistyped one, one in
    full width or one written in groups?"""
    plain = _GAP.sub("", unicodedata.normalize("NFKC", text))
    return any(not uscc.is_valid(found) for found in _IDENTITY.findall(plain))


def read_cell(cell: Cell, field: Field) -> tuple[Kept | None, Fault | None]:
    """The value to keep (None: nothing stands there), and what is wrong with it."""
    if cell is None:
        return None, None
    text = shown(cell).replace("\n", " ").strip().removeprefix("'").strip()  # the mark by which Excel makes text
    if field.sort is not Sort.COUNT and has_identity(text):
        return None, Fault("像是身份证号，没有收", "删去身份证号再交；这里只填" + field.label)
    if field.sort is Sort.COUNT:
        return _count(text, field)
    if text in NOTHING:
        return None, None
    if field.sort is Sort.DAY:
        return _day(cell, text)
    if field.sort is Sort.CODE:
        return _code(text)
    if len(text) > field.most:
        return None, Fault(f"有{len(text)}个字，最多{field.most}个字", "只留" + field.label)
    return text, None


def _count(text: str, field: Field) -> tuple[Kept | None, Fault | None]:
    if text in NOTHING:
        return (0 if text in {"无", "没有", "暂无"} else None), None
    found = _COUNT.match(text.replace(",", "").replace("，", ""))
    if found and int(found[1]) <= MOST_COUNT:
        return int(found[1]), None
    return None, Fault(
        f"“{text[:20]}”不是人数" if field.label != "任期（年）" else f"“{text[:20]}”不是年数", "填一个整数"
    )


def _day(cell: Cell, text: str) -> tuple[Kept | None, Fault | None]:
    day = cell if isinstance(cell, date) else _day_of(cell, text)
    if day is None or not 1949 <= day.year <= 2100:
        return None, Fault(f"“{text[:20]}”不是日期", "写成2026-03-05或2026年3月5日")
    return day.isoformat(), None


def _day_of(cell: Cell, text: str) -> date | None:
    if isinstance(cell, Decimal) and cell == int(cell) and int(cell) in _SERIALS:
        return _EPOCH + timedelta(days=int(cell))
    found = _DAY.match(text.replace(" ", "")) or _DIGITS.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def _code(text: str) -> tuple[Kept | None, Fault | None]:
    """A code that holds (GB 32100); a number that lost its digits is told apart from one that was mistyped."""
    code = re.sub(r"[\s\-]", "", text).upper()
    if re.fullmatch(r"[0-9]{15,}0{3,}", code) and len(code) == 18:
        return None, Fault("信用代码的末几位被表格软件改成了0", "把这一列设成文本格式，重填18位代码")
    if len(code) != 18 or not uscc.is_valid(code):
        return None, Fault(f"信用代码“{text[:20]}”不对，按没有代码处理", "照登记证书填18位统一社会信用代码，没有就空着")
    return code, None
