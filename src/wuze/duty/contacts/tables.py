"""Contact points and promises as lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from wuze.accounts.values import Actor
from wuze.duty.contacts import queries
from wuze.duty.contacts.enums import PromiseState
from wuze.duty.contacts.models import Promise
from wuze.duty.shared import url
from wuze.kernel import workdays
from wuze.kernel.web.components import Empty, Light
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.models import LeaderContact
from wuze.registry.rules import cn


def due_light(day: date | None, today: date, word: str = "没有安排") -> Light:
    """The light of a day."""
    if day is None:
        return Light("none", word)
    left = workdays.left(day, today)
    return Light(left.state, left.word)


def promise_light(row: Promise, today: date) -> Light:
    """While it is open."""
    return due_light(row.due, today) if row.state == PromiseState.OPEN else Light("none", row.get_state_display())


def _day(value: date | None) -> Cell:
    return Cell(cn(value) if value else "", quiet=True)


def contacts_table(today: date) -> Table[LeaderContact]:
    """Contacts with ``last``, ``next``, ``done``."""
    now = Q(until=None) | Q(until__gt=today)

    def planned(row: Any) -> Cell:
        return Cell(light=due_light(row.next, today))

    def number(row: Any) -> Cell:
        return Cell(f"{row.done}次" if row.done else "没去", quiet=not row.done)

    return Table[LeaderContact](
        id="visits", caption="联系点走访", noun="个", label=str,
        columns=(
            Col("next", "下次走访", planned, ("next",), "w-104", phone="light"),
            Col("organisation", "联系哪家", lambda row: Cell(row.organisation.name, url("contact", row.pk)), ("organisation__name",), phone="title"),
            Col("person", "领导", lambda row: Cell(row.person.name), ("person__name",), "w-120"),
            Col("region", "属地", lambda row: Cell(row.organisation.region.name), ("organisation__region__code",), "w-120", phone="off"),
            Col("day", "安排在", lambda row: _day(getattr(row, "next", None)), ("next",), "w-136", phone="off"),
            Col("last", "上次去", lambda row: _day(getattr(row, "last", None)), ("last",), "w-136"),
            Col("done", "今年去了", number, ("done",), "w-88"),
        ),
        search=("person__name__icontains", "person__initials__contains", "organisation__name__icontains", "organisation__initials__contains"),
        placeholder="找领导、找企业，可用简拼", order=("next", "person__name", "pk"),
        views=(
            Seen("now", "现在的", now), Seen("late", "过期没去", Q(next__lt=today)), Seen("none", "今年没去", now & Q(done=None)),
            Seen("gone", "已结束", Q(until__lte=today)), Seen("all", "全部", Q()),
        ),
        empty=Empty("还没有联系点。联系点在名录里定：打开一家的档案，点“定联系领导”。"),
    )  # fmt: skip


def promises_table(actor: Actor) -> Table[Promise]:
    """Promises with visit, contact and post. One leads to its end where the actor registers that, else to its contact
    point where the actor sees all of them. One query."""
    today, to_settle, contacts = actor.today, queries.to_settle(actor), queries.sees_others(actor)

    def link(row: Promise) -> str:
        if row.pk in to_settle:
            return url("promise", row.pk)
        return url("contact", row.visit.contact_id) if contacts else ""

    is_open = Q(state=PromiseState.OPEN)
    return Table[Promise](
        id="promises", caption="答应的事", label=str,
        columns=(
            Col("light", "还剩", lambda row: Cell(light=promise_light(row, today)), ("due",), "w-104", phone="light"),
            Col("text", "答应了什么", lambda row: Cell(row.text, link(row)), ("text",), phone="title"),
            Col("organisation", "哪家", lambda row: Cell(row.visit.contact.organisation.name), ("visit__contact__organisation__name",), "w-180"),
            Col("person", "谁答应的", lambda row: Cell(row.visit.contact.person.name), ("visit__contact__person__name",), "w-104"),
            Col("due", "哪天前", lambda row: Cell(cn(row.due)), ("due",), "w-136"),
            Col("answer", "结果", lambda row: Cell(row.answer), (), "w-180", phone="off"),
        ),
        search=("text__icontains", "visit__contact__organisation__name__icontains", "visit__contact__organisation__initials__contains"),
        placeholder="找事、找企业，可用简拼", order=("due", "pk"),
        filters=(Pick("state", "结果", PromiseState.choices, lambda value: Q(state=value)),),
        views=(
            Seen("open", "在办", is_open), Seen("late", "超期", is_open & Q(due__lt=today)),
            Seen("settled", "有结果的", ~is_open), Seen("all", "全部", Q()),
        ),
        empty=Empty("没有答应过的事。记走访时写上，就在这里跟到有结果。"),
    )  # fmt: skip
