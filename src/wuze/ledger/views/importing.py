"""A running ledger from Excel: read, shown with all faults, then taken over. What was read travels in the form, signed:
nothing is kept on the server before somebody says yes."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.excel.lists import Read
from wuze.excel.running import read_running
from wuze.kernel.errors import WHOLE_FORM, Invalid
from wuze.ledger import actions, forms, pages, planning, queries
from wuze.ledger.enums import TaskState
from wuze.ledger.planning import New
from wuze.registry.brought import MOST_BYTES, Brought, list_first

SALT = "ledger.import"
KEPT = timedelta(hours=2)
SHOWN = 200
REST = 100_000
"""Bytes left for the other fields of the form that carries the rows."""


@needs(Capability.EDIT_TASKS)
@list_first(read_running)
@acts
@require_http_methods(["GET", "POST"])
def running(request: Brought) -> HttpResponse:
    """Upload, preview, take over."""
    if request.method == "POST" and "rows" in request.POST:
        return take_over(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.ImportForm(*sent)
    values: dict[str, object] = {"form": form}
    if form.is_valid():
        if request.brought is None:
            form.add_error("book", f"文件超过{MOST_BYTES // 1024 // 1024}MB，请分几个。")
        else:
            values |= preview(request, request.brought, str(form.cleaned_data["book"].name)[:80])
            if len(str(values["kept"])) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - REST:
                form.add_error("book", "这个文件字太多，一次带不过去。请按年份或单位分成几个，再分别导入。")
                values = {"form": form}
    return render(request, "ledger/import.html", values, status=400 if form.errors else 200)


def preview(request: Request, read: Read, label: str) -> dict[str, object]:
    """What would be set up, what is there already, and every fault."""
    actor = request.actor
    codes = [line.values["code"] for line in read.lines if "code" in line.values]
    units = queries.may_issue_to(actor).order_by("path")
    plan = planning.plan(read, units, queries.tasks_by_code(actor, codes), queries.open_pairs(actor), actor.today)
    names = {unit.pk: str(unit) for unit in units}
    rows = [(one, names[one.lead], TaskState(one.state).label) for one in plan.fresh[:SHOWN]]
    kept = signing.dumps(
        {"by": actor.user, "file": label, "rows": [one.kept() for one in plan.fresh]}, salt=SALT, compress=True
    )
    return {
        "plan": plan,
        "rows": rows,
        "kept": kept,
        "file": label,
        "faults": plan.faults[:SHOWN],
        "known": plan.known[:SHOWN],
    }


def take_over(request: Request) -> HttpResponse:
    """What was shown, and nothing else."""
    try:
        kept = signing.loads(request.POST["rows"], salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        raise Invalid("ledger.import", {WHOLE_FORM: "预览过了两小时，或内容不完整。没有导入，请重新选文件。"}) from None
    if kept["by"] != request.actor.user or not kept["rows"]:
        raise Invalid("ledger.import", {WHOLE_FORM: "没有可以导入的行。请重新选文件。"})
    made = actions.import_running(request.actor, [New.back(row) for row in kept["rows"]], kept["file"])
    messages.success(request, f"导入了{len(made)}件，编号{made[0].code}到{made[-1].code}。")
    return redirect(f"{pages.url('home')}?view=all")
