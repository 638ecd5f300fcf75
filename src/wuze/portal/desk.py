"""The desk of one actor, put together from what the packages provide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Empty, Figure, Light, Link, QueueRow
from wuze.kernel.web.frame import address
from wuze.portal import lines as arranging
from wuze.portal.history import Change, changed, looked_at
from wuze.portal.lines import Line, Provider, Slot
from wuze.portal.loading import contributions
from wuze.registry.memo import unchanged
from wuze.trail import queries

LOGGED_IN = ("accounts.logged_in",)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
FEW_MINUTES = 300
SHOWN = 30
"""Lines of one's own shown; the rest are a number."""

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
    """What all packages have for the actor. A provider's queries do not grow with its lines."""
    providers: tuple[Provider, ...] = contributions("DESK_PROVIDERS")
    return [
        *(line for provider in providers for line in provider(actor)),
        *arranging.asked_together(actor, contributions("DESK_QUEUES"), contributions("DESK_TALLIES")),
    ]


def looked_back(actor: Actor, logins: Sequence[datetime]) -> datetime:
    """Since when to show what changed: the login before this one, at least a week, at most a month."""
    day = timezone.make_aware(datetime.combine(actor.today, time()))
    return max(min([*logins[1:2], day - WEEK]), day - MONTH)


def whats_new(actor: Actor) -> tuple[datetime, tuple[Change, ...]]:
    """Since when, and what changed. One query for one's last logins and for what others did in a month: of many only the
    little that says which few are shown."""
    own = queries.entries(queries.Filters(person=f"user:{actor.user}", codes=LOGGED_IN))
    month = timezone.make_aware(datetime.combine(actor.today, time())) - MONTH
    others = looked_at(actor, month)
    both = queries.entries().filter(Q(pk__in=own[:2].values("pk")) | Q(pk__in=others.values("pk")))
    found = list(both.only("at", "who_person", "thing_kind", "thing_key"))
    mine = f"user:{actor.user}"
    since = looked_back(actor, [one.at for one in found if one.who_person == mine])
    if not actor.may(Capability.HISTORY):
        return since, ()
    return since, tuple(changed(actor, [one for one in found if one.who_person != mine and one.at >= since]))


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
    providers = contributions("DESK_FIGURES") if shape == "leader" else ()
    figures = tuple(figure for provider in providers for figure in provider(actor))
    return Desk(
        face=shape, heading=HEADINGS.get(shape, "要我办的"), summary=arranging.summary(mine, actor.today),
        cards=tuple(Card(line, arranging.light_of(line, actor.today)) for line in mine[:SHOWN]),
        mine=arranging.rows(mine[:SHOWN], actor.today), number=things(mine), more=len(mine) > SHOWN,
        waiting=tuple(arranging.row(line, actor.today) for line in waiting), awaited=things(waiting),
        days=arranging.strip(mine, actor.today) if any(line.due for line in mine) else (),
        changes=news,
        since=timezone.localdate(since), figures=figures, empty=nothing(actor, waiting),
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
