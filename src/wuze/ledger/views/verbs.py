"""One task and its verbs, each a page with a form or a single tap."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.approvals import queries as approvals
from wuze.accounts.approvals.queries import about
from wuze.accounts.enter_for import EnterFor, behalf
from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.ledger import actions, forms, held, pages, policy, queries, rules, scopes
from wuze.ledger.activities.queries import to_cite
from wuze.ledger.enums import AskState, ReportKind, TaskState
from wuze.ledger.models import Cooperator, Report, Task
from wuze.ledger.queries.held import held_lines
from wuze.ledger.tables import light_of
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.evidence.queries import earlier
from wuze.registry.pages import history_url
from wuze.registry.rules import cn
from wuze.registry.shared import Act, Data, Entered, Way, carry_out, carry_way, ordinary, plain


def opened(request: Request, pk: int) -> Task:
    """The task a page is about, if the actor sees it."""
    rows = queries.visible_to(request.actor).select_related("lead", "issuer", "post", "parent")
    return get_object_or_404(rows, pk=pk)


@needs(Capability.SEE_TASKS)
@require_GET
def task(request: Request, pk: int) -> HttpResponse:
    """Where it stands, who owes what, how the node came about, what was reported."""
    actor, row = request.actor, opened(request, pk)
    helpers, extensions = list(queries.cooperators_of(row)), queries.extensions_of(row)
    posts = [one for one in (row.post_id, *(helper.post_id for helper in helpers)) if one]
    holders = queries.holders_of(posts, actor.today)
    parts = queries.rolled_up(row, actor.today)
    waits = [one for one in about("ledger.task", str(pk)) if one.state == AskState.ASKED]
    values = {
        "task": row, "bar": pages.task_bar(actor, row), "chain": pages.chain(actor, row), "parts": parts,
        "owed": pages.owed(actor, row, helpers, holders), "derivation": pages.derivation(row, extensions, actor.today),
        "reports": pages.reports(actor, queries.reports_of(row), row), "extensions": extensions,
        "adjustments": queries.adjustments_of(row), "history": history_url("ledger.task", pk),
        "used": pages.used_url(actor, row),
        "children": [(one, light_of(actor, one)) for one in queries.parts_of(actor, row)[:60]] if parts.total else [],
        "rest": rules.rest_note(row.due) if row.state == TaskState.DRAFT else "",
        "waits": waits, "opens": approvals_seen(actor, waits),
    }  # fmt: skip
    return render(request, "ledger/task.html", values)


def approvals_seen(actor: Actor, waits: list[Approval]) -> set[int]:
    """Which of these requests the actor may open."""
    keys = [one.pk for one in waits]
    return set(approvals.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


# --- the verbs --------------------------------------------------------------------------------------------------------


def receive_form(request: Request, task: Task, data: Data) -> BaseForm:
    """Nothing for one's own unit; a paper for another."""
    own = policy.why_must_enter_for(request.actor, task.lead) is None
    return forms.NoForm(data) if own else forms.ForForm(data, initial={"for_whom": str(task.lead)})


def report_form(request: Request, task: Task, data: Data) -> BaseForm:
    """With a paper where it is entered for a unit."""
    kind = request.GET.get("kind", "")
    known = kind if kind in ReportKind.values else ReportKind.FINAL.value
    initial = {
        "happened": request.actor.today,
        "kind": known,
        "for_whom": str(task.lead),
        "text": "\n".join(prefilled(request, task)),
    }
    own = policy.why_must_enter_for(request.actor, task.lead) is None
    return (forms.ReportForm if own else forms.ReportForForm)(
        data, initial=initial, parts=queries.open_parts(task), entries=to_cite(task.lead), brought=brought_of(request),
        earlier=earlier(request.actor, [task.lead_id]),
    )  # fmt: skip


def prefilled(request: Request, task: Task) -> list[str]:
    """What the registry holds of what is asked: a report begins with it."""
    found = held.named(task.title, task.requirement, task.standard)
    return held_lines(request.actor, task.lead, found) if found else []


def report_note(_actor: Actor, task: Task) -> str:
    """That something is there already."""
    found = held.named(task.title, task.requirement, task.standard)
    return "名录里有的先填好了，对的不用改；不对的在这里写明，并到名录里提更正。" if found else ""


def paper(form: BaseForm) -> Any:
    """For whom, where the form asks it."""
    return behalf(form) if isinstance(form, EnterFor) else None


def do_report(request: Request, task: Task, entered: Entered) -> object:
    """What was entered as a report."""
    assert isinstance(entered.form, forms.ReportForm)  # noqa: S101 - made by report_form
    said = actions.Said(
        entered["kind"], entered["text"], entered["happened"], evidence=entered["evidence"], entry=entered.form.entry(),
        parts_why=entered.get("parts_why", ""), files=entered["papers"],
    )  # fmt: skip
    return actions.report(request.actor, task.pk, said, version=version_of(request), behalf=paper(entered.form))


def do_nil(request: Request, task: Task, _entered: Entered) -> object:
    """Nothing new: one tap."""
    return actions.report(request.actor, task.pk, actions.Said(ReportKind.NIL), version=version_of(request))


def do_receive(request: Request, task: Task, entered: Entered) -> object:
    """Receipt."""
    return actions.receive(request.actor, task.pk, version=version_of(request), behalf=paper(entered.form))


def do_adjust(request: Request, task: Task, entered: Entered) -> object:
    """Core content by approval."""
    wanted = {name: entered[name] for name in ("title", "requirement", "standard")}
    return actions.ask_adjustment(
        request.actor, task.pk, version=version_of(request), wanted=wanted, reason=entered["reason"]
    )


def adjust_form(_request: Request, task: Task, data: Data) -> BaseForm:
    """As it stands."""
    return forms.AdjustForm(data, initial={name: getattr(task, name) for name in ("title", "requirement", "standard")})


def assign_form(_request: Request, task: Task, data: Data) -> BaseForm:
    """Posts of the unit."""
    return forms.AssignForm(data, initial={"post": task.post_id}, posts=queries.posts_to_choose(task.lead))


def cooperate_form(request: Request, task: Task, data: Data) -> BaseForm:
    """Units that may be asked."""
    units = scopes.grouped(list(queries.may_issue_to(request.actor).exclude(pk=task.lead_id).order_by("path")))
    return forms.CooperatorForm(data, initial={"due": task.due}, units=units)


def review_note(_actor: Actor, task: Task) -> str:
    """The last report in a sentence."""
    last = task.reports.filter(kind=ReportKind.FINAL).first()
    return f"{task.lead}的反馈：{last.text}" if last else ""


WAYS: dict[str, Way[Task]] = {
    "issue": Way("交办", "交办", policy.why_not_issue, plain(forms.NoForm), ordinary(actions.issue), "交办了，从今天起算时间。"),
    "urgent": Way(
        "交办前报批", "报批", policy.why_not_ask_short, plain(forms.ReasonForm), ordinary(actions.ask_short), "报批了，等答复。",
        lambda actor, task: policy.needs_approval(task, actor.today),
    ),
    "receive": Way("签收", "签收", policy.why_not_receive, receive_form, do_receive, "签收了。"),
    "report": Way("写汇报", "报上去", policy.why_not_report, report_form, do_report, "报上去了。", report_note),
    "nil": Way("没有新情况", "报没有新情况", policy.why_not_report, plain(forms.NoForm), do_nil, "记下了：没有新情况。"),
    "accept": Way("认可，交核验", "认可", policy.why_not_accept, plain(forms.NoForm), ordinary(actions.accept), "认可了，等核验销号。"),
    "return": Way(
        "退回补充", "退回", policy.why_not_send_back, plain(forms.ReasonForm), ordinary(actions.send_back), "退回了，对方看得到理由。", review_note
    ),
    "close": Way("核验，销号", "销号", policy.why_not_close, plain(forms.HowForm), ordinary(actions.close), "销号了。", review_note),
    "excuse": Way(
        "注明非本单位原因", "注明", policy.why_not_excuse, plain(forms.ReasonForm), ordinary(actions.excuse), "注明了，这件不计入按时率。",
        lambda _actor, _task: "迟的标记留着，只是不算进比率。",
    ),
    "cancel": Way("取消这件事", "取消", policy.why_not_cancel, plain(forms.ReasonForm), ordinary(actions.cancel), "取消了，各单位看得到理由。"),
    "reopen": Way("重新办", "重新办", policy.why_not_reopen, plain(forms.ReopenForm), ordinary(actions.reopen), "重新办了。"),
    "extend": Way(
        "申请延期", "申请", policy.why_not_extend, plain(forms.ExtendForm), ordinary(actions.ask_extension), "申请了，等交办单位的负责人定。",
        lambda _actor, task: f"节点{cn(task.due)}。延期由交办单位定，没有答复以前节点不变。" if task.due else "",
    ),
    "adjust": Way(
        "报批调整", "报批", policy.why_not_adjust, adjust_form, do_adjust, "报批了，同意以后才变。",
        lambda _actor, _task: "事项、要求、完成标准是核心内容，同意以后才变。",
    ),
    "assign": Way(
        "定岗位", "定下", policy.why_not_assign, assign_form, ordinary(actions.assign), "岗位定了。",
        lambda _actor, _task: "换人时，这件事跟着岗位走。",
    ),
    "cooperate": Way("定协办", "定下", policy.why_not_cooperate, cooperate_form, ordinary(actions.add_cooperator), "协办定了。"),
}  # fmt: skip


@needs(Capability.SEE_TASKS)
@files_first
@acts
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb of a task."""
    way = WAYS.get(verb)
    if way is None:
        raise Http404
    row = opened(request, pk)
    return carry_way(
        request, way, row, title=row.title, kind="ledger.task", back=pages.link(row), where=lambda _: pages.url("task", pk),
        template="ledger/form.html", task=row,
    )  # fmt: skip


@needs(Capability.REPORT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def hand_in(request: Request, pk: int) -> HttpResponse:
    """A co-operator's part."""
    actor = request.actor
    one: Cooperator = get_object_or_404(queries.visible_cooperators(actor), pk=pk)
    refuse(policy.why_not_hand_in(actor, one))
    own = policy.why_must_enter_for(actor, one.unit) is None

    def form(data: Data) -> BaseForm:
        return forms.HandInForm(data) if own else forms.HandInForForm(data, initial={"for_whom": str(one.unit)})

    def carry(entered: Entered) -> str:
        actions.hand_in(actor, pk, note=entered["note"], behalf=paper(entered.form))
        return pages.url("task", one.task_id)

    return carry_out(request, Act(
        title=f"交{one.gives}：{one.task.title}", verb="交了", form=form, act=carry, said="记下了。",
        back=pages.link(one.task), template="ledger/form.html", more={"task": one.task},
    ))  # fmt: skip


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """答复: to a unit that said it cannot."""
    actor = request.actor
    row: Report = get_object_or_404(queries.visible_reports(actor), pk=pk, kind=ReportKind.HARD)

    def carry(entered: Entered) -> str:
        actions.answer_hard(actor, pk, answer=entered["answer"])
        return pages.url("task", row.task_id)

    if not queries.hard_waiting(actor).filter(pk=pk).exists():
        refuse(
            Refusal(
                "ledger.answered", "这一条已经答复，或不由您的单位答复。", "看这件事", pages.url("task", row.task_id)
            )
        )
    return carry_out(request, Act(
        title=f"答复：{row.task.title}", verb="答复", form=forms.AnswerForm, act=carry, said="答复了，对方看得到。",
        back=Link("回到事项", pages.url("task", row.task_id)), note=f"{row.task.lead}说：{row.text}",
        template="ledger/form.html", more={"task": row.task},
    ))  # fmt: skip
