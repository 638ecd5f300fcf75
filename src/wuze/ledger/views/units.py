"""要我做的, and one page a unit: what is asked of it, what it did. The same in a few lines for the registry's pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.duty.assignments import queries as duties
from wuze.kernel.web.components import Empty, Link
from wuze.kernel.web.htmx import is_fragment
from wuze.ledger import pages, queries
from wuze.ledger.activities import queries as activities
from wuze.ledger.requests import queries as requests
from wuze.ledger.requests.states import OPEN as ASKED
from wuze.registry import queries as registry
from wuze.registry.organisations import queries as organisations

MOST_CARDS, MOST_ROWS, SHORT = 60, 30, 5


@needs(Capability.SEE_TASKS)
@require_GET
def mine(request: Request) -> HttpResponse:
    """要我做的: cards of what is asked of the units I answer for, what waits for an answer, each unit's page."""
    actor = request.actor
    units = queries.own_units(actor, Capability.REPORT_TASKS)
    rows = list(queries.asked_of(actor, units)[: MOST_CARDS + 1])
    values = {
        "cards": pages.cards(actor, rows[:MOST_CARDS]), "more": len(rows) > MOST_CARDS,
        "helps": pages.help_lines(actor, queries.helps_of(actor, units)[:MOST_CARDS]),
        "waiting": pages.lit(actor, queries.waiting_of(actor, units)[:MOST_CARDS]),
        "units": registry.visible_to(actor).filter(pk__in=units).order_by("path"), **pages.tabs(actor),
        "empty": Empty("现在没有要办的事。", Link("看台账", pages.url("home"))),
    }  # fmt: skip
    return render(request, "ledger/asked.html", values)


@needs(Capability.SEE_TASKS)
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """One page a unit: numbers with the lists behind them, what is open, what is done, what else it has."""
    actor = request.actor
    row = get_object_or_404(registry.visible_to(actor), pk=pk)
    todo, done = queries.lines_of(actor, pk)
    entries = activities.opened(actor).filter(activities.STANDS, unit=row).order_by("-happened", "-pk")[:SHORT]
    values = {
        "unit": row, "year": actor.today.year, "figures": pages.figures(queries.sums_of(actor, [pk]).get(pk), row, actor.today),
        "todo": pages.lit(actor, todo[:MOST_ROWS]), "done": pages.lit(actor, done[:MOST_ROWS]), "most": MOST_ROWS,
        "helps": pages.help_lines(actor, queries.helps_of(actor, [pk])[:MOST_ROWS]), "entries": entries,
        "asked": requests.opened(actor).filter(unit=row, state__in=ASKED).order_by("due", "pk")[:SHORT],
        "owed": duties.owed_by(actor, duties.units_of(actor).filter(pk=pk)), "own": pk in queries.own_units(actor),
    }  # fmt: skip
    return render(request, "ledger/unit.html", values)


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def of_organisation(request: Request, pk: int) -> HttpResponse:
    """The slot of a dossier: the Party organisations that cover it with what is asked of each, and visits to it."""
    actor = request.actor
    row = get_object_or_404(organisations.visible_to(actor), pk=pk)
    now = row.coverages.filter(registry.in_force(actor.today), party__isnull=False)
    parties = list(registry.visible_to(actor).filter(pk__in=now.values("party")).order_by("path"))
    sums = queries.sums_of(actor, [one.pk for one in parties])
    values = {
        "row": row, "parties": [(one, sums.get(one.pk, queries.Sums())) for one in parties],
        "visits": activities.opened(actor).filter(activities.STANDS, organisation=row).order_by("-happened", "-pk")[:SHORT],
    }  # fmt: skip
    name = "ledger/of_organisation.html"
    return render(request, f"{name}#slot" if is_fragment(request) else name, values)
