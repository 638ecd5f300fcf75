"""A report without an account: a one-time link for one task of one unit, and the page it opens on a phone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.accounts.links import actions as links
from wuze.accounts.links.gate import bearer
from wuze.accounts.models import OneTimeLink
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger import actions, forms, pages, policy, queries
from wuze.ledger.actions.shared import thing_of
from wuze.ledger.enums import ReportKind
from wuze.ledger.link import REPORT
from wuze.ledger.views.verbs import opened as task_of
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.links.forms import ForWhom
from wuze.registry.links.printing import fresh


@needs(Capability.BRANCH_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@acts
def issue(request: Request, pk: int) -> HttpResponse:
    """开链接: shown once, to be printed or sent."""
    actor, row = request.actor, task_of(request, pk)
    refuse(policy.why_not_link(actor, row))
    holder = queries.holders_of([row.post_id], actor.today).get(row.post_id, "") if row.post_id else ""
    form = ForWhom(request.POST or None, initial={"for_name": holder})
    if form.is_valid():
        return fresh(request, REPORT.code, row.lead, thing_of(row), **form.cleaned_data)
    values = {"task": row, "form": form, "back": pages.link(row)}
    return render(request, "ledger/link.html", values, status=400 if form.errors else 200)


@bearer(REPORT.code)
@require_http_methods(["GET", "POST"])
@files_first
@acts
def opened(request: Request, link: OneTimeLink) -> HttpResponse:
    """The page a link opens: what is asked, and one report with its files."""
    actor = request.actor
    row = get_object_or_404(queries.of_link(link.thing_key))
    refuse(policy.why_not_report(actor, row))
    form = forms.ReportForm(
        request.POST or None, initial={"kind": ReportKind.FINAL, "happened": actor.today},
        parts=queries.open_parts(row), entries={}, brought=brought_of(request),
    )  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        said = actions.Said(
            given["kind"], given["text"], given["happened"], evidence=given["evidence"],
            parts_why=given.get("parts_why", ""), files=given["papers"],
        )  # fmt: skip
        try:
            actions.report(actor, row.pk, said, version=None)
            links.use(actor, link.pk, REPORT.label)
        except Invalid as error:
            into_form(form, error)
        else:
            return redirect("links:done")
    values = {"link": link, "task": row, "form": form}
    return render(request, "ledger/open.html", values, status=400 if form.errors else 200)
