"""Complaints about this system: the entry for everybody, the list for two offices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.kernel.errors import Invalid
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.security import public
from wuze.kernel.web.table import listing
from wuze.portal import actions, policy, queries, throttle
from wuze.portal.forms import AnswerForm, ComplaintForm, SignedComplaintForm
from wuze.portal.tables import COMPLAINTS


@public
@require_http_methods(["GET", "POST"])
@acts
def complain(request: Request) -> HttpResponseBase:
    """The entry. Who writes is not kept."""
    kind = SignedComplaintForm if request.actor.posts else ComplaintForm
    form = kind(request.POST if request.method == "POST" else None, initial={"page": request.GET.get("page", "")[:120]})
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        refusal = throttle.over(throttle.COMPLAINTS, request.actor)
        if refusal is None:
            actions.complain(request.actor, **form.cleaned_data)
            messages.info(request, "收到了。牵头机关负责人和审计管理员看得到，由牵头机关负责人答复。")
            return redirect("complaint")
        form.add_error(None, refusal.reason)
        status = 429
    return render(request, "portal/complain.html", {"form": form}, status=status)


@needs(Capability.COMPLAINTS)
@require_GET
def complaints(request: Request) -> HttpResponse:
    """All of them."""
    found = listing(COMPLAINTS, request.GET.dict(), queries.complaints_visible_to(request.actor))
    name = "portal/complaints.html#list" if is_fragment(request) else "portal/complaints.html"
    return render(request, name, {"complaints": found})


@needs(Capability.COMPLAINTS)
@require_http_methods(["GET", "POST"])
@acts
def answer(request: Request, pk: int) -> HttpResponseBase:
    """One complaint, and its answer by the head of the lead office."""
    row = get_object_or_404(queries.complaints_visible_to(request.actor), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_complaint(request.actor, pk, version=version_of(request), **form.cleaned_data)
        except Invalid as error:
            into_form(form, error)
        else:
            messages.info(request, "答复记下了，看得到意见的人都看得到。")
            return redirect("complaints")
    shown = {"row": row, "form": form, "refusal": policy.why_not_answer(request.actor, row)}
    shown["back"] = Link("回到意见列表", "../../")
    return render(request, "portal/answer.html", shown, status=400 if form.errors else 200)
