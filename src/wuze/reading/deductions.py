"""Acts that take points away → deduct, deduct_each, shortfall, slope; a failure of the whole item → gate."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from wuze.reading.by_type import ByType, by_type
from wuze.reading.conditions import Requirement, negated, thresholds, trimmed
from wuze.reading.context import base_of, condition_for, dues, exact, is_duty, phrases
from wuze.reading.draft import Draft, Piece, number_in
from wuze.reading.each import Each, each_of
from wuze.reading.model import clause
from wuze.reading.scan import Act
from wuze.reading.sharing import shared_items
from wuze.reading.text import masked
from wuze.reading.words import PERIODIC, SUBJECT_KIND, VAGUE
from wuze.scoring.exact import plain

_FOUND = re.compile("发现|出现|发生")
_EVENT_LIGHT = re.compile(r"亮[红黄蓝橙]灯|[红黄蓝]牌")


def take(draft: Draft, act: Act, before: list[Act], most: Decimal | None = None) -> None:
    """One deduction. ``before``: acts already read; ``most``: what the sub-item it belongs to is worth."""
    parts = phrases(draft, act)
    amount = plain(act.amount or Decimal(0))
    if VAGUE.search(masked(act.cond)):
        draft.doubt("threshold?")
    shared = "各" in act.adverb or "分别" in act.adverb
    each = each_of(act.cond, loose=not shared)
    if act.verb in ("加扣", "再扣") or "再" in act.adverb:
        draft.doubt("each_or_once?")
    if shared and each is None:
        for item in shared_items(draft, act, parts):
            draft.add(clause("deduct", item, points=amount), act, item, most=act.amount)
        return
    if each is not None:
        cap = draft.cap_of(act)
        cap = most if most is not None else None if cap == draft.points else cap
        _counted(draft, act, parts, each, amount, cap, before)
        return
    condition = condition_for(draft, act, parts)
    if PERIODIC.search(masked(parts[-1].text if parts else "")) or _EVENT_LIGHT.search(act.cond):
        draft.doubt("each_or_once?")
        if _by_period(draft, act, parts, amount):
            return
    draft.add(clause("deduct", condition, points=amount), act, condition, most=act.amount)


def _by_period(draft: Draft, act: Act, parts: list[Piece], amount: str) -> bool:
    """每季度少于1次扣5分: once a year or once for each quarter is open; read as each."""
    found = re.search(
        r"每(?P<span>季度?|月|半年)(?P<label>.*?)(?:少于|不足|不到|低于)(?P<n>\d+)次", parts[-1].text if parts else ""
    )
    if not found:
        return False
    times = {"季": "4", "季度": "4", "月": "12", "半年": "2"}[found["span"]]
    label = trimmed(found["label"]) or "次数"
    required = plain(Decimal(times) * Decimal(found["n"]))
    draft.add(
        clause("shortfall", label, required=required, each=amount),
        act,
        act.cond,
        most=Decimal(times) * (act.amount or 0),
    )
    return True


def _counted(
    draft: Draft, act: Act, parts: list[Piece], each: Each, amount: str, cap: Decimal | None, before: list[Act]
) -> None:
    stepped = each.unit == "%" or each.size != 1 or not _is_count(each)
    beyond = each.way == "over" and len(parts) > 1 and [one.op for one in thresholds(parts[-2].text)] == [">"]
    away = each.way in ("over", "under", "short") and (stepped or beyond)
    if away and _slope(draft, act, parts, each, amount, before, cap):
        return
    if each.size != 1 or each.unit == "%":
        draft.doubt("partial")
    if each.way == "short" or re.search(r"未|没有", each.label):
        found = dues(draft, act, parts, each)
        if len(found) > 1 and re.search("总|合计", each.before.rpartition(",")[2]):
            draft.doubt("partial")
        if found and _shortfalls(draft, act, each, amount, cap, found):
            draft.pieces += [piece for piece in parts[:-1] if not piece.used and number_in(piece.text)]
            return
    own = each_label(each, parts)
    label = _label(draft, act, parts, own)
    listed = _list_size(act.cond) if each.unit in ("项", "个", "样", "类", "种") and not _FOUND.search(act.cond) else 0
    most = cap if cap is not None else listed * (act.amount or Decimal(0)) if listed else None
    bound = {"max": plain(cap)} if cap is not None else {}
    draft.add(clause("deduct_each", label, each=amount, **bound), act, label, most=most, bounded=most is not None)


def _label(draft: Draft, act: Act, parts: list[Piece], own: str) -> str:
    """What is counted, with the phrases it belongs to; a bare 每次 counts what the phrases before it say."""
    if re.fullmatch(r"\([^)]*\)", own) and len(parts) > 1:
        return condition_for(draft, act, parts[:-1]) + own
    joint = []
    for piece in parts[:-1]:
        if is_duty(piece) and number_in(piece.text):
            draft.pieces.append(piece)
        else:
            joint.append(trimmed(piece.text))
    if not joint and len(own) < 7:
        told = [piece for piece in draft.pieces if piece.line == act.line and piece.start < act.start]
        waiting = [piece for piece in told if not number_in(piece.text)]
        joint = [trimmed(piece.text) for piece in waiting[-1:]] or ([act.heading] if act.heading else [])
    mark = "" if re.match("[缺少]", own) and joint and not re.search("[不未缺少]|的$", joint[-1]) else ","
    return mark.join([",".join(joint), own] if joint else [own])


def each_label(each: Each, parts: list[Piece]) -> str:
    """What is counted, in words, for the last phrase of a condition."""
    before = each.before.rpartition(",")[2]
    words = (before + each.words).strip(",、 ")
    return f"{words}({each.unit})" if each.unit not in words else words or (parts[-1].text if parts else "")


def _is_count(each: Each) -> bool:
    return each.unit in (
        "次",
        "项",
        "个",
        "名",
        "人",
        "件",
        "例",
        "起",
        "篇",
        "份",
        "场",
        "期",
        "条",
        "处",
        "类",
        "家",
        "户",
        "节",
        "套",
        "册",
        "人次",
        "场次",
        "项次",
        "部",
        "岁",
        "宗",
        "届",
        "本",
    )


def _slope(
    draft: Draft, act: Act, parts: list[Piece], each: Each, amount: str, before: list[Act], cap: Decimal | None
) -> bool:
    found = base_of(draft, act, parts[:-1], each, before)
    if found is None:
        return False
    base, name = found
    draft.pieces += [piece for piece in parts[:-1] if not piece.used and number_in(piece.text.replace("100%", ""))]
    side = "above" if each.way == "over" else "below"
    step = exact(f"{plain(each.size)}%" if each.unit == "%" else plain(each.size))
    adds = {"effect": "add"} if act.gains else {}
    bound = {"max": plain(cap)} if cap is not None else {}
    made = clause("slope", name, base=base, side=side, step=step, each=amount, **adds, **bound)
    draft.add(made, act, act.cond, most=cap, bounded=cap is not None)
    return True


slope = _slope


def _shortfalls(
    draft: Draft, act: Act, each: Each, amount: str, cap: Decimal | None, found: list[tuple[Requirement, Piece]]
) -> bool:
    for need, piece in found:
        piece.used = True
        draft.worth.append(Decimal(need.number))
    once = _once(draft, found)
    typed = by_type([need for need, _ in once])
    if typed is not None:
        _typed(draft, act, amount, cap, typed)
        if any("其中" in piece.text for _, piece in once):
            draft.doubt("type?")
        if any(not need.known for need, _ in once):
            draft.doubt("period?")
        return True
    if len(once) > 1 and any(SUBJECT_KIND.match(need.label) for need, _ in once):
        draft.doubt("type?")
    for need, _ in once:
        if not need.known:
            draft.doubt("period?")
        count, label = need.count, act.heading if need.label == "次数" and act.heading else need.label
        bound = {"max": plain(cap)} if cap is not None else {}
        made = clause("shortfall", label, required=count, each=amount, **bound)
        draft.add(made, act, act.cond, most=cap or Decimal(count) * (act.amount or 0))
    return True


def _typed(draft: Draft, act: Act, amount: str, cap: Decimal | None, typed: ByType) -> None:
    """One requirement with numbers of its own for types; who everyone else is must be told."""
    if not typed.told:
        draft.doubt("type?")
    bound = {"max": plain(cap)} if cap is not None else {}
    label = act.heading if typed.label == "次数" and act.heading else typed.label
    made = clause("shortfall", label, required=typed.count, types=typed.rows, each=amount, **bound)
    most = max(Decimal(count) for count in (typed.count, *(count for _, count in typed.rows)))
    draft.add(made, act, act.cond, most=cap or most * (act.amount or 0))


def _once(draft: Draft, found: list[tuple[Requirement, Piece]]) -> list[tuple[Requirement, Piece]]:
    """每月1次,全年12次 asks for the same thing twice; two numbers for one thing leave open which holds."""
    kept: list[tuple[Requirement, Piece]] = []
    for need, piece in found:
        same = next((one for one, _ in kept if one.unit == need.unit and _same_thing(one.label, need.label)), None)
        if same is None:
            kept.append((need, piece))
        elif same.count != need.count:
            draft.doubt("period?")
            more = replace(same, count=max(same.count, need.count, key=Decimal))
            kept = [(more if one is same else one, at) for one, at in kept]
    return kept


def _same_thing(one: str, other: str) -> bool:
    """党员大会 and 每季度召开1次党员大会 of the words before 全年4次."""
    bare = re.sub(r"每个?(?:季度?|月|半年|年)|\d+[次场期]", "", other)
    return other == "次数" or bare.startswith(one) or (len(bare) > 1 and bare in one)


def _list_size(cond: str) -> int:
    """How many things a closed list names before 每缺1项; 0 when it is open (等) or none."""
    hidden = masked(cond)
    if re.search(r"等", hidden) or "、" not in hidden:
        return 0
    return hidden.partition(",")[0].count("、") + 1


def fail(draft: Draft, act: Act, *, amount: Decimal | None = None) -> None:
    """不得分 on a failure: a gate; with ``amount`` (该2分不得) a deduction of the sub-item's points."""
    condition = condition_for(draft, act, phrases(draft, act))
    if amount is not None:
        draft.add(clause("deduct", condition, points=plain(amount)), act, condition, most=amount)
        return
    draft.add(clause("gate", negated(condition)), act, condition, most=draft.points)
