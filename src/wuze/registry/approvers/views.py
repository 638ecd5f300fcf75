"""Pages: the approver table, its changes, and 线下审批登记."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.approvals import actions, policy
from wuze.accounts.approvals import acts as known
from wuze.accounts.approvals import queries as approvals
from wuze.accounts.approvals.values import Place
from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import listing
from wuze.registry.approvers import forms, queries
from wuze.registry.approvers.tables import table


def back() -> Link:
    """The way out of every form."""
    return Link("回到审批人表", reverse("approvers:list"))


@needs(Capability.SEE_UNITS)
@require_GET
def index(request: Request) -> HttpResponse:
    """Who approves what, now and before; acts nobody approves stand first."""
    actor = request.actor
    lines = queries.lines()
    posts = list(lines.filter(until=None).values_list("post", flat=True).distinct())
    edits = actor.may(Capability.SET_APPROVERS)
    found = listing(table(actor.today, queries.dead_posts(posts, actor.today), edits), request.GET.dict(), lines)
    covered = set(approvals.rules_on(actor.today).filter(unit=0).values_list("act", flat=True))
    gaps = [act for act in known.known() if act.code not in covered]
    name = "registry/approvers/list.html#list" if is_fragment(request) else "registry/approvers/list.html"
    return render(request, name, {"approvers": found, "gaps": gaps, "edits": edits})


@needs(Capability.SET_APPROVERS)
@require_http_methods(["GET", "POST"])
@acts
def add(request: Request) -> HttpResponse:
    """A first line for an act in a unit."""
    form = forms.New(request.actor, request.POST or None, initial={"act": request.GET.get("act", "")})
    if form.is_valid():
        data = form.cleaned_data
        try:
            line = actions.set_approver(
                request.actor, data["act"], form.place(), form.post_ref(), since=data["since"], reason=data["reason"],
                version=0,
            )  # fmt: skip
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"定了：{known.label(line.act)}（{line.unit_label}）由{line.post_label}批。")
            return redirect("approvers:list")
    return render(
        request, "registry/approvers/form.html", {"form": form, "title": "定审批人", "verb": "定下来", "back": back()}
    )


@needs(Capability.SET_APPROVERS)
@require_http_methods(["GET", "POST"])
@acts
def change(request: Request, pk: int) -> HttpResponse:
    """Another post from a day on; the line in force ends."""
    line = get_object_or_404(queries.lines(), pk=pk, until=None)
    form = forms.Change(request.actor, request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            new = actions.set_approver(
                request.actor, line.act, Place(line.unit, line.unit_label), form.post_ref(), since=data["since"],
                reason=data["reason"], version=version_of(request),
            )  # fmt: skip
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"改由{new.post_label}批，在等的也转过去了。")
            return redirect("approvers:list")
    values = {
        "form": form,
        "line": line,
        "title": f"{known.label(line.act)}（{line.unit_label}）",
        "verb": "改由这个岗位批",
    }
    return render(request, "registry/approvers/form.html", values | {"back": back()})


@needs(Capability.SET_APPROVERS)
@require_http_methods(["GET", "POST"])
@acts
def end(request: Request, pk: int) -> HttpResponse:
    """停用: the line above holds."""
    line = get_object_or_404(queries.lines(), pk=pk, until=None)
    form = forms.End(request.POST or None)
    if form.is_valid():
        try:
            actions.end_approver(request.actor, pk, reason=form.cleaned_data["reason"], version=version_of(request))
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"停用了{line.unit_label}的这一条，改用上一级的。")
            return redirect("approvers:list")
    values = {
        "form": form,
        "line": line,
        "title": f"停用：{known.label(line.act)}（{line.unit_label}）",
        "verb": "停用这一条",
    }
    return render(request, "registry/approvers/form.html", values | {"back": back()})


@needs(Capability.REGISTER_APPROVAL)
@require_http_methods(["GET", "POST"])
@acts
def offline(request: Request, pk: int) -> HttpResponse:
    """线下审批登记."""
    row = get_object_or_404(approvals.visible_to(request.actor), pk=pk)
    refuse(policy.why_not_register(request.actor, row))
    form = forms.Offline(request.actor, row, request.POST or None)
    if form.is_valid():
        try:
            actions.register_offline(request.actor, pk, form.decision(), version=version_of(request))
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"登记了“{row}”的线下审批。")
            return redirect("approvals:one", pk=pk)
    alone = request.actor.user == row.asked_user
    return render(
        request,
        "registry/approvers/offline.html",
        {"form": form, "row": row, "alone": alone, "back": Link("先不登记", reverse("approvals:one", args=[pk]))},
    )
