"""Channels an actor sees, and what stands in a day's message."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from wuze.accounts.values import Actor
from wuze.ledger.reminders import rules
from wuze.ledger.reminders.enums import DeliveryState
from wuze.ledger.reminders.models import Channel, Delivery, Digest
from wuze.ledger.whose import in_office
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit

Matters = dict[str, list[tuple[str, str]]]
COLUMNS = ("unit__path", "unit__name", "unit__kind", "lines")
SHOWN = 20


def visible_to(actor: Actor) -> QuerySet[Channel]:
    """The lead office keeps them; nobody else sees where anything goes."""
    rows = Channel.objects.select_related("unit")
    return rows if in_office(actor) else rows.none()


def failing(actor: Actor) -> QuerySet[Channel]:
    """In use, and the last message did not go out."""
    return visible_to(actor).filter(on=True, failed_at__isnull=False).order_by("failed_at")


def last_of(channel: Channel) -> list[Delivery]:
    """Its newest messages."""
    return list(channel.deliveries.all()[:SHOWN])


def is_trying(channel: Channel) -> bool:
    """Is a try under way?"""
    return channel.deliveries.filter(trial=True, state__in=(DeliveryState.WAITING, DeliveryState.SENDING)).exists()


def units_to_choose(day: date) -> QuerySet[Unit]:
    """Units that exist, other than the branches: a superior's group speaks to them."""
    return Unit.objects.exclude(kind=UnitKind.PARTY).filter(Q(until=None) | Q(until__gt=day)).order_by("path")


def digests_for(channel: Channel, day: date) -> QuerySet[Digest]:
    """What the channel is told of on a day."""
    rows = Digest.objects.filter(day=day)
    return rows.filter(unit__path__startswith=channel.unit.path) if channel.below else rows.filter(unit=channel.unit)


def matters_of(channel: Channel, day: date) -> Matters:
    """By unit, title and light of each matter. Of too many units the branches stand together behind their superior. Two
    queries."""
    rows = list(digests_for(channel, day).order_by("unit__path").values_list(*COLUMNS))
    many = len(rows) > rules.MOST_UNITS
    above = {path[: -Unit.steplen] for path, _, kind, _ in rows if kind == UnitKind.PARTY} if many else set()
    names = dict(Unit.objects.filter(path__in=above).values_list("path", "name"))
    own: Matters = {}
    below: Matters = {}
    for path, name, kind, lines in rows:
        found = [(str(one["title"]), str(one["words"])) for one in lines]
        superior = names.get(path[: -Unit.steplen]) if kind == UnitKind.PARTY else None
        if superior is None:
            own[name] = found
        else:
            below.setdefault(f"{superior}所属党组织", []).extend(found)
    return own | below
