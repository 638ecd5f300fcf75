"""The trail on screen, for the audit administrator: list, one entry, daily heads, check, export."""

from __future__ import annotations

from datetime import date
from tempfile import TemporaryFile

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.web.htmx import is_fragment
from wuze.portal import actions, throttle, viewer
from wuze.portal.history import kinds, sentence
from wuze.trail import queries
from wuze.trail.actions import export_to
from wuze.trail.enums import Result
from wuze.trail.models import Entry
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
    row = get_object_or_404(Entry, number=number)
    shown = {
        "entry": row, "line": viewer.line(row), "fields": viewer.fields(row.before, row.after),
        "parts": viewer.parts(row), "row": row.as_row(), "intact": viewer.check(number - 1, 1).report.problem == "",
    }  # fmt: skip
    return render(request, "portal/trail_entry.html", shown)


@needs(Capability.TRAIL)
@require_GET
def heads(request: Request) -> HttpResponse:
    """Each day's head, newest first; a hash from paper can be looked for."""
    until = viewer.day_of(request.GET.get("until", ""))
    rows = queries.heads(until=until)[-DAYS:][::-1]
    asked = request.GET.get("hash", "").strip().lower()[:128]
    found = Entry.objects.filter(hash=asked).first() if asked else None
    issued = [
        {"entry": one, **(one.after or {})} for one in Entry.objects.filter(code="portal.head_issued")[:10]
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
    row = get_object_or_404(Entry, number=number, code="portal.head_issued")
    after = row.after or {}
    shown = {"entry": row, "at": viewer.line(row).at, "day": date.fromisoformat(after["day"]), "head": after,
             "sentence": sentence(row), "system": settings.SYSTEM_NAME}  # fmt: skip
    return render(request, "portal/trail_head.html", shown)


@needs(Capability.TRAIL)
@require_GET
def check(request: Request) -> HttpResponse:
    """Check the live data stretch by stretch; the page goes on by itself, without a script by a link."""
    shown = {"check": viewer.check(viewer.number_of(request.GET.get("after", "")))}
    return render(request, "portal/trail_check.html#step" if is_fragment(request) else "portal/trail_check.html", shown)


@needs(Capability.TRAIL)
@require_POST
def export(request: Request) -> HttpResponseBase:
    """The whole trail as a file. Not ``@acts``: it is written outside any transaction, and each export is an act anew."""
    if refusal := actions.hold_back(request.actor, throttle.EXPORTS):
        return render(request, "portal/held_back.html", {"refusal": refusal}, status=429)
    actor = request.actor
    stream = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    export_to(stream, at=actor.at, who=actor.who(), since=viewer.day_of(request.POST.get("since", "")),
              origin=actor.origin)  # fmt: skip
    stream.seek(0)
    name = f"留痕-{timezone.localtime(actor.at):%Y%m%d-%H%M}.jsonl"
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/x-ndjson")
