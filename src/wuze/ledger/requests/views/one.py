"""One request and its verbs, each a page with a form or a single tap."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.approvals.queries import about
from wuze.accounts.enter_for import EnterFor, behalf
from wuze.accounts.enums import ApprovalState, Capability
from wuze.accounts.gate import Request as Asking
from wuze.accounts.gate import acts, needs
from wuze.accounts.values import Actor
from wuze.kernel.web.request import version_of
from wuze.ledger.addresses import url
from wuze.ledger.requests import actions, forms, pages, policy, queries, rules
from wuze.ledger.requests.models import Request
from wuze.ledger.requests.tables import marks
from wuze.registry.pages import history_url
from wuze.registry.rules import cn
from wuze.registry.shared import Data, Entered, Way, carry_way, ordinary, plain

Make = Callable[[Asking, Request, Data], BaseForm]
Do = Callable[[Asking, Request, Entered], object]


@needs(Capability.SEE_TASKS)
@require_GET
def one(request: Asking, pk: int) -> HttpResponse:
    """Every step, seen by the asker as by everybody concerned."""
    actor = request.actor
    row = get_object_or_404(queries.opened(actor), pk=pk)
    values = {
        "row": row, "bar": pages.bar(actor, row), "chain": pages.chain(row), "tags": marks(row),
        "answers": queries.answers_of(row), "steps": pages.derivation(row), "history": history_url("ledger.request", pk),
        "waits": [wait for wait in about("ledger.request", str(pk)) if wait.state == ApprovalState.ASKED],
    }  # fmt: skip
    return render(request, "ledger/requests/one.html", values)


# --- the verbs --------------------------------------------------------------------------------------------------------


def told(_actor: Actor, row: Request) -> str:
    """The request itself."""
    return row.text


def assign_form(request: Asking, row: Request, data: Data) -> BaseForm:
    """Whom it may be given, and the days of each kind."""
    units = list(queries.handlers_for(request.actor, row).values_list("pk", "name"))
    return forms.AssignForm(data, units=units, days=queries.days_on(request.actor.today))


def transfer_form(request: Asking, row: Request, data: Data) -> BaseForm:
    """Everybody else who could take it."""
    return forms.TransferForm(data, units=list(queries.others_to_take(request.actor, row).values_list("pk", "name")))


def judge_form(own: Callable[[Data], BaseForm], other: Callable[..., BaseForm]) -> Make:
    """With a paper where the superior enters it."""

    def made(request: Asking, row: Request, data: Data) -> BaseForm:
        mine = policy.why_must_enter_for(request.actor, row.unit) is None
        return own(data) if mine else other(data, initial={"for_whom": f"{row.unit} {row.asker}"[:80]})

    return made


def judged(act: Callable[..., object]) -> Do:
    """The asker's word, with the paper where there is one."""

    def carried(request: Asking, row: Request, entered: Entered) -> object:
        paper = behalf(entered.form) if isinstance(entered.form, EnterFor) else None
        return act(request.actor, row.pk, version=version_of(request), why=entered.get("why", ""), behalf=paper)

    return carried


def answered_note(_actor: Actor, row: Request) -> str:
    """The last answer."""
    last = queries.last_answer(row)
    return f"{last.unit}的答复：{last.text}" if last else row.text


def extend_note(_actor: Actor, row: Request) -> str:
    """What holds until it is decided."""
    return f"限期{cn(row.due)}。由别人来定，没有答复以前限期不变。" if row.due else ""


def close_note(_actor: Actor, _row: Request) -> str:
    """When this is the way."""
    return f"提的人没有说满意不满意。答复后{rules.SILENT}个工作日没回话，或政策办不到的，写明理由办结，提的人看得到。"


WAYS: dict[str, Way[Request]] = {
    "assign": Way("分办", "交下去", policy.why_not_assign, assign_form, ordinary(actions.assign), "交下去了，从今天起算时间。", told),
    "up": Way("报牵头机关分办", "报上去", policy.why_not_pass_up, plain(forms.ReasonForm), ordinary(actions.pass_up), "报上去了。", told),
    "accept": Way("受理", "受理", policy.why_not_accept, plain(forms.NoForm), ordinary(actions.accept), "受理了，提的人看得到。", told),
    "answer": Way("答复", "答复", policy.why_not_answer, plain(forms.AnswerForm), ordinary(actions.answer), "答复了，等提的人说满意不满意。", told),
    "extend": Way(
        "申请延期", "申请", policy.why_not_extend, plain(forms.ExtendForm), ordinary(actions.ask_extension), "申请了，等批。", extend_note
    ),
    "transfer": Way("转办", "转过去", policy.why_not_transfer, transfer_form, ordinary(actions.transfer), "转过去了，限期不变。", told),
    "back": Way("退回分办", "退回", policy.why_not_send_back, plain(forms.ReasonForm), ordinary(actions.send_back), "退回了，等重新分办。", told),
    "content": Way(
        "满意", "满意，办结", policy.why_not_judge, judge_form(forms.ContentForm, forms.ContentForForm), judged(actions.content),
        "办结了。", answered_note,
    ),
    "discontent": Way(
        "不满意", "请再办", policy.why_not_judge, judge_form(forms.DiscontentForm, forms.DiscontentForForm),
        judged(actions.discontent), "转回去再办了。", answered_note,
    ),
    "close": Way("办结", "办结", policy.why_not_close, plain(forms.ReasonForm), ordinary(actions.close), "办结了，提的人看得到理由。", close_note),
    "withdraw": Way("撤回", "撤回", policy.why_not_withdraw, plain(forms.ReasonForm), ordinary(actions.withdraw), "撤回了。", told),
}  # fmt: skip


@needs(Capability.REPORT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def act(request: Asking, pk: int, verb: str) -> HttpResponse:
    """One verb of a request."""
    way = WAYS.get(verb)
    if way is None:
        raise Http404
    row = get_object_or_404(queries.opened(request.actor), pk=pk)
    return carry_way(
        request, way, row, title=row.title, kind="ledger.request", back=pages.link(row),
        where=lambda _: url("request-one", pk), template="ledger/form.html", row=row,
    )  # fmt: skip
