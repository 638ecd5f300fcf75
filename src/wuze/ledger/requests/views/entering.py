"""提诉求: by the secretary, by the superior from a paper, by the bearer of a link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wuze.accounts import enter_for
from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request as Asking
from wuze.accounts.gate import acts, into_form, needs
from wuze.accounts.links import actions as links
from wuze.accounts.links.gate import bearer
from wuze.accounts.models import OneTimeLink
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.ledger.addresses import url
from wuze.ledger.requests import actions, forms, queries
from wuze.ledger.requests.link import RAISE
from wuze.ledger.requests.models import Request

NOT_PARTY = Refusal("request.not_party", "诉求由两新党组织提，业主的事由书记代提。")


def said(row: Request) -> str:
    """Where it went, and what comes next."""
    return f"提上去了，由{row.keeper}分办，{row.dispatch_due.month}月{row.dispatch_due.day}日前有人接。"


@needs(Capability.REPORT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def raise_own(request: Asking) -> HttpResponse:
    """提诉求, for one's own Party organisation."""
    actor = request.actor
    branches = queries.own_branches(actor)
    if not branches:
        if actor.may(Capability.ENTER_FOR) and request.method == "GET":
            return redirect("ledger:request-for")
        refuse(NOT_PARTY)
    form = forms.AskForm(request.POST or None)
    if form.is_valid():
        try:
            row = actions.raise_request(actor, branches[0][0], form.asked())
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, said(row))
            return redirect("ledger:request-one", pk=row.pk)
    mine = queries.opened(actor).filter(unit__in=[pk for pk, _ in branches])[:5]
    values = {"form": form, "recent": mine, "unit": branches[0][1], "days": queries.days_on(actor.today)}
    return render(request, "ledger/requests/raise.html", values, status=400 if form.errors else 200)


@needs(Capability.ENTER_FOR)
@acts
@require_http_methods(["GET", "POST"])
def raise_for(request: Asking) -> HttpResponse:
    """代录 for a Party organisation below, from a paper or a call."""
    actor = request.actor
    units = list(queries.branches_to_speak_for(actor).values_list("pk", "name"))
    refuse(None if units else Refusal("request.no_branch", "没有您能代录的党组织。", "看诉求", url("requests")))
    form = forms.AskForForm(request.POST or None, units=units, initial={"unit": request.GET.get("unit", "")})
    if form.is_valid():
        try:
            row = actions.raise_request(actor, form.cleaned_data["unit"], form.asked(), behalf=enter_for.behalf(form))
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, said(row))
            return redirect("ledger:request-one", pk=row.pk)
    values = {"form": form, "for_others": True, "days": queries.days_on(actor.today)}
    return render(request, "ledger/requests/raise.html", values, status=400 if form.errors else 200)


@bearer(RAISE.code)
@require_http_methods(["GET", "POST"])
@acts
def raise_open(request: Asking, link: OneTimeLink) -> HttpResponse:
    """The page a link opens: one request of the unit it was issued for."""
    form = forms.AskForm(request.POST or None)
    if form.is_valid():
        try:
            actions.raise_request(request.actor, int(link.thing_key), form.asked())
            links.use(request.actor, link.pk, RAISE.label)
        except Invalid as error:
            into_form(form, error)
        else:
            return redirect("links:done")
    values = {"form": form, "link": link, "days": queries.days_on(request.actor.today)}
    return render(request, "ledger/requests/open.html", values)
