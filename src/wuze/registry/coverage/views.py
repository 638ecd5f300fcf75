"""Pages of coverage: rates, the list behind them, the drive, questions, limits, corrections."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.listing import Reminder
from wuze.kernel.web.request import keys_of, version_of
from wuze.registry.coverage import actions, forms, pages, policy, queries, rules
from wuze.registry.coverage.actions import Corrected
from wuze.registry.coverage.tables import drive_table, due_of, limits_table, questions_table, rows_table
from wuze.registry.enums import Question
from wuze.registry.memo import Keeping
from wuze.registry.models import Coverage
from wuze.registry.organisations import queries as organisations
from wuze.registry.pages import url
from wuze.registry.parties.queries import coverages
from wuze.registry.queries import region_prefix, version_now
from wuze.registry.rules import cn
from wuze.registry.shared import Act, Entered, carry_out, large_list_page, list_page
from wuze.registry.tables import Options

MOST = 500
GROUP_WORDS = (("region", "属地"), ("sector", "行业主管"), ("type", "类型"))


def day_of(text: str, today: date) -> date:
    """The day asked for; today for nonsense and for days to come."""
    try:
        return min(date.fromisoformat(text), today) if len(text) == 10 else today
    except ValueError:
        return today


def asked_of(request: Request) -> pages.Asked:
    """Day, base and group of an address; what means nothing is the usual."""
    terms, today = request.GET, request.actor.today
    base, group = terms.get("base", ""), terms.get("by", "")
    return pages.Asked(
        day_of(terms.get("on", ""), today), today, base if base in queries.BASES else "operating",
        group if group in queries.GROUPS else "region",
    )  # fmt: skip


def choices(request: Request) -> tuple[Options, Options, Options]:
    """What the lists can be narrowed to: towns, sectors, types."""
    towns = [(region_prefix(one.code), one.name) for one in organisations.towns_of(request.actor).order_by("code")]
    sectors = [(str(key), name) for key, name in organisations.sectors().values_list("pk", "name")]
    types = [(str(key), name) for key, name in queries.types().values_list("pk", "name")]
    return towns, sectors, types


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def rates(request: Request) -> HttpResponse:
    """The four rates of a day, whole and by town, sector or type."""
    actor, asked = request.actor, asked_of(request)
    limits = queries.limits_on(asked.day)
    wanted = (asked.day, asked.group)
    known = Keeping(actor).summed(("alike", *wanted), lambda some: queries.alike(actor, *wanted, some))
    found = queries.tallied(known, asked.base, limits)
    whole = rules.total(found.values())
    lines = pages.lines(asked, queries.parts(found, asked.group), limits)
    values = {
        "asked": asked, "figures": pages.figures(asked, whole, limits), "whole": pages.counts(asked, whole),
        "lines": lines, "bases": rules.BASES, "groups": GROUP_WORDS, "rates": rules.RATES, "limits": limits,
        "group": dict(GROUP_WORDS)[asked.group], "base": dict(rules.BASES)[asked.base],
    }  # fmt: skip
    return render(request, "registry/coverage/rates.html", values)


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def rows(request: Request) -> HttpResponse:
    """The organisations behind a figure, as they stood on its day."""
    actor, today = request.actor, request.actor.today
    day = day_of(request.GET.get("on", ""), today)
    towns, sectors, types = choices(request)
    table = rows_table(day, today, queries.limits_on(day), towns, [*sectors, ("0", "没有定")], types)
    return large_list_page(request, table, queries.rows_on(actor, day), "registry/coverage/list.html", day=day)


# --- the drive --------------------------------------------------------------------------------------------------------


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def drive(request: Request) -> HttpResponse:
    """攻坚: blanks by owner, with the next step and its date."""
    actor = request.actor
    table = drive_table(actor.today, *choices(request), bulk=actor.may(Capability.EDIT_ORGANISATIONS))
    owners = queries.owners(Keeping(actor).summed(("blanks",), lambda some: queries.blank_numbers(actor, some)))
    rows, wide = queries.blanks(actor), queries.driven(actor)
    return large_list_page(request, table, rows, "registry/coverage/drive.html", wide=wide, owners=owners)


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_POST
def drive_reminder(request: Request) -> HttpResponse:
    """The chosen ones as text, by town."""
    keys = keys_of(request.POST.getlist("row")[:MOST])
    towns: dict[str, list[str]] = defaultdict(list)
    for row in queries.blanks(request.actor).filter(pk__in=keys).order_by("region__code", "name", "pk"):
        towns[row.region.name].append(f"{row.name}{rules.step_light(due_of(row), request.actor.today).word}")
    count = sum(len(names) for names in towns.values())
    text = Reminder(f"{len(towns)}个属地，{count}家", rules.reminder_text(towns, request.actor.at))
    return render(request, "wuze/reminder.html", {"reminder": text})


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def drive_step(request: Request, pk: int) -> HttpResponse:
    """The next step for one blank."""
    actor = request.actor
    row = get_object_or_404(organisations.visible_to(actor), pk=pk)
    refuse(policy.why_not_put_step(actor, row))

    def form(data: object) -> forms.StepForm:
        known = queries.step_of(pk)
        return forms.StepForm(data, initial={"step": known.step, "due": known.due} if known else {})

    def act(entered: Entered) -> str:
        actions.put_step(actor, pk, version=version_of(request) or 0, **entered)
        return url("drive")

    def version() -> int:
        known = queries.step_of(pk)
        return known.version if known else 0

    return carry_out(request, Act(
        title=f"下一步：{row}", verb="定下", act=act, said="定下了，到期前会变黄。", form=form, version=version,
        back=Link("不定了", url("drive")), kind="registry.organisation", key=pk,
    ))  # fmt: skip


# --- questions and limits ---------------------------------------------------------------------------------------------


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def questions(request: Request) -> HttpResponse:
    """What the rules ask about coverage on paper; by kind of question."""
    actor, question = request.actor, request.GET.get("question", "")
    question = question if question in Question.values else Question.MANY.value
    limits = queries.limits_on(actor.today)
    regions = [(region_prefix(one.code), one.name) for one in organisations.towns_of(actor).order_by("code")]
    values = {
        "question": question, "kinds": Question.choices, "limits": limits, "answers": queries.answers(actor)[:20],
    }  # fmt: skip
    found = queries.as_asked(queries.questioned(actor, question, limits), question, actor.today)
    return list_page(request, questions_table(question, regions), found, "registry/coverage/questions.html", **values)


@needs(Capability.SEE_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def question_answer(request: Request, pk: int, question: str) -> HttpResponse:
    """The owner's answer."""
    actor = request.actor
    party = get_object_or_404(queries.party_seen(actor, pk))
    if question not in Question.values:
        raise Http404
    refuse(policy.why_not_answer(actor, party.unit))
    asked = queries.questioned(actor, question, queries.limits_on(actor.today)).filter(unit=pk)
    asked = queries.as_asked(asked, question, actor.today)
    facts: tuple[int, date | None] | None = asked.values_list("covers", "active_on").first()  # type: ignore[misc]  # put on the rows by the query
    seen = rules.seen_words(question, *facts) if facts else "已经答复过，或已经没有这个情况"
    where = f"{url('questions')}?question={question}"

    def act(entered: Entered) -> str:
        actions.answer(actor, pk, question, seen=seen, text=entered["answer"])
        return where

    return carry_out(request, Act(
        title=f"核实：{party.unit}", verb="答复", act=act, said="答复了，记在经过里。", form=forms.AnswerForm,
        back=Link("回到要核实的", where), note=f"{Question(question).label}：{seen}。只是请核实情况，不扣分。",
    ))  # fmt: skip


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def limits(request: Request) -> HttpResponse:
    """By which numbers coverage is judged, now and before."""
    now = queries.limits_on(request.actor.today)
    values = {"now": rules.named(now), "may_change": policy.why_not_set_limit(request.actor) is None}
    return list_page(request, limits_table(), queries.limits_set(), "registry/coverage/limits.html", **values)


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def limit_set(request: Request) -> HttpResponse:
    """Another measure from a day on."""
    actor = request.actor
    refuse(policy.why_not_set_limit(actor))

    def act(entered: Entered) -> str:
        actions.set_limit(actor, **entered)
        return url("limits")

    return carry_out(request, Act(
        title="定口径", verb="定下", act=act, said="定下了，从那天起按它算。", back=Link("不定了", url("limits")),
        form=lambda data: forms.LimitForm(data, initial={"since": actor.today, "code": request.GET.get("code")}),
    ))  # fmt: skip


# --- entered wrongly --------------------------------------------------------------------------------------------------


def opened(request: Request, pk: int) -> Coverage:
    """A coverage of an organisation the actor sees, if they may set it right."""
    row = get_object_or_404(coverages(request.actor).select_related("organisation", "party", "person"), pk=pk)
    refuse(policy.why_not_correct(request.actor, row))
    return row


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """What was entered wrongly becomes what was true."""
    actor, row = request.actor, opened(request, pk)
    where = url("organisation", row.organisation_id)

    def form(data: object) -> forms.CorrectForm:
        names = ("kind", "since", "until", "evidence", "evidence_on")
        return forms.CorrectForm(data, initial={name: getattr(opened(request, pk), name) for name in names})

    def act(entered: Entered) -> str:
        reason = entered.pop("reason")
        actions.correct(actor, pk, Corrected(**entered), version=version_of(request), reason=reason)
        return where

    return carry_out(request, Act(
        title=f"更正覆盖：{row.organisation}，{row.party or row.person or row.get_kind_display()}", verb="更正", act=act,
        said="更正了，原来的记在经过里。", form=form, back=Link("不更正了", where), kind="registry.organisation",
        version=lambda: version_now(Coverage, pk), key=row.organisation_id,
        note="更正会改变这段时间的覆盖率。以前对、现在变了的，请用“结束覆盖”。",
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def strike(request: Request, pk: int) -> HttpResponse:
    """An entry that was never true."""
    actor, row = request.actor, opened(request, pk)
    where = url("organisation", row.organisation_id)

    def act(entered: Entered) -> str:
        actions.strike(actor, pk, version=version_of(request), reason=entered["reason"])
        return where

    return carry_out(request, Act(
        title=f"删去录错的覆盖：{row.organisation}，{row.party or row.person or row.get_kind_display()}", verb="删去",
        act=act, said="删去了，原来的记在经过里。", form=forms.StrikeForm, back=Link("不删了", where),
        version=lambda: version_now(Coverage, pk), kind="registry.organisation", key=row.organisation_id,
        note=f"{row.get_kind_display()}，自{cn(row.since)}起。",
    ))  # fmt: skip
