"""The work desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.gate import Request, signed_in
from wuze.portal.desk import build, kept


@signed_in
@require_GET
def desk(request: Request) -> HttpResponse:
    """What waits for me, what is late, what changed. Also for an account without a post: it says so."""
    seeded = request.installation.demo_percent
    found = kept(request.actor) if seeded == 100 else build(request.actor)  # what is laid for a demo leaves no entries
    return render(request, "portal/desk.html", {"desk": found, "seeded": seeded})
