"""考责: the way to schemes, rounds, readings and past results."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, needs
from wuze.assessment.readings import queries as readings
from wuze.assessment.readings.enums import TableState
from wuze.assessment.rounds import queries as rounds
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.policy import why_not_make
from wuze.assessment.rounds.tables import state_light
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.lists import light_of

FEW = 8


@needs(Capability.SEE_SCHEMES)
@require_GET
def home(request: Request) -> HttpResponse:
    """Rounds that go on, what is adopted, what is being made, and the way to the rest."""
    actor = request.actor
    rows = queries.visible_to(actor).defer("tables", "bindings")
    adopted = rows.filter(state=EditionState.ADOPTED).order_by("-year", "-adopted_on", "-pk")[:FEW]
    drafts = rows.filter(state__in=(EditionState.DRAFT, EditionState.ASKED)).order_by("-pk")[:FEW]
    tables = readings.visible_to(actor).exclude(state=TableState.DONE)[:FEW]
    open_ = rounds.visible_to(actor).exclude(state=RoundState.SETTLED).defer("edition__tables", "edition__bindings")
    values = {
        "adopted": [(row, light_of(row)) for row in adopted], "drafts": [(row, light_of(row)) for row in drafts],
        "tables": list(tables), "writes": actor.may(Capability.SCHEMES), "sees": rounds.sees_results(actor),
        "may_make": why_not_make(actor) is None, "rounds": [(row, state_light(row)) for row in open_[:FEW]],
    }  # fmt: skip
    return render(request, "assessment/home.html", values)
