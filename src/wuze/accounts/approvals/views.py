"""Pages of approval: the list, one request, and its verbs. Paper decisions need posts and lie in the registry."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.approvals import actions, policy, queries, shown
from wuze.accounts.approvals.forms import Answer
from wuze.accounts.approvals.tables import table, tags
from wuze.accounts.enter_for import tag
from wuze.accounts.enums import ApprovalVerb, Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.frame import address
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import listing

concerned = needs(Capability.APPROVE, Capability.REGISTER_APPROVAL, Capability.HAND_OVER)


@concerned
@require_GET
def index(request: Request) -> HttpResponse:
    """要我批的, 我报批的."""
    found = listing(table(request.actor), request.GET.dict(), queries.visible_to(request.actor))
    name = "accounts/approvals/list.html#list" if is_fragment(request) else "accounts/approvals/list.html"
    return render(request, name, {"approvals": found, "approvers_url": address("approvers:list")})


@concerned
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """One request: where it stands, what is asked and why, what happened."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    values = {
        "row": row, "bar": shown.bar(request.actor, row), "events": shown.events(row), "paper": shown.paper(row),
        "tags": tags(row), "asked_tags": tag(row.on_behalf),
    }  # fmt: skip
    return render(request, "accounts/approvals/one.html", values)


@needs(Capability.APPROVE)
@require_POST
@acts
def approve(request: Request, pk: int) -> HttpResponse:
    """同意."""
    get_object_or_404(queries.visible_to(request.actor), pk=pk)
    row = actions.decide(request.actor, pk, ApprovalVerb.APPROVE, version=version_of(request))
    messages.success(request, f"同意了“{row}”，{row.asked_by}看得到。")
    return redirect("approvals:one", pk=pk)


@needs(Capability.APPROVE)
@require_http_methods(["GET", "POST"])
@acts
def turn_down(request: Request, pk: int) -> HttpResponse:
    """不同意, with the reason."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    refuse(policy.why_not_decide(request.actor, row, ApprovalVerb.REFUSE))
    form = Answer(request.POST or None)
    if form.is_valid():
        try:
            answer = form.cleaned_data["answer"]
            actions.decide(request.actor, pk, ApprovalVerb.REFUSE, answer=answer, version=version_of(request))
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"退回了“{row}”，理由{row.asked_by}看得到。")
            return redirect("approvals:one", pk=pk)
    values = {"row": row, "form": form, "back": Link("先不答复", "../")}
    return render(request, "accounts/approvals/refuse.html", values)


@concerned
@require_POST
@acts
def withdraw(request: Request, pk: int) -> HttpResponse:
    """撤回."""
    get_object_or_404(queries.visible_to(request.actor), pk=pk)
    row = actions.withdraw(request.actor, pk, version=version_of(request))
    messages.success(request, f"撤回了“{row}”，可以改好再报。")
    return redirect("approvals:one", pk=pk)
