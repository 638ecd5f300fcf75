"""What stands beside the desk and is loaded after it: how far collections, rounds and the burden of the units below are.

A provider is a function ``(actor) -> Sequence[Panel]``, named by dotted path in ``settings.DESK_PANELS``. What can be
begun from the desk comes from ``settings.DESK_VERBS``: functions ``(actor) -> Verb | None`` that ask no database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Link, Meter, Step, Verb
from wuze.portal.loading import contributions


@dataclass(frozen=True, slots=True)
class Panel:
    """A small section: meters, or the steps of one course of which ``now`` is named; ``note`` says how it is counted."""

    key: str
    title: str
    link: Link
    meters: tuple[Meter, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""


Beside = Callable[[Actor], Sequence[Panel]]
Beginning = Callable[[Actor], Verb | None]


def panels(actor: Actor) -> tuple[Panel, ...]:
    """All that packages have for the actor, in the order of the settings."""
    providers: tuple[Beside, ...] = contributions("DESK_PANELS")
    return tuple(panel for provider in providers for panel in provider(actor))


def verbs(actor: Actor) -> tuple[Verb, ...]:
    """What the actor may begin here."""
    providers: tuple[Beginning, ...] = contributions("DESK_VERBS")
    return tuple(verb for provider in providers if (verb := provider(actor)) is not None)
