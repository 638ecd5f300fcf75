"""Schemes to look at: the list, one edition, its print, its workbook, two editions beside each other."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from wuze.accounts.approvals.queries import about
from wuze.accounts.enums import ApprovalState, Capability
from wuze.accounts.exporting import attached
from wuze.accounts.gate import Request, needs
from wuze.assessment.schemes import actions, binding, duties, lists, pages, policy, queries
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.slots import of_edition
from wuze.assessment.schemes.views.shared import opened
from wuze.duty.editions.queries import duties_visible_to
from wuze.excel.scheme_out import write_scheme
from wuze.kernel.errors import Refusal, refuse
from wuze.registry.pages import history_url
from wuze.registry.shared import list_page
from wuze.scoring.scheme_diff import changes

SEE = needs(Capability.SEE_SCHEMES)


@SEE
@require_GET
def index(request: Request) -> HttpResponse:
    """考核方案."""
    rows = queries.visible_to(request.actor).defer("tables", "bindings")
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    writes = policy.why_not_write(request.actor) is None
    table = lists.editions(years, writes=writes)
    return list_page(request, table, rows, "assessment/schemes/list.html", writes=writes)


@SEE
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """Where it stands, what was found, its items in sentences."""
    actor, edition = request.actor, opened(request, pk)
    whole = pages.opened(edition)
    no_edit = policy.why_not_edit(actor, edition)
    edits = no_edit is None
    writes = edition.unit_id in queries.offices(actor)
    values = {
        "edition": edition, "whole": whole, "scheme": whole.scheme, "bar": pages.bar(actor, whole), "edits": edits,
        "writes": writes, "found": pages.found(whole, edits=edits) if writes else (), "parts": pages.parts(whole, duties.links(actor), edits=edits),
        "facts": pages.facts_of(whole), "bound": binding.bound(edition, whole.scheme), "open": pages.open_data(whole),
        "sum": pages.sum_says(whole.scheme), "grids": pages.EDITS, "grades": pages.grades(whole.scheme), "polls": pages.polls(whole.scheme),
        "family": [row for row in queries.family_of(actor, edition).defer("tables", "bindings") if row.pk != edition.pk],
        "trials": queries.open_trials(actor, edition).defer("tables", "data") if writes else (),
        "waits": [row for row in about("assessment.scheme", str(pk)) if row.state == ApprovalState.ASKED] if writes else (),
        "history": history_url("assessment.scheme", pk) if writes else "", "uses": of_edition(actor, edition),
    }  # fmt: skip
    return render(request, "assessment/schemes/one.html", values)


@SEE
@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The whole scheme on paper, with the reason where it was adopted against the linter."""
    edition = opened(request, pk)
    whole = pages.opened(edition)
    values = {
        "edition": edition, "scheme": whole.scheme, "parts": pages.parts(whole, {}, edits=False), "sum": pages.sum_says(whole.scheme),
        "bound": binding.bound(edition, whole.scheme), "blocking": whole.blocking if edition.override else (),
        "facts": pages.facts_of(whole), "grades": pages.grades(whole.scheme), "polls": pages.polls(whole.scheme),
    }  # fmt: skip
    return render(request, "assessment/schemes/print.html", values)


@SEE
@require_GET
def workbook(request: Request, pk: int) -> HttpResponse:
    """方案.xlsx: read again it is the same scheme with the same digest."""
    edition = opened(request, pk)
    if edition.faults:
        refuse(Refusal("scheme.faults", f"有{edition.faults}处问题，改好才能下载。"))
    content = workbook_of(edition)
    actions.note_taken(request.actor, edition)
    return attached(content, str(edition), request.actor.today, what="方案")


def workbook_of(edition: SchemeEdition) -> bytes:
    """The file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scheme.xlsx"
        write_scheme(pages.opened(edition).scheme, path)
        return path.read_bytes()


@SEE
@require_GET
def diff(request: Request, pk: int, other: int) -> HttpResponse:
    """What is different in this edition from another one, in words."""
    edition, before = opened(request, pk), get_object_or_404(queries.visible_to(request.actor), pk=other)
    told = changes(pages.opened(before).scheme, pages.opened(edition).scheme)
    values = {
        "edition": edition,
        "before": before,
        "changes": told,
        "turned": reverse("schemes:diff", args=[other, pk]),
    }
    return render(request, "assessment/schemes/diff.html", values)


@SEE
@require_GET
def of_duty(request: Request, pk: int) -> HttpResponse:
    """The slot on a duty's page: by which items it is assessed."""
    duty = get_object_or_404(duties_visible_to(request.actor), pk=pk)
    lines = duties.items_about(request.actor, duty.code)
    return render(request, "assessment/schemes/of_duty.html", {"lines": lines})


@SEE
@require_GET
def providers(request: Request) -> HttpResponse:
    """系统里能取的数据: each with its meaning."""
    return render(request, "assessment/schemes/providers.html", {"offered": binding.offered()})
