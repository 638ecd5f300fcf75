"""Results as a list, one score card, its paper; challenges and grades."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enter_for import EnterFor, behalf
from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attached
from wuze.accounts.gate import Request, acts, needs
from wuze.assessment.rounds import actions, chart, forms, known, policy, queries, tables
from wuze.assessment.rounds.actions import Challenge
from wuze.assessment.rounds.models import Objection, Result, Round
from wuze.assessment.rounds.pages import paper, parts
from wuze.assessment.rounds.pages.card import Card
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.states import PUBLISHED
from wuze.assessment.rounds.views.shared import opened, run_by
from wuze.assessment.schemes import duties
from wuze.kernel.errors import Refusal, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page

Data = Mapping[str, Any] | None
SEES = needs(Capability.SEE_RESULTS)
RUNS = needs(Capability.RUN_ROUNDS)


def published(request: Request, pk: int) -> Round:
    """A round with results that this actor may list; each unit has its own sheet elsewhere."""
    row = opened(request, pk)
    if not queries.runs(request.actor, row) and row.state not in PUBLISHED:
        refuse(Refusal("round.not_published", "结果还没有反馈。"))
    return row


@SEES
@require_GET
def results(request: Request, pk: int) -> HttpResponse:
    """The list, of what one sees, with a picture of how the totals are spread."""
    actor, row = request.actor, published(request, pk)
    run = queries.calculation_of(row)
    if run is None:
        raise Http404
    seen = queries.of_calculation(queries.results_visible_to(actor), run)
    groups, types, places = queries.choices_of(seen)
    table = tables.results(run, queries.scheme_of(row).scheme, groups, types, places)
    picture = chart.spread(queries.histogram(seen, run.places)) if seen.count() > FEW else None
    values = {
        "round": row, "run": run, "tabs": parts.tabs(actor, row), "spread": picture, "runs": queries.runs(actor, row)
    }  # fmt: skip
    return list_page(request, table, seen, "assessment/rounds/results.html", **values)


FEW = 3
"""A picture of fewer is no picture."""


@RUNS
@require_GET
def workbook(request: Request, pk: int) -> HttpResponse:
    """结果.xlsx, whole: 汇总, 得分, 说明, 等次与名额, 校验, made from the frozen facts."""
    row = run_by(request, pk)
    run = queries.calculation_of(row)
    if run is None:
        raise Http404
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result.xlsx"
        paper.write(row, run, path)
        return attached(path.read_bytes(), str(row), request.actor.today, what="结果")


def found(request: Request, pk: int) -> Result:
    """A result the actor sees, or 404."""
    return get_object_or_404(queries.results_visible_to(request.actor), pk=pk)


def made(request: Request, result: Result, opened: str = "") -> Card:
    """The card of a result; ``opened`` names the indicator to open."""
    row = result.member.round
    scheme = queries.scheme_of(row).scheme
    item = scheme.item_by_id.get(opened)
    links = duties.links(request.actor) if item else {}
    now = queries.provided_now(result, item) if item else known.Of()
    run = result.calculation
    checked = "，重算一致" if run.unequal == 0 else ""
    return Card(
        result, scheme, queries.group_totals(result), queries.objections_about(result), checked,
        opened, policy.why_not_object(request.actor, result) is None, links, now,
    )  # fmt: skip


@SEES
@require_GET
def card(request: Request, pk: int) -> HttpResponse:
    """得分单; ``open`` opens one indicator."""
    actor, result = request.actor, found(request, pk)
    row = result.member.round
    values = {
        "card": made(request, result, request.GET.get("open", "")), "result": result, "round": row,
        "runs": queries.runs(actor, row), "no_object": policy.why_not_object(actor, result),
        "no_grade": policy.why_not_grade(actor, result), "stage": paper.stage_sentence(row),
        "lists": queries.runs(actor, row) or actor.sees_county or actor.may(Capability.RATE), "corrected": queries.correction_of(actor, result),
        "current": row.calculation == result.calculation_id,
    }  # fmt: skip
    return render(request, "assessment/rounds/card.html", values)


@SEES
@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """反馈单: one page to print and sign."""
    result = found(request, pk)
    row = result.member.round
    values = {"card": made(request, result), "result": result, "round": row, "stage": paper.stage_sentence(row)}
    return render(request, "assessment/rounds/sheet.html", values)


# --- challenges -------------------------------------------------------------------------------------------------------


@SEES
@acts
@require_http_methods(["GET", "POST"])
def object_to(request: Request, pk: int) -> HttpResponse:
    """提异议."""
    actor, result = request.actor, found(request, pk)
    refuse(policy.why_not_object(actor, result))
    items = [(one.id, one.name) for one in queries.scheme_of(result.member.round).scheme.items]
    own = policy.why_must_enter_for(actor, result) is None
    kept: list[BaseForm] = []

    def form(data: Data) -> BaseForm:
        initial = {"item": request.GET.get("item", ""), "for_whom": str(result.member)}
        kept.append((forms.ObjectForm if own else forms.ObjectForForm)(data, initial=initial, items=items))
        return kept[-1]

    def carry(entered: Entered) -> str:
        said = Challenge(entered["item"], entered["text"], entered["evidence"])
        last = kept[-1]
        actions.object_to(actor, pk, said, behalf=behalf(last) if isinstance(last, EnterFor) else None)
        return url("card", pk)

    return carry_out(request, Act(
        title=f"提异议：{result.member}", verb="提出", form=form, act=carry, said="提出了，5个工作日内答复。",
        back=Link("不提了", url("card", pk)), template="assessment/rounds/form.html",
        note="由测算以外的人来定。理由和答复都记在这个数旁边。",
    ))  # fmt: skip


@SEES
@require_GET
def objections(request: Request, pk: int) -> HttpResponse:
    """异议, of what one sees."""
    row = published(request, pk)
    rows = queries.objections_of(request.actor, row)
    values = {"round": row, "tabs": parts.tabs(request.actor, row)}
    return list_page(
        request,
        tables.objections(lambda one: policy.why_not_answer(request.actor, one, one.result.calculation) is None),
        rows,
        "assessment/rounds/objections.html",
        **values,
    )


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """答复."""
    one = get_object_or_404(queries.objections_to_answer(request.actor), pk=pk)
    refuse(policy.why_not_answer(request.actor, one, one.result.calculation))

    def carry(entered: Entered) -> str:
        upheld = entered["upheld"] == "yes"
        actions.answer(request.actor, pk, version=version_of(request), upheld=upheld, text=entered["text"])
        return url("objections", one.result.member.round_id)

    return carry_out(request, Act(
        title=f"答复：{one}", verb="答复", form=forms.AnswerForm, act=carry, said="答复了，写在这个数旁边。",
        back=Link(str(one.result.member), url("card", one.result_id)), kind="assessment.round",
        key=one.result.member.round_id, version=lambda: version_now(Objection, pk), template="assessment/rounds/form.html",
        note=f"{one.by}{one.on:%m月%d日}提出：{one.text}{f'（依据：{one.evidence}）' if one.evidence else ''}",
    ))  # fmt: skip


# --- grades -----------------------------------------------------------------------------------------------------------


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def grade(request: Request, pk: int, which: str) -> HttpResponse:
    """建议等次 or 审定等次 other than the computed one."""
    if which not in {"proposed", "final"}:
        raise Http404
    result = found(request, pk)
    refuse(policy.why_not_grade(request.actor, result))
    grades = [one.name for one in queries.scheme_of(result.member.round).scheme.grades]
    final = which == "final"
    kind: Any = forms.FinalForm if final else forms.GradeForm
    act: Any = actions.fix_grade if final else actions.propose_grade

    def carry(entered: Entered) -> str:
        act(request.actor, pk, version=version_of(request), **entered)
        return url("card", pk)

    return carry_out(request, Act(
        title=f"{'审定' if final else '建议'}等次：{result.member}", verb="登记" if final else "建议",
        form=lambda data: kind(data, initial={"grade": result.stands}, grades=grades), act=carry, said="记下了，分数没有变。",
        back=Link(str(result.member), url("card", pk)), kind="assessment.round", key=result.member.round_id,
        version=lambda: version_now(Result, pk), template="assessment/rounds/form.html",
        note=f"总分{result.total:f}，测算等次{result.grade}{f'，建议{result.proposed}' if result.proposed else ''}。",
    ))  # fmt: skip


@SEES
@require_GET
def mine(request: Request) -> HttpResponse:
    """得分: the actor's own units over all rounds."""
    rows = list(queries.mine(request.actor)[:60])
    return render(request, "assessment/rounds/mine.html", {"results": rows, "rounds": reverse("rounds:home")})
