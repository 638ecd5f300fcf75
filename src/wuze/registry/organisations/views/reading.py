"""Pages of organisations: list, dossier, duplicates, one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.registry.organisations import pages, policy, queries
from wuze.registry.organisations.tables import organisations_table
from wuze.registry.pages import history_url
from wuze.registry.queries import region_prefix
from wuze.registry.shared import large_list_page

GROUPS = 100
"""Groups of possible duplicates shown at once; the next come when these are settled."""


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def organisations(request: Request) -> HttpResponse:
    """The list. An old key typed into the search says what it is now."""
    actor = request.actor
    regions = [(region_prefix(one.code), one.name) for one in queries.towns_of(actor).order_by("code")]
    types = [(str(key), name) for key, name in queries.types().values_list("pk", "name")]
    sectors = [(str(key), name) for key, name in queries.sectors().values_list("pk", "name")]
    table = organisations_table(request.installation.field, actor.today, regions, types, sectors)
    return large_list_page(
        request, table, queries.listed(actor), "registry/organisations/list.html",
        renamed=queries.renamed(actor, request.GET.get("q", "")), may_add=policy.why_not_add(actor) is None,
    )  # fmt: skip


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def organisation(request: Request, pk: int) -> HttpResponse:
    """一企一档: what is held and from whom, what it was, who covers it, and what other packages know."""
    actor = request.actor
    row = get_object_or_404(queries.opened(actor), pk=pk)
    standings = list(row.standings.select_related("type", "region", "sector").order_by("-since"))
    standing = next((one for one in standings if one.until is None), None)
    covers = list(row.coverages.select_related("party", "person"))
    values = {
        "row": row, "bar": pages.bar(actor, row, standing.since if standing else None), "standings": standings,
        "facts": pages.facts(actor, row, standing), "covers": pages.cover_lines(actor, row, covers),
        "contacts": pages.contact_lines(actor, row, list(row.leader_contacts.select_related("person"))),
        "keys": row.former_keys.all(), "corrections": queries.corrections_of(actor, row), "slots": pages.slots(pk),
        "history": history_url(policy.KIND, pk),
    }  # fmt: skip
    return render(request, "registry/organisations/dossier.html", values)


@needs(Capability.EDIT_ORGANISATIONS)
@require_GET
def duplicates(request: Request) -> HttpResponse:
    """Rows that are perhaps one organisation."""
    groups, number = queries.duplicates(request.actor, GROUPS)
    return render(request, "registry/organisations/duplicates.html", {"groups": groups, "number": number})


@needs(Capability.EDIT_ORGANISATIONS)
@require_GET
def find(request: Request, pk: int) -> HttpResponse:
    """With which one is this to be merged? Similar ones first, others by the search."""
    actor = request.actor
    row = get_object_or_404(queries.opened(actor), pk=pk)
    words = request.GET.get("q", "").strip()[: queries.MOST]
    rows = (
        queries.searched(queries.listed(actor), words).exclude(pk=pk)[: queries.FOUND]
        if words
        else queries.like(actor, row)
    )
    values = {"row": row, "rows": rows, "query": words}
    return render(request, "registry/organisations/find.html", values)


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def mine(request: Request) -> HttpResponse:
    """本企业信息: what is held of one's own Party organisation and of what it covers, from whom, and how to have it corrected."""
    actor = request.actor
    found = queries.own(actor)
    shown = [(row, pages.facts(actor, row, queries.standing_in_force(row))) for row in found.organisations]
    values = {"parties": found.parties, "shown": shown, "more": found.more, "asked": queries.asked_by(actor)}
    return render(request, "registry/organisations/mine.html", values)
