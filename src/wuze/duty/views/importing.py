"""A list from Word or Excel: read, shown with all faults, then taken whole or not at all."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.duty import forms
from wuze.duty.editions import actions, rules, table
from wuze.duty.shared import url
from wuze.duty.views.editions import HEAD, LINE
from wuze.excel.duty_list import read_duty_list
from wuze.kernel.errors import WHOLE_FORM, Invalid
from wuze.registry.brought import MOST_BYTES, Brought, list_first

SALT = "duty.import"
KEPT = timedelta(hours=2)


@needs(Capability.EDIT_DUTIES)
@list_first(read_duty_list, (".docx", ".doc"))
@acts
@require_http_methods(["GET", "POST"])
def bring(request: Brought) -> HttpResponse:
    """Upload, preview with every fault at its cell, then the whole list or nothing."""
    actor = request.actor
    if request.method == "POST" and "kept" in request.POST:
        try:
            kept = signing.loads(request.POST["kept"], salt=SALT, max_age=KEPT)
        except signing.BadSignature:
            kept = {"by": 0}
        if kept["by"] != actor.user:
            raise Invalid("duty.import", {WHOLE_FORM: "预览过了两小时，或内容不完整。没有导入，请重新选文件。"})
        lines = [rules.Line(**one) for one in kept["lines"]]
        return redirect(url("edition", actions.make(actor, actions.Head(**kept["head"]), lines, kept["file"]).pk))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.ImportForm(*sent, initial={"title": f"{actor.today.year}年责任清单"})
    values: dict[str, object] = {"form": form}
    if form.is_valid() and request.brought is None:
        form.add_error("book", f"文件超过{MOST_BYTES // 1024 // 1024}MB，请删去图片再导。")
    elif form.is_valid() and request.brought is not None:
        values |= preview(request, form, table.plan(request.brought))
    return render(request, "duty/import.html", values, status=400 if form.errors else 200)


def preview(request: Request, form: forms.ImportForm, plan: table.Plan) -> dict[str, object]:
    """What was read travels in the form, signed: nothing is kept on the server before somebody says yes."""
    lines = [{name: getattr(one, name) for name in (*LINE, "parts")} for one in plan.lines]
    file = str(form.cleaned_data["book"].name)[:80]
    kept = {
        "by": request.actor.user,
        "file": file,
        "head": {name: form.cleaned_data[name] for name in HEAD},
        "lines": lines,
    }
    return {
        "plan": plan, "file": file, "rows": [table.texts(one) for one in plan.lines],
        "kept": "" if plan.faults else signing.dumps(kept, salt=SALT, compress=True),
    }  # fmt: skip
