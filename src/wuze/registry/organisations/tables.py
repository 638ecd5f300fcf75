"""Organisations as a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wuze.kernel.web.components import Empty, Light, Link, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.enums import CoverKind, Status
from wuze.registry.models import BY_PARTY, Organisation
from wuze.registry.organisations.queries import covered
from wuze.registry.tables import Options, link

OUGHT = 3
"""From so many formal members an organisation of its own is to be set up (regulations, 1.4.1)."""

OPERATING = Q(status=Status.OPERATING)
BY = (("party", "组织覆盖"), ("work", "只有工作覆盖"), ("none", "空白"), *CoverKind.choices)


def cover_light(row: Any) -> Light | None:
    """A light only where somebody has to act; ``now`` are the coverages in force."""
    if row.status != Status.OPERATING:
        return None
    if (row.members or 0) >= OUGHT and not any(one.kind in BY_PARTY for one in row.now):
        return Light("red", "应建未建")
    return None if row.now else Light("amber", "空白")


def cover_words(row: Any) -> str:
    """In which ways it is covered today."""
    return "、".join(sorted({one.get_kind_display() for one in row.now}))


def name_cell(row: Organisation) -> Cell:
    """The name; a status that deviates from the normal is a mark beside it."""
    cell = link("organisation", row.pk, row.name)
    if row.status == Status.OPERATING:
        return cell
    return replace(cell, tags=(Tag(row.get_status_display(), "late" if row.status == Status.CLOSED else "ask"),))


def covering(day: date, value: str) -> Q:
    """The condition of one choice of the filter 覆盖."""
    party, some = covered(day, *BY_PARTY), covered(day)
    found = {"party": party, "work": some & ~party, "none": ~some}
    return found[value] if value in found else covered(day, value)


def organisations_table(
    name: str, day: date, regions: Options, types: Options, sectors: Options
) -> Table[Organisation]:
    """``name`` is what the county calls them; rows carry ``now``, the coverages in force."""
    party = covered(day, *BY_PARTY)
    return Table[Organisation](
        id="organisations", caption=name, noun="家", label=str,
        columns=(
            Col("name", "名称", name_cell, ("name",), phone="title"),
            Col("key", "编号", lambda row: Cell(row.key, quiet=not row.uscc), ("key",), "w-220", optional=True),
            Col("type", "类型", lambda row: Cell(row.type.name), ("type__order", "name"), "w-152"),
            Col("region", "属地", lambda row: Cell(row.region.name), ("region__code", "name"), "w-104"),
            Col("sector", "行业主管", lambda row: Cell(str(row.sector or "")), ("sector__path", "name"), "w-120", optional=True),
            Col("members", "党员", lambda row: Cell("" if row.members is None else str(row.members)), ("members", "name"),
                "w-72", numeric=True),
            Col("cover", "覆盖", lambda row: Cell(cover_words(row), light=cover_light(row)), (), "w-180", phone="light"),
        ),
        search=("name__icontains", "initials__contains", "key__istartswith"), placeholder="找名称、简拼、编号",
        order=("name",),
        filters=(
            Pick("region", "属地", regions, lambda value: Q(region__code__startswith=value)),
            Pick("type", "类型", types, lambda value: Q(type=value)),
            Pick("sector", "行业主管", sectors, lambda value: Q(sector=value)),
            Pick("cover", "覆盖", BY, lambda value: covering(day, value)),
        ),
        views=(
            Seen("on", "在营", OPERATING), Seen("blank", "空白", OPERATING & ~covered(day)),
            Seen("ought", "应建未建", OPERATING & Q(members__gte=OUGHT) & ~party),
            Seen("zombie", "停业", Q(status=Status.ZOMBIE)), Seen("shell", "空壳", Q(status=Status.SHELL)),
            Seen("gone", "已注销", Q(status=Status.CLOSED)), Seen("all", "全部", Q()),
        ),
        empty=Empty("名录里还没有。先导入名单，或", Link("新增一家", reverse("registry:organisation-add")), "。"),
        once=True, about="pk", hint=f"应建未建＝正式党员{OUGHT}名以上，还没有党组织覆盖",
    )  # fmt: skip
