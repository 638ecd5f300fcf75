"""Pages: imports, one import, what was left out; upload, settle, write, drop; files to take along."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attached, taken, why_not_export
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.registry.enums import Choice
from wuze.registry.forms import Choices
from wuze.registry.models import Organisation, Roster
from wuze.registry.rosters import actions, back, forms, kinds, pages, policy, queries, tables
from wuze.registry.rosters.views.reading import Brought, Prepared, prepare_first, read_first
from wuze.registry.shared import list_page
from wuze.trail.actions import record
from wuze.trail.values import Thing

EDIT = Capability.EDIT_ORGANISATIONS


def opened(request: Request, pk: int) -> Roster:
    """One's own import; any other is not there."""
    return get_object_or_404(queries.rosters_visible_to(request.actor), pk=pk)


@needs(EDIT)
@require_GET
def index(request: Request) -> HttpResponse:
    """Imports of one's own."""
    table = tables.rosters_table(reverse("rosters:new"))
    return list_page(request, table, queries.rosters_visible_to(request.actor), "registry/rosters/list.html")


@needs(EDIT)
@require_http_methods(["GET", "POST"])
@read_first
@acts
def new(request: Brought) -> HttpResponse:
    """Bring a roster."""
    if request.roster is not None:
        actions.ready(request.actor, request.roster)
        return redirect("rosters:one", request.roster.pk)
    values = {"form": request.form, "back": Link("不传了", reverse("rosters:list"))}
    return render(request, "registry/rosters/new.html", values, status=400 if request.method == "POST" else 200)


@needs(EDIT)
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """How far the worker is; then the preview, and after writing the receipt."""
    roster = opened(request, pk)
    if roster.state in policy.WORKED_ON:
        shown = {"roster": roster, "seen": pages.waiting(roster, request.actor.at)}
        part = "#state" if is_fragment(request) else ""
        return render(request, f"registry/rosters/waiting.html{part}", shown)
    if is_fragment(request) and "waiting" in request.GET:
        return HttpResponseClientRefresh()
    rows = queries.rows_visible_to(request.actor).filter(roster=roster)
    values = {
        "roster": roster, "bar": pages.bar(request.actor, roster, queries.counts(roster)), "notes": pages.notes(request.actor, roster),
        "receipt": pages.receipt(roster), "sheets_url": pages.sheets_url(roster),
    }  # fmt: skip
    return list_page(request, tables.rows_table(roster), rows, "registry/rosters/one.html", **values)


@needs(EDIT)
@require_GET
def row(request: Request, pk: int, number: int) -> HttpResponse:
    """One row in full."""
    roster = opened(request, pk)
    found = get_object_or_404(queries.rows_visible_to(request.actor), roster=roster, number=number)
    values = {"roster": roster, "row": found, "shown": pages.row_page(request.actor, roster, found)}
    return render(request, "registry/rosters/row.html", values)


@needs(EDIT)
@require_POST
@acts
def settle(request: Request, pk: int, choice: str) -> HttpResponse:
    """The rows chosen become so."""
    roster = opened(request, pk)
    numbers = list(
        roster.rows.filter(pk__in=[key for key in request.POST.getlist("row") if key.isdecimal()]).values_list(
            "number", flat=True
        )
    )
    if choice not in Choice.values or not numbers:
        raise Invalid("registry.roster_choice", {"": "先勾上要定的行，再点怎么办。"})
    which = request.POST.get("organisation", "")
    organisation = int(which) if which.isdecimal() and len(which) < 18 else None
    count = actions.settle(request.actor, pk, numbers, choice, organisation=organisation)
    messages.success(request, f"{count}行定了：{Choice(choice).label}。")
    if request.POST.get("back") == "row":
        return redirect("rosters:row", pk, numbers[0])
    return redirect(f"{reverse('rosters:one', args=[pk])}?view=unsettled")


@needs(EDIT)
@require_http_methods(["GET", "POST"])
@prepare_first
@acts
def apply(request: Prepared, pk: int) -> HttpResponse:
    """Write what the preview shows, after one more look at the figures."""
    roster = opened(request, pk)
    refuse(policy.why_not_apply(roster, request.actor.at))
    if request.method == "POST":
        if request.found is None:
            actions.ask_apply(request.actor, pk, version=version_of(request))
        elif actions.apply(request.actor, pk, version=version_of(request), prepared=request.found).applied:
            messages.success(request, "写入了，下面是回执。")
        return redirect("rosters:one", pk)
    counts = queries.counts(roster)
    return render(
        request,
        "registry/rosters/apply.html",
        {"roster": roster, "counts": counts, "large": counts["writes"] > actions.SMALL},
    )


@needs(EDIT)
@require_http_methods(["GET", "POST"])
@acts
def drop(request: Request, pk: int) -> HttpResponse:
    """Away with an import that was not written."""
    roster = opened(request, pk)
    refuse(policy.why_not_apply(roster, request.actor.at))
    if request.method == "POST":
        actions.drop(request.actor, pk)
        messages.success(request, "已作废，读出的内容删去了。")
        return redirect("rosters:list")
    return render(request, "registry/rosters/drop.html", {"roster": roster})


@needs(EDIT)
@require_http_methods(["GET", "POST"])
@acts
def sheets(request: Request, pk: int) -> HttpResponse:
    """What was read and left out, sheet by sheet; name a column that was not known."""
    roster = opened(request, pk)
    heads = sorted({str(head) for one in roster.sheets for head in one["unread"]})
    form = forms.WordForm(request.POST or None, heads=heads, fields=kinds.FIELDS[roster.kind])
    if form.is_valid():
        try:
            actions.name_column(request.actor, pk, **form.cleaned_data)
        except Invalid as error:
            into_form(form, error)
        else:
            messages.success(request, "记住了。请把这份表再传一次，这一列就会读。")
            return redirect("rosters:sheets", pk)
    values = {
        "roster": roster,
        "form": form if heads else None,
        "back": Link("回预览", reverse("rosters:one", args=[pk])),
    }
    return render(request, "registry/rosters/sheets.html", values, status=400 if request.method == "POST" else 200)


@needs(EDIT)
@require_GET
def marked(request: Request, pk: int) -> HttpResponse:
    """The files given back with marked cells, in one workbook."""
    roster = opened(request, pk)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "marked.xlsx"
        back.marked(roster, path)
        return attached(path.read_bytes(), f"{roster}问题标注", request.actor.today)


@needs(EDIT)
@require_GET
def export(request: Request) -> HttpResponse:
    """Choose a scope, or take its rows along to edit them in WPS and bring them back."""
    if "seen" in request.GET:
        return _taken_along(request, queries.seen(request.actor, request.GET.dict()), "所见")
    form = forms.ExportForm(request.GET if "scope" in request.GET else None, scopes=_scopes(request))
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "registry/rosters/export.html", {"form": form, "seen": _seen(request)}, status=status)
    scope, region, sector = queries.scope_of(form.cleaned_data["scope"])
    refuse(policy.why_not_import(request.actor, scope, region, sector, 0))
    return _taken_along(request, queries.organisations_in(region, sector), str(region or sector or "全县"))


def _seen(request: Request) -> Link | None:
    """The list this person comes from, as it stood there: its address tells search, filters and view."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.path != reverse("registry:organisations"):
        return None
    terms = dict(parse_qsl(before.query))
    count = queries.seen(request.actor, terms).count()
    return Link(f"导出刚才列表里的{count}家", f"?{urlencode({**terms, 'seen': '1'})}") if count else None


def _taken_along(request: Request, rows: QuerySet[Organisation], where: str) -> HttpResponse:
    actor, title = request.actor, f"两新组织名册（{where}）"
    with TemporaryDirectory() as folder, transaction.atomic():
        count = rows.count()
        refuse(why_not_export(actor, count, taken(actor)))
        path = Path(folder) / "export.xlsx"
        note = f"{actor.name} {actor.at:%Y-%m-%d %H:%M} 导出。改好原样传回；系统编号不要改，删行不会删名录里的。"
        back.export(path, title, note, rows)
        record(
            "accounts.exported", at=actor.at, who=actor.who(), thing=Thing("list", "rosters", title),
            after={"rows": count, "terms": where}, origin=actor.origin,
        )  # fmt: skip
        return attached(path.read_bytes(), title, request.actor.today)


def _scopes(request: Request) -> Choices:
    actor = request.actor
    county = policy.scopes(actor)[0]
    return forms.scope_choices(queries.places_for(actor), queries.sectors_for(actor), county=county)
