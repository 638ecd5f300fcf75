"""The editor of a draft: its sheets, its items with the sentence and examples beside, where its data come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.assessment.schemes import actions, binding, forms, pages, policy, sheets, words
from wuze.assessment.schemes.enums import Origin
from wuze.assessment.schemes.examples import Example, examples
from wuze.assessment.schemes.findings import faults_within
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.tables import unpacked
from wuze.assessment.schemes.views.shared import back, home, opened
from wuze.duty.editions.queries import codes as duty_codes
from wuze.kernel.errors import Invalid, Stale, refuse
from wuze.kernel.web.request import version_of
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.methods import METHODS
from wuze.scoring.tables import Table
from wuze.scoring.text import key

MINE = needs(Capability.SCHEMES)


@MINE
@require_POST
@acts
def copy(request: Request, pk: int) -> HttpResponse:
    """照它立新一版."""
    opened(request, pk)
    row = actions.copy(request.actor, pk)
    messages.success(request, f"立了{row}，是草稿，改好再报批。")
    return redirect(home(row.pk))


# --- a whole sheet ----------------------------------------------------------------------------------------------------


@MINE
@require_http_methods(["GET", "POST"])
@acts
def grid(request: Request, pk: int, sheet: str) -> HttpResponse:
    """方案信息, 板块, 数据项, 等次, 否决, 测评, 测评主体."""
    edition = opened(request, pk)
    if sheet not in sheets.GRIDS:
        raise Http404
    refuse(policy.why_not_edit(request.actor, edition))
    name = sheets.GRIDS[sheet]
    table = unpacked(edition.tables)[name]
    shown, stale, status = forms.grid(table), "", 200
    if request.method == "POST":
        rows = forms.typed_rows(request.POST, name)
        try:
            row = actions.save_grid(
                request.actor, pk, name, rows, anyway=bool(request.POST.get("anyway")), version=version_of(request)
            )
        except Invalid as error:
            shown, status = forms.grid(table, rows, error.fields), 400
        except Stale as error:
            shown, stale, status = forms.grid(table, rows), error.sentence, 409
        else:
            return saved(request, row, home(pk))
    values = {
        "edition": edition, "title": dict(pages.EDITS)[sheet], "sheet": sheet, "grid": shown, "back": back(pk, "不改了"),
        "stale": stale, "now": forms.grid(table) if stale else None, "grids": pages.EDITS, "wrong": status == 400,
    }  # fmt: skip
    return render(request, "assessment/schemes/grid.html", values, status=status)


def saved(request: Request, row: SchemeEdition, where: str) -> HttpResponse:
    """What the page says afterwards."""
    if row.faults:
        messages.warning(request, f"存了，还有{row.faults}处问题，列在下面。")
    else:
        messages.success(request, "存了。")
    return redirect(where)


# --- one item ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trial:
    """What is typed, as the engine takes it: the sentences, or what is wrong; a few cases with their points."""

    says: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


def trial(tables: Mapping[str, Table], number: int | None, typed: sheets.ItemRows) -> Trial:
    """Nothing is kept."""
    if typed.blank:
        return Trial()
    made, rows = sheets.with_item(tables, number, typed)
    found = load_scheme(made)
    wrong = tuple(dict.fromkeys(faults_within(found.findings, "指标", rows).values()))
    item = next((one for one in found.scheme.items if key(one.id) == key(typed.head["编号"])), None)
    if wrong or item is None:
        return Trial(wrong=wrong)
    says = tuple(words.clause_says(clause, found.scheme) for clause in item.clauses)
    return Trial(words.item_says(item), says, (), examples(item, found.scheme))


def number_of(tables: Mapping[str, Table], number: int) -> int:
    """From 0, or 404."""
    if not 1 <= number <= len(sheets.groups(tables["指标"])):
        raise Http404
    return number - 1


@MINE
@require_http_methods(["GET", "POST"])
@acts
def new_item(request: Request, pk: int) -> HttpResponse:
    """加指标."""
    edition = opened(request, pk)
    typed = sheets.ItemRows(dict.fromkeys(sheets.HEAD, ""), [])
    typed.head["板块"] = request.GET.get("part", "")[:40]
    return item_page(request, edition, None, typed)


@MINE
@require_http_methods(["GET", "POST"])
@acts
def item(request: Request, pk: int, number: int) -> HttpResponse:
    """改指标: its own fields, its clauses, and beside them what they say and give."""
    edition = opened(request, pk)
    tables = unpacked(edition.tables)
    at = number_of(tables, number)
    return item_page(request, edition, at, sheets.item_of(tables["指标"], sheets.groups(tables["指标"])[at]))


def item_page(request: Request, edition: SchemeEdition, number: int | None, stands: sheets.ItemRows) -> HttpResponse:
    """The form, its faults, the entry of whoever was late beside what stands there now, or done."""
    refuse(policy.why_not_edit(request.actor, edition))
    tables = unpacked(edition.tables)
    typed, wrong, stale, status = stands, dict[str, str](), "", 200
    duty = edition.duties.get(stands.head["编号"], "")
    if request.method == "POST":
        typed, duty = forms.typed_item(request.POST), request.POST.get("duty", "")[:20]
        try:
            row = actions.save_item(
                request.actor,
                edition.pk,
                number,
                typed,
                duty=duty,
                anyway=bool(request.POST.get("anyway")),
                version=version_of(request),
            )
        except Invalid as error:
            wrong, status = error.fields, 400
        except Stale as error:
            stale, status = error.sentence, 409
        else:
            return saved(request, row, onward(request, row, number, typed))
    parts = forms.part_choices(tables["板块"])
    values: dict[str, Any] = {
        "edition": edition, "form": forms.item_form(typed, parts, wrong), "number": number, "typed": typed, "stale": stale,
        "now": trial(tables, number, stands) if stale and number is not None else None, "wrong": status == 400,
        "trial": trial(tables, number, typed), "methods": [(one.LABELS[0], one.EXAMPLE) for one in METHODS],
        "elements": [str(row[1]) for row in tables["数据项"].rows if row[1]], "back": back(edition.pk, "不改了"), "parts": parts,
        "duty": duty, "duties": duty_codes(request.actor),
    }  # fmt: skip
    return render(request, "assessment/schemes/item.html", values, status=status)


def onward(request: Request, row: SchemeEdition, number: int | None, typed: sheets.ItemRows) -> str:
    """The next item where that was asked, else the page of the edition at this item."""
    total = len(sheets.groups(unpacked(row.tables)["指标"]))
    if request.POST.get("then") == "next" and number is not None and number + 2 <= total:
        return reverse("schemes:item", args=[row.pk, number + 2])
    return f"{home(row.pk)}#i-{typed.head['编号']}" if typed.head["编号"].isalnum() else home(row.pk)


@MINE
@require_POST
@acts
def attempt(request: Request, pk: int) -> HttpResponse:
    """What is typed, read at once; nothing is kept."""
    edition = opened(request, pk)
    tables = unpacked(edition.tables)
    text = request.POST.get("number", "")
    number = number_of(tables, int(text)) if text.isdecimal() and len(text) < 6 else None
    found = trial(tables, number, forms.typed_item(request.POST))
    return render(request, "assessment/schemes/trial.html", {"trial": found})


# --- where the data come from -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DataLine:
    """A data item and what was chosen for it."""

    bound: binding.Bound
    kind: str
    what: str
    error: str = ""


@MINE
@require_http_methods(["GET", "POST"])
@acts
def data(request: Request, pk: int) -> HttpResponse:
    """数据从哪里来: the system, a person, Excel; what nobody gives is 待填."""
    edition = opened(request, pk)
    no = policy.why_not_bind(request.actor, edition)
    whole = pages.opened(edition)
    rows = binding.bound(edition, whole.scheme)
    lines = [DataLine(one, one.origin.value, one.what) for one in rows]
    stale, status = "", 200
    if request.method == "POST":
        refuse(no)
        typed = {one.element.id: chosen(request, one) for one in rows if one.element.formula is None}
        errors: dict[str, str] = {}
        try:
            changed = actions.bind(request.actor, pk, typed, version=version_of(request))
        except Invalid as error:
            errors, status = error.fields, 400
        except Stale as error:
            stale, status = error.sentence, 409
        else:
            messages.success(request, f"改了{changed}项。" if changed else "没有改动。")
            return redirect("schemes:data", pk=pk)
        lines = [DataLine(one, *typed.get(one.element.id, ("", "")), errors.get(one.element.id, "")) for one in rows]
    values = {
        "edition": edition, "lines": lines, "offered": binding.offered(), "no": no, "stale": stale, "wrong": status == 400,
        "origins": Origin.choices, "open": sum(one.open for one in rows), "back": back(pk),
    }  # fmt: skip
    return render(request, "assessment/schemes/data.html", values, status=status)


def chosen(request: Request, one: binding.Bound) -> tuple[str, str]:
    """One select holds everything: ``provider:按时办结率``, ``people``, ``excel``; a box names the people."""
    kind, _, what = request.POST.get(f"from-{one.element.id}", "").partition(":")
    if kind == Origin.PROVIDER and what not in {each.name for each in binding.offered()}:
        return "", ""
    if kind == Origin.PEOPLE:
        what = request.POST.get(f"who-{one.element.id}", "")[:80]
    return (kind, what) if kind in Origin.values else ("", "")
