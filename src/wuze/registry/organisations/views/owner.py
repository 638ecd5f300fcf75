"""本企业信息 for an owner without an account: a one-time link from the dossier, and the page it opens."""

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
from wuze.kernel.web.components import Link
from wuze.registry.links.actions import check_organisation
from wuze.registry.links.printing import fresh
from wuze.registry.links.tasks import OWNER
from wuze.registry.organisations import forms, pages, policy, queries
from wuze.registry.organisations.actions import thing_of
from wuze.registry.pages import url


@needs(Capability.BRANCH_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@acts
def issue(request: Request, pk: int) -> HttpResponse:
    """开给业主: shown once, to be printed or sent."""
    actor = request.actor
    row = get_object_or_404(queries.opened(actor), pk=pk)
    refuse(policy.why_not_link(actor, row))
    form = forms.LinkForm(request.POST or None)
    if form.is_valid() and (unit := queries.unit_for(actor, row)):
        return fresh(request, OWNER.code, unit, thing_of(row), **form.cleaned_data)
    values = {"row": row, "form": form, "back": Link("先不开", url("organisation", pk))}
    return render(request, "registry/organisations/link.html", values)


@bearer(OWNER.code)
@require_http_methods(["GET", "POST"])
@acts
def opened(request: Request, link: OneTimeLink) -> HttpResponse:
    """The page a link opens: what is held of the organisation and from whom, and whether it is right."""
    row = get_object_or_404(queries.held(link.thing_key))
    form = forms.OwnerForm(request.POST or None)
    if form.is_valid():
        same, note = form.cleaned_data["same"] == "yes", form.cleaned_data["note"]
        try:
            check_organisation(request.actor, row.pk, link.unit, same=same, note=note)
            links.use(request.actor, link.pk, OWNER.label)
        except Invalid as error:
            into_form(form, error)
        else:
            return redirect("links:done")
    standing = row.standings.filter(until=None).first()
    values = {"link": link, "row": row, "facts": pages.facts(request.actor, row, standing), "form": form}
    return render(request, "registry/organisations/owner.html", values)
