"""Search across packages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.portal import actions, throttle
from wuze.portal.search import groups, words_of


@needs(Capability.SEARCH)
@require_GET
def search(request: Request) -> HttpResponse:
    """What there is under these words, in groups; one group alone shows more of it."""
    words = words_of(request.GET.get("q", ""))
    only = request.GET.get("in", "")[:20]
    shown = {"q": " ".join(words), "only": only, "words": words}
    if not words:
        return render(request, "portal/search.html", shown)
    if refusal := actions.hold_back(request.actor, throttle.SEARCHES):
        return render(request, "portal/search.html", shown | {"refusal": refusal}, status=429)
    found = groups(request.actor, words, only)
    total = sum(group.total for group in found)
    return render(request, "portal/search.html", shown | {"groups": found, "total": total})
