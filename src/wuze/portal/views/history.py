"""The past of one thing: a page, and the fragment other packages' pages load into themselves."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.kernel.web.htmx import is_fragment
from wuze.portal.history import events, kinds, label_of
from wuze.portal.viewer import number_of


@needs(Capability.HISTORY)
@require_GET
def history(request: Request, kind: str, key: str) -> HttpResponse:
    """Who did what to it, newest first; what the actor may not see does not exist."""
    label = label_of(request.actor, kind, key)
    if label is None:
        raise Http404
    known = kinds()[kind]
    found, older = events(kind, key, number_of(request.GET.get("before", "")))
    shown = {"label": label, "kind": known.name, "events": found, "older": older, "thing": known.address(key)}
    name = "portal/history.html#events" if is_fragment(request) else "portal/history.html"
    return render(request, name, shown)
