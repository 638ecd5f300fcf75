"""Numbers of a large registry, kept in this process until anything at all is done on the site.

Every act leaves an entry in the trail, in its own transaction; so what was counted when the trail ended at one entry holds
while it ends there. Small registries are counted each time.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from wuze.accounts.values import Actor
from wuze.registry.models import Standing
from wuze.trail.queries import last_link

T = TypeVar("T")
FEW = 20_000
"""Up to so many states counting is quicker than it need be."""

LONG = 3600


def kept(actor: Actor, what: tuple[object, ...], count: Callable[[], T], few: int = FEW) -> T:
    """What ``count`` says, for this actor's scope. Two short queries where it is known already."""
    last = Standing.objects.order_by("-pk").values_list("pk", flat=True).first()
    if last is None or last <= few:
        return count()
    scope = ("all",) if actor.sees_county else (actor.person, actor.posts, actor.grants)
    asked = repr((scope, actor.today, what, last_link().number, last))
    key = f"kept-{sha256(asked.encode()).hexdigest()}"
    known: T | None = cache.get(key)
    if known is None:
        known = count()
        cache.set(key, known, LONG)
    return known
