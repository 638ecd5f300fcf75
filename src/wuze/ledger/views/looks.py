"""The ledger by state, by day, by unit, by basis; burden and its ceiling; reminders; one's own views."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.ledger import actions, forms, months, pages, policy, tables
from wuze.ledger.enums import TaskState
from wuze.ledger.queries import burden, digests, looks
from wuze.ledger.whose import in_office
from wuze.registry.enums import UnitKind
from wuze.registry.shared import Act, Entered, carry_out, list_page

COLUMNS = (TaskState.ISSUED, TaskState.DOING, TaskState.RETURNED, TaskState.REPORTED, TaskState.DONE)


@needs(Capability.SEE_TASKS)
@require_GET
def board(request: Request) -> HttpResponse:
    """看板: open tasks by state, the most pressing of each."""
    actor, numbers = request.actor, looks.in_states(request.actor)
    columns = [
        (state.label, numbers.get(state, 0), f"{pages.url('home')}?view=all&state={state.value}",
         [(task, tables.light_of(actor, task)) for task in looks.board(actor, state)])
        for state in COLUMNS
    ]  # fmt: skip
    return render(request, "ledger/board.html", {"columns": columns, **_tabs(request)})


@needs(Capability.SEE_TASKS)
@require_GET
def calendar(request: Request) -> HttpResponse:
    """日历: a month of nodes."""
    actor = request.actor
    month = months.month_of(request.GET.get("month", ""), actor.today)
    rows = list(looks.due_between(actor, month.first, month.after)[: looks.MOST_IN_MONTH + 1])
    shown = [(task, tables.light_of(actor, task)) for task in rows[: looks.MOST_IN_MONTH]]
    values = {"month": month, "weeks": months.weeks(month, shown, actor.today), "more": len(rows) > looks.MOST_IN_MONTH}
    return render(request, "ledger/month.html", {**values, **_tabs(request)})


@needs(Capability.SEE_TASKS)
@require_GET
def by_unit(request: Request) -> HttpResponse:
    """按单位."""
    return list_page(request, tables.UNITS, looks.by_unit(request.actor), "ledger/units.html", **_tabs(request))


@needs(Capability.SEE_TASKS)
@require_GET
def by_reason(request: Request) -> HttpResponse:
    """按依据: duties, decisions, problems, the year's plan, with what follows from each."""
    rows = looks.by_reason(request.actor)
    values = {"rows": rows, "most": looks.MOST_REASONS if len(rows) == looks.MOST_REASONS else 0}
    return render(request, "ledger/reasons.html", {**values, **_tabs(request)})


# --- burden -----------------------------------------------------------------------------------------------------------


@needs(Capability.EDIT_TASKS)
@require_GET
def burdens(request: Request) -> HttpResponse:
    """负担: what each office asked this year, and the ceilings."""
    actor = request.actor
    values = {
        "meters": burden.meters(actor, actor.today.year), "year": actor.today.year, "ceilings": list(burden.all_ceilings()),
        "refusal": policy.why_not_set_ceiling(actor),
    }  # fmt: skip
    return render(request, "ledger/burden.html", {**values, **_tabs(request)})


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def ceiling(request: Request) -> HttpResponse:
    """定上限."""
    actor = request.actor
    refuse(policy.why_not_set_ceiling(actor))

    def act(entered: Entered) -> str:
        actions.set_ceiling(actor, **entered)
        return pages.url("burden")

    return carry_out(request, Act(
        title="定负担上限", verb="定下", act=act, said="上限定了。",
        form=lambda data: forms.CeilingForm(data, initial={"since": actor.today}), back=Link("不定了", pages.url("burden")),
        template="ledger/form.html", note="一个单位向另一个单位，一年最多要几项次（要填的项数×报的次数）。超过的要报批。",
    ))  # fmt: skip


# --- reminders --------------------------------------------------------------------------------------------------------


@needs(Capability.REPORT_TASKS)
@require_GET
def reminders(request: Request) -> HttpResponse:
    """提醒: one a unit and day."""
    found = digests.visible_to(request.actor)[:30]
    rows = [(row, row.lines[: digests.MOST_LINES], len(row.lines)) for row in found]
    issued = list(digests.of_today(request.actor))
    named = [(row.unit, len(row.lines)) for row in issued if row.unit.kind != UnitKind.PARTY][: digests.MOST_UNITS]
    values = {
        "rows": rows, "office": in_office(request.actor), "number": len(issued),
        "issued": named, "rest": len(issued) - len(named),
    }  # fmt: skip
    return render(request, "ledger/reminders.html", {**values, **_tabs(request)})


# --- one's own views --------------------------------------------------------------------------------------------------


@needs(Capability.SEE_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def save_view(request: Request) -> HttpResponse:
    """存为视图: the terms of the address, under a name."""
    query = request.GET.urlencode()

    def act(entered: Entered) -> str:
        actions.save_view(request.actor, name=entered["name"], query=query)
        return f"{pages.url('home')}?{query}"

    return carry_out(request, Act(
        title="存为我的视图", verb="存下", act=act, said="存下了，在台账上方。", form=forms.ViewForm,
        back=Link("不存了", f"{pages.url('home')}?{query}"), template="ledger/form.html",
        note="存的是现在的搜索、筛选和排序，只有自己看得到。",
    ))  # fmt: skip


@needs(Capability.SEE_TASKS)
@acts
@require_POST
def drop_view(request: Request, pk: int) -> HttpResponse:
    """删掉一个自己的视图."""
    row = get_object_or_404(looks.saved_views(request.actor), pk=pk)
    actions.drop_view(request.actor, row.pk)
    messages.success(request, f"视图“{row.name}”删掉了。")
    return redirect(pages.url("home"))


def _tabs(request: Request) -> dict[str, object]:
    """Which tabs stand above the page."""
    return pages.tabs(request.actor)
