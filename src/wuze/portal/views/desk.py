"""The work desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs, signed_in
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.portal.beside import panels, verbs
from wuze.portal.desk import build, kept


@signed_in
@require_GET
def desk(request: Request) -> HttpResponse:
    """What waits for me, what is late, what changed. Also for an account without a post: it says so."""
    actor = request.actor
    keeps, seeded = actor.may(Capability.EDIT_TASKS), request.installation.demo_percent
    found = kept(actor) if seeded == 100 else build(actor)  # what is laid for a demo leaves no entries
    shown = {
        "desk": found, "seeded": seeded, "verbs": verbs(actor),
        "beside": reverse("desk-beside") if keeps else "",
        "chase": Link("去催办", f"{reverse('ledger:home')}?view=late") if keeps else None,
    }  # fmt: skip
    return render(request, "portal/desk.html", shown)


@needs(Capability.EDIT_TASKS)
@require_GET
def beside(request: Request) -> HttpResponse:
    """How far collections, rounds and the burden are: a page, and the fragment the desk loads after itself."""
    name = "portal/beside.html#panels" if is_fragment(request) else "portal/beside.html"
    return render(request, name, {"panels": panels(request.actor)})
