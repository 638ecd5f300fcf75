"""People: list, one person, add and edit; and the search that other forms pick from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry import actions, forms, pages, policy, queries
from wuze.registry.actions import NewPerson
from wuze.registry.models import Unit
from wuze.registry.shared import Act, Entered, carry_out, list_page
from wuze.registry.tables import Options, people_table

FOUND = 20
LONGEST = 20


@needs(Capability.SEE_UNITS)
@require_GET
def people(request: Request) -> HttpResponse:
    """People who hold or held visible posts."""
    may_add = policy.why_not_add_person(request.actor) is None
    rows = queries.people_shown(request.actor)
    return list_page(request, people_table(request.actor), rows, "registry/people.html", may_add=may_add)


@needs(Capability.SEE_UNITS)
@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    """One person: posts now and before, office phone where it may be read, account or not."""
    actor = request.actor
    found = get_object_or_404(queries.people_shown(actor), pk=pk)
    rows = queries.appointments_visible_to(actor).filter(person=found)
    offers = [("改姓名、电话", pages.url("person-edit", pk), policy.why_not_edit_person(actor, found))]
    verbs, refused = pages.sorted_out(offers)
    values = {
        "person": found, "phone": found.phone if queries.shows_phone(actor, found) else None, "verbs": verbs,
        "refused": refused, "held": pages.held_lines(actor, rows), "history": pages.history_url("registry.person", pk),
    }  # fmt: skip
    return render(request, "registry/person.html", values)


def found_people(actor: Actor, query: str, unit: Unit) -> tuple[str, Options]:
    """People to pick from: by name or initials, else those of the unit. Each with where they are now."""
    words = query.strip()[:LONGEST]
    rows = queries.people_found(actor, words, unit)
    return words, [(str(one.pk), _named(one)) for one in rows.order_by("name", "pk")[:FOUND]]


def _named(one: Person) -> str:
    held = "、".join(str(row.post) for row in getattr(one, "held", ()))
    return f"{one.name}（{held or '现在不在岗'}）"


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Somebody without a post yet."""
    actor = request.actor
    refuse(policy.why_not_add_person(actor))

    def act(entered: Entered) -> str:
        return pages.url("person", actions.add_person(actor, NewPerson(**entered)).pk)

    return carry_out(request, Act(
        title="新增人员", verb="新增", act=act, said="新增了，接着到岗位上定任职。", form=forms.PersonForm,
        back=Link("不增了", pages.url("people")),
    ))  # fmt: skip


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Name and office phone."""
    actor = request.actor
    found = get_object_or_404(queries.people_visible_to(actor), pk=pk)
    refuse(policy.why_not_edit_person(actor, found))

    def act(entered: Entered) -> str:
        actions.edit_person(actor, pk, version=version_of(request), **entered)
        return pages.url("person", pk)

    return carry_out(request, Act(
        title=f"改人员：{found}", verb="存下", act=act, said="改好了。", kind="registry.person", key=pk,
        form=lambda data: forms.PersonForm(data, initial={"name": found.name, "phone": found.phone}),
        version=lambda: queries.version_now(Person, pk),
        back=Link("不改了", pages.url("person", pk)),
    ))  # fmt: skip
