"""Challenges of figures: raised, listed, answered by a click or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enter_for import EnterFor, behalf
from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.assessment.rounds import actions, forms, policy, queries, tables
from wuze.assessment.rounds.actions import Challenge
from wuze.assessment.rounds.evidence import OBJECTION
from wuze.assessment.rounds.models import Objection
from wuze.assessment.rounds.pages import parts
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.views.results import found, published
from wuze.kernel.errors import Refusal, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.evidence import pages as evidence
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.evidence.queries import earlier
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page

Data = Mapping[str, Any] | None
SEES = needs(Capability.SEE_RESULTS)
RUNS = needs(Capability.RUN_ROUNDS)


@SEES
@files_first
@acts
@require_http_methods(["GET", "POST"])
def object_to(request: Request, pk: int) -> HttpResponse:
    """提异议."""
    actor, result = request.actor, found(request, pk)
    refuse(policy.why_not_object(actor, result))
    items = [(one.id, one.name) for one in queries.scheme_of(result.member.round).scheme.items]
    own = policy.why_must_enter_for(actor, result) is None
    before = earlier(actor, [result.member.unit_id] if result.member.unit_id else [])
    kept: list[BaseForm] = []

    def form(data: Data) -> BaseForm:
        initial = {"item": request.GET.get("item", ""), "for_whom": str(result.member)}
        kept.append((forms.ObjectForm if own else forms.ObjectForForm)(
            data, initial=initial, items=items, brought=brought_of(request), earlier=before,
        ))  # fmt: skip
        return kept[-1]

    def carry(entered: Entered) -> str:
        said = Challenge(entered["item"], entered["text"], entered["evidence"], entered["papers"])
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
        tables.objections(lambda one: parts.answer_link(request.actor, one)),
        rows,
        "assessment/rounds/objections.html",
        **values,
    )


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """答复."""
    actor, one = request.actor, get_object_or_404(queries.objections_to_answer(request.actor), pk=pk)
    refuse(policy.why_not_answer(actor, one, one.result.calculation))

    def carry(entered: Entered) -> str:
        upheld = entered["upheld"] == "yes"
        actions.answer(actor, pk, version=version_of(request), upheld=upheld, text=entered["text"])
        return url("objections", one.result.member.round_id)

    return carry_out(request, _answering(request, one, Act(
        title=f"答复：{one}", verb="答复", form=forms.AnswerForm, act=carry, said="答复了，写在这个数旁边。", back=_back(one),
        more={"other": Link("领导书面定的，在这里登记", url("answer-paper", pk))},
    )))  # fmt: skip


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def answer_on_paper(request: Request, pk: int) -> HttpResponse:
    """线下已定，登记: what a leader decided on paper."""
    actor, one = request.actor, get_object_or_404(queries.objections_to_answer(request.actor), pk=pk)
    refuse(policy.why_not_register_answer(actor, one, one.result.calculation))
    deciders = queries.deciders(one.result.member.round.unit_id, actor.today)
    if not deciders:
        refuse(Refusal("round.nobody", "本机关负责人和县领导的岗位都没有人任职，先在“名录—岗位”里登记任职。"))
    kept: list[forms.PaperAnswerForm] = []

    def form(data: Data) -> BaseForm:
        kept.append(forms.PaperAnswerForm(data, deciders=deciders))
        return kept[-1]

    def carry(_entered: Entered) -> str:
        actions.register_answer(actor, pk, kept[-1].decision(), version=version_of(request))
        return url("objections", one.result.member.round_id)

    return carry_out(request, _answering(request, one, Act(
        title=f"登记线下答复：{one}", verb="登记这份答复", form=form, act=carry, said="登记了，写在这个数旁边。", back=_back(one),
    )))  # fmt: skip


def _back(one: Objection) -> Link:
    return Link(str(one.result.member), url("card", one.result_id))


def _answering(request: Request, one: Objection, page: Act) -> Act:
    """With what was said and shown."""
    files = evidence.files(request.actor, OBJECTION, one, queries.files_of_objection(one))
    said = f"{one.by}{one.on:%m月%d日}提出：{one.text}{f'（依据：{one.evidence}）' if one.evidence else ''}"
    return replace(
        page, kind="assessment.round", key=one.result.member.round_id, version=lambda: version_now(Objection, one.pk),
        template="assessment/rounds/form.html", more=page.more | {"files": files}, note=said,
    )  # fmt: skip
