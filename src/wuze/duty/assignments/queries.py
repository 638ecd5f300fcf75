"""Which units owe what, on which post, held by whom; what is missing. Scope first: own units and below, the county all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wuze.accounts.enums import Role
from wuze.accounts.values import Actor
from wuze.duty.assignments.enums import Share
from wuze.duty.assignments.models import Assignment
from wuze.duty.assignments.rules import COMMITTEE_FROM, TOO_MANY
from wuze.duty.assignments.rules import Count as Cell
from wuze.duty.editions import queries as editions
from wuze.duty.editions.enums import KINDS, EditionState, Scope
from wuze.duty.editions.models import DutyEdition, DutyPart
from wuze.registry import queries as registry
from wuze.registry.enums import Form
from wuze.registry.models import Appointment, Post, Unit

COMMITTEES = Q(party__form__in=(Form.COMMITTEE, Form.GENERAL)) | Q(party__members__gte=COMMITTEE_FROM)


def units_of(actor: Actor) -> QuerySet[Unit]:
    """Units in force whose duties the actor looks at: the county for its roles, else own and below by affiliation."""
    found = registry.visible_to(actor).filter(registry.in_force(actor.today))
    if actor.sees_county or Role.READER in actor.grants:
        return found
    return found.filter(registry.own_and_below(actor))


def visible_to(actor: Actor) -> QuerySet[Assignment]:
    """Assignments of those units, in visible editions."""
    rows = Assignment.objects.filter(unit__in=units_of(actor).values("pk"))
    return rows.filter(editions.seen(actor, "part__duty__edition__"))


def owing(part: DutyPart, units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """Those of the units to which a part applies: by layer, by structure, or because they are named."""
    found: QuerySet[Unit] = units.filter(kind__in=KINDS[part.layer])
    if part.scope == Scope.NAMED:
        named = Assignment.objects.filter(registry.in_force(day), part=part)
        return found.filter(pk__in=named.values("unit"))
    return found.filter(COMMITTEES) if part.scope == Scope.COMMITTEE else found


def has_committee(unit: int) -> bool:
    """By its structure."""
    return Unit.objects.filter(COMMITTEES, pk=unit).exists()


def standing(part: DutyPart, unit: Unit, day: date) -> QuerySet[Assignment]:
    """Who leads and helps in one unit."""
    rows = Assignment.objects.filter(registry.in_force(day), part=part, unit=unit, post__isnull=False)
    return rows.select_related("post")


def may_be_named(actor: Actor, part: DutyPart) -> QuerySet[Unit]:
    """Units of the layer that are not named yet."""
    named = Assignment.objects.filter(part=part, until=None).values("unit")
    return units_of(actor).filter(kind__in=KINDS[part.layer]).exclude(pk__in=named).order_by("path")


def held(day: date, post: str = "post") -> Exists:
    """Somebody holds the assignment's post today; ``post`` names it where the row is not an assignment."""
    rows = Appointment.objects.filter(registry.in_force(day), registry.in_force(day, "post__"), post=OuterRef(post))
    return Exists(rows)


def matrix(actor: Actor, edition: DutyEdition) -> tuple[list[DutyPart], dict[int, Cell], dict[str, int]]:
    """All parts; for each how many units owe it, have a post for it, have somebody on it; units by kind. Four queries."""
    units = units_of(actor)
    parts = list(DutyPart.objects.filter(duty__edition=edition).select_related("duty").order_by("duty__order", "pk"))
    kinds = dict(units.order_by().values_list("kind").annotate(n=Count("pk")))
    committees = units.filter(COMMITTEES, kind__in=KINDS["party"]).count()
    rows = Assignment.objects.filter(
        registry.in_force(actor.today), part__duty__edition=edition, share=Share.LEAD, unit__in=units.values("pk")
    )
    counts = {
        row["part"]: row
        for row in rows.annotate(held=held(actor.today)).order_by().values("part").annotate(
            named=Count("pk"), posts=Count("post"), holders=Count("pk", filter=Q(held=True))
        )
    }  # fmt: skip
    nothing = {"named": 0, "posts": 0, "holders": 0}
    found = {}
    for part in parts:
        row = counts.get(part.pk, nothing)
        whole = sum(kinds.get(kind, 0) for kind in KINDS[part.layer])
        number = {Scope.NAMED: row["named"], Scope.COMMITTEE: committees}.get(Scope(part.scope), whole)
        found[part.pk] = Cell(number, row["posts"], row["holders"])
    return parts, found, kinds


def cell_units(actor: Actor, part: DutyPart) -> QuerySet[Unit]:
    """Units of one cell with ``post_title``, ``post_key``, ``holder_name``, ``holder_key`` and
    ``held_since``."""
    day = actor.today
    lead = Assignment.objects.filter(registry.in_force(day), part=part, unit=OuterRef("pk"), share=Share.LEAD)
    helping = Assignment.objects.filter(
        registry.in_force(day), part=part, unit=OuterRef("pk"), share=Share.ASSIST
    ).order_by()
    now = Appointment.objects.filter(registry.in_force(day), post=OuterRef("post_key")).order_by("since", "pk")
    found: QuerySet[Unit] = owing(part, units_of(actor), day).annotate(
        post_key=Subquery(lead.values("post")[:1]), post_title=Subquery(lead.values("post__title")[:1]),
        on_post=Subquery(lead.values("since")[:1]),
        helps=Coalesce(Subquery(helping.values("unit").annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
    ).annotate(
        holder_key=Subquery(now.values("person")[:1]), holder_name=Subquery(now.values("person__name")[:1]),
        held_since=Subquery(now.values("since")[:1]),
    )  # fmt: skip
    return found


@dataclass(slots=True)
class Owed:
    """One duty of one unit: the part, who leads, who helps."""

    part: DutyPart
    unit: Unit
    lead: Post | None = None
    helps: list[Post] = field(default_factory=list)
    holder: str = ""
    since: date | None = None


def owed_by(actor: Actor, units: Iterable[Unit]) -> list[Owed]:
    """What these units owe by the edition in force, in the list's order. The caller has looked whether they are seen."""
    edition = editions.in_force()
    found = list(units)
    if edition is None or not found:
        return []
    keys = [unit.pk for unit in found]
    rows = Assignment.objects.filter(registry.in_force(actor.today), part__duty__edition=edition, unit__in=keys)
    by_place: Mapping[tuple[int, int], list[Assignment]] = _by_place(rows.select_related("post__unit"))
    names: dict[int | None, Appointment] = {
        row.post_id: row
        for row in Appointment.objects.filter(
            registry.in_force(actor.today), post__in=[one.post_id for many in by_place.values() for one in many]
        ).select_related("person")
    }
    structured = set(Unit.objects.filter(COMMITTEES, pk__in=keys).values_list("pk", flat=True))
    owed = []
    parts = DutyPart.objects.filter(duty__edition=edition).select_related("duty").order_by("duty__order", "pk")
    for part in parts:
        for unit in found:
            held_by = by_place.get((part.pk, unit.pk), [])
            if _applies(part, unit, bool(held_by), structured):
                owed.append(_owed(part, unit, held_by, names))
    return owed


def _by_place(rows: Iterable[Assignment]) -> dict[tuple[int, int], list[Assignment]]:
    found: dict[tuple[int, int], list[Assignment]] = defaultdict(list)
    for row in rows:
        found[(row.part_id, row.unit_id)].append(row)
    return found


def _applies(part: DutyPart, unit: Unit, named: bool, structured: set[int]) -> bool:
    if unit.kind not in KINDS[part.layer]:
        return False
    return named if part.scope == Scope.NAMED else part.scope == Scope.ALL or unit.pk in structured


def _owed(part: DutyPart, unit: Unit, rows: list[Assignment], names: Mapping[int | None, Appointment]) -> Owed:
    found = Owed(part, unit)
    for row in rows:
        if row.share == Share.LEAD:
            found.lead = row.post
            if holder := names.get(row.post_id):
                found.holder, found.since = holder.person.name, max(holder.since, row.since)
        elif row.post:
            found.helps.append(row.post)
    return found


def led_by(actor: Actor, person: int) -> QuerySet[Assignment]:
    """What one person leads today, in the actor's units, by the edition in force."""
    held_now = Appointment.objects.filter(registry.in_force(actor.today), person=person).values("post")
    rows = Assignment.objects.filter(
        registry.in_force(actor.today), share=Share.LEAD, post__in=held_now,
        part__duty__edition__state=EditionState.IN_FORCE, unit__in=units_of(actor).values("pk"),
    )  # fmt: skip
    return rows.select_related("part__duty", "unit", "post").order_by("unit__path", "part__duty__order", "pk")


def too_many(actor: Actor) -> list[tuple[int, str, int]]:
    """People who lead more than anybody can, in the actor's units: key, name and number."""
    rows = Assignment.objects.filter(
        registry.in_force(actor.today), registry.in_force(actor.today, "post__appointments__"), share=Share.LEAD,
        part__duty__edition__state=EditionState.IN_FORCE, unit__in=units_of(actor).values("pk"),
    )  # fmt: skip
    people = rows.order_by().values("post__appointments__person", "post__appointments__person__name")
    found = people.annotate(n=Count("pk", distinct=True)).filter(n__gt=TOO_MANY).order_by("-n")[:8]
    return [(row["post__appointments__person"], row["post__appointments__person__name"], row["n"]) for row in found]


def posts_without_holder(actor: Actor) -> QuerySet[Post]:
    """Posts with a leading duty in force that nobody holds. Few posts are empty: only of those is asked what they owe."""
    owed = _leading(actor).filter(post=OuterRef("pk"))
    return Post.objects.filter(~held(actor.today, "pk"), Exists(owed))


def _leading(actor: Actor) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        registry.in_force(actor.today), share=Share.LEAD, part__duty__edition__state=EditionState.IN_FORCE,
        unit__in=units_of(actor).values("pk"),
    )  # fmt: skip


def vacant_posts(actor: Actor) -> list[tuple[Post, int]]:
    """Posts with duties that nobody holds, and how many duties wait on each; the most burdened first."""
    posts = list(posts_without_holder(actor).select_related("unit").order_by("unit__path", "order"))
    owed = _leading(actor).filter(post__in=posts).order_by()
    numbers = dict(owed.values_list("post").annotate(n=Count("pk")))
    return [(post, numbers[post.pk]) for post in posts]
