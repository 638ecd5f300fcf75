"""A scheme from a workbook or from a finished reading. With faults nothing is kept, unless it is asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attachment
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.assessment.readings import queries as readings
from wuze.assessment.readings.enums import TableState
from wuze.assessment.readings.scheme import of_table, tables_of
from wuze.assessment.schemes import actions, forms
from wuze.assessment.schemes import upload as border
from wuze.assessment.schemes.views.shared import home
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.web.components import Link

MINE = needs(Capability.SCHEMES)
TEMPLATE = "assessment/schemes/upload.html"


@MINE
@require_http_methods(["GET", "POST"])
@acts
def upload(request: Request) -> HttpResponse:
    """上传方案: read, kept as a draft; or every fault at its cell."""
    carried = request.method == "POST" and bool(request.POST.get("kept"))
    sent = (request.POST, request.FILES) if request.method == "POST" and not carried else (None, None)
    form = forms.Upload(*sent)
    values: dict[str, object] = {"form": form, "back": Link("先不传", reverse("schemes:list"))}
    if carried or form.is_valid():
        try:
            book = (
                border.carried(request.POST.get("name", ""), request.POST["kept"])
                if carried
                else border.sent(form.cleaned_data["file"])
            )
            if request.POST.get("then") == "marked":
                return attachment(border.marked(book), f"{book.name.rpartition('.')[0]}_标注.xlsx")
            taken = border.scheme(book)
            if not taken.faults or (taken.whole and request.POST.get("then") == "keep"):
                return made(request, taken)
        except Invalid as error:
            if carried:
                raise
            into_form(form, error)
        else:
            values |= {"taken": taken}
    return render(request, TEMPLATE, values, status=400 if form.errors or "taken" in values else 200)


def made(request: Request, taken: border.Taken) -> HttpResponse:
    """The draft."""
    row = actions.from_file(request.actor, taken.tables, taken.book.name)
    if row.faults:
        messages.warning(request, f"存成草稿，还有{row.faults}处问题要改。")
    else:
        messages.success(request, "读进来了，是草稿。看过下面的提醒，再报批采用。")
    return redirect(home(row.pk))


@MINE
@require_POST
@acts
def from_reading(request: Request, pk: int) -> HttpResponse:
    """立成方案: one click from a table that was read and checked."""
    table = get_object_or_404(readings.visible_to(request.actor), pk=pk)
    if table.state != TableState.DONE:
        refuse(Refusal("scheme.reading", "这张表还没有核对完。", "去核对", reverse("readings:one", args=[pk])))
    row = actions.from_reading(request.actor, tables_of(of_table(table), table), table.title)
    messages.success(request, f"立成了方案草稿《{row.title}》。")
    return redirect(home(row.pk))
