"""Every number of a cell accounted for: the last safeguard before 读懂."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuze.reading.draft import Draft
from wuze.reading.model import Param
from wuze.reading.scan import NUMBERING
from wuze.reading.text import masked
from wuze.reading.words import NUM
from wuze.scoring.exact import HUNDRED, mul, plain
from wuze.scoring.text import number

_TOKEN = re.compile(rf"{NUM}%?")
_FREE = frozenset(("1", "0", "100%"))
"""每1项, 得0分, and the whole of a rate."""


def unaccounted(draft: Draft, taken: set[int]) -> list[str]:
    """Numbers of the text that stand in no clause, no piece, no modifier that was used, and are not the points."""
    known = {_plain(value) for value in _known(draft, taken)}
    if draft.points is not None:
        known.add(plain(draft.points, 12))
    text = masked(NUMBERING.sub("", draft.text))
    return [token for token in _TOKEN.findall(text) if token not in _FREE and _plain(token) not in known]


def _plain(token: str) -> str:
    value = number(token)
    return token if value is None else plain(value, 12)


def _known(draft: Draft, taken: set[int]) -> Iterator[str]:
    for made in draft.made:
        for value in made.clause.params.values():
            yield from _tokens(value)
    for piece in draft.pieces:
        yield from _TOKEN.findall(piece.text)
    for one in draft.modifiers:
        if one.start in draft.used:
            yield from _TOKEN.findall(draft.text[one.start : one.end])
    for line, sentence in enumerate(draft.sentences):
        if line in taken:
            yield from _TOKEN.findall(sentence.text)
    yield from (plain(value, 12) for value in draft.worth)


def _tokens(value: Param) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _tokens(one[0] if isinstance(one, tuple) else one)
            yield from _tokens(one[1] if isinstance(one, tuple) else None)
    elif value is not None:
        for token in _TOKEN.findall(value):
            yield token
            exact = number(token)
            if exact is not None and not token.endswith("%") and exact <= 2:
                yield plain(mul(exact, HUNDRED), 12) + "%"


def per_part(draft: Draft) -> bool:
    """False when the deductions of a sub-item do not add up to what the sub-item is worth."""
    for line, worth in draft.parts.items():
        made = [one for one in draft.made if one.act is not None and one.act.line == line]
        fixed = [one.most for one in made if one.clause.method == "deduct" and one.most is not None]
        grouped = any(one.clause.group for one in made)
        if made and len(fixed) == len(made) and (max(fixed) if grouped else sum(fixed)) != worth:
            return False
    return True
