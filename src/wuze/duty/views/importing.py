"""A list from Word or Excel: read, shown with all faults, then taken whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.duty import forms
from wuze.duty.editions import actions, rules, table
from wuze.duty.shared import url
from wuze.duty.views.editions import HEAD, LINE
from wuze.excel.duty_list import read_duty_list
from wuze.excel.lists import Read
from wuze.registry import brought
from wuze.registry.brought import KEPT, SHOWN, Brought, list_first

SALT = "duty.import"


@needs(Capability.EDIT_DUTIES)
@list_first(read_duty_list, (".docx", ".doc"))
@acts
@require_http_methods(["GET", "POST"])
def bring(request: Brought) -> HttpResponse:
    """Upload, preview with every fault at its cell, then the whole list or nothing."""
    if KEPT in request.POST:
        kept = brought.unseal(request, SALT)
        lines = [rules.Line(**one) for one in kept["lines"]]
        made = actions.make(request.actor, actions.Head(**kept["head"]), lines, kept["file"])
        return redirect(url("edition", made.pk))
    form = forms.ImportForm(*brought.sent(request), initial={"title": f"{request.actor.today.year}年责任清单"})
    return brought.shown(request, form, "duty/import.html", preview)


def preview(request: Request, read: Read, entered: Mapping[str, Any]) -> brought.Shown:
    """What was read."""
    plan = table.plan(read)
    lines = [{name: getattr(one, name) for name in (*LINE, "parts")} for one in plan.lines]
    head = {name: entered[name] for name in HEAD}
    kept = "" if plan.faults else brought.seal(request, SALT, file=entered["file"], head=head, lines=lines)
    rows = [table.texts(one) for one in plan.lines]
    return {"plan": plan, "faults": plan.faults[:SHOWN], "rows": rows, KEPT: kept}
