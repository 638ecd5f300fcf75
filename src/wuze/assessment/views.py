"""考责: the way to schemes, rounds, readings and past results."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.assessment.readings import queries as readings
from wuze.assessment.readings.enums import TableState
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.lists import light_of
from wuze.kernel.web.frame import address

FEW = 8


@needs(Capability.SEE_SCHEMES)
@require_GET
def home(request: Request) -> HttpResponse:
    """What is adopted, what is being made, and the way to the rest."""
    actor = request.actor
    rows = queries.visible_to(actor).defer("tables", "bindings")
    adopted = rows.filter(state=EditionState.ADOPTED).order_by("-year", "-adopted_on", "-pk")[:FEW]
    drafts = rows.filter(state__in=(EditionState.DRAFT, EditionState.ASKED)).order_by("-pk")[:FEW]
    tables = readings.visible_to(actor).exclude(state=TableState.DONE)[:FEW]
    values = {
        "adopted": [(row, light_of(row)) for row in adopted], "drafts": [(row, light_of(row)) for row in drafts],
        "tables": list(tables), "writes": actor.may(Capability.SCHEMES), "rounds": address("rounds:home"),
        "mine": address("assessment:mine"),
    }  # fmt: skip
    return render(request, "assessment/home.html", values)
