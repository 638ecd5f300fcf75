"""A running ledger from Excel: read, shown with all faults, then taken over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.excel.lists import Read
from wuze.excel.running import read_running
from wuze.ledger import actions, forms, pages, planning, queries
from wuze.ledger.enums import TaskState
from wuze.ledger.planning import New
from wuze.registry import brought
from wuze.registry.brought import KEPT, SHOWN, Brought, list_first

SALT = "ledger.import"


@needs(Capability.EDIT_TASKS)
@list_first(read_running)
@acts
@require_http_methods(["GET", "POST"])
def running(request: Brought) -> HttpResponse:
    """Upload, preview, take over."""
    if KEPT not in request.POST:
        return brought.shown(request, forms.ImportForm(*brought.sent(request)), "ledger/import.html", preview)
    kept = brought.unseal(request, SALT)
    made = actions.import_running(request.actor, [New.back(row) for row in kept["rows"]], kept["file"])
    messages.success(request, f"导入了{len(made)}件，编号{made[0].code}到{made[-1].code}。")
    return redirect(f"{pages.url('home')}?view=all")


def preview(request: Request, read: Read, entered: Mapping[str, Any]) -> brought.Shown:
    """What would be set up, what is there already, and every fault."""
    actor = request.actor
    codes = [line.values["code"] for line in read.lines if "code" in line.values]
    units = queries.may_issue_to(actor).order_by("path")
    plan = planning.plan(read, units, queries.tasks_by_code(actor, codes), queries.open_pairs(actor), actor.today)
    names = {unit.pk: str(unit) for unit in units}
    rows = [one.kept() for one in plan.fresh]
    return {
        "plan": plan, "faults": plan.faults[:SHOWN], "known": plan.known[:SHOWN],
        "rows": [(one, names[one.lead], TaskState(one.state).label) for one in plan.fresh[:SHOWN]],
        KEPT: brought.seal(request, SALT, file=entered["file"], rows=rows) if rows else "",
    }  # fmt: skip
