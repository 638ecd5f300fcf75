"""Who sees visits and promises: the leader, the 联络员, the head of the lead office. Everybody else: totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.duty.contacts.enums import PromiseState, VisitState
from wuze.duty.contacts.models import Liaison, Promise, Visit
from wuze.registry import queries as registry
from wuze.registry.models import Appointment, LeaderContact, Post

SOON = timedelta(days=7)
"""A visit is near."""

NEAR = timedelta(days=14)
"""A promise is near its day."""


def liaised(actor: Actor) -> QuerySet[Liaison]:
    """The leaders whose record the actor's posts keep."""
    return Liaison.objects.filter(registry.in_force(actor.today), post__in=[held.post for held in actor.posts])


def liaisons(today: date | None = None) -> QuerySet[Liaison]:
    """Who keeps whose record, today or ever: for the head of the lead office, whom the policy has let in."""
    rows = Liaison.objects.select_related("leader__unit", "post__unit")
    return rows if today is None else rows.filter(registry.in_force(today))


def own_people(actor: Actor) -> Q:
    """Contacts whose record the actor keeps: one's own, and of leaders one is 联络员 of."""
    held = Appointment.objects.filter(registry.in_force(actor.today), post__in=liaised(actor).values("leader"))
    return Q(person=actor.person) | Q(person__in=held.values("person"))


def visible_to(actor: Actor) -> QuerySet[LeaderContact]:
    """Contacts whose visits the actor sees."""
    rows = LeaderContact.objects.select_related("person", "organisation__region")
    if not actor.may(Capability.SEE_AGENDA) or not actor.person:
        return rows.none()
    return rows if sees_others(actor) else rows.filter(own_people(actor))


def sees_others(actor: Actor) -> bool:
    """The head of the lead office sees records that others keep; whoever else sees one keeps it."""
    return Role.LEAD_HEAD in actor.roles


def kept_by(actor: Actor) -> QuerySet[LeaderContact]:
    """Contacts whose record the actor keeps."""
    seen = visible_to(actor)
    return seen.filter(own_people(actor)) if sees_others(actor) else seen


def visits(actor: Actor) -> QuerySet[Visit]:
    """Visits of visible contacts."""
    rows = Visit.objects.filter(contact__in=visible_to(actor).values("pk"))
    return rows.select_related("contact__person", "contact__organisation")


def _own_promises(actor: Actor) -> Q:
    posts = [held.post for held in actor.posts]
    of_posts = Q(post__in=posts) | Q(post__in=liaised(actor).values("leader"))
    return of_posts | Q(post=None, visit__contact__in=kept_by(actor).values("pk"))


def promises(actor: Actor) -> QuerySet[Promise]:
    """They go with the post: its holder today, the 联络员, the head of the lead office."""
    rows = Promise.objects.select_related("visit__contact__organisation", "visit__contact__person", "post")
    if not actor.may(Capability.SEE_AGENDA):
        return rows.none()
    return rows if sees_others(actor) else rows.filter(_own_promises(actor))


def own_promises(actor: Actor) -> QuerySet[Promise]:
    """Promises whose end the actor registers."""
    seen = promises(actor)
    return seen.filter(_own_promises(actor)) if sees_others(actor) else seen


def to_settle(actor: Actor) -> set[int]:
    """Keys of the open ones among them."""
    return set(own_promises(actor).filter(state=PromiseState.OPEN).values_list("pk", flat=True))


def of_year(today: date) -> Q:
    """Done this year."""
    return Q(state=VisitState.DONE, done_on__year=today.year)


def with_visits(rows: QuerySet[LeaderContact], today: date) -> QuerySet[LeaderContact]:
    """With the last visit, the next one and the number of this year."""
    mine = Visit.objects.filter(contact=OuterRef("pk"))
    done = mine.filter(of_year(today)).order_by().values("contact").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        last=Subquery(mine.filter(state=VisitState.DONE).order_by("-done_on").values("done_on")[:1]),
        next=Subquery(mine.filter(state=VisitState.PLANNED).order_by("planned_on").values("planned_on")[:1]),
        done=Subquery(done),
    )


def visits_soon(actor: Actor) -> QuerySet[Visit]:
    """Planned visits that are near or overdue, of whoever keeps the record."""
    seen = visits(actor)
    kept = seen.filter(contact__in=kept_by(actor).values("pk")) if sees_others(actor) else seen
    return kept.filter(state=VisitState.PLANNED, planned_on__lte=actor.today + SOON).order_by("planned_on", "pk")


def promises_near(actor: Actor) -> QuerySet[Promise]:
    """Open promises near their day, of whoever registers their end."""
    return own_promises(actor).filter(state=PromiseState.OPEN, due__lte=actor.today + NEAR).order_by("due", "pk")


@dataclass(frozen=True, slots=True)
class Totals:
    """What everybody may know: the whole county, no names."""

    contacts: int
    visited: int
    visits: int
    promises: int
    settled: int


def totals(today: date) -> Totals:
    """Of this year."""
    done = Visit.objects.filter(of_year(today))
    open_ = LeaderContact.objects.filter(registry.in_force(today))
    made = Promise.objects.filter(visit__in=done.values("pk")).aggregate(
        all=Count("pk"), settled=Count("pk", filter=~Q(state=PromiseState.OPEN))
    )
    found = done.aggregate(visits=Count("pk"))
    visited = open_.filter(pk__in=done.values("contact")).count()
    return Totals(open_.count(), visited, found["visits"], made["all"], made["settled"])


def leader_post(contact: LeaderContact, day: date) -> Post | None:
    """The post from which the leader promises: the leader's one, else the first held."""
    held = Post.objects.filter(
        registry.in_force(day, "appointments__"), appointments__person=contact.person_id, role=Role.LEADER
    )
    return held.order_by("unit__path", "order", "pk").first()


def leader_posts(day: date) -> list[tuple[int, str]]:
    """Posts of leaders."""
    rows = Post.objects.filter(registry.in_force(day), role=Role.LEADER).select_related("unit")
    return [(post.pk, str(post)) for post in rows.order_by("unit__path", "order", "pk")]


def liaison_posts(day: date) -> list[tuple[int, str]]:
    """Posts that can keep a leader's record: of departments and the lead office."""
    rows = Post.objects.filter(registry.in_force(day), role__in=(Role.DEPARTMENT, Role.LEAD_CLERK))
    return [(post.pk, str(post)) for post in rows.select_related("unit").order_by("unit__path", "order", "pk")]
