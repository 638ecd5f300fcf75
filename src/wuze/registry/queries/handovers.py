"""Handovers an actor sees, and those that wait for the actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.registry.enums import HandoverState
from wuze.registry.models import Handover, Post
from wuze.registry.models.handovers import OPEN

ALL_OF_THEM = frozenset({Role.LEAD_HEAD, Role.LEAD_CLERK, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A handover that waits for this actor: what is to be done until when, and where. For the work desk."""

    handover: Handover
    title: str
    detail: str
    due: date
    verb: str
    url: str


def handovers_visible_to(actor: Actor) -> QuerySet[Handover]:
    """One's own, given or taken; those of the own unit and below for posts that hand over; the lead office all."""
    rows = Handover.objects.select_related("post__unit", "outgoing__person", "incoming")
    if actor.roles & ALL_OF_THEM:
        return rows
    scope = Q(outgoing__person=actor.person) | Q(incoming=actor.person)
    for held in actor.posts_that(Capability.HAND_OVER):
        scope |= Q(post__unit__path__startswith=held.path)
    return rows.filter(scope)


def open_handover(actor: Actor, post: Post) -> Handover | None:
    """The handover of a post that is under way, if the actor sees it."""
    return handovers_visible_to(actor).filter(post=post, state__in=OPEN).first()


def handovers_with(actor: Actor) -> QuerySet[Handover]:
    """What the actor has to confirm (to give what they hold, to take what was given), and what they gave and the other
    has not yet taken. Earliest first."""
    mine = Q(state=HandoverState.GIVEN, incoming=actor.person)
    rows = Handover.objects.filter(mine | Q(outgoing__person=actor.person), state__in=OPEN).order_by("on", "pk")
    return rows.select_related("post__unit", "outgoing__person", "incoming")


def waiting_of(actor: Actor, row: Handover) -> Waiting | None:
    """Of these what it asks of the actor; None where it waits for the other."""
    return _waiting(row) if row.state == HandoverState.DRAFTED or row.incoming_id == actor.person else None


def handovers_waiting_for(actor: Actor) -> list[Waiting]:
    """What the actor has to confirm, earliest first."""
    return [one for row in handovers_with(actor) if (one := waiting_of(actor, row)) is not None]


def _waiting(row: Handover) -> Waiting:
    url = reverse("registry:handover", args=[row.pk])
    if row.state == HandoverState.DRAFTED:
        return Waiting(
            row, f"交出{row.post}", f"{row.incoming}接收，依据：{row.basis}", row.on, "看清单，确认交出", url
        )
    return Waiting(row, f"接收{row.post}", f"{row.outgoing.person}已确认交出", row.on, "看清单，确认接收", url)
