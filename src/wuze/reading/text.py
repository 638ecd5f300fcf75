# ruff: noqa: E501  # one rule of normalising a line
"""The text of a cell made plain for reading: half width, digits for Chinese numerals; every character knows its origin."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from wuze.reading.words import KIND, NUMERAL_UNITS, UNITS, one_of
from wuze.scoring.exact import plain
from wuze.scoring.text import halfwidth

DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = "零〇一二两三四五六七八九十百千"
_UNIT = one_of(NUMERAL_UNITS)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|‘[^’]*’|「[^」]*」")
HIDDEN = "\ue000"
"""Stands for each character inside quotation marks where the grammar must not look."""


@dataclass(frozen=True, slots=True)
class Text:
    """Normalised text; ``origin[i]`` is where its character i begins in the cell's text."""

    value: str
    origin: tuple[int, ...]

    def sub(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Text:
        """Each match replaced; the characters of a replacement all come from where the match began."""
        parts: list[str] = []
        origin: list[int] = []
        at = 0
        for found in pattern.finditer(self.value):
            made = new(found)
            parts += [self.value[at : found.start()], made]
            origin += self.origin[at : found.start()]
            same = len(made) == found.end() - found.start()
            origin += self.origin[found.start() : found.end()] if same else [self.origin[found.start()]] * len(made)
            at = found.end()
        if not parts:
            return self
        return Text("".join([*parts, self.value[at:]]), (*origin, *self.origin[at:]))


def masked(text: str) -> str:
    """The text with what stands in quotation marks hidden, character by character."""
    return _QUOTED.sub(lambda found: "“" + HIDDEN * (len(found[0]) - 2) + "”", text)


def numeral(text: str) -> Decimal:
    """The value of a Chinese numeral: 十二 → 12, 二十五 → 25, 三 → 3, 半 → 0.5."""
    if text == "半":
        return Decimal("0.5")
    total = digit = 0
    for char in text:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = digit * 10 + DIGITS[char]
    return Decimal(total + digit)


def _decimal(text: str) -> str:
    whole, point, rest = text.partition("点")
    value = plain(numeral(whole or "零"))
    return value + ("." + "".join(str(DIGITS[char]) for char in rest) if point else "")


_NUMERAL = rf"[{_HAN}]+(?:点[{_HAN}]+)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[ \t\r\u2002-\u200b\ufeff]+(?![ \t]*\d)|(?<!\d)[ \t\u2002-\u200b]+"), lambda _: ""),
    (re.compile(r"(?<=\d)[ \t]+(?=\d)"), lambda _: ";"),
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), lambda _: ""),
    (re.compile(r"[－﹣]"), lambda _: "-"),
    (re.compile(r"(?<=[\d%分元)])(?:-{1,2}|[~～〜—–―]+|至|到)(?=\d)"), lambda _: "~"),
    (re.compile(r"[—–―]+(?=\d)"), lambda _: "-"),
    (re.compile(rf"百分之({_NUMERAL}|\d+(?:\.\d+)?)"), lambda m: (m[1] if m[1][0].isdigit() else _decimal(m[1])) + "%"),
    (re.compile(rf"([{_HAN}]+)分之([{_HAN}]+)"), lambda m: f"{numeral(m[2])}/{numeral(m[1])}"),
    (re.compile(rf"([{_HAN}])成(?=以上|以下|的|及)"), lambda m: f"{numeral(m[1])}0%"),
    (re.compile(r"(?<![\d前])半数(?=以上|以下)|(?<!\d)一半(?=以上|以下)|(?<=不足)一半|(?<=低于)一半|(?<=超过)一半|(?<=未达到)一半|(?<=不到)一半|(?<=不足)半数|(?<=超过)半数"), lambda _: "50%"),
    (re.compile(rf"(?<=第)({_NUMERAL})(?=[名位至到、]|等次|档|的?[得计记])"), lambda m: _decimal(m[1])),
    (re.compile(rf"(?<=前)({_NUMERAL})(?=[名位])"), lambda m: _decimal(m[1])),
    (re.compile(rf"({_NUMERAL})(至|到|-|~)({_NUMERAL})(?=个?(?:{_UNIT}))"), lambda m: f"{_decimal(m[1])}~{_decimal(m[3])}"),
    (re.compile(rf"(?<![第{_HAN}])({_NUMERAL})(?=个?(?:{_UNIT})(?!性|把手|专多能|规定|基本原则))"), lambda m: _decimal(m[1])),
    (re.compile(rf"(?<=[扣除减掉罚去得计记加奖励赋予给评入积获打])({_NUMERAL}|半)(?=分)"), lambda m: _decimal(m[1])),
    (re.compile(r"(?<=[缺])一(?=不|的|扣|,|$)|(?<=[缺少差每])一(?=样)"), lambda _: "1"),
    (re.compile(r"(?<=\d)个?百分点"), lambda _: "%"),
    (re.compile(r"(?<=\d)个点"), lambda _: "%"),
    (re.compile(r"(?<=[每降升低高少多增减超])(个百分点|百分点)"), lambda _: "1%"),
    (re.compile(r"(?<=\d)个(?=月|工作日)"), lambda _: ""),
    (re.compile(r"(\d+(?:\.\d+)?%?)([≤<])([^\d,;。≤<≥>\n]{1,20})([≤<])(?=\d)"), lambda m: f"{m[3]}{'≥' if m[2] == '≤' else '>'}{m[1]}且{m[4]}"),
    (re.compile(r"(?<=[^,;。\n:(])\(([^()]*(?:扣|不得分)[^()]*)\)"), lambda m: f",{m[1]},"),
    (re.compile(r"(?<=分)\((?=\d{1,2}\))"), lambda _: ";("),
    (re.compile(r"(?<=分\))。(?!\s*(?:[①-⑳⑴-⒇]|\(?[\d一二三四五六七八九十]+[)、.]))(?![^。;]*(?<!不)得)(?=[^。;(]*(?:扣|不得分))"), lambda _: ","),
    (re.compile(rf"([扣得加减计记])(\d+(?:\.\d+)?分)/({one_of(UNITS)})(?=$|[,;。\n)])"), lambda m: f"每{m[3]}{m[1]}{m[2]}"),
    (re.compile(rf"(?<=[^,;。\n:])\(((?:其中)?{KIND}[^,;()]*\d[^()]*)\)"), lambda m: f",{m[1]},"),
)  # fmt: skip  # a rule a line


def normalise(text: str) -> Text:
    """The cell's text for the grammar; quoted words keep their characters."""
    wide = halfwidth(text).replace("‰", "‰").replace("，", ",")
    made = Text(wide, tuple(range(len(wide))))
    for pattern, new in _RULES:
        made = _outside_quotes(made, pattern, new)
    return made


def _outside_quotes(text: Text, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Text:
    quoted = [found.span() for found in _QUOTED.finditer(text.value)]
    if not quoted:
        return text.sub(pattern, new)

    def keep(found: re.Match[str]) -> str:
        inside = any(start < found.start() and found.end() < end for start, end in quoted)
        return found[0] if inside else new(found)

    return text.sub(pattern, keep)
