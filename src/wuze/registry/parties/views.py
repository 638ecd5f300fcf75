"""Pages of Party organisations, instructors and leaders' contacts, and the verbs on coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry import queries as registry
from wuze.registry.actions import NewPerson
from wuze.registry.enums import CoverKind, UnitKind
from wuze.registry.forms import CloseForm
from wuze.registry.models import BY_PARTY, Coverage, LeaderContact, Organisation, PartyOrganisation, Unit
from wuze.registry.organisations import queries as organisations
from wuze.registry.pages import history_url, url
from wuze.registry.parties import actions, forms, pages, policy, queries
from wuze.registry.parties.actions import Cover, PartyFacts
from wuze.registry.parties.tables import contacts_table, instructors_table, parties_table
from wuze.registry.queries import region_prefix, version_now
from wuze.registry.shared import Act, Entered, carry_out, large_list_page, list_page

ABOVE = (UnitKind.TOWN, UnitKind.SECTOR, UnitKind.PARK, UnitKind.DEPARTMENT, UnitKind.LEAD)
PEOPLE = [(one.value, str(one.label)) for one in (CoverKind.INSTRUCTOR, CoverKind.LIAISON)]


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def parties(request: Request) -> HttpResponse:
    """Party organisations, with whose term ends."""
    actor = request.actor
    seen = registry.visible_to(actor)
    superiors = list(seen.filter(kind__in=ABOVE, until=None).order_by("path").values_list("path", "name"))
    regions = [(region_prefix(one.code), one.name) for one in registry.places_of(seen).order_by("code")]
    table = parties_table(actor.today, superiors, regions)
    return large_list_page(request, table, queries.parties(actor), "registry/parties/list.html")


def opened(request: Request, pk: int) -> Unit:
    """A unit of a Party organisation, if the actor sees it."""
    row: Unit = get_object_or_404(
        registry.visible_to(request.actor).select_related("region"), pk=pk, kind=UnitKind.PARTY
    )
    return row


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def party(request: Request, pk: int) -> HttpResponse:
    """One Party organisation: what it is, until when, whom it covers."""
    actor, unit = request.actor, opened(request, pk)
    row = queries.party_of(unit)
    covers = queries.coverages(actor).filter(party=unit).select_related("organisation__region", "organisation__type")
    held = pages.covered(actor, covers)
    values = {
        "unit": unit, "row": row, "bar": pages.bar(actor, unit, row), "chain": registry.chain_of(unit), "held": held,
        "now": sum(one.now for one in held), "questions": pages.questions(row, held, actor.today),
        "posts": registry.posts_seen(actor, unit.posts.filter(until=None).select_related("unit")).order_by("order", "pk"),
        "term": pages.term(row, actor.today), "history": history_url("registry.unit", pk),
    }  # fmt: skip
    return render(request, "registry/parties/party.html", values)


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Form, members, term."""
    actor, unit = request.actor, opened(request, pk)
    refuse(policy.why_not_edit_party(actor, unit))
    row = queries.party_of(unit)

    def act(entered: Entered) -> str:
        actions.set_party(actor, pk, PartyFacts(**entered), version=version_of(request))
        return url("party", pk)

    stands = (
        {name: getattr(row, name) for name in PartyFacts.__slots__} if row else {"as_of": actor.today, "term_years": 3}
    )
    return carry_out(request, Act(
        title=f"改党组织情况：{unit}", verb="存下", act=act, said="改好了。", kind="registry.unit", key=pk,
        form=lambda data: forms.PartyForm(data, initial=stands), back=Link("不改了", url("party", pk)),
        version=(lambda: version_now(PartyOrganisation, row.pk)) if row else None, note="名称、上级、书记在单位和岗位里改。",
    ))  # fmt: skip


# --- people who cover, leaders' contacts ------------------------------------------------------------------------------


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def instructors(request: Request) -> HttpResponse:
    """Instructors and liaisons with their load."""
    return list_page(
        request, instructors_table(), queries.instructors(request.actor), "registry/parties/instructors.html"
    )


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def instructor(request: Request, pk: int) -> HttpResponse:
    """One instructor: with which organisations, since when."""
    actor = request.actor
    person = get_object_or_404(queries.instructors(actor), pk=pk)
    rows = queries.covering_people(actor).filter(person=person).select_related("organisation__region")
    found = list(rows.order_by("organisation__name", "pk"))
    values = {
        "person": person,
        "rows": found,
        "here": len({row.organisation_id for row in found}),
        "much": pages.much(person),
    }
    return render(request, "registry/parties/instructor.html", values)


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def contacts(request: Request) -> HttpResponse:
    """领导联系点."""
    rows = queries.contacts(request.actor)
    return list_page(request, contacts_table(request.actor.today), rows, "registry/parties/contacts.html")


# --- verbs on coverage ------------------------------------------------------------------------------------------------


def covered(request: Request, pk: int) -> Organisation:
    """The organisation a verb is about, if the actor sees it and may."""
    row: Organisation = get_object_or_404(organisations.opened(request.actor), pk=pk)
    refuse(policy.why_not_cover(request.actor, row))
    return row


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def cover(request: Request, pk: int) -> HttpResponse:
    """Who covers it: a Party organisation, a person, or a mass group."""
    row = covered(request, pk)
    by = request.GET.get("by", "party")
    pages_by = {"party": by_party, "person": by_person, "mass": by_mass}
    if by not in pages_by:
        raise Http404
    return carry_out(request, pages_by[by](request, row))


def words_of(request: Request) -> str:
    """What was searched for."""
    return request.GET.get("q", "").strip()[: queries.FOUND]


def by_party(request: Request, row: Organisation) -> Act:
    """A Party organisation found by name, else those of the place."""
    actor, words = request.actor, words_of(request)
    found = [
        (str(one.pk), one.name)
        for one in queries.party_units(actor, words, row.region_id).order_by("path")[: queries.FOUND]
    ]
    kinds = [(kind.value, str(kind.label)) for kind in BY_PARTY]

    def act(entered: Entered) -> str:
        actions.cover(actor, row.pk, Cover(**entered), version=version_of(request))
        return url("organisation", row.pk)

    return _page(request, row, act, words, found, "party", lambda data: forms.PartyCoverForm(
        data, initial={"since": actor.today}, found=found, kinds=kinds,
    ))  # fmt: skip


def by_person(request: Request, row: Organisation) -> Act:
    """An instructor or liaison found by name, else those who cover already; or somebody new."""
    actor, words = request.actor, words_of(request)
    found = [
        (str(key), name)
        for key, name in queries.people_to_pick(actor, words, leading=False).values_list("pk", "name")[: queries.FOUND]
    ]

    def act(entered: Entered) -> str:
        name, phone = entered.pop("name"), entered.pop("phone")
        key = int(entered.pop("person"))
        new = None if key else NewPerson(name, phone)
        actions.cover(actor, row.pk, Cover(**entered, person=key or None, new=new), version=version_of(request))
        return url("organisation", row.pk)

    return _page(request, row, act, words, found, "person", lambda data: forms.PersonCoverForm(
        data, initial={"since": actor.today, "kind": CoverKind.INSTRUCTOR}, found=found, kinds=PEOPLE,
    ))  # fmt: skip


def by_mass(request: Request, row: Organisation) -> Act:
    """工会、共青团、妇联."""
    actor = request.actor

    def act(entered: Entered) -> str:
        actions.cover(actor, row.pk, Cover(kind=CoverKind.MASS, **entered), version=version_of(request))
        return url("organisation", row.pk)

    return _page(request, row, act, "", [], "mass", lambda data: forms.CoverForm(data, initial={"since": actor.today}))


def _page(
    request: Request, row: Organisation, act: Callable[[Entered], str], words: str, found: Sequence[tuple[str, str]], by: str,
    form: pages.Making,
) -> Act:  # fmt: skip
    pk = row.pk
    return Act(
        title=f"加覆盖：{row}", verb="记下", act=act, said="记下了。", form=form, back=Link("不加了", url("organisation", pk)),
        version=lambda: version_now(Organisation, pk), kind="registry.organisation", key=pk,
        template="registry/parties/cover.html", more={"query": words, "found": found, "by": by, "row": row},
    )  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def cover_end(request: Request, pk: int) -> HttpResponse:
    """It is covered so no longer."""
    actor = request.actor
    row = get_object_or_404(queries.coverages(actor), pk=pk)
    refuse(policy.why_not_end_cover(actor, row))
    where = url("organisation", row.organisation_id)

    def act(entered: Entered) -> str:
        actions.end_cover(actor, pk, version=version_of(request), **entered)
        return where

    return carry_out(request, Act(
        title=f"结束覆盖：{row.organisation}，{row.party or row.person or row.get_kind_display()}", verb="结束", act=act,
        said="结束了，以前的留在档案里。", form=lambda data: forms_close(data, actor.today), back=Link("不结束了", where),
        version=lambda: version_now(Coverage, pk), kind="registry.organisation", key=row.organisation_id,
    ))  # fmt: skip


def forms_close(data: object, today: object) -> CloseForm:
    """The first day without it, and why."""
    return CloseForm(data, initial={"until": today})


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def contact_add(request: Request, pk: int) -> HttpResponse:
    """A leader keeps contact."""
    actor, row, words = request.actor, covered(request, pk), words_of(request)
    found = [
        (str(key), name)
        for key, name in queries.people_to_pick(actor, words, leading=True).values_list("pk", "name")[: queries.FOUND]
    ]

    def act(entered: Entered) -> str:
        actions.add_contact(actor, pk, version=version_of(request), **entered)
        return url("organisation", pk)

    return carry_out(request, Act(
        title=f"定联系领导：{row}", verb="定下", act=act, said="定下了。", back=Link("不定了", url("organisation", pk)),
        form=lambda data: forms.ContactForm(data, initial={"since": actor.today}, found=found),
        version=lambda: version_now(Organisation, pk), kind="registry.organisation", key=pk,
        template="registry/parties/cover.html", more={"query": words, "found": found, "by": "", "row": row},
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def contact_end(request: Request, pk: int) -> HttpResponse:
    """A leader keeps contact no longer."""
    actor = request.actor
    row = get_object_or_404(queries.contacts(actor), pk=pk)
    refuse(policy.why_not_end_contact(actor, row))
    where = url("organisation", row.organisation_id)

    def act(entered: Entered) -> str:
        actions.end_contact(actor, pk, version=version_of(request), **entered)
        return where

    return carry_out(request, Act(
        title=f"结束联系：{row.person}，{row.organisation}", verb="结束", act=act, said="结束了，以前的留在档案里。",
        form=lambda data: forms_close(data, actor.today), back=Link("不结束了", where),
        version=lambda: version_now(LeaderContact, pk), kind="registry.organisation", key=row.organisation_id,
    ))  # fmt: skip
