"""Requests as a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Empty, Light, Link, Tag
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.ledger.requests import queries, rules, states
from wuze.ledger.requests.enums import RequestKind, RequestState, Voice
from wuze.ledger.requests.models import Request

Options = Sequence[tuple[str, str]]


def light_of(row: Request, today: date) -> Light:
    """Of whoever holds it; where nobody owes anything, the state in words."""
    term = rules.light(row.due, today) if row.state in states.CLOCKED else None
    return Light(term.state, term.word) if term else Light("none", row.get_state_display())


def marks(row: Request) -> tuple[Tag, ...]:
    """Facts that stay."""
    found = [Tag(f"迟{row.late}天", "late")] if row.late else []
    found += [Tag(f"分办迟{row.dispatch_late}天", "late")] if row.dispatch_late else []
    found += [Tag("延期待批", "ask")] if row.asked_days else []
    found += [Tag("转办过")] if row.transfers else []
    found += [Tag("代录")] if row.on_behalf else []
    return tuple(found)


def turn_of(row: Request) -> str:
    """Whose turn it is, in words."""
    if row.state in states.WITH_KEEPER:
        return str(row.keeper)
    if row.state in states.WITH_HANDLER:
        return str(row.handler)
    return str(row.unit) if row.state == RequestState.ANSWERED else ""


def requests_table(actor: Actor, superiors: Options, *, may_raise: bool, may_chase: bool) -> Table[Request]:
    """Requests with their units."""
    step = Link("提诉求", reverse("ledger:request")) if may_raise else None
    return Table[Request](
        id="requests", caption="诉求", label=lambda row: row.label, once=True,
        columns=(
            Col("left", "还剩", lambda row: Cell(light=light_of(row, actor.today)), ("due",), "w-104", phone="light"),
            Col("code", "编号", lambda row: Cell(row.code, quiet=True), ("code",), "w-136", phone="off"),
            Col("title", "诉求", lambda row: Cell(row.title, reverse("ledger:request-one", args=[row.pk]), tags=marks(row)),
                ("title",), phone="title"),
            Col("unit", "谁提的", lambda row: Cell(str(row.unit)), ("unit__path", "code"), "w-180"),
            Col("turn", "现在轮到", lambda row: Cell(turn_of(row), strong=row.due is not None and row.due < actor.today), (), "w-152"),
            Col("kind", "类型", lambda row: Cell(row.get_kind_display()), ("kind", "code"), "w-72", optional=True),
            Col("state", "状态", lambda row: Cell(row.get_state_display()), ("state", "due"), "w-88"),
            Col("raised", "提出", lambda row: Cell(cn_date(row.raised_on)), ("raised_on",), "w-88"),
        ),
        search=("code__icontains", "title__icontains", "initials__contains", "unit__name__icontains", "unit__initials__contains",
                "handler__name__icontains"),
        placeholder="找诉求、编号、单位，可用简拼", order=("due", "-raised_on", "-pk"),
        filters=(
            Pick("unit", "谁提的", superiors, lambda value: Q(unit__path__startswith=value)),
            Pick("handler", "谁答复", superiors, lambda value: Q(handler__path=value)),
            Pick("kind", "类型", RequestKind.choices, lambda value: Q(kind=value)),
            Pick("state", "状态", RequestState.choices, lambda value: Q(state=value)),
            Pick("voice", "是谁的事", Voice.choices, lambda value: Q(voice=value)),
        ),
        views=(
            Seen("open", "没办结", Q(state__in=states.OPEN)), Seen("mine", "轮到我", queries.my_turn(actor)),
            Seen("late", "超期", queries.overdue(actor.today)), Seen("raised", "待分办", Q(state=RequestState.RAISED)),
            Seen("answered", "等回话", Q(state=RequestState.ANSWERED)), Seen("again", "不满意再办", Q(state=RequestState.AGAIN)),
            Seen("closed", "办结", Q(state=RequestState.CLOSED)), Seen("all", "全部", Q()),
        ),
        empty=Empty("没有诉求。", step) if step else Empty("没有诉求。党组织或业主提了，在这里分办、答复。"),
        bulk=Bulk(reminder_url=reverse("ledger:requests-reminder")) if may_chase else None,
        hint="还剩：按现在轮到谁来算，单位：工作日。迟了，答复也不消。",
    )  # fmt: skip
