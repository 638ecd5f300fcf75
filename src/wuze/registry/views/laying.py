"""Units, posts and holders from one sheet: read, shown with all faults, then laid whole."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attachment
from wuze.accounts.gate import Request, acts, needs
from wuze.excel.lists import Read
from wuze.excel.unit_list import read_units, write_blank
from wuze.registry import brought, forms
from wuze.registry.brought import KEPT, SHOWN, Brought, list_first
from wuze.registry.enums import UnitKind
from wuze.registry.laying import actions, planning, queries
from wuze.registry.laying.planning import New

SALT = "registry.units"


@needs(Capability.EDIT_UNITS)
@list_first(read_units)
@acts
@require_http_methods(["GET", "POST"])
def sheet(request: Brought) -> HttpResponse:
    """Upload, preview, lay."""
    if KEPT not in request.POST:
        return brought.shown(request, forms.SheetForm(*brought.sent(request)), "registry/units_sheet.html", preview)
    kept = brought.unseal(request, SALT)
    made, posts, held = actions.lay(request.actor, [New(**row) for row in kept["rows"]], kept["file"])
    messages.success(
        request, f"设了单位{made}个、岗位{posts}个，定了任职{held}人。有任职的人就可以开账号了，请找系统管理员。"
    )
    return redirect("registry:units")


def preview(request: Request, read: Read, entered: Mapping[str, Any]) -> brought.Shown:
    """What would be laid, what is there already, and every fault. A file with faults lays nothing."""
    plan = planning.plan(read, queries.known(request.actor), request.actor.today)
    rows = [] if plan.faults else [one.kept() for one in plan.rows]
    return {
        "plan": plan, "faults": plan.faults[:SHOWN], "there": plan.there[:SHOWN],
        "rows": [(one, UnitKind(one.kind).label) for one in plan.rows[:SHOWN]],
        KEPT: brought.seal(request, SALT, file=entered["file"], rows=rows) if rows else "",
    }  # fmt: skip


@needs(Capability.EDIT_UNITS)
@require_GET
def blank(_request: Request) -> HttpResponse:
    """An empty sheet with its heads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.xlsx"
        write_blank(path)
        return attachment(path.read_bytes(), "单位和岗位表.xlsx")
