"""Pages: the office's readings, one reading, one cell, its data items, and the county's wordings."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attached, export, for_actor, wants_export
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.assessment.readings import actions, forms, pages, policy, queries, tables
from wuze.assessment.readings import elements as items
from wuze.assessment.readings import scheme as rows
from wuze.assessment.readings import upload as border
from wuze.assessment.readings.correcting import stale_of, trial
from wuze.assessment.readings.models import NAME, ReadCell
from wuze.kernel.errors import Invalid, Stale, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import listing
from wuze.reading.correct import FORMS

MINE = needs(Capability.SCHEMES)
HOME = "readings:list"
TOLD = 5
"""What was not read, said at once; of more only how many."""


@MINE
@require_GET
def index(request: Request) -> HttpResponse:
    """Tables my office has read."""
    mine, terms, table = queries.with_counts(queries.visible_to(request.actor)), request.GET.dict(), tables.readings()
    if wants_export(request):
        return export(request, table, terms, mine, table.caption)
    found = listing(for_actor(table, request.actor), terms, mine)
    name = "assessment/readings/list.html#list" if is_fragment(request) else "assessment/readings/list.html"
    return render(request, name, {"list": found})


@MINE
@require_http_methods(["GET", "POST"])
@border.read_first
@acts
def upload(request: border.Brought) -> HttpResponse:
    """读一张旧表."""
    form = forms.Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if isinstance(request.sent, border.Sent):
            title = form.cleaned_data["title"] or request.sent.name.rpartition(".")[0][:NAME]
            table = actions.read_in(request.actor, request.sent, title)
            for words in request.sent.told(TOLD):
                messages.warning(request, words)
            return redirect("readings:one", pk=table.pk)
        if request.sent is not None:
            into_form(form, request.sent)
    values = {"form": form, "back": Link("先不读", reverse(HOME))}
    return render(request, "assessment/readings/upload.html", values, status=400 if form.errors else 200)


@MINE
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """Side by side: the county's cells left, the reading right."""
    table = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWN else ""
    found = queries.counts(table)
    shown = pages.lines(
        request.actor, queries.shown(table, show), show, request.GET.get("at", ""), request.GET.get("page", "")
    )
    values = {
        "table": table,
        "counts": found,
        "bar": pages.bar(request.actor, table, found),
        "shown": shown,
        "show": show,
    }
    return render(request, "assessment/readings/one.html", values | {"views": pages.views(found, show)})


def place(cell: ReadCell, show: str, at: int | None) -> str:
    """The page of a cell's reading, at a cell of it."""
    terms = ({"show": show} if show in queries.SHOWN and show else {}) | ({"at": at} if at else {})
    address = reverse("readings:one", args=[cell.table_id])
    return f"{address}?{urlencode(terms)}#c{at}" if at else f"{address}?{urlencode(terms)}"


def onward(request: Request, cell: ReadCell) -> HttpResponse:
    """After a decision: the next cell that waits."""
    return redirect(place(cell, request.POST.get("show", ""), queries.next_waiting(cell.table, cell.order) or cell.pk))


def found_cell(request: Request, pk: int) -> ReadCell:
    """A cell of the office's own, or 404."""
    return get_object_or_404(queries.cells_visible_to(request.actor), pk=pk)


@MINE
@require_POST
@acts
def accept(request: Request, pk: int) -> HttpResponse:
    """认可."""
    found_cell(request, pk)
    return onward(request, actions.accept(request.actor, pk, version=version_of(request)))


@MINE
@require_POST
@acts
def answer(request: Request, pk: int) -> HttpResponse:
    """就这样读: one of the answers offered, or 我来写."""
    cell = found_cell(request, pk)
    chosen = request.POST.get("answer", "")
    if chosen == "own":
        return redirect(f"{reverse('readings:cell', args=[pk])}?{urlencode({'show': request.POST.get('show', '')})}")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 3 else -1
    cell = actions.answer(request.actor, pk, request.POST.get("code", ""), number, version=version_of(request))
    return onward(request, cell)


@MINE
@require_POST
@acts
def leave(request: Request, pk: int) -> HttpResponse:
    """留给人打分."""
    found_cell(request, pk)
    return onward(request, actions.leave(request.actor, pk, version=version_of(request)))


@MINE
@require_POST
@acts
def take_back(request: Request, pk: int) -> HttpResponse:
    """撤回."""
    found_cell(request, pk)
    cell = actions.take_back(request.actor, pk, version=version_of(request))
    return redirect(place(cell, request.POST.get("show", ""), cell.pk))


@MINE
@require_http_methods(["GET", "POST"])
@acts
def cell(request: Request, pk: int) -> HttpResponse:
    """改: the clauses one a line, checked when saved; beside them the forms that can be written and a few examples."""
    row = found_cell(request, pk)
    show = request.POST.get("show", request.GET.get("show", ""))
    form = forms.Correct(row, request.POST or None, initial=forms.initial(row))
    stale, status = None, 200
    if request.method == "POST":
        refuse(policy.why_not_touch(request.actor, row.table))
        status = 400
        if form.is_valid():
            points = form.cleaned_data.get("points", "")
            try:
                done = actions.correct(request.actor, pk, form.entry(), points=points, version=version_of(request))
            except Invalid as error:
                into_form(form, error)
            except Stale:
                stale, status = stale_of(row, form), 409
            else:
                messages.success(request, f"{done}改好了。这句话记进本县的说法，下次照着读，仍标“核对”。")
                return onward(request, done)
    values = {
        "cell": row, "line": pages.line(request.actor, row), "form": form, "stale": stale, "show": show,
        "trial": trial(row, form), "forms_known": FORMS, "back": Link("不改了", place(row, show, row.pk)),
    }  # fmt: skip
    return render(request, "assessment/readings/cell.html", values, status=status)


@MINE
@require_GET
def attempt(request: Request, pk: int) -> HttpResponse:
    """What is typed, read at once; nothing is kept."""
    row = found_cell(request, pk)
    return render(request, "assessment/readings/trial.html", {"trial": trial(row, forms.Correct(row, request.GET))})


@MINE
@require_http_methods(["GET", "POST"])
@acts
def elements(request: Request, pk: int) -> HttpResponse:
    """数据项: names, units, sources; two of one type with one name become one."""
    table = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    page = items.page(table, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and not page.faults:
        try:
            changed = actions.name_elements(request.actor, pk, page.named, version=version_of(request))
        except Stale as error:
            page.faults.append(error.sentence)
            status = 409
        else:
            messages.success(request, f"改了{changed}项。" if changed else "没有改动。")
            return redirect("readings:elements", pk=pk)
    status = 400 if page.faults and status == 200 else status
    values = {"table": table, "page": page, "no": policy.why_not_touch(request.actor, table)}
    return render(request, "assessment/readings/elements.html", values, status=status)


@MINE
@require_POST
@acts
def finish(request: Request, pk: int) -> HttpResponse:
    """完成核对."""
    get_object_or_404(queries.visible_to(request.actor), pk=pk)
    table = actions.finish(request.actor, pk, version=version_of(request))
    messages.success(request, f"《{table}》核对完了，可以下载方案。")
    return redirect("readings:one", pk=pk)


@MINE
@require_http_methods(["GET", "POST"])
@acts
def reopen(request: Request, pk: int) -> HttpResponse:
    """重新核对."""
    table = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    refuse(policy.why_not_reopen(request.actor, table))
    form = forms.Reopen(request.POST or None)
    if form.is_valid():
        actions.reopen(request.actor, pk, form.cleaned_data["reason"], version=version_of(request))
        messages.success(request, "可以接着改了。")
        return redirect("readings:one", pk=pk)
    values = {"table": table, "form": form, "back": Link("不用了", reverse("readings:one", args=[pk]))}
    return render(request, "assessment/readings/reopen.html", values, status=400 if form.errors else 200)


@MINE
@require_GET
def scheme(request: Request, pk: int) -> HttpResponse:
    """方案.xlsx, as ``wuze check`` takes it."""
    table = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    refuse(policy.why_not_download(queries.counts(table).pointless))
    made = rows.of_table(table)
    if wrong := rows.faults(made, table.title):
        return render(request, "assessment/readings/wrong.html", {"table": table, "wrong": wrong}, status=409)
    with transaction.atomic():
        actions.note_taken(request.actor, table, len(made.codes))
    return attached(rows.workbook(made, table), table.title, request.actor.today, what="方案")


@MINE
@require_GET
def wordings(request: Request) -> HttpResponse:
    """本县的说法."""
    mine, terms, table = queries.wordings_visible_to(request.actor), request.GET.dict(), tables.wordings()
    if wants_export(request):
        return export(request, table, terms, mine, table.caption)
    found = listing(for_actor(table, request.actor), terms, mine)
    name = "assessment/readings/wordings.html#list" if is_fragment(request) else "assessment/readings/wordings.html"
    return render(request, name, {"list": found})


@MINE
@require_GET
def wording(request: Request, pk: int) -> HttpResponse:
    """One wording, and the way to retire it."""
    row = get_object_or_404(queries.wordings_visible_to(request.actor), pk=pk)
    return render(
        request, "assessment/readings/wording.html", {"row": row, "no": policy.why_not_retire(request.actor, row)}
    )


@MINE
@require_POST
@acts
def retire(request: Request, pk: int) -> HttpResponse:
    """停用."""
    get_object_or_404(queries.wordings_visible_to(request.actor), pk=pk)
    actions.retire(request.actor, pk, version=version_of(request))
    messages.success(request, "停用了，以后不再照它读。")
    return redirect("readings:wordings")
