"""What-ifs: on which facts, what is changed by typing, who moves and why; kept as a new edition or dropped."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attached
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.assessment.schemes import actions, facts_source, forms, policy, queries, whatif
from wuze.assessment.schemes import upload as border
from wuze.assessment.schemes.enums import TrialState
from wuze.assessment.schemes.models import SchemeTrial
from wuze.assessment.schemes.shown import Board, Outline, board, outline
from wuze.assessment.schemes.tables import unpacked
from wuze.assessment.schemes.views.shared import back, home, opened
from wuze.excel.comparison import write_comparison
from wuze.kernel.collecting import put_off
from wuze.kernel.errors import Invalid, Stale, refuse
from wuze.kernel.web.request import version_of

MINE = needs(Capability.SCHEMES)


@MINE
@require_http_methods(["GET", "POST"])
@acts
def new(request: Request, pk: int) -> HttpResponse:
    """试算: choose the facts."""
    actor, edition = request.actor, opened(request, pk)
    refuse(policy.why_not_try(actor, edition))
    sources = facts_source.offered(actor, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.TryOn(*sent, sources=sources, initial={"source": request.GET.get("source", "")})
    values: dict[str, object] = {"edition": edition, "form": form, "back": back(pk, "先不试")}
    if form.is_valid():
        try:
            source = form.cleaned_data.get("source", "")
            if source:
                facts = facts_source.facts_of(source)
                row = actions.begin(actor, pk, label=dict(sources)[source], subjects=len(facts.subjects), source=source)
                return redirect("schemes:trial", pk=row.pk)
            if not form.cleaned_data["file"]:
                raise Invalid("trial.facts", {"file": "选一个数据文件。"})
            read = border.data(border.sent(form.cleaned_data["file"]), unpacked(edition.tables))
            if not read.faults:
                row = actions.begin(
                    actor, pk, label=read.book.name, subjects=read.subjects, data=read.tables, digest=read.book.digest
                )
                return redirect("schemes:trial", pk=row.pk)
            values["read"] = read
        except Invalid as error:
            into_form(form, error)
    return render(
        request, "assessment/schemes/trial_new.html", values, status=400 if form.errors or "read" in values else 200
    )


def found(request: Request, pk: int) -> SchemeTrial:
    """The trial, or 404."""
    return get_object_or_404(queries.trials_visible_to(request.actor).select_related("edition__unit", "made"), pk=pk)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed and does not hold."""

    typed: dict[tuple[str, int, str], str]
    errors: dict[str, str]
    stale: str = ""


@MINE
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """Who moves and why."""
    return trial_page(request, found(request, pk), None)


def trial_page(request: Request, row: SchemeTrial, entry: Entry | None, status: int = 200) -> HttpResponse:
    """The boxes to type in, and what comes of them."""
    open_ = row.state == TrialState.OPEN
    with put_off():
        outcome = whatif.outcome(row) if open_ else None
        shown: Outline | None = outline(outcome.comparison) if outcome and outcome.comparison else None
    boxes: Board = board(
        unpacked(row.edition.tables),
        unpacked(row.tables),
        entry.typed if entry else None,
        entry.errors if entry else None,
    )
    values = {
        "trial": row, "edition": row.edition, "outcome": outcome, "outline": shown, "board": boxes, "open": open_,
        "stale": entry.stale if entry else "", "wrong": bool(entry and entry.errors),
        "no": policy.why_not_change_trial(request.actor, row),
    }  # fmt: skip
    return render(request, "assessment/schemes/trial_one.html", values, status=status)


@MINE
@require_POST
@acts
def change(request: Request, pk: int) -> HttpResponse:
    """改几处再算."""
    row = found(request, pk)
    typed = typed_of(request)
    try:
        actions.change(request.actor, pk, typed, version=version_of(request))
    except Invalid as error:
        return trial_page(request, row, Entry(typed, error.fields), 400)
    except Stale as error:
        return trial_page(request, row, Entry(typed, {}, error.sentence), 409)
    return redirect(f"{reverse('schemes:trial', args=[pk])}#outcome")


def typed_of(request: Request) -> dict[tuple[str, int, str], str]:
    """``w-板块-0-分值`` → text."""
    typed = {}
    for name, text in request.POST.items():
        mark, *rest = name.split("-")
        if mark == "w" and len(rest) == 3 and rest[1].isdecimal() and len(rest[1]) < 6:
            typed[rest[0], int(rest[1]), rest[2]] = str(text)[:300]
    return typed


@MINE
@require_GET
def workbook(request: Request, pk: int) -> HttpResponse:
    """对比.xlsx: everybody, both ways."""
    row = found(request, pk)
    refuse(policy.why_not_change_trial(request.actor, row))
    outcome = whatif.outcome(row)
    if outcome.comparison is None:
        raise Invalid("trial.faults", {"": "".join(outcome.faults)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "comparison.xlsx"
        write_comparison(outcome.comparison, path)
        content = path.read_bytes()
    return attached(content, row.title, request.actor.today, what="对比")


@MINE
@require_POST
@acts
def keep(request: Request, pk: int) -> HttpResponse:
    """立成新一版."""
    found(request, pk)
    edition = actions.keep(request.actor, pk, version=version_of(request))
    messages.success(request, f"立了{edition}，是草稿，报批采用后才算数。")
    return redirect(home(edition.pk))


@MINE
@require_POST
@acts
def drop(request: Request, pk: int) -> HttpResponse:
    """不要了."""
    row = found(request, pk)
    actions.drop(request.actor, pk, version=version_of(request))
    messages.success(request, "不要了，带来的数据也删了。")
    return redirect(home(row.edition_id))
