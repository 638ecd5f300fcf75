"""Results as a list, one score card, its paper; challenges and grades."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attached
from wuze.accounts.gate import Request, acts, needs
from wuze.assessment.rounds import actions, chart, forms, known, policy, queries, tables
from wuze.assessment.rounds.evidence import OBJECTION
from wuze.assessment.rounds.models import Objection, Result, Round
from wuze.assessment.rounds.pages import paper, parts, ties
from wuze.assessment.rounds.pages.card import Card
from wuze.assessment.rounds.pages.papers import papers
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.states import PUBLISHED
from wuze.assessment.rounds.views.shared import opened, run_by
from wuze.assessment.schemes import duties
from wuze.kernel.errors import Refusal, refuse
from wuze.kernel.web.components import ChainPart, Link
from wuze.kernel.web.request import version_of
from wuze.registry.evidence import pages as evidence
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page
from wuze.scoring.model import Item

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
    whole, left_out = queries.counted(seen)
    picture = chart.spread(queries.histogram(seen, run.places)) if whole > FEW else None
    values = {
        "round": row, "run": run, "tabs": parts.tabs(actor, row), "spread": picture, "left_out": left_out,
        "runs": queries.runs(actor, row)
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
    own = ties.Peer(result.rank, result.items, result.parts)
    tied = ties.sentence(scheme, own, [ties.Peer(*one) for one in queries.peers_of(result)])
    return Card(
        result, scheme, queries.group_totals(result), queries.objections_about(result), checked,
        opened, policy.why_not_object(request.actor, result) is None, links, now, tied,
        last_year(request, result, item), papers(queries.papers_about(result)) if item else {},
    )  # fmt: skip


def last_year(request: Request, result: Result, item: Item | None) -> ChainPart:
    """What the same indicator gave the unit the last time, where its sheet opens for the actor."""
    old = queries.before(request.actor, result) if item else None
    stored = old.items.get(item.id) if old is not None and item is not None else None
    if old is None or item is None or stored is None or stored["points"] is None:
        return ChainPart("没有")
    return ChainPart(
        f"{old.member.round.year}年这项{stored['points']}", f"{url('card', old.pk)}?open={item.id}#i-{item.id}"
    )


def objected(request: Request, one: Objection, result: Result) -> tuple[Objection, evidence.Files, Link | None]:
    """A challenge on a card, its files, where the actor answers it."""
    one.result.member = result.member
    return one, evidence.files(request.actor, OBJECTION, one, one.files.all()), parts.answer_link(request.actor, one)


@SEES
@require_GET
def card(request: Request, pk: int) -> HttpResponse:
    """得分单; ``open`` opens one indicator."""
    actor, result = request.actor, found(request, pk)
    row = result.member.round
    shown = made(request, result, request.GET.get("open", ""))
    values = {
        "card": shown, "objected": [objected(request, one, result) for one in shown.objections], "result": result, "round": row,
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
