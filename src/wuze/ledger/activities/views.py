"""Pages: 记一条, 代录, the list, one entry and its verbs, one unit over a year, sums by town, and what a link opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts import enter_for
from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.accounts.links import actions as links
from wuze.accounts.links.gate import bearer
from wuze.accounts.models import OneTimeLink
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.ledger.activities import actions, forms, pages, policy, queries, tables
from wuze.ledger.activities.enums import ActivityKind
from wuze.ledger.activities.evidence import ACTIVITY
from wuze.ledger.activities.link import QUICK
from wuze.ledger.activities.models import MARKS, Activity
from wuze.ledger.addresses import url
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.evidence import pages as evidence
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.pages import history_url
from wuze.registry.shared import Data, Entered, Way, carry_way, list_page, ordinary, plain

SHORT = 5
NO_UNIT = Refusal("activity.no_unit", "没有您能代录的下级单位。")


def kind_of(request: Request) -> str:
    """The kind chosen by the address; a talk where nothing sensible is."""
    kind = request.GET.get("kind", "")
    return kind if kind in ActivityKind.values else ActivityKind.TALK.value


# --- entering ---------------------------------------------------------------------------------------------------------


@needs(Capability.REPORT_TASKS)
@files_first
@acts
@require_http_methods(["GET", "POST"])
def quick(request: Request) -> HttpResponse:
    """记一条, for one's own unit: under a minute on a phone."""
    actor, kind = request.actor, kind_of(request)
    units = queries.own_to_choose(actor)
    form = forms.own_form(
        kind, request.POST or None, units, actor.today, branch=queries.only_branches(actor), brought=brought_of(request)
    )
    if form.is_valid():
        try:
            unit, files = form.cleaned_data.get("unit") or units[0][0], form.cleaned_data["papers"]
            row = actions.enter(actor, unit, form.content(), files=files)
        except Invalid as error:
            into_form(form, error)
        else:
            return entered(request, row)
    below = queries.may_enter_for(actor)
    values = {"form": form, "kinds": pages.kinds(kind), "kind": kind, "below": below, "recent": recent(actor, units)}
    return render(request, "ledger/activities/quick.html", values, status=400 if form.errors else 200)


def recent(actor: Actor, units: list[tuple[int, str]]) -> list[Activity]:
    """The last entries of one's own units, so that nothing is written twice."""
    own = [pk for pk, _ in units]
    return list(queries.opened(actor).filter(queries.STANDS, unit__in=own).order_by("-entered_at", "-pk")[:5])


def entered(request: Request, row: Activity) -> HttpResponse:
    """Said once, and on to the entry."""
    promise = f"，{row.promise_due.month}月{row.promise_due.day}日前提醒您" if row.promise_due else ""
    messages.success(request, f"记下了{promise}。")
    return redirect("ledger:activity", pk=row.pk)


@needs(Capability.ENTER_FOR)
@files_first
@acts
@require_http_methods(["GET", "POST"])
def quick_for(request: Request) -> HttpResponse:
    """代录: for a unit below, from a paper."""
    actor, kind, chosen = request.actor, kind_of(request), request.GET.get("unit", "")
    units = list(queries.units_to_enter_for(actor).values_list("pk", "name"))
    refuse(None if units else NO_UNIT)
    form = forms.for_form(kind, request.POST or None, units, actor.today, chosen, brought_of(request))
    if form.is_valid():
        assert isinstance(form, enter_for.EnterFor)  # noqa: S101 - made so above
        try:
            given = form.cleaned_data
            row = actions.enter(
                actor, given["unit"], form.content(), behalf=enter_for.behalf(form), files=given["papers"]
            )
        except Invalid as error:
            into_form(form, error)
        else:
            return entered(request, row)
    values = {"form": form, "kinds": pages.kinds(kind), "kind": kind, "chosen": chosen, "for_others": True}
    return render(request, "ledger/activities/quick.html", values, status=400 if form.errors else 200)


@bearer(QUICK.code)
@require_http_methods(["GET", "POST"])
@files_first
@acts
def quick_open(request: Request, link: OneTimeLink) -> HttpResponse:
    """The page a link opens: one entry for the unit it was issued for."""
    actor, kind = request.actor, kind_of(request)
    brought = brought_of(request)
    form = forms.own_form(kind, request.POST or None, (), actor.today, branch=True, brought=brought)
    if form.is_valid():
        try:
            actions.enter(actor, int(link.thing_key), form.content(), files=form.cleaned_data["papers"])
            links.use(actor, link.pk, QUICK.label)
        except Invalid as error:
            into_form(form, error)
        else:
            return redirect("links:done")
    values = {"form": form, "kinds": pages.kinds(kind), "kind": kind, "link": link}
    return render(request, "ledger/activities/open.html", values)


# --- lists ------------------------------------------------------------------------------------------------------------


@needs(Capability.SEE_TASKS)
@require_GET
def activities(request: Request) -> HttpResponse:
    """What was done, of all the actor sees."""
    actor = request.actor
    units = registry.visible_to(actor).exclude(kind__in=(UnitKind.PARTY, UnitKind.COUNTY)).filter(until=None)
    superiors = list(units.order_by("path").values_list("path", "name"))
    may = actor.may(Capability.REPORT_TASKS)
    table = tables.activities_table(actor.today, superiors, may_enter=may)
    return list_page(
        request, table, queries.opened(actor), "ledger/activities/list.html", may_enter=may,
        may_enter_for=queries.may_enter_for(actor),
    )  # fmt: skip


def year_of(request: Request) -> int:
    """The year asked for, else this one."""
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2000 <= int(text[:6]) <= 2100 else request.actor.today.year


@needs(Capability.SEE_TASKS)
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit over a year."""
    actor, year = request.actor, year_of(request)
    place = get_object_or_404(registry.visible_to(actor), pk=pk)
    rows = list(queries.opened(actor).filter(queries.STANDS, unit=place, happened__year=year))
    only = next((kind for kind in ActivityKind if kind == request.GET.get("kind")), None)
    shown = [row for row in rows if only is None or row.kind == only]
    values = {
        "unit": place, "year": year, "months": pages.months(shown, actor.today), "counts": pages.counts(rows), "only": only,
        "before": year - 1, "after": year + 1 if year < actor.today.year else 0,
        "may_enter": policy.why_not_enter(actor, place) is None,
        "own": policy.why_must_enter_for(actor, place) is None,
    }  # fmt: skip
    return render(request, "ledger/activities/unit.html", values)


@needs(Capability.SEE_TASKS)
@require_GET
def sums(request: Request) -> HttpResponse:
    """By town and kind: facts, in the order of the tree, not ranks."""
    actor, year = request.actor, year_of(request)
    lines = queries.roll_up(actor, date(year, 1, 1), date(year + 1, 1, 1))
    rows = [(line, [(kind.label, line.counts.get(kind, 0)) for kind in ActivityKind]) for line in lines]
    values = {
        "rows": rows, "kinds": [kind.label for kind in ActivityKind], "year": year, "before": year - 1,
        "after": year + 1 if year < actor.today.year else 0,
    }  # fmt: skip
    return render(request, "ledger/activities/sums.html", values)


# --- one entry --------------------------------------------------------------------------------------------------------


@needs(Capability.SEE_TASKS)
@require_GET
def activity(request: Request, pk: int) -> HttpResponse:
    """One entry."""
    row = get_object_or_404(queries.opened(request.actor), pk=pk)
    values = {
        "one": pages.shown(request.actor, row), "row": row, "files": evidence.files(request.actor, ACTIVITY, row, queries.files_of(row)),
        "cited": queries.cited_by(row)[:SHORT], "history": history_url("ledger.activity", pk),
    }  # fmt: skip
    return render(request, "ledger/activities/activity.html", values)


def mark_form(_request: Request, row: Activity, data: Data) -> BaseForm:
    """Only what is missing."""
    return forms.MarkForm(data, missing=[name for name in MARKS if getattr(row, name) is None])


def correct_form(_request: Request, row: Activity, data: Data) -> BaseForm:
    """As it stands, and a reason."""
    return forms.correct_form(row.kind, data, pages.initial(row))


def do_correct(request: Request, row: Activity, entered: Entered) -> object:
    """All that was entered, with the reason."""
    form: Any = entered.form
    return actions.correct(request.actor, row.pk, form.content(), reason=entered["reason"], version=version_of(request))


def do_mark(request: Request, row: Activity, entered: Entered) -> object:
    """More of the four marks."""
    form: Any = entered.form
    return actions.mark(request.actor, row.pk, form.marks(), version=version_of(request))


def do_settle(request: Request, row: Activity, entered: Entered) -> object:
    """What became of a promise."""
    kept, outcome = entered["kept"] == "yes", entered["outcome"]
    return actions.settle(request.actor, row.pk, kept=kept, outcome=outcome, version=version_of(request))


WAYS: dict[str, Way[Activity]] = {
    "correct": Way("更正", "更正", policy.why_not_correct, correct_form, do_correct, "更正了，原来怎么写的留在经过里。"),
    "mark": Way("补环节", "补上", policy.why_not_mark, mark_form, do_mark, "补上了。"),
    "withdraw": Way(
        "撤回", "撤回", policy.why_not_withdraw, plain(forms.Reason), ordinary(actions.withdraw), "撤回了，不再算数。",
        lambda _actor, _row: "撤回的留着看得到，哪里都不算。",
    ),
    "settle": Way(
        "答应的事怎样了", "了结", policy.why_not_settle, plain(forms.SettleForm), do_settle, "记下了。",
        lambda _actor, row: f"答应的是：{row.promise}",
    ),
}  # fmt: skip


@needs(Capability.REPORT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb of an entry."""
    way = WAYS.get(verb)
    if way is None:
        raise Http404
    row = get_object_or_404(queries.opened(request.actor), pk=pk)
    return carry_way(
        request, way, row, title=row.title, kind="ledger.activity", back=Link("回到这一条", url("activity", pk)),
        where=lambda _: url("activity", pk), template="ledger/form.html", row=row,
    )  # fmt: skip
