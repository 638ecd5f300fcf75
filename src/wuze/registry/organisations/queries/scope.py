"""Which organisations an actor sees and edits. Everything else begins with these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.rules import ADMINISTRATORS
from wuze.accounts.values import Actor, Held
from wuze.registry.enums import UnitKind
from wuze.registry.models import Coverage, Organisation, Region, Unit
from wuze.registry.queries import in_force, region_prefix

PLACES = (UnitKind.TOWN, UnitKind.PARK)
LOOKERS = frozenset({Role.LEADER, Role.READER, Role.INSPECTOR})
"""Roles that see, and call nobody."""


def _of_posts(posts: Sequence[Held], day: date, prefix: str = "", own: str = "pk") -> Q:
    """Organisations in the place of these posts, of their sector, or covered by a Party organisation of theirs or below.

    Each part is a list of numbers that the database makes once: it must hold at 80,000 rows. ``own``: the field that
    holds the organisation's number.
    """
    found = Q(pk__in=[])
    below = Q(pk__in=[])
    for held in posts:
        if held.region and held.unit_kind in PLACES:
            inside = Region.objects.filter(code__startswith=region_prefix(held.region))
            found |= Q(**{f"{prefix}region__in": inside.values("pk")})
        if held.unit_kind in {UnitKind.DEPARTMENT, UnitKind.SECTOR}:
            found |= Q(**{f"{prefix}sector": held.unit})
        below |= Q(path__startswith=held.path)
    covered = Coverage.objects.filter(in_force(day), party__in=Unit.objects.filter(below).values("pk"))
    return found | Q(**{f"{prefix}{own}__in": covered.values("organisation")})


def _by_me(actor: Actor, day: date, prefix: str = "", own: str = "pk") -> Q:
    """What one covers oneself, as instructor or liaison."""
    rows = Coverage.objects.filter(in_force(day), person=actor.person)
    return Q(**{f"{prefix}{own}__in": rows.values("organisation")})


def seen(actor: Actor, prefix: str = "") -> Q:
    """The condition of ``visible_to``; ``prefix`` leads to the organisation from another table."""
    present = Q(**{f"{prefix}merged_into": None})
    if not actor.posts and (not actor.grants or set(actor.grants) & ADMINISTRATORS):
        return Q(pk__in=[])
    if actor.sees_county or Role.READER in actor.grants:
        return present
    return present & (_of_posts(actor.posts, actor.today, prefix) | _by_me(actor, actor.today, prefix))


def stood(actor: Actor, day: date) -> Q:
    """Standings that counted for the actor on a day: by the place and sector the organisation had then, and by who covered
    it then. Whoever sees the county sees all; what moved away since still counts where it stood."""
    if not actor.posts and (not actor.grants or set(actor.grants) & ADMINISTRATORS):
        return Q(pk__in=[])
    if actor.sees_county or Role.READER in actor.grants:
        return Q()
    own = "organisation"
    return _of_posts(actor.posts, day, own=own) | _by_me(actor, day, own=own)


def visible_to(actor: Actor) -> QuerySet[Organisation]:
    """All for the county's roles; else by place, by sector, by coverage of one's own Party organisations, and what one
    covers oneself as instructor or liaison. Rows merged into another are in no list. Administrators see none."""
    return Organisation.objects.filter(seen(actor))


def edited_by(actor: Actor) -> QuerySet[Organisation]:
    """Those the actor may change: the same scope, from posts that edit; the lead office's clerks all."""
    rows = Organisation.objects.filter(merged_into=None)
    if Role.LEAD_CLERK in actor.roles:
        return rows
    posts = actor.posts_that(Capability.EDIT_ORGANISATIONS)
    return rows.filter(_of_posts(posts, actor.today)) if posts else rows.none()


def edits(actor: Actor, row: Organisation) -> bool:
    """The same for one row: one query, none where ``opened`` has already asked."""
    known = getattr(row, "editable", None)
    return known if known is not None else edited_by(actor).filter(pk=row.pk).exists()


def shows_contact(actor: Actor, row: Organisation) -> bool:
    """Whom to call there: whoever works with it reads that, not whoever only looks (SEC-16)."""
    if actor.roles & {Role.LEAD_CLERK, Role.LEAD_HEAD}:
        return True
    posts = [held for held in actor.posts if held.role not in LOOKERS]
    return Organisation.objects.filter(_of_posts(posts, actor.today) | _by_me(actor, actor.today), pk=row.pk).exists()


def places_for(actor: Actor) -> QuerySet[Region]:
    """Where the actor may enter an organisation: inside the own town or park; county-wide for all others who edit."""
    posts = actor.posts_that(Capability.EDIT_ORGANISATIONS)
    codes = [region_prefix(held.region) for held in posts if held.region and held.unit_kind in PLACES]
    if Role.LEAD_CLERK in actor.roles or len(codes) < len(posts):
        return Region.objects.all()
    inside = Q(pk__in=[])
    for code in codes:
        inside |= Q(code__startswith=code)
    return Region.objects.filter(inside)
