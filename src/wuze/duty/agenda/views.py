"""Pages of 议题 and major problems, and their verbs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Link
from wuze.kernel.web.frame import address
from wuze.registry.pages import history_url
from wuze.registry.shared import Act, Data, Entered, Way, carry_out, carry_way, list_page, ordinary, plain


def decide_form(request: Request, _row: Agenda, data: Data) -> BaseForm:
    """Owners to choose from."""
    return forms.DecideForm(data, units=queries.owners(request.actor))


def hold_form(request: Request, row: Agenda, data: Data) -> BaseForm:
    """The day it was planned for, or today."""
    return forms.HoldForm(data, initial={"day": min(row.day, request.actor.today)})


def move_form(_request: Request, row: Agenda, data: Data) -> BaseForm:
    """Another day."""
    return forms.MoveForm(data, initial={"day": row.day})


def may(verb: str) -> Callable[[Actor, Agenda], Refusal | None]:
    """Why not, of a verb of an 议题."""
    return partial(policy.why_not, verb)


def may_problem(verb: str) -> Callable[[Actor, MajorProblem], Refusal | None]:
    """Why not, of a verb of a major problem."""
    return partial(policy.why_not_problem, verb)


AGENDA: dict[str, Way[Agenda]] = {
    "hold": Way("登记研究", "登记", may("hold"), hold_form, ordinary(actions.hold), "登记了。接着把议定事项一条一条记下来。"),
    "decide": Way("记议定事项", "记下", may("decide"), decide_form, ordinary(actions.decide), "记下了。"),
    "move": Way("改期", "改期", may("move"), move_form, ordinary(actions.move), "改期了。"),
    "drop": Way("不研究了", "登记", may("drop"), plain(forms.ReasonForm), ordinary(actions.drop), "登记了，理由留着。"),
}  # fmt: skip
PROBLEM: dict[str, Way[MajorProblem]] = {
    "take": Way("着手处理", "记下", may_problem("take"), plain(forms.NoteForm), ordinary(actions.take), "记下了。"),
    "close": Way("认定解决", "认定", may_problem("close"), plain(forms.NoteForm), ordinary(actions.close), "认定解决了。"),
    "reopen": Way("重新处理", "重新处理", may_problem("reopen"), plain(forms.ReopenForm), ordinary(actions.reopen), "重新处理了。"),
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
    return carry_way(
        request, AGENDA[verb], row, title=row.title, kind="duty.agenda", back=Link("回去", url("agenda", pk)),
        where=lambda _: url("agenda", pk),
    )  # fmt: skip


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
    values |= {
        "tasks": address("ledger:home"),
        "task_new": address("ledger:new") if actor.may(Capability.EDIT_TASKS) else "",
    }
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
    return carry_way(
        request, PROBLEM[verb], row, title=row.title, kind="duty.problem", back=Link("回去", url("problem", pk)),
        where=lambda _: url("problem", pk),
    )  # fmt: skip
