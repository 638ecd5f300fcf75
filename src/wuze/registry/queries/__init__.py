"""What an actor sees of the registry, and the actor itself."""

from __future__ import annotations

from wuze.registry.queries.handovers import (
    Waiting,
    handovers_visible_to,
    handovers_waiting_for,
    handovers_with,
    open_handover,
    waiting_of,
)
from wuze.registry.queries.people import (
    people_found,
    people_shown,
    people_visible_to,
    phone_visible,
    same_name_in,
    shows_phone,
    with_phone_rule,
)
from wuze.registry.queries.posts import appointments_visible_to, holder_of, posts_seen, vacant, version_now
from wuze.registry.queries.scope import (
    actor_of,
    held_posts,
    in_force,
    located,
    managed_by,
    manages,
    own_and_below,
    posts_visible_to,
    region_prefix,
    regions_visible_to,
    under,
    visible_to,
)
from wuze.registry.queries.units import (
    branches,
    chain_of,
    chain_on,
    children_on,
    places_of,
    roots_seen,
    with_superior,
)

__all__ = [
    "Waiting", "actor_of", "appointments_visible_to", "branches", "chain_of", "chain_on", "children_on",
    "handovers_visible_to", "handovers_waiting_for", "handovers_with", "held_posts", "holder_of", "in_force", "located", "managed_by",
    "manages", "open_handover", "own_and_below", "people_found", "people_shown", "people_visible_to",
    "phone_visible", "places_of", "posts_seen", "posts_visible_to", "region_prefix", "regions_visible_to",
    "roots_seen", "same_name_in", "shows_phone", "under", "vacant", "version_now", "visible_to", "waiting_of",
    "with_phone_rule", "with_superior",
]  # fmt: skip
