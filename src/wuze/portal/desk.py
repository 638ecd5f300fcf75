"""The desk of one actor, put together from what the packages provide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Empty, Figure, Light, Link, QueueRow
from wuze.kernel.web.frame import address
from wuze.portal import lines as arranging
from wuze.portal.history import Change, Kind, changed, changes
from wuze.portal.lines import Line, Slot
from wuze.portal.loading import contributions
from wuze.portal.together import Asked, asked
from wuze.registry.memo import unchanged
from wuze.trail import queries

LOGGED_IN = ("accounts.logged_in",)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
FEW_MINUTES = 300
SHOWN = 30
"""Lines of one's own shown; the rest are a number."""
NEWS = 6
"""Changes shown."""

HEADINGS = {"leader": "请您定的", "secretary": "要我做的"}


@dataclass(frozen=True, slots=True)
class Card:
    """A line with its light, for a desk of cards."""

    line: Line
    light: Light


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page shows."""

    face: str
    heading: str
    summary: str
    cards: tuple[Card, ...]
    mine: tuple[QueueRow, ...]
    number: int
    more: bool
    waiting: tuple[QueueRow, ...]
    awaited: int
    days: tuple[Slot, ...]
    changes: tuple[Change, ...]
    since: date
    figures: tuple[Figure, ...]
    empty: Empty


def face(actor: Actor) -> str:
    """Which of four desks: leader, secretary, administrator, or the office's."""
    roles = {held.role for held in actor.posts}
    if not roles:
        return "admin"
    if roles <= {Role.LEADER}:
        return "leader"
    return "secretary" if roles <= {Role.SECRETARY} else "office"


def lines(actor: Actor) -> list[Line]:
    """What all packages have for the actor. One query."""
    return arranging.asked_together(actor, contributions("DESK_QUEUES"), contributions("DESK_TALLIES"))


def looked_back(actor: Actor, logins: Sequence[datetime]) -> datetime:
    """Since when to show what changed: the login before this one, at least a week, at most a month."""
    day = timezone.make_aware(datetime.combine(actor.today, time()))
    return max(min([*logins[1:2], day - WEEK]), day - MONTH)


def whats_new(actor: Actor) -> tuple[datetime, tuple[Change, ...]]:
    """Since when, and what changed. One query for one's last logins and for what others did in a month."""
    logins, others = _news(arranging.standing(actor), contributions("HISTORY_KINDS")).read()
    since = looked_back(actor, [one.at for one in logins])
    return since, changed([one for one in others if one.at >= since])


@lru_cache(arranging.ACTORS)
def _news(actor: Actor, known: tuple[Kind, ...]) -> Asked:
    """The statement for it, which is the same all day."""
    own = queries.entries(queries.Filters(person=f"user:{actor.user}", codes=LOGGED_IN))
    month = timezone.make_aware(datetime.combine(actor.today, time())) - MONTH
    others = changes(actor, known, month, NEWS) if actor.may(Capability.HISTORY) else queries.entries().none()
    return asked([own.only("at")[:2], others])


def kept(actor: Actor) -> Desk:
    """The desk as it stands until anything is done on the site: made anew after the next entry of the trail, and every
    few minutes for what the worker notes without one (a reminder that did not go out)."""
    who = (actor.user, actor.person, actor.posts, actor.grants, actor.small_office, actor.today)
    return unchanged(("desk", who), lambda: build(actor), FEW_MINUTES)


def build(actor: Actor) -> Desk:
    """The desk, read anew. Whatever stands on it is written by acts that leave an entry, or comes with the day."""
    found, shape = lines(actor), face(actor)
    mine, waiting = arranging.arranged(found, "mine"), arranging.arranged(found, "waiting")
    since, news = whats_new(actor)
    figures = arranging.summed_together(actor, contributions("DESK_FIGURES")) if shape == "leader" else ()
    return Desk(
        face=shape, heading=HEADINGS.get(shape, "要我办的"), summary=arranging.summary(mine, actor.today),
        cards=tuple(Card(line, arranging.light_of(line, actor.today)) for line in mine[:SHOWN]),
        mine=arranging.rows(mine[:SHOWN], actor.today), number=things(mine), more=len(mine) > SHOWN,
        waiting=tuple(arranging.row(line, actor.today) for line in waiting), awaited=things(waiting),
        days=arranging.strip(mine, actor.today) if any(line.due for line in mine) else (),
        changes=news,
        since=timezone.localdate(since), figures=tuple(figures), empty=nothing(actor, waiting),
    )  # fmt: skip


def things(lines: Sequence[Line]) -> int:
    """How many things these lines stand for."""
    return sum(line.things for line in lines)


def nothing(actor: Actor, waiting: Sequence[Line]) -> Empty:
    """An empty desk says what is true and where to go next."""
    after = f"另有{things(waiting)}件在等别人。" if waiting else ""
    if actor.posts:
        return Empty(f"现在没有要您办的事。{after}", link("看本单位和岗位", "registry:home", "registry:units"))
    for capability, label, name in (
        (Capability.TRAIL, "看留痕", "trail"), (Capability.GRANTS, "看授权", "accounts:grants"),
        (Capability.ACCOUNTS, "看账号", "accounts:list"),
    ):  # fmt: skip
        if actor.may(capability):
            return Empty(f"现在没有要您办的事。{after}", link(label, name))
    return Empty("您现在没有岗位，也没有授权，所以没有要办的事。请找管理本单位账号的人。")


def link(label: str, *names: str) -> Link | None:
    """The first of these pages that exists."""
    url = next((found for name in names if (found := address(name))), "")
    return Link(label, url) if url else None
