"""The slot on a matter's page: in which results it stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.ledger.queries import visible_to
from wuze.portal.used import used_in


@needs(Capability.SEE_RESULTS)
@require_GET
def task(request: Request, pk: int) -> HttpResponse:
    """Which figures it went into, for whoever sees both."""
    row = get_object_or_404(visible_to(request.actor), pk=pk)
    return render(request, "portal/used.html", {"lines": used_in(request.actor, row)})
