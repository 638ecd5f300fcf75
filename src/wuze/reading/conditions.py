"""Words of a condition → a canonical condition: thresholds with signs, failures turned into what must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from wuze.reading.text import masked
from wuze.reading.words import ABOVE, AT_LEAST, AT_MOST, BELOW, DEFECT, NUM, PERIOD, PERIODS, QUANTITY, UNIT
from wuze.scoring.exact import plain
from wuze.scoring.text import number

_Q = rf"(?P<n>{QUANTITY})(?P<u>(?:个?{UNIT})?)"
_THRESHOLDS = (
    ("<", re.compile(rf"(?:{BELOW}){_Q}(?:的|以上)?")),
    ("≥", re.compile(rf"(?:{AT_LEAST}){_Q}(?:及?以上)?(?:\(含\))?")),
    ("≤", re.compile(rf"(?:{AT_MOST}){_Q}(?:以内|之内|以下|内)?")),
    (">", re.compile(rf"(?:{ABOVE}){_Q}")),
    ("≥", re.compile(rf"{_Q}(?:\(含\))?(?:及|或)?以上(?:\(含[^)]*\))?|{_Q.replace('<n>', '<n2>').replace('<u>', '<u2>')}及以上")),
    ("≤", re.compile(rf"{_Q}(?:及以下|以内|之内)")),
    ("<", re.compile(rf"{_Q}(?:\(不含\))?以下")),
)
_PLAIN_RATE = re.compile(rf"(?<=[率重比度例成])(?:为|是|在)?(?P<n>{NUM}%)")
_DONE_RATE = re.compile(rf"(?<=完成|覆盖|达标|实现)(?P<n>{NUM}%)") if False else re.compile(rf"(?:(?<=完成)|(?<=覆盖)|(?<=达标)|(?<=增长))(?P<n>{NUM}%)")
_FLIP = {"≥": "<", "<": "≥", "≤": ">", ">": "≤"}
SIGNED = re.compile(rf"(?P<op>[≥≤<>])(?P<n>{QUANTITY})(?P<u>(?:个?{UNIT})?)")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number a quantity is compared with; ``span`` is where it stands in the text it was found in."""

    op: str
    value: str
    unit: str
    start: int
    end: int

    @property
    def sign(self) -> str:
        """``≥95%``."""
        return f"{self.op}{self.value}{self.unit}"


def thresholds(text: str) -> list[Threshold]:
    """The comparisons written in words, from left to right; quoted words are not looked into."""
    hidden = masked(text)
    found: list[Threshold] = []
    taken: list[tuple[int, int]] = []
    for op, pattern in (*_THRESHOLDS, ("≥", _PLAIN_RATE), ("≥", _DONE_RATE)):
        for match in pattern.finditer(hidden):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            groups = match.groupdict()
            value = groups["n"] or groups.get("n2") or ""
            unit = (groups.get("u") or groups.get("u2") or "").removeprefix("个") or groups.get("u") or ""
            taken.append(match.span())
            found.append(Threshold(op, value, unit, *match.span()))
    return sorted(found, key=lambda one: one.start)


def trimmed(text: str) -> str:
    """Without the particles that only join a condition to its points."""
    text = re.sub(r"^(?:其中|且|并|如|若|凡|对|因|但|而|则|及|和|或)?[,:、]?", "", text.strip(",、;: 。\n")) if len(text) > 3 else text
    return re.sub(r"(?:的|者|的话|情况|情形)?[,:、]*$", "", text) or text


def canonical(text: str) -> str:
    """The text with its thresholds as signs: 发展新党员1名以上 → 发展新党员≥1名."""
    for one in reversed(thresholds(text)):
        text = text[: one.start] + one.sign + text[one.end :]
    return trimmed(text)


def negated(text: str) -> str:
    """What must hold so that the failure told in ``text`` does not: 未签订责任书 → 签订责任书; 低于95% → ≥95%."""
    text = canonical(text)
    signs = list(SIGNED.finditer(text))
    if len(signs) == 1:
        sign = signs[0]
        return text[: sign.start()] + _FLIP[sign["op"]] + text[sign.start() + 1 :]
    for pattern, new in _AFFIRMATIONS:
        made, count = pattern.subn(new, text, count=1)
        if count:
            return made
    return f"无“{text}”情形"


_AFFIRMATIONS = (
    (re.compile(r"^(?:没有|无|缺少|缺乏)(?=.)"), "有"),
    (re.compile(r"(?:均未|都未|未能|尚未|没有|未)(?=[^达])"), ""),
    (re.compile(r"未?达不?到"), "达到"),
    (re.compile(r"不(?=规范|健全|完善|全面|齐全|到位|完整|及时|真实|明确|明显|清|具体|合格|达标|符合|充分|团结|落实|按|能|力)"), ""),
    (re.compile(r"(?:两者|二者|三者|任意|任何)?缺(?:少)?1(?:项|个)?"), "齐全"),
    (re.compile(r"^(?:有|存在|发生|出现|发现)"), "无"),
)


# --- what is asked for ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Requirement:
    """So many of something are due; ``count`` a year. ``period``: the period is one the language knows."""

    count: str
    unit: str
    label: str
    start: int
    end: int
    known: bool = True
    told: bool = True


_COUNT_UNIT = r"(?:次|场次|场|期|节|堂|篇|条|件|份|项|人次|名|人|个|类|户|家|套|学时|课时|天)"
_NEEDS = re.compile(
    rf"(?:(?:{AT_LEAST})|共计?|等|开展|召开|有|为|)(?P<n>{NUM})个?(?P<u>{_COUNT_UNIT})(?:以上|及以上)?"
)
_EVERY = re.compile(
    r"(?:每个?|按|逐)(?P<span>半年|季度?|月份?|年度?|1年|1个?季度|1个?月|周|星期|旬|双月|日|两个?月|2月|学期)|(?P<year>全年|年度内|年度|年内|1年内?|当年|本年)|(?P<half>上下半年各|半年各)"
)
_SPAN = {"半年": "半年", "季": "季", "季度": "季", "月": "月", "月份": "月", "年": "年", "年度": "年", "1年": "年", "1季度": "季", "1个季度": "季", "1月": "月", "1个月": "月"}


def requirement(text: str) -> Requirement | None:
    """The number due in a phrase, for a whole year: 每季度至少听取1次汇报 → 4次. None when it asks for no number."""
    hidden = masked(text)
    every = _EVERY.search(hidden)
    needs = _needed(hidden, every)
    if needs is None and every is None:
        return None
    if needs is None and every is not None and every["span"] is None:
        return None
    times, known = _times(every)
    count = Decimal(needs["n"]) if needs else Decimal(1)
    start = min(found.start() for found in (every, needs) if found)
    end = max(found.end() for found in (every, needs) if found)
    unit = needs["u"] if needs else "次"
    return Requirement(plain(count * times), unit, _label(text, every, needs), start, end, known, needs is not None)


def _needed(hidden: str, every: re.Match[str] | None) -> re.Match[str] | None:
    for found in _NEEDS.finditer(hidden):
        if every is None or not (every.start() <= found.start("n") < every.end()):
            return found
    return None


def _times(every: re.Match[str] | None) -> tuple[Decimal, bool]:
    if every is None or every["year"]:
        return Decimal(1), True
    if every["half"]:
        return Decimal(2), True
    span = _SPAN.get(every["span"])
    return (Decimal(PERIODS[span]), True) if span else (Decimal(1), False)


def _label(text: str, every: re.Match[str] | None, needs: re.Match[str] | None) -> str:
    spans = sorted((found.span() for found in (every, needs) if found), reverse=True)
    for start, end in spans:
        text = text[:start] + text[end:]
    text = re.sub(r"(?:应当?|须|需|要|必须|按规定|至少|原则上|定期)", "", text)
    return trimmed(text.strip(",、;: ")) or "次数"


__all__ = ["DEFECT", "PERIOD", "Requirement", "Threshold", "canonical", "negated", "number", "requirement", "thresholds", "trimmed"]
