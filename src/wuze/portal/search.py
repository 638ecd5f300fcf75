"""Search: what packages find for a few words, only ever in what the actor may see.

A package names its finder in ``settings.SEARCH_PROVIDERS``: a dotted path of a function ``(actor, words) -> Hits``.
``words`` are what was typed, split at blanks; all must fit. All finders' rows are looked for in one query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.portal.loading import contributions
from wuze.portal.together import asked

LONGEST = 60
"""Characters that are looked at."""

MOST_WORDS = 5
"""Words that are looked for."""

FEW, MANY = 8, 50
"""Hits named in each group on the page of all groups, and on the page of one."""

AT_ONCE = 2000
"""So many hits of a kind are found at once; only where there are more are they counted by a query of their own."""

_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LETTERS = re.compile(r"[a-z0-9]+", re.ASCII)
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a title; ``hit`` when it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its name in pieces, where it is, and what tells it from its namesakes."""

    pieces: tuple[Piece, ...]
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """All of one kind that fits, in its order, and how a row is shown. ``key`` stands in the address of its own page."""

    key: str
    name: str
    noun: str
    rows: QuerySet[Any]
    shown: Callable[[Any], Found]


@dataclass(frozen=True, slots=True)
class Group:
    """The first hits of one kind; the total counts all."""

    key: str
    name: str
    noun: str
    total: int
    found: tuple[Found, ...]


Finder = Callable[[Actor, Sequence[str]], Hits]


def words_of(text: str) -> tuple[str, ...]:
    """The words of what was typed: cut to size, without characters no name has."""
    return tuple(_UNFIT.sub(" ", text)[:LONGEST].split()[:MOST_WORDS])


def groups(actor: Actor, words: Sequence[str], only: str = "") -> tuple[Group, ...]:
    """What every package finds; ``only`` names one group, which then shows more."""
    finders: tuple[Finder, ...] = contributions("SEARCH_PROVIDERS")
    hits = [one for finder in finders if only in {"", (one := finder(actor, words)).key}]
    most = MANY if only else FEW
    keys = asked((), (), [one.rows[: AT_ONCE + 1] for one in hits]).read()
    some = [(one, those) for one, those in zip(hits, keys, strict=True) if those]
    rows = asked([one.rows.filter(pk__in=those[:most])[:most] for one, those in some]).read()
    return tuple(_group(one, those, found) for (one, those), found in zip(some, rows, strict=True))


def _group(hits: Hits, keys: list[int], found: Sequence[Any]) -> Group:
    total = len(keys) if len(keys) <= AT_ONCE else hits.rows.count()
    return Group(hits.key, hits.name, hits.noun, total, tuple(hits.shown(row) for row in found))


def matching(
    rows: QuerySet[M], words: Sequence[str], names: Sequence[str], short: str = "", code: str = ""
) -> QuerySet[M]:
    """Rows in which each word is part of one of the ``names``, or (letters) of the initials kept in ``short``, or (no
    Chinese) of the number kept in ``code``."""
    for word in words:
        one = Q()
        for name in names:
            one |= Q(**{f"{name}__icontains": word})
        if short and _LETTERS.fullmatch(word.lower()):
            one |= Q(**{f"{short}__contains": word.lower()})
        if code and word.isascii():
            one |= Q(**{f"{code}__icontains": word})
        rows = rows.filter(one)
    return rows


def marked(title: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The title with what was looked for marked; initials mark the characters they stand for."""
    hits = [False] * len(title)
    plain = title.lower()
    plain = plain if len(plain) == len(title) else title
    for word in words:
        places = _places(plain, word.lower())
        if not places and _LETTERS.fullmatch(word.lower()):
            short = initials(title)
            places = _places(short, word.lower()) if len(short) == len(title) else []
        for start in places:
            hits[start : start + len(word)] = [True] * len(word)
    return _pieces(title, hits)


def _places(text: str, word: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(word), text)]


def _pieces(title: str, hits: Sequence[bool]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for letter, hit in zip(title, hits, strict=True):
        if pieces and pieces[-1].hit == hit:
            pieces[-1] = Piece(pieces[-1].text + letter, hit)
        else:
            pieces.append(Piece(letter, hit))
    return tuple(pieces)
