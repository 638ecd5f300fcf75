"""Clauses of which only one can count: faults of one object, degrees of one fault, thresholds of one quantity."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from wuze.reading.conditions import SIGNED, trimmed
from wuze.reading.draft import Draft, Made
from wuze.reading.text import masked
from wuze.reading.words import ABOVE, ABSENT, AT_LEAST, BELOW, CONSEQUENCE, COUNTABLE, DEFECT, NUM, SCALES, UNIT

_HAVING = re.compile(
    r"^(?:虽|虽然|已|已经)?(?:有|建有|设有|进行了?|开展|建立|制定|签订|设立|成立|召开)(?P<what>[^,但未无]{0,12}?)(?:,)?(?:但|而|却|未|无|不)"
)
_QUALITY = re.compile(rf"^(?P<stem>.*?)(?:{DEFECT})(?:的|\(|,|$)")
_NUMBER = re.compile(
    rf"(?:[≥≤<>]|{ABOVE}|{BELOW}|{AT_LEAST})?(?P<n>{NUM})(?:~{NUM})?(?P<unit>%|{UNIT})(?:及?以[上下]|以?内)?的?$"
)
_ESCALATED = re.compile(r"^被[^,]{0,10}(?:通报|约谈|下发整改通知|批评|督办|问责)")
_UNDONE = re.compile(r"未按|没有按|未完成|未落实|未及时|不按")


def groups(draft: Draft) -> None:
    """Letter the deductions that exclude each other; doubt where they may."""
    for run in _nested_runs(draft.made):
        amounts = [made.most or Decimal(0) for made in run]
        rising = all(one < other for one, other in pairwise(amounts))
        if draft.points is not None and rising and amounts[-1] <= draft.points < sum(amounts):
            _letter(draft, run)
            draft.doubt("exclusive?")
    for one, other in pairwise(draft.made):
        if one.clause.method != "deduct" or not _less(other):
            continue
        if other.clause.group or _shared(one, other):
            continue
        if _same_object(one.cond, other.cond) or _one_scale(one.cond, other.cond) or _apart(draft, one, other):
            _letter(draft, [one, other])
            if COUNTABLE.search(one.cond) and COUNTABLE.search(other.cond):
                draft.doubt("each_or_once?")
        elif (
            (_ESCALATED.match(other.cond) and _UNDONE.search(one.cond))
            or CONSEQUENCE.match(other.cond)
            or _one_quantity(one.cond, other.cond)
        ):
            draft.doubt("exclusive?")
    for one, other in pairwise(draft.made):
        both = (one.clause.method, other.clause.method)
        if both == ("deduct_each", "deduct") and CONSEQUENCE.match(other.cond):
            draft.doubt("exclusive?")
        if both == ("deduct_each", "deduct_each") and _ESCALATED.match(other.cond) and _UNDONE.search(one.cond):
            draft.doubt("exclusive?")


def _letter(draft: Draft, run: list[Made]) -> None:
    letter = run[0].clause.group or chr(65 + len({made.clause.group for made in draft.made if made.clause.group}))
    for made in run:
        made.clause = replace(made.clause, group=letter)


def _nested_runs(made: list[Made]) -> list[list[Made]]:
    """低于95%扣1分，低于90%扣2分，低于80%扣5分: deductions over one quantity that follow each other."""
    runs: list[list[Made]] = []
    for one, other in pairwise(made):
        if {one.clause.method, other.clause.method} == {"deduct"} and _one_quantity(one.cond, other.cond):
            if runs and runs[-1][-1] is one:
                runs[-1].append(other)
            else:
                runs.append([one, other])
    return runs


def _apart(draft: Draft, first: Made, second: Made) -> bool:
    """职工50人以上未…扣3分, 50人以下未…扣1分 of three: nobody is both."""
    if draft.points is None or (first.most or Decimal(0)) + (second.most or Decimal(0)) <= draft.points:
        return False
    one, other = (list(SIGNED.finditer(masked(made.cond))) for made in (first, second))
    if len(one) != 1 or len(other) != 1:
        return False
    same = (one[0]["n"], one[0]["u"]) == (other[0]["n"], other[0]["u"])
    return same and {one[0]["op"], other[0]["op"]} in ({"≥", "<"}, {">", "≤"})


def _less(made: Made) -> bool:
    """Whether it takes away: a fixed number, by count, or within a range."""
    limits = made.clause.params.get("range")
    judged = isinstance(limits, tuple) and str(limits[0]).startswith("-")
    return made.clause.method in ("deduct", "deduct_each") or judged


def _shared(one: Made, other: Made) -> bool:
    return one.act is not None and one.act is other.act


def _same_object(first: str, second: str) -> bool:
    """无标牌 and 有标牌但不规范; 未悬挂党旗 and 悬挂不规范: the second supposes that the first is not so."""
    last = masked(first).rpartition(",")[2]
    absent = ABSENT.match(last)
    if absent and len(trimmed(absent["rest"])) > 1:
        first = first[len(first) - len(last) :]
    else:
        absent = ABSENT.match(masked(first))
    if not absent:
        return False
    core = trimmed(absent["rest"])
    if len(core) > 1 and re.match(rf"(?:已|虽|虽然)?{re.escape(core)}(?:但|而|,|未|不)", second):
        return True
    having = _HAVING.match(second)
    if having:
        return _common(first, having["what"] or second[:4]) >= min(2, max(len(having["what"]), 1)) or not having["what"]
    if re.match(r"未|无|没有|不", second):
        return False
    quality = _QUALITY.match(second)
    if not quality:
        return False
    stem = re.sub(r"(?:内容|质量|程序|资料|记录)$", "", trimmed(quality["stem"])) or quality["stem"]
    return len(stem) >= 2 and (stem in first or first.endswith(_suffix(first, stem)))


def _one_quantity(first: str, second: str) -> bool:
    """低于80% and 低于60% of one rate: the lower is also the higher."""
    one, other = _NUMBER.search(first), _NUMBER.search(second)
    if one is None or other is None or one["unit"] != other["unit"] or one[0] == other[0]:
        return False
    return second[: other.start()] in ("", first[: one.start()])


def _suffix(first: str, stem: str) -> str:
    """The longest beginning of ``stem`` (two characters or more) that ends ``first``; else something it does not end with."""
    for length in range(len(stem), 1, -1):
        if first.endswith(stem[:length]):
            return stem[:length]
    return "\0"


def _common(text: str, words: str) -> int:
    return max(
        (n for n in range(1, len(words) + 1) for at in range(len(words) - n + 1) if words[at : at + n] in text),
        default=0,
    )


def _one_scale(first: str, second: str) -> bool:
    for scale in SCALES:
        one = [word for word in scale if word in first]
        other = [word for word in scale if word in second]
        if one and other and one != other and _rest(first, one[-1]) and _rest(second, other[-1]):
            return True
    return False


def _rest(text: str, word: str) -> bool:
    return len(text) - len(word) < 14
