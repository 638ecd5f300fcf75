"""The whole trail as a file, for the audit administrator. Not ``@acts``: the file is written outside any transaction, and
each export is an act anew with its own entry."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, fresh_login, needs
from wuze.portal import actions, throttle, viewer
from wuze.trail.actions import export_to


@needs(Capability.TRAIL)
@require_POST
@fresh_login
def export(request: Request) -> HttpResponseBase:
    """From a day on, or all of it; at most ten an hour."""
    if refusal := actions.hold_back(request.actor, throttle.EXPORTS):
        return render(request, "portal/held_back.html", {"refusal": refusal}, status=429)
    actor = request.actor
    stream = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    since = viewer.day_of(request.POST.get("since", ""))
    export_to(stream, at=actor.at, who=actor.who(), since=since, origin=actor.origin)
    stream.seek(0)
    name = f"留痕-{timezone.localtime(actor.at):%Y%m%d-%H%M}.jsonl"
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/x-ndjson")
