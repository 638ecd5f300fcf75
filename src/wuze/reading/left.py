"""What nobody used: numbers, words and modifiers left over keep a cell from being 读懂."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from wuze.reading.account import per_part, unaccounted
from wuze.reading.conditions import requirement, thresholds, trimmed
from wuze.reading.draft import Draft, number_in
from wuze.reading.scan import Modifier
from wuze.reading.scope import scope_doubts
from wuze.reading.text import masked
from wuze.reading.words import BOTH_WAYS, DOUBLING, HARMLESS, UNIT

_EACH_PERSON = re.compile(
    r"每(?:个|名|位)?(?:人|党员|委员|班子成员|支委|企业|支部|党组织|单位|联系点|领导)[^,;。]{0,12}(?:不少于|至少|不低于|\d)"
)
"""So much is due from everyone: how many lacked it, or how much in all, the cell does not say."""
_REMARK = re.compile(r"\([^()]*(?<![\d.])(?!1(?![\d.]))\d[^()]*\)")
_SHORT_OF = re.compile(r"[<≤]\d+(?:(?P<unit>[^\d()]+)\((?P=unit)\)|次\(人次\))$")
"""不满2次的,一次扣1分: each one short, or each time it was short?"""
_PART_STEP = re.compile(r"不足[^,;。()]{1,12}?(?:的?[按以]|的?算|,按)[^,;。()]{0,8}(?:计|算)")
"""不足10%的按10%计: a slope counts whole steps or shares of one, never a begun one as whole."""
_BASE = re.compile("本?项?(?:基础|基本|标准|起评)分")
_NTH = re.compile(r"第[\d一二三四五]次")
_PERIOD = re.compile(r"每个?(?:季度?|半年|月|年|周)")
_UP_AND_DOWN = re.compile(r"加减|增减|加\(减\)|增\(减\)")
_EXCEPT = re.compile(r"[^,;。()]*(?:除外|除[^,;。]{1,12}外|不含(?!\d)|不包括)")
_BY_PERIOD = re.compile(r"按(?:月|季度?|半年)(?:度)?(?:考核|计分|评分|打分|兑现|通报|结算)")
_SHARE = re.compile(r"\(\d+%\)")
_BARE_EACH = re.compile(rf"(?:每{UNIT})+|1{UNIT}")
_BARE_COUNT = re.compile(rf"有?(?P<n>\d+)(?P<unit>{UNIT})(?!及?以[上下]|以内|.*[<≥])")
_NOTHING = re.compile(rf"(?:\({UNIT}\))?")
_ABOVE = re.compile(r"上述|以上(?:各|\d)|同上")


def left_over(draft: Draft) -> None:
    """Doubt whatever the clauses do not account for. Requirements without a number are only the setting."""
    draft.extras[:] = [one for one in draft.extras if not one["kind"].startswith("_")]
    for code, left in _RULES:
        if left(draft):
            draft.doubt(code)
    for code in scope_doubts(draft):
        draft.doubt(code)
    if draft.made and "unused_text" not in draft.doubts:
        for piece in draft.pieces:
            piece.used = piece.used or not number_in(masked(piece.text).replace("100%", ""))


def _conds(draft: Draft) -> list[str]:
    return [made.act.cond for made in draft.made if made.act is not None]


def _piece(draft: Draft) -> bool:
    return any(not piece.used and number_in(masked(piece.text).replace("100%", "")) for piece in draft.pieces)


def _cap(draft: Draft) -> bool:
    loose = [one for one in draft.modifiers if one.start not in draft.used and one.amount is not None]
    return any(one.amount != draft.points for one in loose)


def _said(draft: Draft) -> bool:
    """Words before a modifier that nobody read: 重复发现的加倍扣分,扣完为止."""
    texts = [one.text for one in draft.modifiers if one.text and not _fine(draft, one)]
    return any(len(text) > 8 or re.search(r"[扣倍]|得分|\d", text) for text in texts)


def _fine(draft: Draft, one: Modifier) -> bool:
    """A modifier whose own words change nothing: taken with its sentence, or about one and the same event."""
    taken = one.start in draft.used and one.kind in ("cap", "full")
    return taken or bool(HARMLESS.match(one.text)) or bool(re.search(r"同[一1]", one.text))


def _elsewhere(draft: Draft) -> bool:
    """上述各项 with nothing above."""
    told = [made.clause.condition for made in draft.made]
    return len(told) == 1 and not draft.pieces and bool(_ABOVE.search(told[0]))


def _excepted(draft: Draft) -> bool:
    """Exceptions that no condition carries."""
    told = "".join(made.clause.condition for made in draft.made)
    return any(re.sub("的?除外$", "", found[0].strip()) not in told for found in _EXCEPT.finditer(masked(draft.text)))


def _dropped(draft: Draft) -> bool:
    """A phrase that says whom a rule is about (年度考核为优秀的), in no condition; 已开展的 after a gate says nothing new."""
    told = "".join(str(value) for made in draft.made for value in made.clause.params.values())
    gated = any(made.clause.method == "gate" for made in draft.made)
    for act in (made.act for made in draft.made if made.act is not None):
        *phrases, last = act.cond.split(",")
        for phrase in phrases[:-1] if _BARE_EACH.fullmatch(last) else phrases:
            says = trimmed(phrase) in told or requirement(phrase) is not None or bool(thresholds(phrase))
            if phrase.endswith("的") and not says and not (gated and "各" in act.adverb):
                return True
    return False


def _one_by_one(draft: Draft) -> bool:
    """1名扣1分,2名扣3分: what two cost is told, so one is not counted twice."""
    acts = [made.act for made in draft.made if made.act is not None and made.act.takes]
    for one, other in pairwise(acts):
        found = _BARE_COUNT.match(trimmed(other.cond))
        if found and found["n"] != "1" and one.line == other.line and re.search(rf"\d{found['unit']}", one.cond):
            return True
    return False


def _of_each(draft: Draft) -> bool:
    """每名党员不少于32学时，每少1学时扣0.1分: of each of them, or of them all?"""
    counted = [made for made in draft.made if made.clause.method in ("shortfall", "slope")]
    return any(made.act is not None and _EACH_PERSON.search(made.act.cond + made.clause.condition) for made in counted)


def _two_periods(draft: Draft) -> bool:
    """规模以上企业每季度、规模以下企业每半年开展1次: one number cannot say both."""
    due = [piece.text for piece in draft.pieces] + _conds(draft)
    return any(len(set(_PERIOD.findall(part))) > 1 for text in due for part in text.split(","))


def _remarked(draft: Draft) -> bool:
    """A number that only a remark in brackets tells: 12次(新建的不少于6次)."""
    return any(_REMARK.search(masked(made.clause.condition)) for made in draft.made)


def _several(draft: Draft) -> bool:
    return draft.points is None and sum(made.clause.method == "reach" for made in draft.made) > 1


def _mode(draft: Draft) -> bool:
    levels = any(made.clause.method == "levels" for made in draft.made)
    if levels and draft.has("highest") and len(draft.made) > 1:
        return True
    told = [one for one in draft.modifiers if one.kind in ("highest", "sum") and one.start not in draft.used]
    return bool(draft.made and told)


_RULES: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("mode?", _mode),
    ("type?", _dropped),
    ("type?", lambda draft: any(piece.guard and not piece.used for piece in draft.pieces)),
    ("unused_number", _piece),
    ("unused_number", _cap),
    ("unused_number", lambda draft: bool(unaccounted(draft, draft.taken))),
    ("unused_text", _said),
    ("sum_under", lambda draft: not per_part(draft)),
    ("partial", lambda draft: any(BOTH_WAYS.search(cond) for cond in _conds(draft))),
    ("partial", lambda draft: bool(_PART_STEP.search(draft.text))),
    ("partial", lambda draft: bool(_UP_AND_DOWN.search(draft.text))),
    ("doubling?", lambda draft: bool(DOUBLING.search(draft.text))),
    ("elsewhere", _elsewhere),
    ("veto", lambda draft: any("否决" in cond for cond in _conds(draft))),
    ("sample?", _of_each),
    ("period?", _two_periods),
    ("each_or_once?", lambda draft: any(_SHORT_OF.search(made.clause.condition) for made in draft.made)),
    ("each_or_once?", lambda draft: any(_NTH.search(cond) for cond in _conds(draft))),
    ("unused_number", _remarked),
    ("exclusive?", _several),
    ("exclusive?", _one_by_one),
    ("condition?", lambda draft: any(_BASE.fullmatch(made.clause.condition) for made in draft.made)),
    ("condition?", lambda draft: any(_NOTHING.fullmatch(made.clause.condition) for made in draft.made)),
    ("unused_text", _excepted),
    ("period?", lambda draft: bool(_BY_PERIOD.search(draft.text))),
    ("unused_number", lambda draft: bool(_SHARE.search(draft.text))),
)
