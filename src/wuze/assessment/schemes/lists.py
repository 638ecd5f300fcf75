"""Schemes and past results as lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import PastResult, SchemeEdition
from wuze.kernel.web.components import Empty, Light, Link, State, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_full_date
from wuze.scoring.exact import plain

LIGHTS: dict[str, State] = {
    EditionState.DRAFT: "none", EditionState.ASKED: "amber", EditionState.ADOPTED: "green", EditionState.DISCARDED: "none",
}  # fmt: skip


def light_of(row: SchemeEdition) -> Light:
    """Where an edition stands; a draft with faults says so."""
    if row.state == EditionState.DRAFT and row.faults:
        return Light("amber", f"起草，{row.faults}处问题")
    return Light(LIGHTS[row.state], EditionState(row.state).label)


def tags_of(row: SchemeEdition) -> tuple[Tag, ...]:
    """Marks that stay."""
    found = (Tag("上级下发"),) if row.superior else ()
    return (*found, Tag("仍然采用", "ask")) if row.override else found


def _when(row: SchemeEdition) -> str:
    return f"{cn_full_date(row.adopted_on)}采用" if row.adopted_on else ""


def _title(row: SchemeEdition) -> Cell:
    return Cell(row.title, reverse("schemes:one", args=[row.pk]), tags=tags_of(row))


def _unit(row: PastResult) -> Cell:
    return Cell(str(row.unit), reverse("schemes:past-unit", args=[row.unit_id]))


def editions(years: Sequence[int], *, writes: bool) -> Table[SchemeEdition]:
    """Editions; whoever writes none sees only what is adopted."""
    D, A = EditionState.DISCARDED, EditionState.ADOPTED  # noqa: N806 - two words in a table
    views = (
        Seen("live", "在用和在编的", ~Q(state=D)), Seen("adopted", "已采用", Q(state=A)),
        Seen("drafts", "没采用的", Q(state__in=(EditionState.DRAFT, EditionState.ASKED))), Seen("gone", "弃用的", Q(state=D)),
    )  # fmt: skip
    next_step = Link("上传方案", reverse("schemes:upload")) if writes else None
    return Table[SchemeEdition](
        id="schemes", caption="考核方案", noun="版", label=str,
        columns=(
            Col("state", "状态", lambda row: Cell(light=light_of(row)), ("state", "faults"), "w-152", "light"),
            Col("title", "方案", _title, ("title", "number"), phone="title"),
            Col("number", "版次", lambda row: Cell(f"第{row.number}版"), ("number",), "w-72"),
            Col("year", "年度", lambda row: Cell(f"{row.year}年"), ("year",), "w-88"),
            Col("adopted", "采用", lambda row: Cell(_when(row)), ("adopted_on",), "w-180"),
            Col("by", "起草人", lambda row: Cell(row.made_by, quiet=True), ("made_by",), "w-104", optional=True),
        ),
        search=("title__icontains", "initials__icontains"), placeholder="找方案名称、拼音首字母", order=("-year", "title", "-number"),
        filters=(Pick("year", "年度", [(str(one), f"{one}年") for one in years], lambda value: Q(year=int(value))),) if len(years) > 1 else (),
        views=views if writes else (), once=True,
        empty=Empty("还没有方案。", next_step, "，或从读旧表里立。") if writes else Empty("还没有采用的方案。"),
    )  # fmt: skip


def past(years: Sequence[int], *, writes: bool) -> Table[PastResult]:
    """Totals and grades of years before."""
    picks = (
        Pick("year", "年度", [(str(one), f"{one}年") for one in years], lambda value: Q(year=int(value))),
    ) if len(years) > 1 else ()  # fmt: skip
    next_step = Link("导入往年结果", reverse("schemes:past-import")) if writes else None
    return Table[PastResult](
        id="past", caption="往年结果", noun="条", label=str,
        columns=(
            Col("unit", "单位", _unit, ("unit__initials",), phone="title"),
            Col("year", "年度", lambda row: Cell(f"{row.year}年"), ("year",), "w-88"),
            Col("total", "得分", lambda row: Cell(points(row)), ("total",), "w-88", numeric=True),
            Col("grade", "等次", lambda row: Cell(row.grade or "没有"), ("grade",), "w-104"),
            Col("title", "考核", lambda row: Cell(row.title, quiet=True), ("title",), "w-220", optional=True),
            Col("file", "来源", lambda row: Cell(f"文件：{row.file}，{row.cell}", quiet=True), ("file",), "w-220", optional=True),
        ),
        search=("unit__name__icontains", "unit__short__icontains", "unit__initials__icontains", "grade__icontains"),
        placeholder="找单位、等次", order=("-year", "unit__path", "title"), filters=picks,
        empty=Empty("还没有往年结果。", next_step, "，第一年就能看出升降。" if writes else ""),
        hint="从文件导入，只有得分和等次，点不开", once=True,
    )  # fmt: skip


def points(row: PastResult) -> str:
    """Without trailing zeros; a missing one is said."""
    return "没有" if row.total is None else plain(row.total, 3)
