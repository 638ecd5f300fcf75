"""How often a person may do what costs the site much (SEC-54): counted a clock minute or hour, in the site's cache.

The default cache lives in each server process, so with several processes the limit is a process's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.core.cache import cache

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """``number`` times a ``per`` (minute or hour); ``noun`` says what, in the refusal."""

    name: str
    noun: str
    number: int
    per: Literal["minute", "hour"]

    @property
    def refusal(self) -> Refusal:
        """What is said when it is used up."""
        span, wait = ("一分钟", "请过一分钟再来") if self.per == "minute" else ("一小时", "请过一小时再来")
        return Refusal(f"portal.limit.{self.name}", f"{self.noun}太密了：{span}最多{self.number}次，{wait}。")


def used(limit: Limit, actor: Actor) -> int:
    """Count one more use by this person, or by this address where nobody is logged in; how many it makes."""
    who = f"user{actor.user}" if actor.user else f"from{actor.origin.address}"
    span = f"{actor.at:%Y%m%d%H%M}" if limit.per == "minute" else f"{actor.at:%Y%m%d%H}"
    key = f"limit:{limit.name}:{who}:{span}"
    cache.add(key, 0, 60 if limit.per == "minute" else 3600)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 1


def over(limit: Limit, actor: Actor) -> Refusal | None:
    """Count one use; the refusal when it is one too many."""
    return limit.refusal if used(limit, actor) > limit.number else None


SEARCHES = Limit("search", "搜索", 60, "minute")
EXPORTS = Limit("export", "导出留痕", 10, "hour")
COMPLAINTS = Limit("complaint", "提意见", 5, "hour")
