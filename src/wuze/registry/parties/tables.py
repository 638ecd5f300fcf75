"""Party organisations, instructors, leaders' contacts as lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from wuze.accounts.models import Person
from wuze.kernel.web.components import Empty, Light
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.enums import Form
from wuze.registry.models import LeaderContact, PartyOrganisation
from wuze.registry.parties import rules
from wuze.registry.parties.queries import covering, term_over
from wuze.registry.rules import cn
from wuze.registry.tables import Options, link


def term_light(row: PartyOrganisation, today: date) -> Light | None:
    """Only what is near its end needs a person."""
    if row.term_since is None:
        return Light("none", "没填届期")
    word = rules.term_word(rules.term_end(row.term_since, row.term_years), today)
    if not word:
        return None
    return Light("red" if word == "已到届" else "amber", word)


def term_text(row: PartyOrganisation) -> str:
    """The day on which the term is over."""
    return cn(rules.term_end(row.term_since, row.term_years)) if row.term_since else ""


def parties_table(today: date, superiors: Options, regions: Options) -> Table[PartyOrganisation]:
    """Rows carry ``covers`` and ``above``."""
    three, six = (rules.months_later(today, months) for months in (3, 6))
    return Table[PartyOrganisation](
        id="parties", caption="党组织", noun="个", label=str,
        columns=(
            Col("name", "党组织", lambda row: link("party", row.unit_id, row.unit.name), ("unit__name",), phone="title"),
            Col("form", "形式", lambda row: Cell(row.get_form_display()), ("form", "unit__path"), "w-120"),
            Col("above", "上级", lambda row: Cell(str(getattr(row, "above", "") or "")), ("unit__path",), "w-152"),
            Col("covers", "覆盖", _covers, ("covers",), "w-88", numeric=True),
            Col("members", "党员", _members, ("members",), "w-136"),
            Col("term", "届满", lambda row: Cell(term_text(row), light=term_light(row, today)), ("term_since",), "w-220", phone="light"),
            Col("active", "最近有活动", lambda row: Cell(cn(row.active_on) if row.active_on else ""), ("active_on",), "w-152",
                phone="off", optional=True),
        ),
        search=("unit__name__icontains", "unit__short__icontains", "unit__initials__contains"),
        placeholder="找党组织，可用简拼", order=("unit__path",),
        filters=(
            Pick("above", "上级", superiors, lambda value: Q(unit__path__startswith=value) & ~Q(unit__path=value)),
            Pick("region", "属地", regions, lambda value: Q(unit__region__code__startswith=value)),
            Pick("form", "形式", Form.choices, lambda value: Q(form=value)),
        ),
        views=(
            Seen("all", "全部", Q()), Seen("over", "已到届", term_over(today)), Seen("three", "3个月内到届", term_over(three)),
            Seen("six", "6个月内到届", term_over(six)), Seen("none", "没填届期", Q(term_since=None)),
            Seen("empty", "没有覆盖谁", ~covering(today)),
        ),
        empty=Empty("还没有党组织。先在上级单位下面设单位，再填形式和届期。"),
        once=True, hint="党员＝关系在本组织／不在／流动；3个月、6个月内到届的含已到届",
    )  # fmt: skip


def _covers(row: Any) -> Cell:
    return Cell(f"{row.covers}家", quiet=not row.covers)


def _members(row: PartyOrganisation) -> Cell:
    return Cell(f"{row.members}／{row.elsewhere}／{row.floating}")


def instructors_table() -> Table[Person]:
    """People with ``load`` and ``office``."""
    return Table[Person](
        id="instructors", caption="指导员和联络员", noun="人", label=str,
        columns=(
            Col("name", "姓名", lambda row: link("instructor", row.pk, row.name), ("name",), "w-152", phone="title"),
            Col("post", "单位", lambda row: Cell(str(getattr(row, "office", "") or "")), ()),
            Col("load", "联系几家", _load, ("load",), "w-220", phone="light"),
        ),
        search=("name__icontains", "initials__contains"), placeholder="找人，可用简拼", order=("-load", "name"),
        views=(Seen("all", "全部", Q()), Seen("much", f"超过{rules.LOAD}家", Q(load__gt=rules.LOAD))),
        empty=Empty("还没有指导员。打开一家没有党组织的，点“加覆盖”。"),
        hint=f"一人联系超过{rules.LOAD}家的提示一下，由派的单位看要不要调",
    )  # fmt: skip


def _load(row: Any) -> Cell:
    return Cell(f"{row.load}家", light=Light("amber", "偏多") if row.load > rules.LOAD else None)


def contacts_table(today: date) -> Table[LeaderContact]:
    """Contacts with ``unit`` and ``post`` of the leader."""
    return Table[LeaderContact](
        id="contacts", caption="领导联系点", noun="个", label=str,
        columns=(
            Col("person", "领导", lambda row: Cell(row.person.name), ("person__name",), "w-120"),
            Col("post", "现任", _post, (), "w-220"),
            Col("organisation", "联系哪家", lambda row: link("organisation", row.organisation_id, row.organisation.name),
                ("organisation__name",), phone="title"),
            Col("region", "属地", lambda row: Cell(row.organisation.region.name), ("organisation__region__code",), "w-120"),
            Col("since", "自", lambda row: Cell(cn(row.since)), ("since",), "w-152"),
            Col("until", "至", lambda row: Cell(cn(row.until) if row.until else ""), ("until",), "w-152", phone="off", optional=True),
        ),
        search=("person__name__icontains", "person__initials__contains", "organisation__name__icontains",
                "organisation__initials__contains"),
        placeholder="找领导、找企业，可用简拼", order=("person__name", "-since"),
        views=(Seen("now", "现在的", Q(until=None) | Q(until__gt=today)), Seen("gone", "已结束", Q(until__lte=today)),
               Seen("all", "全部", Q())),
        empty=Empty("还没有领导联系点。打开一家的档案，点“定联系领导”。"),
    )  # fmt: skip


def _post(row: Any) -> Cell:
    held = " ".join(part for part in (row.unit, row.post) if part)
    return Cell(held or "现在不在岗", quiet=not held)
