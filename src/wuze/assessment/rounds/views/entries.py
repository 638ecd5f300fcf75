"""Entries through the year: a list, one record, a form that fits a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.assessment.rounds import actions, forms, policy, queries, tables
from wuze.assessment.rounds.actions import Seen
from wuze.assessment.rounds.evidence import ENTRY
from wuze.assessment.rounds.pages import facts as showing
from wuze.assessment.rounds.pages import parts
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.views.shared import link, opened
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.registry.evidence import pages as evidence
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.shared import Act, Entered, carry_out, list_page

Data = Mapping[str, Any] | None
RATES = needs(Capability.RATE)
SEES = needs(Capability.SEE_RESULTS)


@RATES
@require_GET
def entries(request: Request, pk: int) -> HttpResponse:
    """平时记录."""
    row = opened(request, pk)
    rows = queries.entries_visible_to(request.actor).filter(round=row)
    values = {"round": row, "tabs": parts.tabs(request.actor, row), "no": policy.why_not_enter(request.actor, row)}
    return list_page(request, tables.entries(), rows, "assessment/rounds/entries.html", **values)


@RATES
@files_first
@acts
@require_http_methods(["GET", "POST"])
def entry_new(request: Request, pk: int) -> HttpResponse:
    """记一条."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_enter(actor, row))
    members = queries.members_to_rate(actor, row)
    initial = {"member": request.GET.get("member", ""), "what": request.GET.get("what", ""), "happened": actor.today}

    def form(data: Data) -> BaseForm:
        brought = brought_of(request)
        return forms.EntryForm(data, initial=initial, members=members, what=showing.what(row), brought=brought)

    def carry(entered: Entered) -> str:
        seen = Seen(
            entered["what"],
            entered["value"],
            entered["way"],
            entered["happened"],
            entered["text"],
            entered["stage"] or "初评",
            files=entered["papers"],
        )
        return url("entry", actions.enter(actor, entered["member"] or 0, seen).pk)

    return carry_out(request, Act(
        title=f"记一条：{row}", verb="记下", form=form, act=carry, said="记下了。", back=Link("平时记录", url("entries", pk)),
        template="assessment/rounds/form.html", note="被考核的单位看得到记的内容、日期和记的人。",
    ))  # fmt: skip


@SEES
@require_GET
def entry(request: Request, pk: int) -> HttpResponse:
    """One entry: what was seen, when, how, by whom."""
    one = get_object_or_404(queries.entries_visible_to(request.actor), pk=pk)
    result = queries.in_force(request.actor, one.member_id)
    values = {
        "entry": one, "no": policy.why_not_void(request.actor, one), "back": link(one.round),
        "uses": queries.figures_from(result, [url("entry", pk)]) if result is not None else [],
        "files": evidence.files(request.actor, ENTRY, one, queries.files_of(one)),
    }  # fmt: skip
    return render(request, "assessment/rounds/entry.html", values)


@RATES
@acts
@require_http_methods(["GET", "POST"])
def entry_void(request: Request, pk: int) -> HttpResponse:
    """作废一条."""
    one = get_object_or_404(queries.entries_visible_to(request.actor), pk=pk)
    refuse(policy.why_not_void(request.actor, one))

    def carry(entered: Entered) -> str:
        actions.void_entry(request.actor, pk, reason=entered["reason"])
        return url("entry", pk)

    return carry_out(request, Act(
        title=f"作废：{one}", verb="作废", form=forms.ReasonForm, act=carry, said="作废了，内容还在，只是不算数。",
        back=Link("不作废", url("entry", pk)), template="assessment/rounds/form.html",
    ))  # fmt: skip
