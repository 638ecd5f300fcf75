"""What was read once, kept in this process until something is done that may change it.

Every act leaves an entry in the trail, in its own transaction; so what was counted when the trail ended at one entry holds
while nothing that matters follows. An act about one organisation changes the numbers of its slice only: those are counted
again, the others stand (``summed``). Numbers of small registries are counted each time.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

from django.core.cache import caches

from wuze.accounts.values import Actor
from wuze.kernel.web.counted import SLICE, Piece, Slices
from wuze.registry.models import Standing
from wuze.trail.queries import Step, last_hash, last_link, mentioned, steps_from

T = TypeVar("T")
FEW = 20_000
"""Up to so many states counting is quicker than it need be."""

LONG = 3600
KEPT = "kept"
"""A cache of its own: what is kept is only worth keeping beside the site's process, and a test can do without."""


QUIET = (
    "accounts.logged_in", "accounts.logged_out", "accounts.login_failed", "accounts.login_locked", "accounts.proved",
    "accounts.refused", "accounts.link_missed",
)  # fmt: skip
"""Entries after which nothing stands differently: of a morning they are most of all."""

ELSEWHERE = ("accounts", "duty", "ledger", "evidence", "assessment", "round", "portal", "toolbox")
"""Whose acts never change a number of the registry: packages above and below it write tables of their own. What an approval
brings about has an entry of its own."""

STILL = (
    "registry.post_added", "registry.post_edited", "registry.post_closed", "registry.appointed", "registry.appointment_ended",
    "registry.appointment_withdrawn", "registry.person_added", "registry.person_edited", "registry.handover_drafted",
    "registry.handover_given", "registry.handover_done", "registry.handover_cancelled", "registry.unit_checked",
    "registry.check_settled", "registry.roster_read", "registry.roster_compared", "registry.roster_asked",
    "registry.roster_stopped", "registry.roster_word", "registry.roster_settled", "registry.roster_dropped",
)  # fmt: skip
"""Acts of the registry after which its numbers stand: none writes a table that is counted (``tests/registry/conftest.py``
looks on while the tests carry them out). Who sees what is part of the key: posts and grants."""

ASIDE = (*STILL, "registry.party_set", "registry.cover_answered")
"""Acts after which what is counted by organisation stands: these are about Party organisations as such."""

ABOUT = "registry.organisation"
"""An act about an organisation changes what is counted of it, and of those in the entry's list, and of no other."""

ENTRIES = 2000
SOME = 8
"""After more entries, or with more slices touched, all is counted anew."""

BOOKS = 128


class Keeping:
    """What is kept for an actor's scope. Where the registry and the trail stand is asked once, however much a page counts."""

    def __init__(self, actor: Actor, few: int = FEW) -> None:
        self.actor, self.few = actor, few
        self.scope = ("all",) if actor.sees_county else (actor.person, actor.posts, actor.grants)

    @cached_property
    def _last(self) -> int:
        return Standing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    @cached_property
    def _end(self) -> str:
        return last_hash((*QUIET, *STILL), ELSEWHERE)

    def kept(self, what: tuple[object, ...], count: Callable[[], T]) -> T:
        """What ``count`` says. Two short queries where it is known already."""
        if self._last <= self.few:
            return count()
        return _known((self.scope, self.actor.today, what, self._last, self._end), count, LONG)

    def summed(self, what: tuple[object, ...], count: Callable[[Slices], Iterable[Piece]]) -> Mapping[Any, int]:
        """How many there are of each sort. ``count`` gives the numbers of some slices, by organisation. Two short queries
        where it is known; one more, and counting of what was touched, after acts about organisations."""
        if self._last <= self.few:
            return together(count(None))
        key = (self.scope, self.actor.today, what)
        known = _books.get(key)
        book = _continued(known, count) if known else None
        if book is None:
            link = last_link()
            total, parts = _added(count(None))
            book = Book(link.number, link.hash, time.monotonic(), total, parts)
        with _lock:
            _books[key] = book
            _books.move_to_end(key)
            while len(_books) > BOOKS:
                _books.popitem(last=False)
        return book.total


def unchanged(what: tuple[object, ...], count: Callable[[], T], seconds: int = LONG) -> T:
    """What ``count`` says; asked again after the next act, and after so many seconds for what the worker
    writes without one. ``what`` names all that it depends on besides: the actor, the day. One short query where it is
    known already."""
    return _known((what, last_hash(QUIET)), count, seconds)


def _known(what: tuple[object, ...], count: Callable[[], T], seconds: int) -> T:
    key = f"kept-{sha256(repr(what).encode()).hexdigest()}"
    known: T | None = caches[KEPT].get(key)
    if known is None:
        known = count()
        caches[KEPT].set(key, known, seconds)
    return known


# --- sums over slices -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Book:
    """What was counted when the trail ended at this entry: the sum, and what each slice gave to it. Never changed: whoever
    counts again puts another in its place."""

    number: int
    hash: str
    at: float
    total: Counter[Any]
    parts: Mapping[int, Counter[Any]]


_books: OrderedDict[tuple[object, ...], Book] = OrderedDict()
_lock = Lock()


def forget() -> None:
    """For tests."""
    _books.clear()


def together(found: Iterable[Piece]) -> Counter[Any]:
    """All slices in one."""
    return _added(found)[0]


def _added(found: Iterable[Piece]) -> tuple[Counter[Any], dict[int, Counter[Any]]]:
    total: Counter[Any] = Counter()
    parts: dict[int, Counter[Any]] = {}
    for place, sort, number in found:
        if number:
            total[sort] += number
            parts.setdefault(place, Counter())[sort] += number
    return total, parts


def _continued(book: Book, count: Callable[[Slices], Iterable[Piece]]) -> Book | None:
    """The book as it stands after what was done since; None where all has to be counted anew."""
    if time.monotonic() - book.at > LONG:
        return None
    steps = steps_from(book.number, ENTRIES + 1)
    touched = _touched(book, steps)
    if touched is None:
        return None
    total, parts = book.total, book.parts
    if touched:
        _, found = _added(count(touched))
        total, parts = Counter(total), dict(parts)
        for place in touched:
            total.subtract(parts.pop(place, Counter()))
            total.update(found.get(place, Counter()))
        parts.update(found)
        total = +total
    last = steps[-1] if steps else Step(book.number, book.hash, "", "", "")
    return Book(last.number, last.hash, book.at, total, parts)


def _touched(book: Book, steps: list[Step]) -> set[int] | None:
    """The slices of organisations that something was done about; None where nobody can tell."""
    if book.number:
        if not steps or steps[0].hash != book.hash:  # another trail, as after a restore
            return None
        steps = steps[1:]
    if len(steps) >= ENTRIES:
        return None
    done = [one for one in steps if one.code.partition(".")[0] not in ELSEWHERE and one.code not in ASIDE]
    if any(one.kind != ABOUT for one in done):
        return None
    keys = {one.key for one in done} | (mentioned([one.number for one in done], ABOUT) if done else set())
    places = {int(key) // SLICE for key in keys}
    return places if len(places) <= SOME else None
