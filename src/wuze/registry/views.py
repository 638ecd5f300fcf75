"""Pages of the registry."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.table import listing
from wuze.registry import queries
from wuze.registry.tables import UNITS


@needs(Capability.SEE_UNITS)
@require_GET
def units(request: Request) -> HttpResponse:
    """Units as a list."""
    found = listing(UNITS, request.GET.dict(), queries.visible_to(request.actor).select_related("region"))
    name = "registry/units.html#list" if is_fragment(request) else "registry/units.html"
    return render(request, name, {"units": found})
