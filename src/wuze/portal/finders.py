"""What the search finds in the registry and among people: names only, always from ``visible_to``."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from wuze.accounts.approvals import queries as approved
from wuze.accounts.enums import Capability
from wuze.accounts.models import Approval, Person
from wuze.accounts.values import Actor
from wuze.portal.kinds import place
from wuze.portal.search import Found, Hits, marked, matching
from wuze.registry import queries
from wuze.registry.models import Appointment, Organisation, Post, Unit
from wuze.registry.organisations import queries as registered


def units(actor: Actor, words: Sequence[str]) -> Hits:
    """Units by name, short name or initials."""
    rows = queries.visible_to(actor).filter(queries.in_force(actor.today)).select_related("region")
    rows = matching(rows, words, ("name", "short"), "initials").order_by("path")

    def shown(unit: Unit) -> Found:
        detail = "·".join(part for part in (unit.get_kind_display(), str(unit.region or "")) if part)
        return Found(marked(unit.name, words), place("registry:unit", str(unit.pk)), detail)

    return Hits("units", "单位", "个", rows, shown)


def organisations(actor: Actor, words: Sequence[str]) -> Hits:
    """Organisations by name, initials or key; an old key finds what it has become."""
    seen = registered.visible_to(actor)
    old = registered.renamed(actor, words[0]) if len(words) == 1 else None
    rows = seen.filter(pk=old.pk) if old else matching(seen, words, ("name",), "initials", "key")

    def shown(row: Organisation) -> Found:
        detail = f"{row.type.name}·{row.region.name}·{row.key}"
        return Found(marked(row.name, words), place("registry:organisation", str(row.pk)), detail)

    return Hits("organisations", "两新组织", "家", rows.select_related("type", "region").order_by("name", "pk"), shown)


def posts(actor: Actor, words: Sequence[str]) -> Hits:
    """Posts in force by their title, each with its unit."""
    rows = queries.posts_visible_to(actor).filter(queries.in_force(actor.today)).select_related("unit")
    rows = matching(rows, words, ("title",)).order_by("unit__path", "order", "pk")

    def shown(post: Post) -> Found:
        return Found(marked(post.title, words), place("registry:post", str(post.pk)), str(post.unit))

    return Hits("posts", "岗位", "个", rows, shown)


def people(actor: Actor, words: Sequence[str]) -> Hits:
    """People who hold a post the actor sees, with that post; neither telephone nor account (SEC-16)."""
    held = (
        Appointment.objects.filter(queries.in_force(actor.today))
        .filter(post_id__in=queries.posts_visible_to(actor).values("pk"))
        .select_related("post__unit")
        .order_by("post__unit__path", "post__order", "pk")
    )
    rows = queries.people_visible_to(actor).filter(pk__in=held.order_by().values("person_id"))
    rows = matching(rows, words, ("name",), "initials").order_by("name", "pk")

    def shown(person: Person) -> Found:
        mine = [one.post for one in person.appointments.all()]
        url = place("registry:post", str(mine[0].pk)) if mine and actor.may(Capability.SEE_UNITS) else ""
        return Found(marked(person.name, words), url, "、".join(str(post) for post in mine))

    return Hits("people", "人员", "人", rows.prefetch_related(Prefetch("appointments", held)), shown)


def approvals(actor: Actor, words: Sequence[str]) -> Hits:
    """Approvals by what they are about or by the number of the paper."""
    rows = matching(approved.visible_to(actor), words, ("act_label", "thing_label", "paper_number", "paper_title"))

    def shown(row: Approval) -> Found:
        detail = f"{row.unit_label} {row.get_state_display()}"
        return Found(marked(str(row), words), place("approvals:one", str(row.pk)), detail)

    return Hits("approvals", "审批", "件", rows.order_by("-pk"), shown)
