"""Posts with whoever holds them, and the gaps."""

from __future__ import annotations

from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from wuze.accounts.values import Actor
from wuze.registry.models import Appointment, Post
from wuze.registry.queries.scope import in_force, posts_visible_to


def posts_seen(actor: Actor, posts: QuerySet[Post] | None = None) -> QuerySet[Post]:
    """Visible posts with ``holder`` (person), ``holder_name``, ``holder_kind``, ``holder_since``, ``load`` (how many
    posts the holder has in all) and ``present``, each as it stands today."""
    day = actor.today
    now = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).order_by("since", "id")
    held = in_force(day) & in_force(day, "post__")
    load = Appointment.objects.filter(held, person=OuterRef("holder")).order_by().values("person")
    return (posts_visible_to(actor) if posts is None else posts).annotate(
        holder=Subquery(now.values("person")[:1]),
        holder_name=Subquery(now.values("person__name")[:1]),
        holder_kind=Subquery(now.values("kind")[:1]),
        holder_since=Subquery(now.values("since")[:1]),
        load=Coalesce(Subquery(load.annotate(n=Count("pk")).values("n")[:1], output_field=IntegerField()), 0),
        present=Case(
            When(in_force(day) & in_force(day, "unit__"), then=Value(True)),
            default=Value(False), output_field=BooleanField(),
        ),
    )  # fmt: skip


def vacant(day: date) -> Q:
    """Posts in force that nobody holds on the day."""
    held = Appointment.objects.filter(in_force(day), post=OuterRef("pk"))
    return in_force(day) & in_force(day, "unit__") & Q(~Exists(held))


def holder_of(post: Post, day: date) -> Appointment | None:
    """Who holds the post on a day."""
    return Appointment.objects.filter(in_force(day), post=post).select_related("person").order_by("since", "id").first()


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """Appointments to visible posts, past ones too."""
    seen = posts_visible_to(actor).values("pk")
    return Appointment.objects.filter(post__in=seen).select_related("person", "post__unit")


def version_now(model: type[Model], pk: int) -> int:
    """The version of a row as it stands."""
    return int(model._default_manager.values_list("version", flat=True).get(pk=pk))
