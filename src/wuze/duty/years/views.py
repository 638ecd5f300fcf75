"""The year's list and its lines."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.duty.shared import url
from wuze.duty.years import actions, forms, policy, queries
from wuze.duty.years.models import YearLine
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out

FIELDS = tuple(actions.Content.__dataclass_fields__)


@needs(Capability.SEE_AGENDA)
@require_GET
def year(request: Request) -> HttpResponse:
    """The list, with its days in this year and the next."""
    actor = request.actor
    at = actor.today.year
    rows = [
        (line, queries.audience_of(line), queries.span_of(line, at), queries.span_of(line, at + 1))
        for line in queries.visible_to(actor)
    ]
    values = {
        "rows": rows, "year": at, "keeps": policy.why_not_keep(actor) is None,
        "issue": _issue() if policy.why_not_keep(actor) is None else "",
    }  # fmt: skip
    return render(request, "duty/years/list.html", values)


def _issue() -> str:
    """Where the ledger makes tasks of it; "" where it does not."""
    try:
        return reverse("ledger:year")
    except NoReverseMatch:
        return ""


@needs(Capability.KEEP_AGENDA)
@acts
@require_POST
def adopt(request: Request) -> HttpResponse:
    """用现成的."""
    number = actions.adopt(request.actor)
    messages.success(request, f"放好了{number}项，逐条看一遍，不合适的改。")
    return redirect(url("year"))


@needs(Capability.KEEP_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def line_new(request: Request) -> HttpResponse:
    """加一项."""

    def act(entered: Entered) -> str:
        actions.add(request.actor, actions.Content(**entered))
        return url("year")

    return carry_out(request, Act(
        title="加一项年度安排", verb="加上", form=forms.LineForm, act=act, said="加上了。", back=Link("不加了", url("year")),
        note="节点遇休息日，提前到前一个工作日。",
    ))  # fmt: skip


@needs(Capability.KEEP_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def line_edit(request: Request, pk: int) -> HttpResponse:
    """改一项."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    refuse(policy.why_not_keep(request.actor))

    def act(entered: Entered) -> str:
        actions.edit(request.actor, pk, actions.Content(**entered), version=version_of(request))
        return url("year")

    return carry_out(request, Act(
        title=f"改：{row}", verb="存下", act=act, said="改好了。已经交办的不变。", kind=actions.KIND, key=pk,
        form=lambda data: forms.LineForm(data, initial={name: getattr(row, name) for name in FIELDS}),
        version=lambda: version_now(YearLine, pk), back=Link("不改了", url("year")),
    ))  # fmt: skip


@needs(Capability.KEEP_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def line_drop(request: Request, pk: int) -> HttpResponse:
    """去掉一项."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)

    def act(entered: Entered) -> str:
        actions.drop(request.actor, pk, version=version_of(request), **entered)
        return url("year")

    return carry_out(request, Act(
        title=f"去掉：{row}", verb="去掉", form=forms.DropForm, act=act, said="去掉了。已经交办的不变。", kind=actions.KIND, key=pk,
        version=lambda: version_now(YearLine, pk), back=Link("留着", url("year")),
    ))  # fmt: skip
