"""Pages of 议题 and major problems, and their verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.values import Actor
from wuze.duty.agenda import actions, forms, pages, policy, queries, tables
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.duty.shared import url
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.pages import history_url
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page

Make = Callable[[Actor, Any, Any], BaseForm]


@dataclass(frozen=True, slots=True)
class Way:
    """One verb: title, button, form, act, what is said when done."""

    title: str
    verb: str
    form: Make
    do: Callable[..., object]
    said: str


def decide_form(actor: Actor, row: Agenda, data: Any) -> BaseForm:
    """Owners to choose from."""
    return forms.DecideForm(data, units=queries.owners(actor))


AGENDA = {
    "hold": Way("登记研究", "登记", lambda actor, row, data: forms.HoldForm(data, initial={"day": min(row.day, actor.today)}),
                actions.hold, "登记了。接着把议定事项一条一条记下来。"),
    "decide": Way("记议定事项", "记下", decide_form, actions.decide, "记下了。"),
    "move": Way("改期", "改期", lambda _actor, row, data: forms.MoveForm(data, initial={"day": row.day}), actions.move, "改期了。"),
    "drop": Way("不研究了", "登记", lambda _actor, _row, data: forms.ReasonForm(data), actions.drop, "登记了，理由留着。"),
}  # fmt: skip
PROBLEM = {
    "take": Way("着手处理", "记下", lambda _actor, _row, data: forms.NoteForm(data), actions.take, "记下了。"),
    "close": Way("认定解决", "认定", lambda _actor, _row, data: forms.NoteForm(data), actions.close, "认定解决了。"),
    "reopen": Way("重新处理", "重新处理", lambda _actor, _row, data: forms.ReopenForm(data), actions.reopen, "重新处理了。"),
}  # fmt: skip


@needs(Capability.SEE_AGENDA)
@require_GET
def agendas(request: Request) -> HttpResponse:
    """议题, with the year's regular study above the list."""
    actor = request.actor
    keeps = policy.why_not_keep(actor) is None
    table = tables.agendas_table(actor.today, keeps=keeps)
    rows = queries.counted(actor, queries.visible_to(actor))
    studies = queries.studies(actor, actor.today.year) if queries.sees_all(actor) else None
    return list_page(request, table, rows, "duty/agenda/list.html", keeps=keeps, studies=studies, year=actor.today.year)


@needs(Capability.SEE_AGENDA)
@require_GET
def agenda(request: Request, pk: int) -> HttpResponse:
    """One 议题: where it stands, what was decided, its tasks, problems it took up."""
    actor = request.actor
    row = get_object_or_404(queries.visible_to(actor), pk=pk)
    lines = list(queries.decisions(actor).filter(agenda=row).select_related("unit").order_by("line"))
    for line in lines:
        line.agenda = row
    values = {
        "agenda": row, "bar": pages.agenda_bar(actor, row), "lines": lines, "slot": _slot(pk),
        "problems": [(one, tables.problem_light(one, actor.today)) for one in queries.problems(actor).filter(agenda=row)],
        "history": history_url("duty.agenda", pk), "keeps": policy.why_not_keep(actor) is None,
        "may_issue": actor.may(Capability.EDIT_TASKS) and queries.sees_all(actor),
    }  # fmt: skip
    return render(request, "duty/agenda/agenda.html", values)


def _slot(pk: int) -> str:
    """Where what lies above shows the tasks; "" where it is not there."""
    try:
        return reverse("ledger:of-agenda", args=[pk])
    except NoReverseMatch:
        return ""


@needs(Capability.KEEP_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def agenda_new(request: Request) -> HttpResponse:
    """安排议题."""
    actor = request.actor

    def act(entered: Entered) -> str:
        return url("agenda", actions.plan(actor, **entered).pk)

    return carry_out(request, Act(
        title="安排议题", verb="安排", act=act, said="安排了。", back=Link("不安排了", url("agendas")),
        form=lambda data: forms.PlanForm(data, initial={"day": actor.today}, meetings=queries.meetings()),
    ))  # fmt: skip


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def agenda_act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb of an 议题."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    if verb not in AGENDA:
        raise Http404
    refuse(policy.why_not(verb, request.actor, row))
    return _act(request, AGENDA[verb], row, "agenda")


def _act(request: Request, way: Way, row: Agenda | MajorProblem, page: str) -> HttpResponse:
    actor, pk = request.actor, row.pk

    def carry(entered: Entered) -> str:
        way.do(actor, pk, version=version_of(request), **entered)
        return url(page, pk)

    return carry_out(request, Act(
        title=f"{way.title}：{row.title}", verb=way.verb, act=carry, said=way.said, kind=f"duty.{page}", key=pk,
        form=lambda data: way.form(actor, row, data), version=lambda: version_now(type(row), pk),
        back=Link("回去", url(page, pk)),
    ))  # fmt: skip


# --- major problems ---------------------------------------------------------------------------------------------------


@needs(Capability.SEE_AGENDA)
@require_GET
def problems(request: Request) -> HttpResponse:
    """重大问题."""
    actor = request.actor
    keeps = policy.why_not_keep(actor) is None
    rows = queries.problems(actor).select_related("unit")
    return list_page(
        request, tables.problems_table(actor.today, keeps=keeps), rows, "duty/agenda/problems.html", keeps=keeps
    )


@needs(Capability.SEE_AGENDA)
@require_GET
def problem(request: Request, pk: int) -> HttpResponse:
    """One major problem."""
    actor = request.actor
    row = get_object_or_404(queries.problems(actor).select_related("unit", "agenda"), pk=pk)
    values = {"problem": row, "bar": pages.problem_bar(actor, row), "history": history_url("duty.problem", pk)}
    values["agenda"] = queries.visible_to(actor).filter(pk=row.agenda_id or 0).first()
    return render(request, "duty/agenda/problem.html", values)


@needs(Capability.KEEP_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def problem_new(request: Request) -> HttpResponse:
    """提出重大问题; ``agenda``: the 议题 that took it up."""
    actor, key = request.actor, request.GET.get("agenda", "")
    row = queries.visible_to(actor).filter(pk=int(key[:18])).first() if key.isdecimal() else None

    def act(entered: Entered) -> str:
        return url("problem", actions.raise_problem(actor, **entered, agenda=row.pk if row else None).pk)

    return carry_out(request, Act(
        title="提出重大问题", verb="提出", act=act, said="提出了。",
        note=f"由议题“{row.title}”提出。" if row else "",
        form=lambda data: forms.ProblemForm(data, units=queries.owners(actor)),
        back=Link("不提了", url("agenda", row.pk) if row else url("problems")),
    ))  # fmt: skip


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def problem_act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb of a major problem."""
    row = get_object_or_404(queries.problems(request.actor).select_related("unit"), pk=pk)
    if verb not in PROBLEM:
        raise Http404
    refuse(policy.why_not_problem(verb, request.actor, row))
    return _act(request, PROBLEM[verb], row, "problem")
