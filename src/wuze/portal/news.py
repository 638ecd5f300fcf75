"""消息: what others did that concerns the actor, and the day's reminders of the actor's units.

Nothing is stored twice: the trail says what was done, the reminders what is near its node. Kept is one number an account:
up to which entry it has looked. An entry concerns whoever holds a post in a unit it names, or is named in it; acts on
requests name no unit, because more people see the unit than see what it asks: for those the request itself is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.frame import Bell
from wuze.ledger.models import Digest
from wuze.ledger.requests.models import Request
from wuze.portal.history import kinds, local, sentence
from wuze.portal.lines import ACTORS, standing
from wuze.portal.models import Looked
from wuze.portal.together import Asked, asked
from wuze.trail.models import Entry, Mention

SPAN = timedelta(days=30)
"""Older ones are on the page of their thing."""

MOST = 99
SHOWN = 60
WAY_BACK = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Topic:
    """What may be chosen on the page: a word, and the acts it stands for."""

    word: str
    codes: tuple[str, ...]


def _of(package: str, names: str) -> tuple[str, ...]:
    return tuple(f"{package}.{name}" for name in names.split())


TOPICS = {
    "task": Topic("事项", _of("ledger",
        "issued issued_many year_issued cooperator_added sent_back closed cancelled reopened excused answered extended "
        "adjusted short_agreed ask_declined")),
    "request": Topic("诉求", _of("ledger",
        "request_raised request_passed_up request_assigned request_returned request_transferred request_answered "
        "request_content request_discontent request_extended request_closed request_withdrawn")),
    "duty": Topic("职责", _of("duty", "notices_sent notice_answered assigned named unnamed released")),
    "result": Topic("考核", _of("round", "fed_back finally answered settled corrected")),
    "post": Topic("岗位", _of("registry",
        "handover_drafted handover_given handover_done handover_cancelled check_settled")),
}  # fmt: skip
CODES = tuple(code for topic in TOPICS.values() for code in topic.codes)


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what was done, where it leads, whether it came since the last look."""

    number: int
    when: datetime
    what: str
    url: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a unit is reminded of today."""

    unit: str
    lines: tuple[tuple[str, str, str], ...]
    number: int


@dataclass(frozen=True, slots=True)
class News:
    """All that the page shows. ``upto``: the newest entry, which a look reaches."""

    items: tuple[Item, ...]
    reminded: tuple[Reminded, ...]
    fresh: int
    upto: int


def _looked(user: int) -> QuerySet[Looked]:
    return Looked.objects.filter(user=user)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _others(actor: Actor, codes: Collection[str]) -> QuerySet[Entry]:
    rows = Entry.objects.filter(at__gte=_midnight(actor.today - SPAN), code__in=codes, result="done")
    return rows.exclude(who_person=f"user:{actor.user}")


def _mentions(actor: Actor) -> QuerySet[Mention]:
    units = [str(held.unit) for held in actor.posts]
    named = Q(thing_kind="registry.unit", thing_key__in=units)
    return Mention.objects.filter(named | Q(thing_kind="registry.person", thing_key=str(actor.person)))


def _of_requests(actor: Actor) -> Q:
    units = [held.unit for held in actor.posts]
    asked = Request.objects.filter(Q(unit__in=units) | Q(handler__in=units) | Q(keeper__in=units))
    return Q(thing_kind="ledger.request", thing_key__in=asked.annotate(key=Cast("pk", TextField())).values("key"))


def concerning(actor: Actor, codes: Collection[str] = CODES) -> QuerySet[Entry]:
    """What others did within a month that concerns the actor, newest first."""
    return _others(actor, codes).filter(Q(number__in=_mentions(actor).values("number")) | _of_requests(actor))


def digests(actor: Actor) -> QuerySet[Digest]:
    """Today's reminders of the units the actor answers for."""
    units = [held.unit for held in actor.posts_that(Capability.REPORT_TASKS)]
    return Digest.objects.filter(unit__in=units, day=actor.today)


def unseen(actor: Actor) -> int:
    """How many are new: acts of others, and a reminder for each unit that has one today. One query."""
    return sum(number for (number,) in _numbers(standing(actor)).read())


@lru_cache(ACTORS)
def _numbers(actor: Actor) -> Asked:
    """The statement for it, which is the same all day. By unit and by request apart, so that each is found by its own index
    from the last look on."""
    number = Coalesce(Subquery(_looked(actor.user).values("number")[:1]), 0)
    day = Coalesce(Subquery(_looked(actor.user).values("day")[:1]), WAY_BACK)
    others = _others(actor, CODES)
    named = others.filter(number__in=_mentions(actor).filter(number__gt=number).values("number"))
    wanted = others.filter(_of_requests(actor), number__gt=number)
    return asked([], [named, wanted, digests(actor).filter(day__gt=day)])


def bell(actor: Actor) -> Bell:
    """What stands at the head of each page."""
    number = unseen(actor)
    return Bell(reverse("news"), f"{MOST}+" if number > MOST else str(number or ""))


def whole(actor: Actor, topic: str = "") -> News:
    """The page. Three queries, whatever it shows."""
    bound = _looked(actor.user).values_list("number", "day").first() or (0, WAY_BACK)
    chosen = TOPICS.get(topic)
    rows = list(concerning(actor, chosen.codes if chosen else CODES)[: SHOWN + 1])
    found = [Item(one.number, local(one), sentence(one), where(one), one.number > bound[0]) for one in rows[:SHOWN]]
    items = tuple(sorted(found, key=lambda one: one.when, reverse=True))
    told = tuple(map(_reminded, digests(actor).select_related("unit"))) if not chosen else ()
    new = sum(one.fresh for one in items) + (len(told) if bound[1] < actor.today else 0)
    return News(items, told, new, max((one.number for one in items), default=bound[0]))


def _reminded(row: Digest) -> Reminded:
    lines = tuple((reverse("ledger:task", args=[one["task"]]), one["title"], one["words"]) for one in row.lines[:5])
    return Reminded(str(row.unit), lines, len(row.lines))


def where(entry: Entry) -> str:
    """The page of what an act was about; of a batch, the ledger's rows of it."""
    if entry.thing_kind == "ledger.group":
        return f"{reverse('ledger:home')}?{urlencode({'q': entry.thing_key, 'view': 'all'})}"
    others = {"ledger.year": "ledger:mine", "duty.edition": "duty:notices"}
    if name := others.get(entry.thing_kind):
        return reverse(name)
    known = kinds().get(entry.thing_kind)
    return known.address(entry.thing_key) if known else ""


def topics(chosen: str) -> Sequence[tuple[str, str, bool]]:
    """Name, word, chosen or not."""
    return [("", "全部", chosen not in TOPICS), *((name, one.word, name == chosen) for name, one in TOPICS.items())]
