"""“Per occurrence”: what a clause counts, found at the end of its condition (每缺1项, 缺席1次, 每超1万元)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from wuze.reading.conditions import thresholds
from wuze.reading.text import masked
from wuze.reading.words import NUM, OVER_VERBS, SHORT_VERBS, UNDER_VERBS, UNIT

_EACH = re.compile(
    rf"[每逐](?!季|月|半年|年|个?季度|个?月|周|学期|星期|村|年度|个支部|个党|次(?:低|少|不足|不到|高|超|未达))(?P<v>[^,;。每\d]{{0,14}}?)(?P<n>{NUM})(?P<u>%|{UNIT}|处|轮)(?<!节(?=日))(?<!节日)(?P<tail>[^,;。]{{0,28}})$"
)
_EACH_BARE = re.compile(
    _EACH.pattern.replace(f"(?P<n>{NUM})(?P<u>", "(?P<n>(?!x)x)?(?P<u>").replace(
        "|次(?:低|少|不足|不到|高|超|未达)", ""
    )
)
_TWICE = re.compile(rf"[每逐]{UNIT}[每逐]{UNIT}$")
_ONE = re.compile(rf"(?P<v>[^,;。\d]{{0,24}}?)(?<![\d.第~])(?P<n>1)(?P<u>{UNIT})(?P<tail>[^,;。]{{0,20}})$")
_BY = re.compile(r"按(?P<u>次|件|项|人|人次|例|起|个|项次)(?:数|计算|累计)?$")
_TIME = re.compile(r"个?(?:月|年|天|日|周|小时|工作日|个工作日|个月|季度)")
_LATE = re.compile(r"迟|逾期|延误|延期|拖延|拖欠|超期|超时|推迟|滞后|晚")
"""迟报1天 is each day of it."""
_DUE = re.compile("不(?:得)?少于|至少|不低于|达到|不足")
"""每人不少于1次 asks for one; it counts nothing."""
_EVENTS = re.compile(r"出现|发现|发生|有|缺|少|漏|迟|错|欠|违|未|不|被|无|$")
RANKED = re.compile(r"[位名]")


@dataclass(frozen=True, slots=True)
class Each:
    """One step of a count: ``size`` (1 unless told otherwise) of ``unit``; ``way`` short, over, under or plain."""

    way: str
    size: Decimal
    unit: str
    before: str
    words: str

    @property
    def label(self) -> str:
        """What is counted, in words."""
        return (self.before + self.words).strip(",、 ")


def each_of(cond: str, *, loose: bool) -> Each | None:
    """The step a condition ends with, or None. ``loose``: 缺1项 counts as per item without 每."""
    hidden = masked(cond)
    twice = _TWICE.search(hidden)
    if twice:
        return Each("plain", Decimal(1), "人次", cond[: twice.start()], "")
    found = _EACH.search(hidden) or _EACH_BARE.search(hidden)
    if found is None and (by := _BY.search(hidden)):
        return Each("plain", Decimal(1), by["u"], cond[: by.start()], "")
    if found is None and loose:
        found = _loosely(hidden)
    if found is None or _DUE.search(found["v"]):
        return None
    words = cond[found.start("v") : found.end("v")] + cond[found.start("tail") : found.end("tail")]
    return Each(_way(found["v"]), Decimal(found["n"] or 1), found["u"], cond[: found.start()], words)


def _loosely(hidden: str) -> re.Match[str] | None:
    last = hidden.rfind(",") + 1
    found = _ONE.search(hidden, last)
    if found is None or thresholds(hidden[last:]):
        return None
    if _TIME.fullmatch(found["u"]) and not _LATE.search(found["v"]):
        return None
    if re.search(r"每|按季|按月|两者|二者|任意|任何|任1|其中|各", hidden[last:]):
        return None
    return found if _EVENTS.search(found["v"]) or len(found["tail"]) < 6 else None


def _way(verb: str) -> str:
    if re.search(rf"{OVER_VERBS}$", verb):
        return "over"
    if re.search(rf"{SHORT_VERBS}[\u4e00-\u9fff]{{0,3}}$", verb):
        return "short"
    if re.search(rf"{UNDER_VERBS}$", verb):
        return "under"
    return "plain"
