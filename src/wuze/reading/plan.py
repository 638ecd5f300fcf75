"""What the gains of a cell are for, before any clause is made: where deductions start, or what a sub-item is worth."""

from __future__ import annotations

import re
from decimal import Decimal

from wuze.reading.draft import Draft
from wuze.reading.each import each_of
from wuze.reading.gains import bonus
from wuze.reading.scan import Act

_AWARD = re.compile(r"被[^,]{0,8}(?:评|表扬|表彰|命名|推广|采用|肯定|授予)|获[^,]{0,12}[奖誉号彰]|荣获|先进|第\d")
"""Told of the few: whoever is not commended does not start from full points."""


def statement_of(draft: Draft, acts: list[Act]) -> Act | None:
    """A gain of the whole points that only says where deductions start: 87%以上得7分，每低3%扣0.5分."""
    plain_gains = [
        act for act in acts if act.gains and "再" not in act.adverb and each_of(act.cond, loose=bonus(act)) is None
    ]
    others = [
        act
        for act in acts
        if (act.takes and "倒" not in act.adverb)
        or act.kind == "disc"
        or (act.kind == "range" and act.verb.startswith("扣"))
    ]
    if len(plain_gains) != 1 or not others:
        return None
    gain = plain_gains[0]
    if _AWARD.search(gain.cond):
        return None
    whole = gain.kind == "full_mark" or (draft.points is not None and gain.amount == draft.points)
    return gain if whole and acts.index(gain) < acts.index(others[0]) and "各" not in gain.adverb else None


def sub_items(acts: list[Act]) -> dict[int, Decimal]:
    """Gains that are the worth of a sub-item whose deductions follow in the same sentence: id of each act → worth."""
    worth: dict[int, Decimal] = {}
    by_line: dict[int, list[Act]] = {}
    for act in acts:
        by_line.setdefault(act.line, []).append(act)
    for line in by_line.values():
        parts = _segments(line)
        if all(_is_sub_item(part) for part in parts):
            worth |= {id(act): part[0].amount or Decimal(0) for part in parts for act in part}
    if worth:
        for line in by_line.values():
            if (
                len(line) == 1
                and line[0].gains
                and line[0].amount
                and not bonus(line[0])
                and not each_of(line[0].cond, loose=False)
            ):
                worth[id(line[0])] = line[0].amount
    return worth


def _segments(line: list[Act]) -> list[list[Act]]:
    """The acts of a sentence cut before each gain."""
    parts: list[list[Act]] = []
    for act in line:
        if act.gains or not parts:
            parts.append([])
        parts[-1].append(act)
    return parts


def _is_sub_item(part: list[Act]) -> bool:
    gain, rest = part[0], part[1:]
    taking = [act for act in rest if act.takes or act.kind == "disc"]
    if not (gain.gains and gain.amount and taking) or any(act not in taking and act.kind != "zero" for act in rest):
        return False
    if _AWARD.search(gain.cond):
        return False
    return "各" not in gain.adverb and "倒" not in taking[0].adverb and not each_of(gain.cond, loose=False)
