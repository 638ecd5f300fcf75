"""The very rows behind a figure of a unit: matters whose node lies in a period, and reports received in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.ledger import pages, queries, tables
from wuze.registry import queries as registry
from wuze.registry.models import Unit
from wuze.registry.shared import list_page


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open period, and the day of which it is told."""

    since: date
    until: date
    on: date


def span_of(since: str, until: str, on: str) -> Span:
    """From the address, or 404."""
    try:
        return Span(date.fromisoformat(since), date.fromisoformat(until), date.fromisoformat(on))
    except ValueError:
        raise Http404 from None


def opened(request: Request, pk: int) -> Unit:
    """The unit, if the actor sees it."""
    return get_object_or_404(registry.visible_to(request.actor), pk=pk)


@needs(Capability.SEE_TASKS)
@require_GET
def nodes(request: Request, pk: int, since: str, until: str, on: str) -> HttpResponse:
    """按时办结率, 销号率: each matter, and how it counts."""
    actor, row, span = request.actor, opened(request, pk), span_of(since, until, on)
    rows = queries.with_reporter(queries.nodes(queries.visible_to(actor), span.since, span.until).filter(lead=row))
    found = queries.rates_by_unit([pk], span.since, span.until, span.on).get(pk)
    return list_page(
        request, tables.nodes_table(span.on), rows.select_related("lead"), "ledger/behind.html", unit=row, span=span, last=span.until - pages.DAY,
        figures=pages.rate_words(found), what="到节点的事项",
    )  # fmt: skip


@needs(Capability.SEE_TASKS)
@require_GET
def said(request: Request, pk: int, since: str, until: str, on: str) -> HttpResponse:
    """反馈退回次数, 汇报迟报次数: each report."""
    actor, row, span = request.actor, opened(request, pk), span_of(since, until, on)
    rows = queries.visible_reports(actor).filter(task__lead=row, received__gte=span.since, received__lt=span.until)
    found = queries.rates_by_unit([pk], span.since, span.until, span.on).get(pk)
    return list_page(
        request, tables.SAID, rows, "ledger/behind.html", unit=row, span=span, last=span.until - pages.DAY,
        figures=pages.said_words(found), what="收到的汇报",
    )  # fmt: skip
