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
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.pages import words as rounds_pages
from wuze.assessment.rounds.policy import why_not_make
from wuze.assessment.rounds.states import ENDED
from wuze.assessment.rounds.tables import state_light
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.lists import light_of
from wuze.kernel.web.components import Light
from wuze.kernel.web.templatetags.wuze import cn_date

FEW, OWN = 8, 2


def standing(rows: list[Round], tells: bool) -> list[tuple[Round, Light, str]]:
    """Rounds with their state, and for the office and leaders how many are in each, and what waits. Two queries at most."""
    runs, waits = rounds.numbers_of(rows) if tells else ({}, {})
    found = []
    for row in rows:
        run, words = runs.get(row.calculation or 0), []
        if run is not None:
            words = [f"{run.count}个对象", f"暂定{run.provisional}个"] if run.provisional else [f"{run.count}个对象"]
        words += [f"{waits[row.pk]}条异议待答复"] if waits.get(row.pk) else []
        words += [f"核对到{cn_date(row.check_until)}"] if row.state == RoundState.FED_BACK and row.check_until else []
        found.append((row, state_light(row), "，".join(words)))
    return found


@needs(Capability.SEE_SCHEMES)
@require_GET
def home(request: Request) -> HttpResponse:
    """Rounds that go on, what is adopted, what is being made, and the way to the rest."""
    actor = request.actor
    rows = queries.visible_to(actor).defer("tables", "bindings")
    adopted = rows.filter(state=EditionState.ADOPTED).order_by("-year", "-adopted_on", "-pk")[:FEW]
    drafts = rows.filter(state__in=(EditionState.DRAFT, EditionState.ASKED)).order_by("-pk")[:FEW]
    tables = readings.visible_to(actor).exclude(state=TableState.DONE)[:FEW]
    rows_open = rounds.visible_to(actor).exclude(state__in=ENDED).defer("edition__tables", "edition__bindings")
    values = {
        "adopted": [(row, light_of(row)) for row in adopted], "drafts": [(row, light_of(row)) for row in drafts],
        "tables": list(tables), "writes": actor.may(Capability.SCHEMES), "sees": rounds.sees_results(actor),
        "may_make": why_not_make(actor) is None, "rounds": standing(list(rows_open[:FEW]), actor.sees_county or rounds.is_office(actor)),
        "mine": [(one, rounds_pages.distance(one)) for one in rounds.mine(actor).defer("facts", "items")[:OWN]],
    }  # fmt: skip
    return render(request, "assessment/home.html", values)
