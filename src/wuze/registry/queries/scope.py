"""The actor, and which units and posts an actor sees and manages."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.models import Grant, User
from wuze.accounts.rules import ADMINISTRATORS
from wuze.accounts.values import Actor, Held
from wuze.registry.enums import UnitKind
from wuze.registry.models import Appointment, Post, Region, Unit
from wuze.trail.values import NOWHERE, Origin

NONE = Q(pk__in=[])


def in_force(day: date, prefix: str = "") -> Q:
    """Rows whose period covers the day; ``prefix`` leads to the table that has the period."""
    return Q(**{f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": day}))


def under(unit: Unit) -> QuerySet[Unit]:
    """The unit and all that belongs to it, at any depth: one prefix of the path."""
    return Unit.objects.filter(path__startswith=unit.path)


# --- who acts ---------------------------------------------------------------------------------------------------------


def held_posts(person: int, day: date) -> tuple[Held, ...]:
    """The posts a person holds on a day, in the order of units."""
    rows = (
        Appointment.objects.filter(in_force(day), in_force(day, "post__"), in_force(day, "post__unit__"), person=person)
        .select_related("post__unit__region")
        .order_by("post__unit__path", "post__order", "post_id")
    )
    return tuple(_held(row.post) for row in rows)


def _held(post: Post) -> Held:
    unit = post.unit
    region = unit.region.code if unit.region else ""
    return Held(post.pk, post.title, post.role, unit.pk, str(unit), unit.kind, unit.path, region)


def actor_of(user: User, *, at: datetime, today: date, small_office: bool, origin: Origin = NOWHERE) -> Actor:
    """The actor of an account on a day: two queries. A disabled account has neither posts nor grants."""
    if not user.is_active:
        return Actor(user.pk, user.person_id, user.person.name, at, today, origin=origin)
    grants = Grant.objects.filter(in_force(today), user=user, confirmed_at__isnull=False).values_list("role", flat=True)
    held = held_posts(user.person_id, today)
    return Actor(
        user.pk, user.person_id, user.person.name, at, today, held, tuple(sorted(set(grants))), small_office, origin
    )


# --- what is visible --------------------------------------------------------------------------------------------------


def own_and_below(actor: Actor, prefix: str = "") -> Q:
    """Units of the actor's posts with all that belongs to them by affiliation; ``prefix`` leads to the unit."""
    found = NONE
    for held in actor.posts:
        found |= Q(**{f"{prefix}path__startswith": held.path})
    return found


def located(actor: Actor, prefix: str = "") -> Q:
    """Units that lie in the actor's town or park, or whose sector is in the actor's care: seen, never asked or rated."""
    found = NONE
    for held in actor.posts:
        if held.region and held.unit_kind in {UnitKind.TOWN, UnitKind.PARK}:
            found |= Q(**{f"{prefix}region__code__startswith": region_prefix(held.region)})
        if held.unit_kind in {UnitKind.DEPARTMENT, UnitKind.SECTOR}:
            found |= Q(**{f"{prefix}sector": held.unit})
    return found


def region_prefix(code: str) -> str:
    """What all codes inside a region begin with: 6 digits for a county, 9 for a town, 12 for a village."""
    if code.endswith("000000"):
        return code[:6]
    return code[:9] if code.endswith("000") else code


def visible_to(actor: Actor) -> QuerySet[Unit]:
    """Units the actor may see: the county for county-wide roles; else own, below, in own place, of own sector, and the
    chain above (whoever belongs to a committee knows which). Administrators see none."""
    if not actor.posts and (not actor.grants or set(actor.grants) & ADMINISTRATORS):
        return Unit.objects.none()
    if actor.sees_county or Role.READER in actor.grants:
        return Unit.objects.all()
    above = Q(path__in=sorted({held.path[:end] for held in actor.posts for end in range(4, len(held.path), 4)}))
    return Unit.objects.filter(own_and_below(actor) | located(actor) | above)


def posts_visible_to(actor: Actor) -> QuerySet[Post]:
    """Posts of the units the actor sees."""
    return Post.objects.filter(unit_id__in=visible_to(actor).values("pk"))


def managed_by(actor: Actor) -> QuerySet[Unit]:
    """Units whose posts and accounts the actor may set: own and below by affiliation, for posts that allow it; the lead
    office's clerks for the whole county."""
    if Role.LEAD_CLERK in actor.roles:
        return Unit.objects.all()
    found = NONE
    for held in actor.posts_that(Capability.EDIT_POSTS):
        found |= Q(path__startswith=held.path)
    return Unit.objects.filter(found)


def manages(actor: Actor, unit: Unit) -> bool:
    """The same for one unit, without a query."""
    if Role.LEAD_CLERK in actor.roles:
        return True
    return any(unit.path.startswith(held.path) for held in actor.posts_that(Capability.EDIT_POSTS))


def regions_visible_to(actor: Actor) -> QuerySet[Region]:
    """Places are no secret to anyone who sees units at all."""
    return Region.objects.all() if actor.posts or actor.sees_county else Region.objects.none()
