"""The work desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs


@needs(Capability.DESK)
@require_GET
def desk(request: Request) -> HttpResponse:
    """What waits for me, what is late, what changed."""
    return render(request, "portal/desk.html")
