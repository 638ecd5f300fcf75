"""Words that decide how points are counted: where no clause has taken them up, the cell is never 读懂.

What follows are guards, not readers. Each looks at the whole reading and knows nothing of how a clause was made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from wuze.reading.conditions import SIGNED, thresholds, trimmed
from wuze.reading.draft import Draft, Made
from wuze.reading.scan import Act
from wuze.reading.text import masked
from wuze.reading.words import KIND, NUM, UNIT

_SCORING = re.compile(
    r"[得给计记赋加扣减][^,;。:()]{0,4}(?:一半|半分|减半|折半|分值)|减半|折半|对折|翻番|倍|"
    r"按比例|(?:相应|适当|酌情)[^,;。]{0,2}[加扣减给]分|扣\d"
)
"""Points told in words that no clause holds: 部分完成得一半分."""
_RULE = re.compile(
    r"不(?:再|予|作|做|纳入|列入|计入|参与|参加|进行)?(?:考核|考评|计分|评分|得分|扣分)|不适用|不计|视同|视为|豁免|免予|否决|取消|扣[^除,;。]|[得加]分|满分|平均分|折算|递增|递减|按[^,;。]{1,12}(?:计分|给分|得分|赋分)|累加|抵扣|返还"
)
"""What a phrase kept as setting may not say: it would change points."""
_NTH = re.compile(
    rf"第[\d一二三四五]+(?!名|位)(?:{UNIT})|首(?:次|{UNIT})|再次|超[过出]部分|[其此以之]后每?(?:次|{UNIT})?$|[其此以之]后每|前\d+(?:次|篇|件|起|条|项|场|个|人)"
)
_ELSEWHERE_SCORED = re.compile(r"(?:折合|折算|折成|换算)[^,;。]{0,3}\d|占(?:比|权重)?\d+(?:\.\d+)?分|百分制")
"""A score made somewhere else, or a weight: 评分采用百分制后折合5分."""
_REMEDIED = re.compile(
    "^(?:事后|随后|后经|及时)[^,]{0,4}[补改]|^补[做开交报学课缴齐]|^(?:对)?(?:同1?一?(?:问题|事项|情形|人|单位)|重复|属于?|涉及|屡次|多次|反复|再犯)"
)
"""每次未参加扣0.5分，事后补课的扣0.2分: instead, or on top?"""
_QUOTED_FORMULA = re.compile(r"[“\"][^”\"]*(?:[×÷=]|\d分)[^”\"]*[”\"]")
_RATES = re.compile("[率例量数额][^,]{0,4}[、和与及][^,]*[率例量数额]|[均都]$|分别")
"""One number cannot stand for several rates."""
_OPEN_WORDS = re.compile("原则上|视情|酌情|适当|参照|大约|约(?=\\d)|若干")
_DEGREE = re.compile(r"\d+(?:个|人|位)?(?:百分点|点)(?!\d)")
_COUNT_AT_END = re.compile(rf"(?P<n>{NUM})(?P<unit>{UNIT})(?:的|者)*$")
_PER = re.compile(r"[每逐](?!年|1?年度|次会|周年)(?!.*[<≥])|按[次人件项例]|分别|人次$")
_OF_EACH = re.compile(r"每(?!个?(?:季|月|半年|年))|隔|双月|\d月|旬|\d次")
_BARE_SIGN = re.compile(rf"(?:全年|年度|年内)?{SIGNED.pattern}的?(?:\([^()]*\))?")


def scope_doubts(draft: Draft) -> list[str]:
    """The codes of what is left open by words nobody took up."""
    return [code for code, open_ in _GUARDS if open_(draft)]


def _acts(draft: Draft) -> list[Act]:
    return [made.act for made in draft.made if made.act is not None]


def _conds(draft: Draft) -> list[tuple[Made, str]]:
    return [(made, masked(made.clause.condition)) for made in draft.made]


def _scored_words(draft: Draft) -> bool:
    """Points in words: in the text before an act, before a cap, in what is left of a sentence."""
    told = [act.cond for number, one in enumerate(draft.sentences) if number not in draft.taken for act in one.acts]
    told += [one.text for one in draft.modifiers]
    told += [one.tail for number, one in enumerate(draft.sentences) if number not in draft.taken]
    return any(_SCORING.search(masked(text)) for text in told)


def _ruling_piece(draft: Draft) -> bool:
    """A phrase taken for the setting that rules on points: 没有党员的企业不考核此项."""
    loose = [piece.text for piece in draft.pieces if not piece.used]
    return any(_RULE.search(masked(text)) for text in loose)


def _swallowed(draft: Draft) -> bool:
    """Nothing for several cases in one breath: 部分完成得一半分,未完成不得分."""
    made = {id(act) for act in _acts(draft)}
    for number, sentence in enumerate(draft.sentences):
        for act in sentence.acts if number not in draft.taken else ():
            if act.kind == "zero" and id(act) not in made and len(act.cond.split(",")) > 2:
                return True
    return False


def _nth(draft: Draft) -> bool:
    """第3篇起每篇0.5分: another price from there on, which no count can hold."""
    return any(_NTH.search(text) for _, text in _conds(draft)) or any(
        _NTH.search(masked(act.cond)) for act in _acts(draft)
    )


def _once(draft: Draft) -> bool:
    """A fixed deduction whose condition counts: 缺课3次的扣1分, 每…的扣1分."""
    for made, text in _conds(draft):
        if made.clause.method != "deduct" or made.act is None:
            continue
        last = text.rpartition(",")[2]
        counted = _COUNT_AT_END.search(trimmed(masked(made.act.cond)).rpartition(",")[2])
        if counted and not thresholds(made.act.cond.rpartition(",")[2]) and not SIGNED.search(last):
            return True
        if _PER.search(last):
            return True
    return False


def _nested(draft: Draft) -> bool:
    """<2/3 each time 1分, <50% each time 2分: the lower is also the higher."""
    for one, other in pairwise(draft.made):
        both = {one.clause.method, other.clause.method}
        apart = one.clause.group is not None and one.clause.group == other.clause.group
        if (
            (both <= {"deduct", "deduct_each"} or both == {"reach"})
            and not apart
            and _BARE_SIGN.fullmatch(masked(other.clause.condition))
        ):
            return True
    return False


def _same_but_number(draft: Draft) -> bool:
    """连续3个月未缴纳的扣1分，连续6个月未缴纳的扣2分: whoever is the second is also the first."""
    for one, other in pairwise(draft.made):
        if one.clause.method not in _ADDING or other.clause.method not in _ADDING or one.clause.group is not None:
            continue
        first, second = (_UNIT_MARK.sub("", masked(made.clause.condition)) for made in (one, other))
        parts = [re.split(r"[≥≤<>]?\d+(?:\.\d+)?", text, maxsplit=1) for text in (first, second)]
        if len(parts[0]) == 1 and len(parts[1]) == 2 and len(parts[1][0]) > 1 and first.startswith(parts[1][0]):
            return True
        if all(len(part) == 2 for part in parts) and first != second:
            (before, after), (head, tail) = parts
            if head in ("", before) and tail and (after.startswith(tail) or tail.startswith(after)) and after:
                return True
    return False


_ADDING = ("deduct", "deduct_each", "reach", "earn_each")
_UNIT_MARK = re.compile(r"\([^()]{1,3}\)$")
_ONLY_KIND = re.compile(rf"{KIND}的?,?(?:发现|有|存在|出现)?(?:\({UNIT}\))?")


def _only_kind(draft: Draft) -> bool:
    """规模以下企业的，发现1家扣0.5分: of what?"""
    taking = [text for made, text in _conds(draft) if made.clause.method in ("deduct", "deduct_each")]
    return any(_ONLY_KIND.fullmatch(text) for text in taking)


_ACHIEVED = re.compile("(?:有|创|形成|打造|承办|主动|积极|探索)[^,]*(?:创新|特色|亮点|经验|品牌|典型|做法|示范)")


def _unrelated(draft: Draft) -> bool:
    """有创新做法得3分；未报送信息扣3分: the gain is not where the deductions start from."""
    if draft.start != "full":
        return False
    made = {id(act) for act in _acts(draft)}
    told = [act for one in draft.sentences for act in one.acts if act.gains and id(act) not in made]
    for gain in told:
        taking = [act for act in _acts(draft) if act.start > gain.start]
        pairs = {gain.cond[at : at + 2] for at in range(len(gain.cond) - 1)}
        near = any(act.line == gain.line or any(pair in act.cond for pair in pairs) for act in taking)
        if taking and _ACHIEVED.match(gain.cond) and not near and not draft.parts:
            return True
    return False


def _degrees(draft: Draft) -> bool:
    """存在问题扣1~3分，问题严重扣3~5分: one judgement, or two?"""
    limits = [made.clause.params.get("range") for made in draft.made if made.clause.method == "discretion"]
    ends = [(str(one[0]), str(one[1])) for one in limits if isinstance(one, tuple)]
    return any(one[1] == other[0] or one[0] == other[1] for one, other in pairwise(ends) if one != other)


def _subset(draft: Draft) -> bool:
    """发现1份不规范扣0.1分；其中缺志愿书的每份扣1分: once, or on top?"""
    if any(_REMEDIED.search(masked(act.cond)) for act in _acts(draft)[1:] if act.takes):
        return True
    return any("其中" in masked(act.cond) for act in _acts(draft)[1:] if act.takes or act.gains)


def _part_of_whole(draft: Draft) -> bool:
    """发现1例扣0.5分，造成后果的每例扣2分: the graver is one of those counted before."""
    for one, other in pairwise(draft.made):
        if one.clause.method != "deduct_each" or other.clause.method != "deduct_each":
            continue
        first, second = masked(one.clause.condition), masked(other.clause.condition)
        if (
            _UNIT_MARK.findall(first) == _UNIT_MARK.findall(second)
            and _GRAVER.match(second)
            and not re.match("被", first)
            and not ("被" in first and "被" in second)
            and not _GRAVER.match(first)
        ):
            return True
    return False


_GRAVER = re.compile(
    r"(?:造成|引发|引起|导致|产生|情节|影响|性质|后果|查实|经查|核实|属实|属于?|涉及|其中|重大|特别|严重|恶劣|较重|拒不|仍|超过?\d|\d|[≥>])|被[^,]{0,8}(?:通报|约谈|曝光|问责)"
)


def _within(draft: Draft) -> bool:
    """迟报3日以内扣1分: a number that is nought for the blameless."""
    last = [(made, list(SIGNED.finditer(text))) for made, text in _conds(draft) if made.clause.method == "deduct"]
    return any(
        signs and signs[-1]["op"] == "≤" and signs[-1].end() == len(made.clause.condition) for made, signs in last
    )


def _of_another(draft: Draft) -> bool:
    """应12 of 每个支部: how many of them?"""
    return any(made.clause.method == "shortfall" and _OF_EACH.search(text) is not None for made, text in _conds(draft))


def _against(draft: Draft) -> bool:
    """At least so much, and more of it costs: one of the two was read wrongly."""
    for made in draft.made:
        params = made.clause.params
        if made.clause.method == "slope" and params.get("effect") != "add" and made.act is not None:
            floor = re.search(r"不(?:得)?(?:少|低|小)于|至少", masked(made.act.cond))
            if params.get("side") == "above" and floor:
                return True
    return False


def _dead_band(draft: Draft) -> bool:
    """A line that can never hold, or more points for less."""
    return any(made.clause.method == "bands" and not orderly(made.clause.rows("bands")) for made in draft.made)


_SPAN = re.compile(rf"(?P<op>[≥>≤<])(?P<n>{NUM})")


def span(label: str) -> tuple[Decimal | None, Decimal | None]:
    """Lower and upper end of ≥80%且<90%; None where it is open."""
    low: Decimal | None = None
    high: Decimal | None = None
    for found in _SPAN.finditer(label):
        if found["op"] in "≥>":
            low = Decimal(found["n"])
        else:
            high = Decimal(found["n"])
    return low, high


def orderly(rows: tuple[tuple[str, str | None], ...]) -> bool:
    """Whether no line is covered by one before it, and points go one way."""
    spans = [span(label) for label, _ in rows]
    for at, (low, high) in enumerate(spans):
        for above_low, above_high in spans[:at]:
            under = above_low is None or (low is not None and low >= above_low)
            over = above_high is None or (high is not None and high <= above_high)
            if under and over and (above_low, above_high) != (None, None):
                return False
    return True


_GUARDS: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("partial", _scored_words),
    ("unused_text", _ruling_piece),
    ("gap?", _swallowed),
    ("partial", _nth),
    ("partial", lambda draft: bool(_QUOTED_FORMULA.search(draft.text))),
    (
        "partial",
        lambda draft: any(made.clause.method == "slope" and _RATES.search(text) for made, text in _conds(draft)),
    ),
    (
        "period?",
        lambda draft: any(
            made.clause.method == "slope" and re.search("每(?!1?年)", text) for made, text in _conds(draft)
        ),
    ),
    ("partial", lambda draft: any(_ELSEWHERE_SCORED.search(draft.text[act.start : act.end]) for act in _acts(draft))),
    ("each_or_once?", _once),
    ("exclusive?", _nested),
    ("exclusive?", _subset),
    ("exclusive?", _degrees),
    ("exclusive?", _part_of_whole),
    ("nought?", _within),
    ("exclusive?", _same_but_number),
    ("condition?", _only_kind),
    ("start?", _unrelated),
    ("period?", _of_another),
    ("partial", _against),
    ("gap?", _dead_band),
    (
        "partial",
        lambda draft: any(
            _OPEN_WORDS.search(text) for made, text in _conds(draft) if made.clause.method != "discretion"
        ),
    ),
)
