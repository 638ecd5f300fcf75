"""The roster; workbooks, entries and decisions: what a round is fed with, each a record that a figure leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.assessment.rounds import actions, forms, policy, queries, tables
from wuze.assessment.rounds.models import Round, Upload
from wuze.assessment.rounds.pages import facts as showing
from wuze.assessment.rounds.pages import parts
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.uploading import SHOWN
from wuze.assessment.rounds.views.shared import Brought, link, opened, read_first, run_by
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.listing import Reminder
from wuze.kernel.web.request import version_of
from wuze.registry.shared import Act, Entered, carry_out, list_page

Data = Mapping[str, Any] | None
RUNS = needs(Capability.RUN_ROUNDS)
RATES = needs(Capability.RATE)
SEES = needs(Capability.SEE_RESULTS)


# --- the roster -------------------------------------------------------------------------------------------------------


@RUNS
@require_GET
def roster(request: Request, pk: int) -> HttpResponse:
    """名单."""
    row = run_by(request, pk)
    may = policy.why_not_change_roster(request.actor, row) is None
    types = [(one, one) for one in row.members.order_by("type").values_list("type", flat=True).distinct() if one]
    wanted, strange = queries.unfitting(row) if may else ((), [])
    values = {
        "round": row, "may": may, "tabs": parts.tabs(request.actor, row), "strange": len(strange), "wanted": wanted
    }  # fmt: skip
    return list_page(
        request, tables.roster(row, types, may=may), row.members.all(), "assessment/rounds/roster.html", **values
    )


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def member_out(request: Request, pk: int) -> HttpResponse:
    """移出 or 放回."""
    one = get_object_or_404(queries.members_visible_to(request.actor), pk=pk)
    refuse(policy.why_not_change_roster(request.actor, one.round))

    def carry(entered: Entered) -> str:
        if one.out:
            actions.put_back(request.actor, pk)
        else:
            actions.take_out(request.actor, pk, reason=entered["reason"])
        return url("roster", one.round_id)

    return carry_out(request, Act(
        title=f"{'放回' if one.out else '移出'}：{one}", verb="放回" if one.out else "移出",
        form=forms.NoForm if one.out else forms.ReasonForm, act=carry, said="名单改了。",
        back=Link("名单", url("roster", one.round_id)), template="assessment/rounds/form.html",
    ))  # fmt: skip


@RUNS
@read_first(members=False)
@acts
@require_http_methods(["GET", "POST"])
def table(request: Brought, pk: int) -> HttpResponse:
    """按表加对象: the 名录 of a workbook."""
    row = run_by(request, pk)
    refuse(policy.why_not_change_roster(request.actor, row))
    if request.sent is not None and not request.trouble:
        try:
            if request.sent.roster is None:
                raise Invalid("round.table", {"book": "这个文件里没有“名录”表。表名要是“名录”，列要有编号、名称。"})
            taken = actions.add_by_table(
                request.actor, pk, request.sent.roster, request.sent.name, version=version_of(request)
            )
        except Invalid as error:
            into_form(request.form, error)
        else:
            messages.success(request, f"加进{taken.added}个，已有的{taken.known}个按表里的列更新。")
            return redirect(url("roster", pk))
    note = "读“名录”表：编号、名称、类型、属地和方案要用的其他列。名称和系统里一样的自动对上单位。"
    return _book(request, row, "按表加对象", "加进名单", note)


def _book(request: Brought, row: Round, title: str, verb: str, note: str) -> HttpResponse:
    if request.trouble is not None:
        into_form(request.form, request.trouble)
    sent = request.sent
    values = {
        "round": row, "form": request.form, "title": title, "verb": verb, "note": note, "back": link(row),
        "faults": [showing.located(one) for one in sent.faults[:SHOWN]] if sent else [],
        "many": len(sent.faults) if sent else 0, "version": row.version,
    }  # fmt: skip
    status = 400 if request.form.errors or (sent and sent.faults) else 200
    return render(request, "assessment/rounds/book.html", values, status=status)


# --- workbooks --------------------------------------------------------------------------------------------------------


@RUNS
@require_GET
def facts(request: Request, pk: int) -> HttpResponse:
    """数据: which providers fill what, workbooks, decisions, where sources differ."""
    row = run_by(request, pk)
    run = queries.calculation_of(row)
    values = {
        "round": row, "tabs": parts.tabs(request.actor, row), "uploads": queries.uploads_of(row),
        "decisions": queries.decisions_of(row), "bound": showing.bound(row), "run": run,
        "differ": showing.differ(row, run), "apart": showing.apart(row, run),
        "no": policy.why_not_take_facts(request.actor, row),
    }  # fmt: skip
    return render(request, "assessment/rounds/facts.html", values)


@RATES
@read_first(members=True)
@acts
@require_http_methods(["GET", "POST"])
def upload_new(request: Brought, pk: int) -> HttpResponse:
    """交数据表: the office for all, a superior for what belongs to it."""
    row = opened(request, pk)
    refuse(policy.why_not_upload(request.actor, row))
    if request.sent is not None and not request.trouble and not request.sent.faults:
        try:
            if not request.sent.rows:
                raise Invalid("round.empty", {"book": "文件里没有数据、事件、票数、得分，也没有填好的评分表。"})
            made = actions.upload(request.actor, pk, request.sent, version=version_of(request))
        except Invalid as error:
            into_form(request.form, error)
        else:
            more = f"，提醒{len(request.sent.warnings)}处" if request.sent.warnings else ""
            messages.success(request, f"收下了，{made.rows}行{more}。要重新测算才算数。")
            return redirect(url("upload", made.pk))
    note = "数据.xlsx，或填好的评分表、计票表，可以一次选多个。有一处错就整个不收，错在哪一格列在下面。"
    if not queries.runs(request.actor, row):
        note += f"只收归您管的{len(queries.members_to_upload(request.actor, row))}个单位的行；要撤下请告诉{row.unit}。"
    return _book(request, row, "交数据表", "交上", note)


@SEES
@require_GET
def upload(request: Request, pk: int) -> HttpResponse:
    """One workbook: who gave it, and its rows about the units one sees."""
    one: Upload = get_object_or_404(queries.uploads_visible_to(request.actor), pk=pk)
    runs = queries.runs(request.actor, one.round)
    seen = queries.members_visible_to(request.actor).filter(round=one.round)
    names = dict(seen.values_list("code", "name"))
    values = {
        "upload": one, "sheets": showing.sheets(one, names, whole=runs), "runs": runs,
        "no": policy.why_not_take_facts(request.actor, one.round), "back": link(one.round),
    }  # fmt: skip
    return render(request, "assessment/rounds/upload.html", values)


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def upload_drop(request: Request, pk: int) -> HttpResponse:
    """撤下一张表."""
    one: Upload = get_object_or_404(queries.uploads_visible_to(request.actor), pk=pk)
    refuse(policy.why_not_take_facts(request.actor, one.round))

    def carry(entered: Entered) -> str:
        actions.drop_upload(request.actor, pk, reason=entered["reason"])
        return url("facts", one.round_id)

    return carry_out(request, Act(
        title=f"撤下：{one}", verb="撤下", form=forms.ReasonForm, act=carry, said="撤下了，重新测算后不再算数。",
        back=Link("不撤了", url("upload", pk)), template="assessment/rounds/form.html",
    ))  # fmt: skip


# --- what is missing --------------------------------------------------------------------------------------------------


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def missing(request: Request, pk: int) -> HttpResponse:
    """缺的: by who provides it; one decision for many."""
    row = run_by(request, pk)
    run = queries.calculation_of(row)
    keys = [(one["key"], one["name"]) for one in (run.missing if run else [])]
    form = forms.DecideForm(request.POST if request.method == "POST" else None, keys=keys)
    no = policy.why_not_take_facts(request.actor, row)
    if request.method == "POST":
        refuse(no)
        if form.is_valid():
            entered = form.cleaned_data
            try:
                made = actions.decide(
                    request.actor, pk, entered["keys"], entered["way"], entered["reason"], version=version_of(request)
                )
            except Invalid as error:
                into_form(form, error)
            else:
                count = sum(len(one.values) for one in made)
                messages.success(request, f"定下了{count}处。重新测算后算数，理由和姓名印在校验页上。")
                return redirect(url("missing", pk))
    values = {
        "round": row, "tabs": parts.tabs(request.actor, row), "run": run, "owners": showing.owners(row, run),
        "form": form, "no": no, "version": row.version, "decisions": queries.decisions_of(row),
    }  # fmt: skip
    return render(request, "assessment/rounds/missing.html", values, status=400 if form.errors else 200)


@RUNS
@acts
@require_POST
def reminder(request: Request, pk: int) -> HttpResponse:
    """What is missing as text, by who provides it: names of data and numbers of units, no scores."""
    row = run_by(request, pk)
    text, scope = showing.reminder(row, queries.calculation_of(row), request.actor.at)
    return render(request, "wuze/reminder.html", {"reminder": Reminder(scope, text)})


@RUNS
@acts
@require_POST
def undecide(request: Request, pk: int) -> HttpResponse:
    """撤回一个决定."""
    one = get_object_or_404(queries.decisions_visible_to(request.actor), pk=pk)
    actions.undecide(request.actor, pk)
    messages.success(request, "撤回了，重新测算后又算缺的。")
    return redirect(url("facts", one.round_id))
