"""Notices as an actor sees them."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.assignments.queries import units_of
from wuze.duty.editions.enums import KINDS, OWING, EditionState
from wuze.duty.editions.models import DutyEdition
from wuze.duty.notices.enums import NoticeState
from wuze.duty.notices.models import DutyNotice, NoticeFile
from wuze.duty.notices.states import FROM_UNIT
from wuze.registry.models import Unit
from wuze.registry.queries import in_force


def visible_to(actor: Actor) -> QuerySet[DutyNotice]:
    """Of units whose duties the actor looks at."""
    if not actor.may(Capability.SEE_DUTIES):
        return DutyNotice.objects.none()
    return DutyNotice.objects.filter(unit__in=units_of(actor).values("pk")).select_related("unit", "edition")


def files_of(row: DutyNotice) -> QuerySet[NoticeFile]:
    """Its evidence, as it came."""
    return row.files.select_related("file")


def to_send(actor: Actor, edition: DutyEdition) -> QuerySet[Unit]:
    """Units of layers that owe something and have not been told of this edition."""
    layers = set(edition.duties.filter(parts__layer__in=OWING).values_list("parts__layer", flat=True))
    kinds = [kind for layer in layers for kind in KINDS[layer]]
    told = DutyNotice.objects.filter(edition=edition).values("unit")
    return Unit.objects.filter(in_force(actor.today), kind__in=kinds).exclude(pk__in=told).order_by("path")


def mine(actor: Actor) -> QuerySet[DutyNotice]:
    """Which wait for a unit the actor answers for."""
    units = [held.unit for held in actor.posts_that(Capability.REPORT_TASKS)]
    rows = visible_to(actor).filter(unit__in=units, state__in=FROM_UNIT, edition__state=EditionState.IN_FORCE)
    return rows.order_by("sent_on", "pk")


def objections(actor: Actor) -> QuerySet[DutyNotice]:
    """Which wait for an answer."""
    if not actor.may(Capability.EDIT_DUTIES):
        return DutyNotice.objects.none()
    return visible_to(actor).filter(state=NoticeState.OBJECTED).order_by("objected_on", "pk")
