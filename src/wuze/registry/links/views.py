"""Pages: one-time links, answers of units, and the page a link opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts import enter_for
from wuze.accounts.enums import Capability, LinkState
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.accounts.links import actions as links
from wuze.accounts.links import tasks
from wuze.accounts.links.gate import bearer
from wuze.accounts.models import OneTimeLink
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import listing
from wuze.registry.links import actions, forms, queries, tables
from wuze.registry.links.printing import fresh
from wuze.registry.links.tasks import CONFIRM
from wuze.registry.models import Unit
from wuze.registry.queries import managed_by
from wuze.trail.values import Thing


@needs(Capability.BRANCH_ACCOUNTS)
@require_GET
def index(request: Request) -> HttpResponse:
    """Links of the units one manages."""
    found = listing(tables.links(request.actor.at), request.GET.dict(), queries.links_visible_to(request.actor))
    name = "registry/links/list.html#list" if is_fragment(request) else "registry/links/list.html"
    return render(request, name, {"links": found})


@needs(Capability.BRANCH_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@acts
def issue(request: Request) -> HttpResponse:
    """开一次性链接."""
    form = forms.Issue(request.actor, request.POST or None, initial={"unit": request.GET.get("unit", "")})
    if form.is_valid():
        data = form.cleaned_data
        unit = get_object_or_404(queries.units_to_ask(request.actor), pk=data["unit"])
        try:
            thing = Thing("registry.unit", str(unit.pk), str(unit))
            return fresh(request, data["task"], unit, thing, for_name=data["for_name"], days=data["days"])
        except Invalid as error:
            into_form(form, error)
    return render(
        request, "registry/links/issue.html", {"form": form, "back": Link("先不开", reverse("unit-links:list"))}
    )


@needs(Capability.BRANCH_ACCOUNTS)
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """Where a link stands; never its token."""
    link = get_object_or_404(queries.links_visible_to(request.actor), pk=pk)
    values = {"link": link, "light": tables.light(link, request.actor.at), "lets": tasks.get(link.task).lets}
    return render(request, "registry/links/one.html", values | {"open": link.state == LinkState.OPEN})


@needs(Capability.BRANCH_ACCOUNTS)
@require_POST
@acts
def void(request: Request, pk: int) -> HttpResponse:
    """作废."""
    get_object_or_404(queries.links_visible_to(request.actor), pk=pk)
    link = links.void(request.actor, pk, version=version_of(request))
    messages.success(request, f"作废了给{link.for_name}的链接，他再打开会看到一句说明。")
    return redirect("unit-links:one", pk=pk)


@needs(Capability.BRANCH_ACCOUNTS)
@require_POST
@acts
def reissue(request: Request, pk: int) -> HttpResponse:
    """重开: the old one is void, the new one is shown."""
    old = get_object_or_404(queries.links_visible_to(request.actor), pk=pk)
    unit = get_object_or_404(managed_by(request.actor), pk=old.unit)
    thing = Thing(tasks.get(old.task).about, old.thing_key, old.thing_label)
    days = max((old.expires_at - old.issued_at).days, 1)
    return fresh(request, old.task, unit, thing, for_name=old.for_name, days=days)


@bearer(CONFIRM.code)
@require_http_methods(["GET", "POST"])
@acts
def confirm(request: Request, link: OneTimeLink) -> HttpResponse:
    """The page a link opens: what stands in the registry, and whether it holds."""
    unit = get_object_or_404(Unit, pk=link.thing_key)
    form = forms.Check(request.POST or None)
    if form.is_valid():
        try:
            actions.check_unit(request.actor, unit.pk, form.answer())
            links.use(request.actor, link.pk, CONFIRM.label)
        except Invalid as error:
            into_form(form, error)
        else:
            return redirect("links:done")
    values = {"link": link, "entry": queries.entry_of(unit, request.actor.today), "form": form}
    return render(request, "registry/links/confirm.html", values)


@needs(Capability.BRANCH_ACCOUNTS)
@require_GET
def checks(request: Request) -> HttpResponse:
    """What units said of their entries."""
    found = listing(tables.checks(), request.GET.dict(), queries.checks_visible_to(request.actor))
    name = "registry/links/checks.html#list" if is_fragment(request) else "registry/links/checks.html"
    return render(request, name, {"checks": found})


@needs(Capability.BRANCH_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@acts
def check(request: Request, pk: int) -> HttpResponse:
    """One answer, and what the superior did about it."""
    row = get_object_or_404(queries.checks_visible_to(request.actor), pk=pk)
    no = actions.why_not_settle(request.actor, row)
    form = forms.Settle(request.POST or None)
    if request.method == "POST":
        refuse(no)
    if form.is_valid():
        actions.settle(request.actor, pk, form.cleaned_data["outcome"], version=version_of(request))
        messages.success(request, f"处理了{row.unit}提出的不同。")
        return redirect("unit-links:checks")
    values = {"row": row, "light": tables.check_light(row), "tags": tables.check_tags(row), "form": form}
    values |= {"open": no is None and not row.same, "back": Link("回到清单", reverse("unit-links:checks"))}
    return render(request, "registry/links/check.html", values)


@needs(Capability.ENTER_FOR)
@require_http_methods(["GET", "POST"])
@acts
def check_for(request: Request, pk: int) -> HttpResponse:
    """代录 of an answer, for a unit one manages."""
    unit = get_object_or_404(managed_by(request.actor), pk=pk)
    entry = queries.entry_of(unit, request.actor.today)
    form = forms.CheckFor(request.POST or None, initial={"for_whom": f"{unit} {entry.secretary}".strip()})
    if form.is_valid():
        try:
            actions.check_unit(request.actor, pk, form.answer(), behalf=enter_for.behalf(form))
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"记下了{unit}的核对，标“代录”。")
            return redirect("unit-links:checks")
    values = {"form": form, "entry": entry, "back": Link("先不录", reverse("unit-links:checks"))}
    return render(request, "registry/links/check_for.html", values)
