"""What every verb on a roster needs."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F

from wuze.accounts.values import Actor
from wuze.registry.models import Roster
from wuze.trail.actions import record
from wuze.trail.values import Thing

CHUNK = 500


def thing_of(roster: Roster) -> Thing:
    """The import as the trail names it."""
    return Thing("registry.roster", str(roster.pk), str(roster))


def note(code: str, actor: Actor, roster: Roster, *, after: Mapping[str, object] | None = None) -> None:
    """The entry of an act on a roster."""
    record(code, at=actor.at, who=actor.who(), thing=thing_of(roster), after=after, origin=actor.origin)


def stand(roster: Roster, percent: int) -> None:
    """How far the worker is, for the page."""
    Roster.objects.filter(pk=roster.pk).update(percent=min(percent, 99))


def begin(roster: Roster) -> None:
    """The worker sets to: counted before anything is done, so that a kill cannot undo it."""
    Roster.objects.filter(pk=roster.pk).update(tries=F("tries") + 1)
