"""People an actor may see, and whose office phone (SEC-16)."""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField, Exists, OuterRef, Prefetch, Q, QuerySet, Value

from wuze.accounts.enums import Role
from wuze.accounts.models import Person, User
from wuze.accounts.values import Actor
from wuze.registry.models import Appointment, Unit
from wuze.registry.queries.scope import in_force, posts_visible_to, visible_to

LEAD_OFFICE = frozenset({Role.LEAD_HEAD, Role.LEAD_CLERK})


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Whoever holds or held a post of a visible unit; the lead office's clerks everyone, so that a new name is found."""
    if Role.LEAD_CLERK in actor.roles:
        return Person.objects.all()
    if not actor.posts and not actor.grants:
        return Person.objects.none()
    held = Appointment.objects.filter(post__unit_id__in=visible_to(actor).values("pk")).values("person")
    return Person.objects.filter(pk__in=held)


def with_phone_rule(actor: Actor, people: QuerySet[Person]) -> QuerySet[Person]:
    """People with ``phone_shown``: may this actor read the office phone?"""
    return people.annotate(phone_shown=_phone_rule(actor))


def _phone_rule(actor: Actor) -> Exists | Value:
    if actor.roles & LEAD_OFFICE:
        return Value(True, output_field=BooleanField())
    scope = Q(pk__in=[])
    for held in actor.posts:
        scope |= Q(post__unit__path__startswith=held.path)
    now = Appointment.objects.filter(in_force(actor.today), in_force(actor.today, "post__"), scope)
    return Exists(now.filter(person=OuterRef("pk")))


def shows_phone(actor: Actor, person: Person) -> bool:
    """The same for one person who was found by ``with_phone_rule``; one's own is always shown."""
    return bool(getattr(person, "phone_shown", False)) or actor.person == person.pk


def phone_visible(actor: Actor, person: Person) -> bool:
    """The same for any person: own unit, superiors by affiliation, the lead office (SEC-16)."""
    return any(shows_phone(actor, one) for one in with_phone_rule(actor, Person.objects.filter(pk=person.pk)))


def with_account(people: QuerySet[Person]) -> QuerySet[Person]:
    """People with ``has_account``: an account that works."""
    return people.annotate(has_account=Exists(User.objects.filter(person=OuterRef("pk"), is_active=True)))


def same_name_in(unit: Unit, name: str, day: date, but: int = 0) -> QuerySet[Person]:
    """People of this name who hold a post of the unit now or later: perhaps the same one entered twice."""
    held = Appointment.objects.filter(Q(until=None) | Q(until__gt=day), post__unit=unit).values("person")
    return Person.objects.filter(pk__in=held, name=name).exclude(pk=but)


def people_shown(actor: Actor) -> QuerySet[Person]:
    """Visible people with all that a list or page shows: ``held`` (visible posts now), ``in_post``, ``has_account``,
    ``phone_shown``."""
    posts = posts_visible_to(actor).values("pk")
    held = Appointment.objects.filter(in_force(actor.today), in_force(actor.today, "post__"), post__in=posts)
    people = with_account(with_phone_rule(actor, people_visible_to(actor)))
    rows = held.select_related("post__unit").order_by("post__unit__path", "post__order")
    return people.annotate(in_post=Exists(held.filter(person=OuterRef("pk")))).prefetch_related(
        Prefetch("appointments", rows, to_attr="held")
    )


def people_found(actor: Actor, words: str, unit: Unit) -> QuerySet[Person]:
    """People to pick from: by name or initials, else whoever holds or held a post of the unit."""
    rows = people_shown(actor)
    if words:
        return rows.filter(Q(name__icontains=words) | Q(initials__startswith=words.lower()))
    return rows.filter(pk__in=Appointment.objects.filter(post__unit=unit).values("person"))
