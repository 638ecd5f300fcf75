"""What lists, dossier and forms show. Counts do not grow with rows."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wuze.accounts.values import Actor
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.models import Coverage, Organisation, OrganisationType, Region, Unit, UnitCheck
from wuze.registry.organisations.queries.scope import PLACES, edited_by, places_for, visible_to
from wuze.registry.queries import in_force, managed_by, manages


def covered(day: date, *kinds: str) -> Q:
    """Covered on the day, in any of these ways (none named: any). Asked for each: a page or a slice of many looks at few."""
    rows = Coverage.objects.filter(in_force(day), organisation=OuterRef("pk"))
    return Q(Exists(rows.filter(kind__in=kinds) if kinds else rows))


def coverages_now(day: date) -> Prefetch[str, QuerySet[Coverage], str]:
    """``now`` on each row: who covers it today, organisations first."""
    rows = Coverage.objects.filter(in_force(day)).select_related("party", "person").order_by("kind", "since")
    return Prefetch("coverages", queryset=rows, to_attr="now")


def listed(actor: Actor) -> QuerySet[Organisation]:
    """Visible rows with all that a list shows: two queries a page."""
    rows = visible_to(actor).select_related("type", "region", "sector")
    return rows.prefetch_related(coverages_now(actor.today))


def opened(actor: Actor) -> QuerySet[Organisation]:
    """The same for one page: with its platform, and ``editable``."""
    rows = listed(actor).select_related("type", "region", "sector", "parent")
    return rows.annotate(editable=Exists(edited_by(actor).filter(pk=OuterRef("pk"))))


def corrections_of(actor: Actor, row: Organisation) -> QuerySet[UnitCheck]:
    """What was said to be wrong about it and waits, for whoever settles such things."""
    waits = UnitCheck.objects.filter(organisation=row, settled_at=None, unit__in=managed_by(actor).values("pk"))
    return waits.select_related("unit").order_by("-id")


def town_of(region: Region) -> Unit | None:
    """The town's or park's committee in whose place a region lies."""
    codes = {region.code, f"{region.code[:9]}000"}
    rows = Unit.objects.filter(kind__in=PLACES, until=None, region__code__in=codes)
    return rows.order_by("-region__code", "path").first()


def towns_of(actor: Actor) -> QuerySet[Region]:
    """Places, above villages, in which visible organisations lie. One query, as many rows as places."""
    inside = visible_to(actor).filter(region=OuterRef("pk"))
    return Region.objects.exclude(kind=RegionKind.VILLAGE).filter(Exists(inside))


def sectors() -> QuerySet[Unit]:
    """Departments and sector committees that may own a sector."""
    return Unit.objects.filter(until=None, kind__in=(UnitKind.DEPARTMENT, UnitKind.SECTOR)).order_by("path")


def types_counted(actor: Actor) -> QuerySet[OrganisationType]:
    """All types with ``number``, how many visible organisations each has."""
    counted = visible_to(actor).filter(type=OuterRef("pk")).order_by().values("type")
    number = Subquery(counted.annotate(n=Count("pk")).values("n")[:1], output_field=IntegerField())
    return OrganisationType.objects.select_related("sector").annotate(number=Coalesce(number, 0))


def unit_for(actor: Actor, row: Organisation) -> Unit | None:
    """For which unit the actor gives out a link about an organisation: a Party organisation that covers it, else the town."""
    held = Coverage.objects.filter(in_force(actor.today), organisation=row, party__isnull=False).values("party")
    found = managed_by(actor).filter(pk__in=held, until=None).order_by("path").first()
    if found is not None:
        return found
    town = town_of(row.region)
    return town if town is not None and manages(actor, town) else None


def types() -> QuerySet[OrganisationType]:
    """All types, in the county's order."""
    return OrganisationType.objects.all()


def types_offered(row: Organisation | None = None) -> QuerySet[OrganisationType]:
    """Those in use, and the one that a row has."""
    return OrganisationType.objects.filter(Q(retired=None) | Q(pk=row.type_id if row else None))


def held(pk: str) -> QuerySet[Organisation]:
    """One organisation for the bearer of a link about it: the link says who may read it."""
    return Organisation.objects.select_related("type", "region", "sector", "parent").filter(pk=pk)


def places_offered(actor: Actor, row: Organisation | None) -> QuerySet[Region]:
    """Towns and parks of the actor's scope, and the place in which a row stands."""
    places = places_for(actor).exclude(kind__in=(RegionKind.VILLAGE, RegionKind.COUNTY))
    return places if row is None else places | Region.objects.filter(pk=row.region_id)
