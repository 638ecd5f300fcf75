"""Words of a condition → a canonical condition: thresholds with signs, failures turned into what must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from wuze.reading.text import masked
from wuze.reading.words import ABOVE, AT_LEAST, AT_MOST, BELOW, NUM, PERIODS, QUANTITY, UNIT
from wuze.scoring.exact import plain

_Q = rf"(?P<n>{QUANTITY})(?P<u>(?:个?{UNIT}|分)?)"
_THRESHOLDS = (
    ("≥", re.compile(rf"(?<!未)(?<!没有)(?<!没)(?<!不)(?:{AT_LEAST}){_Q}(?:及?以上)?(?:\(含\))?")),
    ("<", re.compile(rf"(?<!不)(?<!不得)(?:{BELOW}){_Q}(?:以上)?")),
    ("≤", re.compile(rf"(?:{AT_MOST}){_Q}(?:以内|之内|以下|内)?")),
    (">", re.compile(rf"(?<!不)(?<!不得)(?<!每)(?:{ABOVE}){_Q}")),
    (
        "≥",
        re.compile(
            rf"{_Q}(?:\(含[^)]{{0,6}}\))?(?:及|或)?以上(?:\(含[^)]*\))?|{_Q.replace('<n>', '<n2>').replace('<u>', '<u2>')}及以上"
        ),
    ),
    ("≤", re.compile(rf"{_Q}(?:及以下|以内|之内)")),
    ("≤", re.compile(rf"(?<![近前\d.])(?<!最近){_Q}(?<=[月年天日周时])内")),
    ("<", re.compile(rf"{_Q}(?:\(不含\))?以下")),
)
_PLAIN_RATE = re.compile(rf"(?<=[率重比度例成])(?:为|是|在)?(?P<n>{NUM}%)(?!~)")
_DONE_RATE = re.compile(rf"(?:(?<=完成)|(?<=覆盖)|(?<=达标)|(?<=增长))(?P<n>{NUM}%)")
_FLIP = {"≥": "<", "<": "≥", "≤": ">", ">": "≤"}
SIGNED = re.compile(rf"(?P<op>[≥≤<>])(?P<n>{QUANTITY})(?P<u>(?:个?{UNIT}|分)?)")


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
    text = text.strip(",、;: 。\n")
    text = re.sub(r"^(?:其中|且|如(?![期实数何])|若(?!干)|凡是?|但|而|则)?[,:、]?", "", text) if len(text) > 3 else text
    return re.sub(r"(?:的|的话|情况|情形)?[,:、]*$", "", text) or text


def canonical(text: str) -> str:
    """The text with its thresholds as signs: 发展新党员1名以上 → 发展新党员≥1名."""
    for one in reversed(thresholds(text)):
        text = text[: one.start] + one.sign + text[one.end :]
    return trimmed(text)


def failed(duty: str) -> str:
    """A duty told as its failure, its last sign turned: 45岁以下的达到60%以上 → 45岁以下的<60%."""
    one = thresholds(duty)[-1]
    return trimmed(f"{duty[: one.start]}{_FLIP[one.op]}{one.value}{one.unit}{duty[one.end :]}")


def negated(text: str) -> str:
    """What must hold so that the failure told in ``text`` does not: 未签订责任书 → 签订责任书; 低于95% → ≥95%.

    A number that only says whom it is about (党员50人以上未设支委会) is never turned.
    """
    text = canonical(text)
    signs = list(SIGNED.finditer(text))
    if len(signs) == 1 and signs[0].end() == len(text) and "," not in text:
        return text[: signs[0].start()] + _FLIP[signs[0]["op"]] + text[signs[0].start() + 1 :]
    for pattern, new in _AFFIRMATIONS if not signs else ():
        made, count = pattern.subn(new, text, count=1)
        if count:
            return made
    return f"无“{text}”情形"


_AFFIRMATIONS = (
    (re.compile(r"^(?:没有|无|缺少|缺乏)(?=.)"), "有"),
    (re.compile(r"(?:均未|都未|未能|尚未|没有|未)(?=[^达])"), ""),
    (re.compile(r"未?达不?到"), "达到"),
    (
        re.compile(
            r"不(?=规范|健全|完善|全面|齐全|到位|完整|及时|真实|明确|明显|清|具体|合格|达标|符合|充分|团结|落实|按|能|力)"
        ),
        "",
    ),
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
    number: str = "1"


_COUNT_UNIT = r"(?:次|场次|场|期|节|堂|篇|条|件|份|项|人次|名|人|个|类|户|家|套|学时|课时|天)"
_NEEDS = re.compile(
    rf"(?:{AT_LEAST}|共计?|总计|等|各)(?P<n>{NUM})个?(?P<u>{_COUNT_UNIT})|(?P<n2>{NUM})个?(?P<u2>{_COUNT_UNIT})(?:以上|及以上)|"
    rf"(?<![\d.~])(?<!缺)(?<!少)(?<!每)(?<!第)(?<!欠)(?P<n3>{NUM})个?(?P<u3>{_COUNT_UNIT})(?=$|[,;。)]|的?(?:党课|活动|会议|学习|培训|记录|汇报|报告)?[^,\d]{{0,20}}$)"
)
ABOUT = re.compile(
    rf"{NUM}个?{_COUNT_UNIT}(?:及?以上|以下)的?(?:企业|支部|党组织|单位|总支|机构|社区|村|乡镇|部门|园区)"
)
"""A number that says whom a rule is about."""
_BRACKETED = re.compile(rf"\((?:全年|1?年|年度|总?共|共?计|合计|累计|即|不少于|至少|应)*(?P<n>{NUM})个?{_COUNT_UNIT}\)")
"""每月召开1次(全年12次): what the year comes to."""
_EVERY = re.compile(
    r"(?:每个?|按|逐)(?P<span>半年|半月|两周|季度?|月份?|年度?|1年|1个?季度|1个?月|周|星期|旬|双月|日|两个?月|2月|学期)|(?P<year>全年|年度内|年度|年内|1年内?|当年|本年)|(?P<half>上下半年各|上半年[、和]下半年各|半年各)"
)
_SPAN = {
    "半年": "半年",
    "季": "季",
    "季度": "季",
    "月": "月",
    "月份": "月",
    "年": "年",
    "年度": "年",
    "1年": "年",
    "1季度": "季",
    "1个季度": "季",
    "1月": "月",
    "1个月": "月",
}


def requirement(text: str) -> Requirement | None:
    """The number due in a phrase, for a whole year: 每季度至少听取1次汇报 → 4次. None when it asks for no number."""
    hidden = masked(text)
    if ABOUT.search(hidden):
        return None
    told = _BRACKETED.search(hidden)
    if told and (need := requirement(text[: told.start()] + text[told.end() :])) is not None:
        agreed = need.known and need.count == told["n"]
        return replace(need, count=told["n"], known=agreed, told=True, number=told["n"])
    every = _EVERY.search(hidden)
    needs = _needed(hidden, every)
    if needs is None and every is None:
        return None
    if needs is None and every is not None and every["span"] is None:
        return None
    times, known = _times(every)
    number, unit = (_group(needs, "n"), _group(needs, "u")) if needs else ("1", "次")
    count = Decimal(number)
    if needs is not None and times > 1 and _whole_year(hidden, needs):
        times, known = Decimal(1), known and count == times
    start = min(found.start() for found in (every, needs) if found)
    end = max(found.end() for found in (every, needs) if found)
    return Requirement(
        plain(count * times), unit, _label(text, every, needs), start, end, known, needs is not None, number
    )


def _whole_year(hidden: str, needs: re.Match[str]) -> bool:
    """每月召开(12次), 每月召开,共12次: the number is the year's, not the month's."""
    before = hidden[: needs.start()].rstrip()
    return (
        before.endswith(("(", "合计", "全年", "年度", "累计", "共", "总计"))
        or re.match("共|总计", needs[0]) is not None
    )


def _needed(hidden: str, every: re.Match[str] | None) -> re.Match[str] | None:
    for found in _NEEDS.finditer(hidden):
        if every is None or not (every.start() <= found.start() < every.end()):
            return found
    return None


def _group(found: re.Match[str], name: str) -> str:
    return next(value for key, value in found.groupdict().items() if value and key.rstrip("23") == name)


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
    text = re.sub(r"(?:应当?|须|需|要|必须|按规定|至少|原则上|定期)|\([^\w()]*\)", "", text)
    return trimmed(text.strip(",、;: ")) or "次数"
