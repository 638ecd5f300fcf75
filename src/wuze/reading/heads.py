"""The header of a scoring table: one row or two, found by the words counties use; which column is what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wuze.reading.table_words import ADDING, ITEM, LEAF, NUMBER, OTHER, PART, POINTS, RULE, RULE_WEAK, TAKING, WHOLE
from wuze.scoring.tables import Cell
from wuze.scoring.text import key


@dataclass(frozen=True, slots=True)
class Head:
    """Which column (of the rows) is what; ``last`` is the last header row, ``more`` the other half of a rule in two."""

    last: int
    rule: int
    item: int | None
    points: int | None
    part: int | None
    more: int | None = None
    detail: int | None = None
    """The content told beside an indicator."""


_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")


def head_word(cell: Cell) -> str:
    """The word of a header cell, without what stands in brackets."""
    text = key(str(cell)) if isinstance(cell, str) else ""
    return _REMARK.sub("", text).strip(":*·") or text


def _is(word: str, words: Sequence[str]) -> bool:
    return word in words or (2 < len(word) <= 12 and any(len(one) > 2 and word.endswith(one) for one in words))


def head_at(rows: list[tuple[Cell, ...]], number: int) -> Head | None:
    """The header that begins in this row, one or two rows high; None when this is no header."""
    words = [head_word(cell) for cell in rows[number]]
    if not _headlike(words):
        return None
    below = [head_word(cell) for cell in rows[number + 1]] if number + 1 < len(rows) else []
    two = below != words and any(below) and all(_known(word) for word in below if word)
    if two:
        words = [_joined(high, low) for high, low in zip(words, below, strict=False)]
    last = number + 1 if two else number
    head = _columns(words, last)
    return (
        None if head is None else _with_item(_by_content(head, rows[last + 1 : last + 31]), rows[last + 1 : last + 31])
    )


def _with_item(head: Head, rows: list[tuple[Cell, ...]]) -> Head:
    """Where no header names the item, the fullest text left of the rule does."""
    if head.item is not None:
        return head
    widths = {
        at: sum(len(str(row[at])) for row in rows if at < len(row) and isinstance(row[at], str))
        for at in range(head.rule)
        if at not in (head.points, head.part)
    }
    widest = max(widths, key=lambda at: widths[at], default=None)
    return replace(head, item=widest) if widest is not None and widths[widest] > 2 * len(rows) else head


_RULES = re.compile(r"扣|得\d|不得分|\d+(?:\.\d+)?分|计\d|记\d|加\d")


def _by_content(head: Head, rows: list[tuple[Cell, ...]]) -> Head:
    """Where the column called 考核办法 holds no rule (查阅资料) and another is full of them, that one is the rule."""
    shares = [_share(rows, at) for at in range(max((len(row) for row in rows), default=0))]
    other = [0 if at in (head.points, head.item, head.part) else share for at, share in enumerate(shares)]
    if not other or head.rule >= len(shares) or shares[head.rule] > 0.3 or max(other) < 0.6:
        return head
    return replace(head, rule=other.index(max(other)), more=None)


def _share(rows: list[tuple[Cell, ...]], at: int) -> float:
    told = [str(row[at]) for row in rows if at < len(row) and row[at] is not None]
    return sum(_RULES.search(key(text)) is not None for text in told) / len(told) if told else 0


def _joined(high: str, low: str) -> str:
    """The word of a column under two header rows; 加分 under 评分标准 is a rule, not a score."""
    if low in (*ADDING, *TAKING) and _is(high, RULE):
        return f"{low[:2]}标准"
    return low if low and low != high and _known(low) else high


def _known(word: str) -> bool:
    return any(_is(word, words) for words in (RULE, RULE_WEAK, ITEM, POINTS, PART, NUMBER, OTHER))


def _headlike(words: list[str]) -> bool:
    filled = {word for word in words if word}
    known = {word for word in filled if len(word) <= 14 and _known(word)}
    return len(known) > 1 and len(known) * 2 >= len(filled)


def _columns(words: list[str], last: int) -> Head | None:
    rule = _first(words, RULE, (_first(words, POINTS, ()),))
    points = _points_column(words, rule)
    if rule is None:
        weak = [at for at, word in enumerate(words) if _is(word, RULE_WEAK) and at != points]
        rule = weak[-1] if weak else None
    if rule is None:
        return None
    more = _other_half(words, rule)
    before = [*words[:rule], *([""] * (len(words) - rule))]
    leaf = _first(before, LEAF, (points,), back=True)
    item = leaf if leaf is not None else _first(before, ITEM, (points,), back=True)
    item = _first(words, ITEM, (points, rule)) if item is None else item
    part = _first(words, PART, (points, rule, item))
    detail = None
    if leaf is not None and (told := _first(before, ITEM, (points, leaf), back=True)) is not None and told > leaf:
        detail = told
    if item is None and points is None and not rule:
        return None
    return Head(last, rule, item, points, part, more, detail)


def _points_column(words: list[str], rule: int | None) -> int | None:
    """The item's own points: not those of a part, and of several the last before the rule."""
    own = [at for at, word in enumerate(words) if word in POINTS and word not in WHOLE and at != rule]
    before = [at for at in own if rule is not None and at < rule]
    return before[-1] if before else own[0] if own else _first(words, POINTS, (rule,))


def _other_half(words: list[str], rule: int) -> int | None:
    """The column of what takes beside that of what adds, or the other way round."""
    other = TAKING if words[rule] in ADDING else ADDING if words[rule] in TAKING else ()
    return next((at for at, word in enumerate(words) if word in other and word in RULE), None)


def _first(
    words: list[str], wanted: Sequence[str], not_in: tuple[int | None, ...], *, back: bool = False
) -> int | None:
    places = [at for at, word in enumerate(words) if word and at not in not_in and _is(word, wanted)]
    exact = [at for at in places if words[at] in wanted]
    places = exact or places
    return (places[-1] if back else places[0]) if places else None
