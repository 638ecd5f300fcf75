"""Results of past years: brought in from a workbook after a preview, listed, and one unit over the years."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.assessment.schemes import actions, forms, lists, policy, queries
from wuze.assessment.schemes import upload as border
from wuze.assessment.schemes.past import Line, Read, Reader
from wuze.assessment.schemes.slots import YearLine, of_unit
from wuze.kernel.errors import Invalid
from wuze.kernel.web.components import Link
from wuze.registry import brought
from wuze.registry.brought import KEPT
from wuze.registry.shared import list_page
from wuze.scoring.text import key

SEE, MINE = needs(Capability.SEE_SCHEMES), needs(Capability.SCHEMES)
SALT, SHOWN = "assessment.past", 100


@SEE
@require_GET
def index(request: Request) -> HttpResponse:
    """往年结果."""
    rows = queries.past_visible_to(request.actor)
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    writes = policy.why_not_write(request.actor) is None
    return list_page(request, lists.past(years, writes=writes), rows, "assessment/schemes/past.html", writes=writes)


@SEE
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit over the years."""
    row = get_object_or_404(queries.past_units(request.actor), pk=pk)
    told = [
        YearLine(one.year, one.title, str(lists.points(one)), one.grade, "", f"文件，不可展开：{one.file}，{one.cell}")
        for one in queries.past_of(request.actor, row)
    ]
    lines = sorted([*of_unit(request.actor, row), *told], key=lambda one: (-one.year, not one.url))
    values = {"unit": row, "lines": lines}
    return render(request, "assessment/schemes/past_unit.html", values)


@MINE
@require_http_methods(["GET", "POST"])
@acts
def upload(request: Request) -> HttpResponse:
    """导入往年结果: every fault at its cell, then what was shown is taken over."""
    if KEPT in request.POST:
        return take_over(request)
    form = forms.Past(*brought.sent(request))
    values: dict[str, object] = {"form": form, "back": Link("先不导", reverse("schemes:past"))}
    if form.is_valid():
        try:
            book = border.sent(form.cleaned_data["file"])
        except Invalid as error:
            into_form(form, error)
        else:
            values |= preview(request, book, form.cleaned_data["title"].strip(), form.cleaned_data["year"])
    return render(request, "assessment/schemes/past_new.html", values, status=400 if form.errors else 200)


def preview(request: Request, book: border.Workbook, title: str, year: int | None) -> dict[str, object]:
    """What would be imported; it travels in the form, signed."""
    names: dict[str, set[int]] = {}
    keys = []
    for pk, name, short in queries.past_units(request.actor).values_list("pk", "name", "short"):
        keys.append(pk)
        for word in {name, short} - {""}:
            names.setdefault(key(word), set()).add(pk)
    reader = Reader(names, queries.known_results(keys), title, year)
    with book.on_disk() as path:
        read: Read = reader.read(path, book.name)
    rows = [one.kept() for one in read.lines]
    kept = brought.seal(request, SALT, title=title, file=book.name, digest=book.digest, rows=rows) if rows else ""
    return {
        "read": read, KEPT: kept, "file": book.name, "title": title, "faults": read.faults[:SHOWN],
        "lines": [(one, "没有" if one.total is None else one.total.normalize()) for one in read.lines[:SHOWN]],
    }  # fmt: skip


def take_over(request: Request) -> HttpResponse:
    """What was shown, and nothing else."""
    kept = brought.unseal(request, SALT)
    rows = [Line.back(row) for row in kept["rows"]]
    count = actions.import_past(request.actor, rows, kept["title"], kept["file"], kept["digest"])
    messages.success(request, f"导入了{count}条。")
    return redirect("schemes:past")
