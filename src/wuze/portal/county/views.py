"""The county page and the leader's sheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.portal.county.pages import build


def heading(request: Request) -> str:
    """Whose situation it is: the county's, or that of the own unit."""
    actor, here = request.actor, request.installation
    place = here.county if actor.sees_county or not actor.posts else actor.posts[0].unit_name
    return f"{place}{here.field}党建责任落实情况"


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def county(request: Request) -> HttpResponse:
    """Coverage by town, trend, blanks, terms: of what the actor sees."""
    return render(request, "portal/county.html", {"county": build(request.actor), "heading": heading(request)})


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def sheet(request: Request) -> HttpResponse:
    """领导一页纸: base, coverage, terms, three matters, each number with its source."""
    return render(request, "portal/county_sheet.html", {"county": build(request.actor), "heading": heading(request)})
