"""Rounds as a list, one round, its steps."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.values import Actor
from wuze.assessment.rounds import actions, forms, policy, queries, tables
from wuze.assessment.rounds.actions import Wanted
from wuze.assessment.rounds.lent import trial_url
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.pages import bar, parts
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.states import OPTIONAL, used
from wuze.assessment.rounds.views.shared import link, opened, run_by
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.workdays import add_working_days
from wuze.registry.enums import UnitKind
from wuze.registry.pages import history_url
from wuze.registry.queries import version_now
from wuze.registry.rules import cn
from wuze.registry.shared import Act, Data, Entered, Way, carry_out, carry_way, list_page, ordinary, plain

SEES = needs(Capability.SEE_RESULTS)
RUNS = needs(Capability.RUN_ROUNDS)
KIND = "assessment.round"


@SEES
@require_GET
def home(request: Request) -> HttpResponse:
    """考核轮次."""
    may = policy.why_not_make(request.actor) is None
    rows = queries.visible_to(request.actor)
    return list_page(request, tables.rounds(may_make=may), rows, "assessment/rounds/list.html", may_make=may)


def _wanted(entered: Entered) -> Wanted:
    return Wanted(
        entered["title"], entered["edition"] or 0, entered["since"], entered["last"] + forms.DAY, tuple(entered["steps"]),
        entered["days"],
    )  # fmt: skip


def _editions(actor: Actor) -> list[tuple[int, str]]:
    return [(row.pk, f"{row}（{row.year}年度）") for row in queries.adopted_editions(actor)]


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """建一轮."""
    actor = request.actor
    refuse(policy.why_not_make(actor))
    day = actor.today
    initial = {
        "title": f"{day.year}年度两新党组织考核", "since": day.replace(month=1, day=1),
        "last": day.replace(month=12, day=31), "steps": [one.value for one in OPTIONAL],
    }  # fmt: skip

    def form(data: Data) -> BaseForm:
        return forms.RoundForm(data, initial=initial, editions=_editions(actor))

    return carry_out(request, Act(
        title="建一轮考核", verb="建立", form=form, act=lambda entered: url("one", actions.make(actor, _wanted(entered)).pk),
        said="建好了，下一步定名单。", back=Link("不建了", url("home")), template="assessment/rounds/form.html",
        note="" if _editions(actor) else "还没有已采用的方案。先编好方案、报批采用，再建轮次。",
    ))  # fmt: skip


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """改, while it is drafted."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_edit(actor, row))
    initial = {
        "title": row.title, "edition": row.edition_id, "since": row.since, "last": row.until - forms.DAY,
        "steps": row.steps, "days": row.days,
    }  # fmt: skip

    def carry(entered: Entered) -> str:
        actions.edit(actor, pk, _wanted(entered), version=version_of(request))
        return url("one", pk)

    return carry_out(request, Act(
        title=f"改：{row}", verb="存下", form=lambda data: forms.RoundForm(data, initial=initial, editions=_editions(actor)),
        act=carry, said="改好了。", back=link(row), kind=KIND, key=pk, version=lambda: version_now(Round, pk),
        template="assessment/rounds/form.html",
    ))  # fmt: skip


@SEES
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """Where it stands, who did what, what came in, what came out."""
    actor, row = request.actor, opened(request, pk)
    progress = parts.progress(row) if queries.runs(actor, row) else None
    if is_fragment(request):
        return under_way(request, progress)
    steps, run = queries.history_of(row), queries.calculation_of(row)
    latest = row.calculations.first() if queries.runs(actor, row) else run
    values = {
        "round": row, "bar": bar.round_bar(actor, row, latest, steps), "runs": queries.runs(actor, row), "run": run,
        "latest": latest, "steps": parts.timeline(steps), "alone": queries.alone(steps),
        "figures": parts.figures(actor, row, run), "tabs": parts.tabs(actor, row), "notes": parts.notes(actor, row, latest),
        "calculations": queries.calculations_of(row) if queries.runs(actor, row) else [], "shown": steps_used(row),
        "history": history_url(KIND, pk), "correction": parts.correction(actor, row), "progress": progress, "try": trial_url(actor, row),
    }  # fmt: skip
    return render(request, "assessment/rounds/one.html", values)


def under_way(request: Request, progress: parts.Progress | None) -> HttpResponse:
    """How far the worker is, asked again and again by the page; once it is done the page is loaded anew."""
    if progress is not None:
        return render(request, "assessment/rounds/progress.html", {"progress": progress})
    answer = HttpResponse()
    answer["HX-Refresh"] = "true"
    return answer


def steps_used(row: Round) -> str:
    """The path in words."""
    return " → ".join(state.label for state in used(row.steps))


# --- the verbs --------------------------------------------------------------------------------------------------------


def moved(verb: str) -> Callable[[Request, Round, Entered], object]:
    """A step with a word where one wants."""
    return lambda request, row, entered: actions.advance(
        request.actor, row.pk, verb, version=version_of(request), reason=entered.get("reason", "")
    )


def rule_form(request: Request, row: Round, data: Data) -> BaseForm:
    """Kinds, a superior, a day."""
    initial = {"kinds": [UnitKind.PARTY.value], "day": row.roster_on or request.actor.today}
    return forms.RuleForm(data, initial=initial, units=parts.superiors(request.actor))


def hand_form(request: Request, _row: Round, data: Data) -> BaseForm:
    """Any unit of the county."""
    return forms.HandForm(data, units=parts.units_to_choose(request.actor))


def checking(actor: Actor, row: Round) -> str:
    """Until when units may check."""
    until = add_working_days(actor.today, row.days)
    left = queries.review_left(row)
    early = f"要复核的还有{left}个没有复核的分，先反馈的写明理由。" if left else ""
    return f"{early}反馈以后，各单位看到自己的得分，{cn(until.end)}24时前可以对任何一个分数提异议。{until.sentence}。"


def feeding(_request: Request, row: Round, data: Data) -> BaseForm:
    """A reason where 复核 is not done."""
    return (forms.ReasonForm if queries.review_left(row) else forms.NoForm)(data)


WAYS: dict[str, Way[Round]] = {
    "rule": Way("按规则加对象", "加进名单", policy.why_not_change_roster, rule_form, ordinary(actions.add_by_rule), "加进名单了。"),
    "hand": Way("人工加一个", "加进名单", policy.why_not_change_roster, hand_form, ordinary(actions.add_by_hand), "加进名单了。"),
    "fix": Way("定下名单", "定下", policy.why_not_fix, plain(forms.NoteForm), moved("fix"), "名单定了。",
               lambda _actor, row: f"名单{row.members.filter(out=False).count()}个。定下以后，名录再变也不影响这一轮。"),
    "collect": Way("开始收数据", "开始", policy.why_not_collect, plain(forms.NoteForm), moved("collect"), "开始收数据了。"),
    "sample": Way("定复核", "抽", policy.why_not_sample, plain(forms.SampleForm), ordinary(actions.sample), "定下了，在名单和结果里看。",
                  lambda _actor, _row: "拟最高一档和最低一档的全部复核，其余的按百分比抽。复核的分在平时记录里选“复核”来记。"),
    "feed-back": Way("反馈核对", "反馈", policy.why_not_feed_back, feeding, ordinary(actions.feed_back), "反馈了。", checking),
    "clear": Way("联审办完", "记下", policy.why_not_clear, plain(forms.ReasonForm), moved("clear"), "记下了。",
                 lambda _actor, _row: "写明和哪些部门会商过、有什么意见。"),
    "propose": Way("报建议等次", "报", policy.why_not_propose, plain(forms.NoteForm), moved("propose"), "报了，等会议审定。",
                   lambda _actor, _row: "等次和测算不同的，先在那个单位的得分单上写理由。"),
    "deliberate": Way("登记审定", "登记", policy.why_not_deliberate, plain(forms.MeetingForm), ordinary(actions.deliberate), "登记了。",
                      lambda _actor, _row: "会议可以改等次，不能改分数；改了的，先在那个单位的得分单上登记理由和纪要号。"),
    "settle": Way("定案", "定案", policy.why_not_settle, plain(forms.NoForm), ordinary(actions.settle), "重算一致就定案，结果在下面。",
                  lambda _actor, _row: "先按冻结的数据重算一遍，和存下的一分不差才定案。定案以后不再变，要改另做更正。"),
    "back": Way("退回上一步", "退回", policy.why_not_back, plain(forms.ReasonForm), ordinary(actions.back), "退回了。"),
    "discard": Way("作废", "作废", policy.why_not_discard, plain(forms.ReasonForm), ordinary(actions.discard), "作废了，在“作废”里还能看。",
                   lambda _actor, _row: "建错了、不再办的作废。名单、数据、结果都留着，只是不再算数；作废以后不能恢复。"),
    "correct": Way("另做更正", "开始更正", policy.why_not_correct, plain(forms.ReasonForm), ordinary(actions.correct), "更正开始了，原结果还在。",
                   lambda _actor, _row: "更正从这一轮冻结的数据开始，只改您录进去的；办完后和原结果并列，原结果不变。"),
}  # fmt: skip


@RUNS
@acts
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb of a round."""
    way = WAYS.get(verb)
    if way is None:
        raise Http404
    row = opened(request, pk)

    def where(made: object) -> str:
        if verb in {"rule", "hand"}:
            return url("roster", pk)
        return url("one", made.pk if isinstance(made, Round) else pk)

    return carry_way(
        request,
        way,
        row,
        title=str(row),
        kind=KIND,
        back=link(row),
        where=where,
        template="assessment/rounds/form.html",
    )


@RUNS
@acts
@require_POST
def compute(request: Request, pk: int) -> HttpResponse:
    """测算: at once when it is small, by the background process when it is large."""
    opened(request, pk)
    run = actions.ask_compute(request.actor, pk, version=version_of(request))
    if actions.is_small(run):
        run = actions.work(run.pk)
        messages.success(request, f"算好了，{run.count}个，其中暂定{run.provisional}个。")
    else:
        messages.success(request, f"{run.count}个对象在后台测算，算完这一页自己更新。")
    return redirect(url("one", pk))


@RUNS
@acts
@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """重算核对."""
    run_by(request, pk)
    wrong = actions.check(request.actor, pk)
    if wrong is None:
        messages.success(request, "对象多，在后台重算，算完这一页自己更新。")
        return redirect(url("one", pk))
    if wrong:
        raise Invalid("round.unequal", {"": f"重算有{len(wrong)}个不一致：{'、'.join(wrong[:10])}。请告诉管网站的人。"})
    messages.success(request, "按冻结的数据重算了一遍，一分不差。")
    return redirect(url("one", pk))
