"""Units, posts and holders from one sheet: read, shown with all faults, then laid whole. What was read travels in the form,
signed: nothing is kept on the server before somebody says yes."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attachment
from wuze.accounts.gate import Request, acts, needs
from wuze.excel.lists import Read
from wuze.excel.unit_list import read_units, write_blank
from wuze.kernel.errors import WHOLE_FORM, Invalid
from wuze.registry import forms
from wuze.registry.brought import MOST_BYTES, Brought, list_first
from wuze.registry.enums import UnitKind
from wuze.registry.laying import actions, planning, queries
from wuze.registry.laying.planning import New

SALT = "registry.units"
KEPT = timedelta(hours=2)
SHOWN = 300


@needs(Capability.EDIT_UNITS)
@list_first(read_units)
@acts
@require_http_methods(["GET", "POST"])
def sheet(request: Brought) -> HttpResponse:
    """Upload, preview, lay."""
    if request.method == "POST" and "rows" in request.POST:
        return lay(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.SheetForm(*sent)
    values: dict[str, object] = {"form": form}
    if form.is_valid() and request.brought is None:
        form.add_error("book", f"文件超过{MOST_BYTES // 1024 // 1024}MB，请分几个。")
    elif form.is_valid() and request.brought is not None:
        values |= preview(request, request.brought, str(form.cleaned_data["book"].name)[:80])
    return render(request, "registry/units_sheet.html", values, status=400 if form.errors else 200)


def preview(request: Request, read: Read, label: str) -> dict[str, object]:
    """What would be laid, what is there already, and every fault. A file with faults lays nothing."""
    plan = planning.plan(read, queries.known(request.actor), request.actor.today)
    kept = {"by": request.actor.user, "file": label, "rows": [one.kept() for one in plan.rows]}
    return {
        "plan": plan, "file": label, "faults": plan.faults[:SHOWN], "there": plan.there[:SHOWN],
        "rows": [(one, UnitKind(one.kind).label) for one in plan.rows[:SHOWN]],
        "kept": signing.dumps(kept, salt=SALT, compress=True) if plan.rows and not plan.faults else "",
    }  # fmt: skip


def lay(request: Request) -> HttpResponse:
    """What was shown, and nothing else."""
    try:
        kept = signing.loads(request.POST["rows"], salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        kept = {"by": 0}
    if kept["by"] != request.actor.user:
        raise Invalid("registry.units", {WHOLE_FORM: "预览过了两小时，或内容不完整。没有写入，请重新选文件。"})
    made, posts, held = actions.lay(request.actor, [New(**row) for row in kept["rows"]], kept["file"])
    messages.success(
        request, f"设了单位{made}个、岗位{posts}个，定了任职{held}人。有任职的人就可以开账号了，请找系统管理员。"
    )
    return redirect("registry:units")


@needs(Capability.EDIT_UNITS)
@require_GET
def blank(_request: Request) -> HttpResponse:
    """An empty sheet with its heads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.xlsx"
        write_blank(path)
        return attachment(path.read_bytes(), "单位和岗位表.xlsx")
