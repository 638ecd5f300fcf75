"""Party organisations, instructors and leaders' contacts an actor sees. Counts do not grow with rows."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length, Substr

from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.registry import queries
from wuze.registry.enums import CoverKind, UnitKind
from wuze.registry.models import Appointment, Coverage, LeaderContact, PartyOrganisation, Unit
from wuze.registry.organisations import queries as organisations
from wuze.registry.parties import rules
from wuze.registry.queries import in_force

COVERING = (UnitKind.PARTY, UnitKind.SECTOR, UnitKind.PARK)
PEOPLE = (CoverKind.INSTRUCTOR, CoverKind.LIAISON)
FOUND = 20
LEADING = (Role.LEADER, Role.LEAD_HEAD, Role.DEPARTMENT, Role.TOWN_HEAD, Role.SECTOR_HEAD)
LONGEST_TERM = 6


def parties(actor: Actor) -> QuerySet[PartyOrganisation]:
    """Those whose unit is seen and stands, with ``covers``: how many organisations each covers today."""
    seen = queries.visible_to(actor).filter(in_force(actor.today), kind=UnitKind.PARTY).values("pk")
    held = Coverage.objects.filter(in_force(actor.today), party=OuterRef("unit")).order_by().values("party")
    number = held.annotate(n=Count("organisation", distinct=True)).values("n")[:1]
    rows = PartyOrganisation.objects.filter(unit__in=seen).select_related("unit__region")
    return rows.annotate(covers=Coalesce(Subquery(number, output_field=IntegerField()), 0), above=_superior())


def covering(day: date) -> Q:
    """Those that cover anything on the day."""
    return Q(Exists(Coverage.objects.filter(in_force(day), party=OuterRef("unit"))))


def party_of(unit: Unit) -> PartyOrganisation | None:
    """What a visible unit is as a Party organisation; None where nobody has put it down."""
    return PartyOrganisation.objects.filter(unit=unit).first()


def _superior() -> Subquery:
    path = OuterRef("unit__path")
    return Subquery(Unit.objects.filter(path=Substr(path, 1, Length(path) - 4)).values("name")[:1])


def term_over(day: date) -> Q:
    """Terms that are over on the day: one condition a length."""
    found = Q(pk__in=[])
    for years in range(1, LONGEST_TERM + 1):
        found |= Q(term_years=years, term_since__lte=rules.months_later(day, -12 * years))
    return found


def party_units(actor: Actor, words: str, region: int) -> QuerySet[Unit]:
    """Those that can cover: by name or initials, else in the organisation's place."""
    rows = queries.visible_to(actor).filter(in_force(actor.today), kind__in=COVERING)
    if words:
        return rows.filter(Q(name__icontains=words) | Q(initials__contains=words.lower()))
    return rows.filter(region=region)


# --- people who cover -------------------------------------------------------------------------------------------------


def covering_people(actor: Actor) -> QuerySet[Coverage]:
    """Coverages by people, in force, of organisations the actor sees."""
    return Coverage.objects.filter(organisations.seen(actor, "organisation__"), in_force(actor.today), kind__in=PEOPLE)


def instructors(actor: Actor) -> QuerySet[Person]:
    """People who cover visible organisations, with ``load`` (all they cover) and ``office`` in words."""
    now = Coverage.objects.filter(in_force(actor.today), kind__in=PEOPLE, person=OuterRef("pk"))
    counted = now.order_by().values("person").annotate(n=Count("organisation", distinct=True)).values("n")[:1]
    held = Appointment.objects.filter(in_force(actor.today), person=OuterRef("pk")).order_by("post__unit__path")
    return Person.objects.filter(pk__in=covering_people(actor).values("person")).annotate(
        load=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        office=Subquery(held.values("post__unit__name")[:1]),
    )


def people_to_pick(actor: Actor, words: str, *, leading: bool) -> QuerySet[Person]:
    """By name or initials: for leaders' contacts whoever leads; else people seen and whoever covers already."""
    if leading:
        held = Appointment.objects.filter(in_force(actor.today), post__role__in=LEADING).values("person")
        rows = Person.objects.filter(pk__in=held)
    else:
        seen, covering = queries.people_visible_to(actor).values("pk"), covering_people(actor).values("person")
        rows = Person.objects.filter(Q(pk__in=seen) | Q(pk__in=covering))
        if not words:
            rows = rows.filter(pk__in=covering)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(initials__contains=words.lower()))
    return rows.order_by("name", "pk")


# --- leaders' contacts ------------------------------------------------------------------------------------------------


def contacts(actor: Actor) -> QuerySet[LeaderContact]:
    """Contacts of organisations the actor sees, and one's own; with the leader's ``unit`` and ``post`` today."""
    now = Appointment.objects.filter(in_force(actor.today), person=OuterRef("person"))
    held = now.order_by("post__unit__path", "post__order")
    rows = LeaderContact.objects.filter(organisations.seen(actor, "organisation__") | Q(person=actor.person))
    rows = rows.select_related("organisation__region", "organisation__type", "person")
    return rows.annotate(
        unit=Subquery(held.values("post__unit__name")[:1]), post=Subquery(held.values("post__title")[:1])
    )


def coverages(actor: Actor) -> QuerySet[Coverage]:
    """Coverages of organisations the actor sees."""
    rows = Coverage.objects.filter(organisations.seen(actor, "organisation__"))
    return rows.select_related("organisation", "party", "person")
