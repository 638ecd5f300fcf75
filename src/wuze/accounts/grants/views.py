"""Pages of grants: the list, a proposal, one grant with what may be done."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts import queries
from wuze.accounts.actions import roles_of
from wuze.accounts.enums import Capability, Role
from wuze.accounts.forms import GrantForm, ReasonForm
from wuze.accounts.gate import Request, acts, fresh_login, needs
from wuze.accounts.grants import actions, policy
from wuze.accounts.grants.states import NEXT, GrantVerb, state_of
from wuze.accounts.rules import GRANTABLE
from wuze.accounts.tables import GRANTS
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Refused, Verb
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import listing

SEES = (Capability.GRANTS, Capability.CONFIRM_GRANTS)


@needs(*SEES)
@require_GET
def grants(request: Request) -> HttpResponse:
    """All grants, those that wait first by their view."""
    found = listing(GRANTS, request.GET.dict(), queries.grants_visible_to(request.actor))
    name = "accounts/grants.html#list" if is_fragment(request) else "accounts/grants.html"
    return render(request, name, {"grants": found})


@needs(*SEES)
@fresh_login
@require_http_methods(["GET", "POST"])
@acts
def propose(request: Request, pk: int) -> HttpResponse:
    """A role for an account, without effect until another has confirmed."""
    people = queries.people_visible_to(request.actor).filter(account__isnull=False)
    person = get_object_or_404(people, pk=pk)
    roles = [(role.value, Role(role).label) for role in GRANTABLE if policy.may_propose(request.actor, role)]
    form = GrantForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        grant = actions.propose(request.actor, person.account.pk, entered["role"], entered["reason"])
        return redirect("accounts:grant", pk=grant.pk)
    return render(request, "accounts/propose.html", {"form": form, "person": person})


@needs(*SEES)
@require_GET
def grant(request: Request, pk: int) -> HttpResponse:
    """One grant, its course, and what may be done with it."""
    row = get_object_or_404(queries.grants_visible_to(request.actor), pk=pk)
    state = state_of(row, request.actor.today)
    held = roles_of(row.user, request.actor)
    alive, dead = [], []
    for verb in (verb for at, verb in NEXT if at == state):
        word = GrantVerb(verb)
        if refusal := policy.why_not(verb, request.actor, row, held):
            dead.append(Refused(word.label, refusal.reason))
        else:
            url = reverse("accounts:decide", args=[row.pk, verb])
            alive.append(Verb(word.label, url, "get", primary=word in {GrantVerb.CONFIRM, GrantVerb.CONFIRM_END}))
    values = {"grant": row, "state": state, "verbs": alive, "refused": dead}
    return render(request, "accounts/grant.html", values)


@needs(*SEES)
@fresh_login
@require_http_methods(["GET", "POST"])
@acts
def decide(request: Request, pk: int, verb: str) -> HttpResponse:
    """Confirm, decline, withdraw: with a reason."""
    row = get_object_or_404(queries.grants_visible_to(request.actor), pk=pk)
    if verb not in GrantVerb.values:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.decide(request.actor, row.pk, GrantVerb(verb), reason, version=version_of(request))
        return redirect("accounts:grant", pk=row.pk)
    refuse(policy.why_not(verb, request.actor, row, roles_of(row.user, request.actor)))
    values = {"form": form, "grant": row, "verb": GrantVerb(verb), "version": row.version}
    return render(request, "accounts/decide.html", values)
