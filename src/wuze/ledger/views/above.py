"""What the ledger makes of 明责: the tasks of an 议题, and the year's list issued with a preview."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.duty.agenda import queries as agenda
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.request import keys_of
from wuze.ledger import actions, pages, policy, queries
from wuze.ledger.tables import light_of

AHEAD = timedelta(days=60)
"""Lines that begin within so many days are ticked beforehand."""


@needs(Capability.SEE_TASKS)
@require_GET
def of_agenda(request: Request, pk: int) -> HttpResponse:
    """The slot of an 议题: tasks by decision, and decisions that have none yet."""
    actor = request.actor
    row = get_object_or_404(agenda.visible_to(actor), pk=pk)
    lines = list(agenda.decisions(actor).filter(agenda=row).select_related("unit", "agenda").order_by("line"))
    tasks = list(queries.of_codes(actor, [line.code for line in lines]))
    taken = {task.why_code for task in tasks}
    values = {
        "tasks": [(task, light_of(actor, task)) for task in tasks],
        "bare": [line for line in lines if line.code not in taken],
    }
    return render(request, "ledger/of_agenda.html", values)


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def year(request: Request) -> HttpResponse:
    """照年度安排交办: every line of a year with its days and units; the ticked ones are issued."""
    actor = request.actor
    refuse(policy.why_not_issue_year(actor))
    asked = request.GET.get("year", "")
    this = actor.today.year
    at = int(asked) if asked in {str(this), str(this + 1)} else this
    fault, chosen = "", None
    if request.method == "POST":
        chosen = set(keys_of(request.POST.getlist("line")))
        try:
            done = actions.issue_year(actor, at, chosen)
        except Invalid as error:
            fault = next(iter(error.fields.values()))
        else:
            messages.success(request, f"照年度安排交办{done.lines}项，共{done.tasks}件。")
            return redirect(f"{pages.url('home')}?why=template")
    rows = [
        (one, one.line.pk in chosen if chosen is not None else one.span.start <= actor.today + AHEAD)
        for one in queries.planned(actor, at)
    ]
    values = {"rows": rows, "year": at, "years": (this, this + 1), "fault": fault}
    return render(request, "ledger/year.html", values, status=400 if fault else 200)
