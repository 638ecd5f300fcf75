"""The ledger as a list, reminders, and the clocks of those who answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import WHOLE_FORM, Invalid
from wuze.kernel.web.components import Verb
from wuze.kernel.web.listing import Reminder
from wuze.kernel.web.request import keys_of
from wuze.ledger import pages, policy, queries, rules, states, tables
from wuze.ledger.queries import looks
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.shared import list_page

MOST = 500


@needs(Capability.SEE_TASKS)
@require_GET
def tasks(request: Request) -> HttpResponse:
    """The ledger."""
    actor = request.actor
    may = policy.why_not_set_up(actor) is None
    units = registry.visible_to(actor).exclude(kind__in=(UnitKind.PARTY, UnitKind.COUNTY)).filter(until=None)
    only = [
        (str(one.pk), one.name)
        for one in registry.visible_to(actor).filter(pk__in=keys_of([request.GET.get("lead", "")]))
    ]
    superiors = list(units.order_by("path").values_list("path", "name"))
    table = tables.tasks_table(actor, superiors, may_set_up=may, only=only)
    rows = queries.with_order(queries.with_units(queries.visible_to(actor)))
    saved = looks.saved_views(actor)
    return list_page(request, table, rows, "ledger/list.html", saved=saved, **pages.tabs(actor))


@needs(Capability.SEE_TASKS)
@acts
@require_POST
def reminder(request: Request) -> HttpResponse:
    """The chosen tasks as text, to copy or to save as a picture."""
    scope, text = chased(request)
    verbs = (Verb("存为图片", pages.url("reminder-image")),)
    return render(request, "wuze/reminder.html", {"reminder": Reminder(scope, text, verbs=verbs)})


@needs(Capability.SEE_TASKS)
@acts
@require_POST
def reminder_image(request: Request) -> HttpResponse:
    """存为图片: the same text as a picture for a chat group."""
    from wuze.excel.picture import picture  # slow import: typst, only when a picture is asked for

    scope, text = chased(request)
    made = picture(text, scope)
    if made is None:
        raise Invalid("ledger.picture", {WHOLE_FORM: "服务器上没有装中文字体，出不了图片。请用复制为催办文字。"})
    answer = HttpResponse(made, content_type="image/png")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('催办')}{request.actor.today:%Y%m%d}.png"
    return answer


def chased(request: Request) -> tuple[str, str]:
    """How many, and the text, by the unit whose turn it is; what waits for the issuer is no unit's debt."""
    keys = keys_of(request.POST.getlist("row")[:MOST])
    seen = queries.visible_to(request.actor).filter(pk__in=keys, state__in=states.WITH_LEAD)
    matters: dict[str, list[str]] = defaultdict(list)
    for task in seen.select_related("lead").order_by("lead__path", "turn_due", "pk"):
        matters[str(task.lead)].append(tables.words_of(task, request.actor.today))
    count = sum(len(words) for words in matters.values())
    return f"{len(matters)}个单位，{count}件", rules.reminder_text(matters, request.actor.at)


@needs(Capability.EDIT_TASKS)
@require_GET
def clock(request: Request) -> HttpResponse:
    """审核方的时限: how those who answer keep their own terms (N13), as totals."""
    actor = request.actor
    year = date(actor.today.year, 1, 1)
    span = (year, date(year.year + 1, 1, 1))
    tables_ = (
        ("反馈和困难", "还没有收到要答复的反馈。", queries.clocks(actor, *span)),
        ("时间紧、延期、调整的报批", "还没有人报批。", queries.asked_clocks(actor, *span)),
        ("办结后的核验销号", "还没有办结待核验的。", queries.verified_clocks(actor, *span)),
    )
    return render(
        request,
        "ledger/clock.html",
        {"tables": tables_, "year": year.year, "review": rules.REVIEW, **pages.tabs(actor)},
    )
