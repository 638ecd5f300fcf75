"""What a person or a rate decides: discretion within a range, exceptions, points in proportion."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from wuze.reading.conditions import thresholds, trimmed
from wuze.reading.context import condition_for, phrases, quantity
from wuze.reading.draft import Draft, Made
from wuze.reading.each import each_of
from wuze.reading.gains import points_of
from wuze.reading.model import clause
from wuze.reading.scan import Act
from wuze.reading.text import masked
from wuze.reading.words import NUM
from wuze.scoring.exact import plain

_RATER = re.compile(r"由[^,;。]{1,20}(?:打分|评分|评议|评定|赋分)|领导.{0,6}打分|评委|调查员|无记名")

_WORD = r"(?:非常|很|较|比较|基本|不|不太|未)?(?:好|优秀|优|良好|良|一般|中等|差|合格|称职|到位|明显|突出|满意|达标|扎实|规范)"
_GRADE = re.compile(rf"{_WORD}的?")
_GRADED = re.compile(rf"{_WORD}的?$")


def discretion(draft: Draft, act: Act, worth: Decimal | None) -> None:
    """酌情: points within a range that a named person gives. ``worth``: of the sub-item it belongs to."""
    away = act.verb in ("扣", "扣减", "扣除", "减", "减去", "倒扣", "加扣", "核减", "-")
    low, high = act.amount, act.high
    condition = condition_for(draft, act, phrases(draft, act)) or "评议"
    limits: tuple[str, str] | None = None
    if act.kind == "range" and _band_like(act.cond):
        draft.doubt("partial")
    if low is not None and high is not None:
        limits = (
            (plain(-max(abs(low), abs(high))), plain(-min(abs(low), abs(high)))) if away else (plain(low), plain(high))
        )
        if each_of(act.cond, loose=False):
            draft.doubt("partial")
    elif worth is not None:
        limits = ("0", plain(worth))
        draft.start = "zero"
        draft.doubt("range?")
    else:
        limits = _whole(draft, away=away) if act.kind == "mark" or not away else None
        if limits is None:
            draft.doubt("range?")
    if _RATER.search(masked(draft.text)):
        draft.doubt("raters?")
    draft.add(
        clause("discretion", condition, range=limits),
        act,
        condition,
        most=Decimal(limits[1]) if limits else None,
        bounded=limits is not None,
    )


def one_judgement(draft: Draft) -> None:
    """好的得16~20分，较好的得10~15分，一般的得0~9分: one judgement with its bands, not three that add up.

    No method holds to the bands, so a person looks: the clause has the whole range.
    """
    made = draft.made
    limits = [one.clause.params.get("range") for one in made if one.clause.method == "discretion"]
    ranges = [(str(one[0]), str(one[1])) for one in limits if isinstance(one, tuple)]
    if len(made) < 2 or len(ranges) != len(made) or not _bands(ranges):
        return
    first, words = made[0], [one.clause.condition for one in made[1:]]
    graded = _GRADED.search(first.clause.condition)
    if graded is None:
        return
    about = first.clause.condition[: graded.start()]
    if not all(_GRADE.fullmatch(word.removeprefix(about)) for word in words):
        return
    condition = about.strip(",，:：、 ") or "评议"
    whole = (min((one[0] for one in ranges), key=Decimal), max((one[1] for one in ranges), key=Decimal))
    first.clause = clause("discretion", condition, range=whole)
    first.most, first.upto = Decimal(whole[1]), max(one.act.end for one in made if one.act is not None)
    draft.made = [first]
    draft.doubt("partial")


def _bands(ranges: list[tuple[str, str]]) -> bool:
    """Whether no two overlap and all are on one side of nought."""
    bounds = sorted((Decimal(low), Decimal(high)) for low, high in ranges)
    apart = all(low[1] <= high[0] for low, high in pairwise(bounds))
    return apart and (bounds[0][0] >= 0 or bounds[-1][1] <= 0)


def _band_like(cond: str) -> bool:
    """A range of points given for a range of a quantity."""
    return bool(thresholds(cond)) or bool(re.search(r"\d~\d", cond))


def _whole(draft: Draft, *, away: bool) -> tuple[str, str] | None:
    """打分，最高10分 where 10 is the whole."""
    caps = [one for one in draft.modifiers if one.kind in ("cap", "full") and one.amount is not None]
    if len(caps) != 1 or away or (draft.points is not None and caps[0].amount != draft.points):
        return None
    draft.used.add(caps[0].start)
    return "0", plain(caps[0].amount or Decimal(0))


def exception(draft: Draft, act: Act) -> None:
    """没有…扣2分；因条件受限共用的不扣分: a guard on the deduction before it."""
    if not draft.made or not draft.made[-1].clause.method.startswith("deduct"):
        draft.doubt("unused_text")
        return
    last = draft.made[-1]
    exception = trimmed(act.cond.strip("()"))
    last.clause = replace(
        last.clause, params={**last.clause.params, "condition": f"{last.clause.condition}且非({exception})"}
    )


def _of_own(draft: Draft, act: Act) -> Made | None:
    """The gain whose rate is told: 设施不齐全的按比例给分 is about 设施齐全得4分, wherever that stands."""
    gains = [one for one in draft.made if one.clause.method == "reach" and one.act is not None]
    own = re.sub(r"[的未不,、]|没有|完成|达到|按|实际", "", act.cond)
    pairs = {own[at : at + 2] for at in range(len(own) - 1)}
    if not pairs or len(gains) == 1:
        return gains[-1]
    fitting = [one for one in gains if any(pair in one.cond for pair in pairs)]
    return fitting[0] if len(fitting) == 1 else None


def ratio(draft: Draft, act: Act, before: list[Act]) -> None:
    """按完成比例得分: the full points before it are those of the whole rate, their threshold what was due."""
    points, required, name = draft.points, None, ""
    last = draft.made[-1] if draft.made else None
    if before and before[-1].gains and last is not None and last.act is before[-1] and last.clause.method == "reach":
        kept = _of_own(draft, act)
        if kept is not None:
            draft.made.remove(kept)
            last, before = kept, [one for one in before if one is kept.act]
        else:
            draft.made.pop()
            draft.doubt("partial")
        points = points_of(draft, before[-1])
        told = thresholds(before[-1].cond)
        if len(told) == 1 and not told[0].value.endswith("%"):
            required = told[0].value
        elif any(one.value != "100%" for one in told):
            draft.doubt("partial")
        name = quantity(before[-1].cond) if told else trimmed(before[-1].cond)
    if points is None:
        draft.doubt("value?")
    own = trimmed(re.split("[按=]|根据|得分为", draft.text[act.start : act.end])[0])
    if act.kind == "formula":
        found = re.search(
            rf"(?:=|等于|为|^)(?P<of>[^=]*?率)(?:×|\*|乘以)(?P<n>{NUM})?", draft.text[act.start : act.end]
        )
        name, own = (found["of"], "") if found else ("", own)
        points = Decimal(found["n"]) if found and found["n"] else points
    if any(value != required for value in re.findall(NUM, own)):
        draft.doubt("partial")
    name = name or own or "完成率"
    undone = re.fullmatch("(?P<who>[^,]*?)(?:未能?|没有|不能)完成(?P<what>[^,]*)", name)
    name = f"{undone['who']}{undone['what']}完成率" if undone else name
    bound = {"required": required} if required else {}
    draft.add(clause("ratio", name, points=None if points is None else plain(points), **bound), act, name, most=points)
