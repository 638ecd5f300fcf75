"""The trail on screen, for the audit administrator: list, one entry, daily heads, check, export."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.web.htmx import is_fragment
from wuze.portal import actions, viewer
from wuze.portal.history import kinds
from wuze.portal.queries import ISSUED, entries_visible_to
from wuze.portal.text import one_line
from wuze.trail import queries
from wuze.trail.enums import Result
from wuze.trail.rules import FLOOR_DAYS

DAYS = 92
"""Days of heads on one page."""


@needs(Capability.TRAIL)
@require_GET
def entries(request: Request) -> HttpResponse:
    """What the filters leave, a page at a time, by number."""
    asked = viewer.Asked.read(request.GET.dict())
    numbers = [viewer.number_of(request.GET.get(name, "")) for name in ("before", "after")]
    shown = {
        "page": viewer.page(asked, *numbers), "terms": asked.terms, "codes": viewer.code_choices(),
        "kinds": viewer.kind_choices([(kind.kind, kind.name) for kind in kinds().values()]),
        "results": Result.choices, "days": settings.TRAIL_RETENTION_DAYS, "floor": FLOOR_DAYS,
    }  # fmt: skip
    return render(request, "portal/trail.html#list" if is_fragment(request) else "portal/trail.html", shown)


@needs(Capability.TRAIL)
@require_GET
def entry(request: Request, number: int) -> HttpResponse:
    """One entry as it stands: what changed, by whom, for whom, on which paper, and its place in the chain."""
    row = get_object_or_404(entries_visible_to(request.actor), number=number)
    shown = {
        "entry": row, "line": viewer.line(row), "fields": viewer.fields(row.before, row.after),
        "parts": viewer.parts(row), "row": row.as_row(), "source": one_line(row.who_source),
        "label": one_line(row.thing_label), "intact": viewer.check(number - 1, 1).report.problem == "",
    }  # fmt: skip
    return render(request, "portal/trail_entry.html", shown)


@needs(Capability.TRAIL)
@require_GET
def heads(request: Request) -> HttpResponse:
    """Each day's head, newest first; a hash from paper can be looked for."""
    until = viewer.day_of(request.GET.get("until", ""))
    rows = queries.heads(until=until)[-DAYS:][::-1]
    asked = request.GET.get("hash", "").strip().lower()[:128]
    found = entries_visible_to(request.actor).filter(hash=asked).first() if asked else None
    issued = [
        {"entry": one, **(one.after or {})} for one in entries_visible_to(request.actor).filter(code=ISSUED)[:10]
    ]  # fmt: skip
    shown = {
        "heads": rows, "older": rows[-1].day if len(rows) == DAYS else None, "issued": issued, "asked": asked,
        "found": found, "days": settings.TRAIL_RETENTION_DAYS, "floor": FLOOR_DAYS, "newest": queries.last_link(),
    }  # fmt: skip
    return render(request, "portal/trail_heads.html", shown)


@needs(Capability.TRAIL)
@require_POST
@acts
def issue(request: Request) -> HttpResponseBase:
    """Fix one day's head, to be printed and signed."""
    day = viewer.day_of(request.POST.get("day", ""))
    if day is None:
        raise Http404
    return redirect("trail-head", actions.issue_head(request.actor, day))


@needs(Capability.TRAIL)
@require_GET
def head(request: Request, number: int) -> HttpResponse:
    """The sheet with one day's head, as it was issued."""
    row = get_object_or_404(entries_visible_to(request.actor), number=number, code=ISSUED)
    after = row.after or {}
    shown = {"entry": row, "at": viewer.line(row).at, "day": date.fromisoformat(after["day"]), "head": after,
             "who": one_line(row.who_name), "system": settings.SYSTEM_NAME}  # fmt: skip
    return render(request, "portal/trail_head.html", shown)


@needs(Capability.TRAIL)
@require_GET
def check(request: Request) -> HttpResponse:
    """Check the live data stretch by stretch; the page goes on by itself, without a script by a link."""
    shown = {"check": viewer.check(viewer.number_of(request.GET.get("after", "")))}
    return render(request, "portal/trail_check.html#step" if is_fragment(request) else "portal/trail_check.html", shown)
