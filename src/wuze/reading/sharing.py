"""What several clauses share: the items of a list before 各扣, a predicate told once, the same failure of each."""

from __future__ import annotations

import re
from itertools import pairwise

from wuze.reading.conditions import canonical, trimmed
from wuze.reading.draft import Draft, Piece
from wuze.reading.scan import Act
from wuze.reading.text import masked
from wuze.reading.words import GENERIC_FAILURE

_LISTED = re.compile(r"^缺(?:哪|那)项扣(?:哪|那)项$|^(?:缺|少|有)(?:1|任何1|任意1)项$")
_COMMON = re.compile(r"^(?:次数|记录|以上|上述|全部|均|都)|均|全部(?:符合|达到|落实)")


_LACKING = re.compile("(?:未|没有?|不|无)[^、,]{2,}$")
"""书记、委员未述职各扣2分: both."""
_EITHER = re.compile("或(?=[无未没不])")
"""无记录或无签到表各扣1分: one for each that is lacking."""


def shared_items(draft: Draft, act: Act, parts: list[Piece]) -> list[str]:
    """What 各扣 shares out: the items of the list before it; the requirement itself when only 以上各 stands there."""
    texts = [piece.text for piece in parts if not _LISTED.match(trimmed(piece.text))]
    listed = len(texts) < len(parts)
    if not texts or re.fullmatch(r"(?:以上|上述)(?:各项|情形|问题|情况|内容)?(?:的)?", trimmed(texts[-1])):
        waiting = draft.waiting(act)
        for piece in waiting:
            piece.used = True
        return [trimmed(piece.text) for piece in waiting]
    head = texts[0] if len(texts) > 1 and re.search("的$", texts[0]) and "、" not in texts[0] else None
    texts = texts[1:] if head else texts
    common = texts.pop() if len(texts) > 1 and (_COMMON.search(texts[-1]) or GENERIC_FAILURE.search(texts[-1])) else ""
    items = [trimmed(item) for text in texts for part in split_list(text) for item in _EITHER.split(part)]
    items = _spread_predicate(items)
    if listed:
        items = [f"无{item}" if not re.match("[无未没]", item) else item for item in items]
    return [f"{canonical(item)}且{trimmed(common)}" if common else canonical(item) for item in items]


def split_list(text: str) -> list[str]:
    """The items of a list, cut at 、 outside of brackets and quotation marks."""
    hidden = re.sub(r"\([^()]*\)", lambda m: "\ue000" * len(m[0]), masked(text))
    cuts = [0, *(found.end() for found in re.finditer("、", hidden)), len(text) + 1]
    return [text[a : b - 1] for a, b in pairwise(cuts) if text[a : b - 1].strip()]


def _spread_predicate(items: list[str]) -> list[str]:
    """支委会、党小组会每月1次 → both 每月1次; 书记、委员未述职 → both 未述职."""
    made = list(items)
    for at in range(len(made) - 2, -1, -1):
        after = re.search(r"每(?:季度?|月|半年|年).*$", made[at + 1])
        lacking = _LACKING.search(made[at + 1])
        if lacking and lacking.start() and not re.search("[未没无不缺少的有]", made[at]) and len(made[at]) < 10:
            made[at] += lacking[0]
        elif after and not re.search(r"每|\d|的|有|未|无|不", made[at]) and len(made[at]) < 8:
            made[at] += after[0]
    return made
