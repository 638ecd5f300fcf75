"""Editions and duties as an actor sees them. Drafts are the keeper's alone."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import Duty, DutyEdition, DutyPart

OPEN_TO_ALL = (EditionState.IN_FORCE, EditionState.REPLACED)


def seen(actor: Actor, prefix: str = "") -> Q:
    """The condition of ``visible_to``; ``prefix`` leads to the edition."""
    if not actor.may(Capability.SEE_DUTIES):
        return Q(pk__in=[])
    if actor.may(Capability.EDIT_DUTIES):
        return Q()
    return Q(**{f"{prefix}state__in": OPEN_TO_ALL})


def visible_to(actor: Actor) -> QuerySet[DutyEdition]:
    """Drafts for those who keep the list; what is or was in force for everybody who sees duties."""
    return DutyEdition.objects.filter(seen(actor))


def sees_past(actor: Actor) -> bool:
    """Does the actor see what was done to a duty? Its past names units all over the county."""
    return actor.sees_county and actor.may(Capability.SEE_DUTIES)


def duties_visible_to(actor: Actor) -> QuerySet[Duty]:
    """Duties of visible editions."""
    return Duty.objects.filter(seen(actor, "edition__")).select_related("edition")


def parts_visible_to(actor: Actor) -> QuerySet[DutyPart]:
    """Parts of visible editions."""
    return DutyPart.objects.filter(seen(actor, "duty__edition__")).select_related("duty__edition")


def in_force() -> DutyEdition | None:
    """The edition in force."""
    return DutyEdition.objects.filter(state=EditionState.IN_FORCE).first()


def with_numbers(rows: QuerySet[DutyEdition]) -> QuerySet[DutyEdition]:
    """With ``number`` of duties."""
    return rows.annotate(number=Count("duties", distinct=True))


def duty_of(actor: Actor, code: str) -> Duty | None:
    """A duty of the edition in force by its number: what later packages link to."""
    rows = duties_visible_to(actor).filter(edition__state=EditionState.IN_FORCE)
    return rows.filter(code=code).first()


def codes(actor: Actor) -> list[tuple[str, str]]:
    """Number and title of the duties in force, for a picker."""
    rows = duties_visible_to(actor).filter(edition__state=EditionState.IN_FORCE)
    return [(duty.code, str(duty)) for duty in rows.order_by("order", "pk")]
