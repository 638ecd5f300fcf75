"""What was read once, kept in this process until something is done that may change it.

Every act leaves an entry in the trail, in its own transaction; so what was counted when the trail ended at one entry holds
while it ends there. Numbers of small registries are counted each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches

from wuze.accounts.values import Actor
from wuze.registry.models import Standing
from wuze.trail.queries import last_hash

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

ABOVE = ("duty", "ledger", "evidence", "assessment", "round", "portal", "toolbox")
"""Whose acts never change a number of the registry: packages that stand above it write tables of their own."""


def kept(actor: Actor, what: tuple[object, ...], count: Callable[[], T], few: int = FEW) -> T:
    """What ``count`` says, for this actor's scope. Two short queries where it is known already."""
    found: T = keeping(actor, few)(what, count)
    return found


def keeping(actor: Actor, few: int = FEW) -> Callable[[tuple[object, ...], Callable[[], T]], T]:
    """The same for several counts of one page: where registry and trail stand is asked once."""

    @cache
    def last() -> int:
        return Standing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    @cache
    def end() -> str:
        return last_hash(QUIET, ABOVE)

    def keep(what: tuple[object, ...], count: Callable[[], T]) -> T:
        if last() <= few:
            return count()
        scope = ("all",) if actor.sees_county else (actor.person, actor.posts, actor.grants)
        return _known((scope, actor.today, what, last(), end()), count, LONG)

    return keep


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
