"""The asker's word without an account: a one-time link from the request, and the page it opens."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request as Asking
from wuze.accounts.gate import acts, into_form, needs
from wuze.accounts.links import actions as links
from wuze.accounts.links.gate import bearer
from wuze.accounts.models import OneTimeLink
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger.requests import actions, forms, pages, policy, queries
from wuze.ledger.requests.actions.shared import thing_of
from wuze.ledger.requests.link import JUDGE
from wuze.registry.links.forms import ForWhom
from wuze.registry.links.printing import fresh


@needs(Capability.BRANCH_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@acts
def issue(request: Asking, pk: int) -> HttpResponse:
    """给提的人开链接: shown once, to be printed or sent."""
    actor = request.actor
    row = get_object_or_404(queries.opened(actor), pk=pk)
    refuse(policy.why_not_link(actor, row))
    form = ForWhom(request.POST or None, initial={"for_name": row.asker.split(" ")[-1]})
    if form.is_valid():
        return fresh(request, JUDGE.code, row.unit, thing_of(row), **form.cleaned_data)
    values = {"row": row, "form": form, "back": pages.link(row)}
    return render(request, "ledger/requests/link.html", values, status=400 if form.errors else 200)


@bearer(JUDGE.code)
@require_http_methods(["GET", "POST"])
@acts
def opened(request: Asking, link: OneTimeLink) -> HttpResponse:
    """The page a link opens: what was asked, what was answered, and whether it is good."""
    actor = request.actor
    row = get_object_or_404(queries.held(link.thing_key))
    refuse(policy.why_not_judge(actor, row))
    form = forms.JudgeForm(request.POST or None)
    if form.is_valid():
        act = actions.content if form.cleaned_data["content"] == "yes" else actions.discontent
        try:
            act(actor, row.pk, version=None, why=form.cleaned_data["why"])
            links.use(actor, link.pk, JUDGE.label)
        except Invalid as error:
            into_form(form, error)
        else:
            return redirect("links:done")
    values = {"link": link, "row": row, "answer": queries.last_answer(row), "form": form}
    return render(request, "ledger/requests/judge.html", values)
