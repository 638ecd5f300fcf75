"""Requests as a list, 催办文字, how the terms were kept, and the terms themselves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request as Asking
from wuze.accounts.gate import acts, into_form, needs
from wuze.kernel import reminder as reminders
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.listing import Reminder
from wuze.kernel.web.request import keys_of
from wuze.ledger.requests import actions, forms, pages, policy, queries, states, tables
from wuze.ledger.requests.enums import Clock
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.shared import list_page

MOST = 500
END = "请在系统里答复，办不到的写明依据。"


@needs(Capability.SEE_TASKS)
@require_GET
def requests(request: Asking) -> HttpResponse:
    """All that the actor sees; whose turn it is."""
    actor = request.actor
    units = registry.visible_to(actor).exclude(kind__in=(UnitKind.PARTY, UnitKind.COUNTY)).filter(until=None)
    superiors = list(units.order_by("path").values_list("path", "name"))
    may, chases = bool(queries.own_branches(actor)), actor.may(Capability.EDIT_TASKS)
    table = tables.requests_table(actor, superiors, may_raise=may, may_chase=chases)
    year = date(actor.today.year, 1, 1)
    figures = pages.figures(queries.totals(actor, year, date(year.year + 1, 1, 1)), actor.today) if chases else ()
    return list_page(
        request, table, queries.opened(actor), "ledger/requests/list.html", may_raise=may, figures=figures,
        may_clock=chases, may_enter_for=actor.may(Capability.ENTER_FOR) and queries.branches_to_speak_for(actor).exists(),
    )  # fmt: skip


@needs(Capability.EDIT_TASKS)
@acts
@require_POST
def reminder(request: Asking) -> HttpResponse:
    """The chosen requests as text, by whoever has to hand out or to answer: units and matters only."""
    actor = request.actor
    keys = keys_of(request.POST.getlist("row")[:MOST])
    rows = queries.opened(actor).filter(pk__in=keys, state__in=states.CLOCKED).order_by("due", "pk")
    matters: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        matters[tables.turn_of(row)].append(f"{row.code} {row.title}，{tables.light_of(row, actor.today).word}")
    count = sum(len(words) for words in matters.values())
    text = reminders.text("请以下单位抓紧答复诉求", matters, actor.at, END, between="；")
    return render(request, "wuze/reminder.html", {"reminder": Reminder(f"{len(matters)}个单位，{count}件", text)})


@needs(Capability.EDIT_TASKS)
@require_GET
def clock(request: Asking) -> HttpResponse:
    """诉求时限: departments and those who hand out are measured the same way, as totals."""
    actor = request.actor
    span = (date(actor.today.year, 1, 1), date(actor.today.year + 1, 1, 1))
    values = {
        "year": actor.today.year, "answers": queries.kept_by_handlers(actor, *span),
        "dispatch": queries.kept_by_keepers(actor, *span), "days": day_words(actor.today),
        "setting": policy.why_not_set_term(actor) is None,
    }  # fmt: skip
    return render(request, "ledger/requests/clock.html", values)


def day_words(day: date) -> list[tuple[str, int]]:
    """Each clock with its working days."""
    days = queries.days_on(day)
    return [(str(one.label), days[one]) for one in Clock]


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def terms(request: Asking) -> HttpResponse:
    """定时限: what holds, what held, and a new one from a day on."""
    actor = request.actor
    refuse(policy.why_not_set_term(actor))
    form = forms.TermForm(request.POST or None, initial={"since": actor.today})
    if form.is_valid():
        try:
            row = actions.set_term(actor, **form.cleaned_data)
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, f"定了：{row}。以前提的不变。")
            return redirect("ledger:request-terms")
    values = {"form": form, "rows": queries.terms(), "days": day_words(actor.today)}
    return render(request, "ledger/requests/terms.html", values, status=400 if form.errors else 200)
