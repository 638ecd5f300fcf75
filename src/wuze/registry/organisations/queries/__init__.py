"""Which organisations an actor sees and edits, who is found by a key, and what a dossier shows."""

from __future__ import annotations

from wuze.registry.organisations.queries.keys import (
    FOUND,
    MOST,
    Twice,
    alike,
    by_keys,
    duplicates,
    last_temporary,
    like,
    renamed,
    searched,
)
from wuze.registry.organisations.queries.own import Own, asked_by, own, standing_in_force
from wuze.registry.organisations.queries.scope import edited_by, edits, places_for, seen, shows_contact, visible_to
from wuze.registry.organisations.queries.shown import (
    corrections_of,
    coverages_now,
    covered,
    held,
    listed,
    opened,
    places_offered,
    sectors,
    town_of,
    towns_of,
    types,
    types_counted,
    unit_for,
)

__all__ = [
    "FOUND",
    "MOST",
    "Own",
    "Twice",
    "alike",
    "asked_by",
    "by_keys",
    "corrections_of",
    "coverages_now",
    "covered",
    "duplicates",
    "edited_by",
    "edits",
    "held",
    "last_temporary",
    "like",
    "listed",
    "opened",
    "own",
    "places_for",
    "places_offered",
    "renamed",
    "searched",
    "sectors",
    "seen",
    "shows_contact",
    "standing_in_force",
    "town_of",
    "towns_of",
    "types",
    "types_counted",
    "unit_for",
    "visible_to",
]  # fmt: skip
