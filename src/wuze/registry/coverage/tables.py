"""The rows behind a figure, the drive, and the questions, as lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wuze.kernel.web.components import Empty, Light, Link, Tag
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.coverage import queries, rules
from wuze.registry.coverage.rules import Limits
from wuze.registry.enums import CoverKind, Question, Status
from wuze.registry.models import CoverLimit, Organisation, PartyOrganisation, Standing
from wuze.registry.rules import cn
from wuze.registry.tables import Options, link

WHAT: Options = [("party", "组织覆盖"), ("unbuilt", "没有组织覆盖"), ("any", "有覆盖"), ("none", "空白"),
                 *((one.value, str(one.label)) for one in CoverKind)]  # fmt: skip


def _name(row: Any) -> Cell:
    """The name leads to the dossier where whoever asks still sees it; ``here`` is put on the row by ``queries.rows_on``."""
    cell = link("organisation", row.organisation.merged_into_id or row.organisation_id, row.organisation.name)
    cell = cell if row.here else Cell(cell.text)
    tags = [] if row.here else [Tag("后来移出", "")]
    tags += [] if row.status == Status.OPERATING else [Tag(row.get_status_display(), "ask")]
    tags += [Tag("后来并入别的", "")] if row.organisation.merged_into_id else []
    return replace(cell, tags=tuple(tags))


def _covers(row: Any) -> Cell:
    """In which way and by whom, as on the day of the list."""
    words = [f"{one.get_kind_display()}：{one.party or one.person or '有'}" for one in row.organisation.on_day]
    return Cell("；".join(words)) if words else Cell(light=Light("none", "空白"))


def rows_table(
    day: date, today: date, limits: Limits, regions: Options, sectors: Options, types: Options
) -> Table[Standing]:
    """Organisations as they stood on the day. The day is one of the filters, so that search, pages and export keep it."""
    days = [(day.isoformat(), cn(day))] if day != today else []
    return Table[Standing](
        id="coverage", caption="覆盖名单", noun="家", label=lambda row: row.organisation.name,
        columns=(
            Col("name", "名称", _name, ("organisation__name",), phone="title"),
            Col("region", "属地", lambda row: Cell(row.region.name), ("region__code", "organisation__name"), "w-120"),
            Col("type", "类型", lambda row: Cell(row.type.name), ("type__order", "organisation__name"), "w-152"),
            Col("sector", "行业主管", lambda row: Cell(str(row.sector or "")), ("sector__path", "organisation__name"), "w-136", optional=True),
            Col("members", "正式党员", lambda row: Cell("没有填" if row.members is None else str(row.members), quiet=row.members is None),
                ("members", "organisation__name"), "w-88", numeric=True),
            Col("covers", "谁在覆盖", _covers),
            Col("key", "编号", lambda row: Cell(row.organisation.key), ("organisation__key",), "w-220", "off", optional=True),
        ),
        search=("organisation__name__icontains", "organisation__initials__contains", "organisation__key__istartswith"),
        placeholder="找名称、简拼、编号", order=("organisation_id",),
        filters=(
            Pick("base", "底数", [one for one in rules.BASES if one[0] != "registered"], lambda value: queries.BASES[value]),
            Pick("what", "覆盖", WHAT, lambda value: queries.is_what(value, day, limits)),
            Pick("region", "属地", regions, lambda value: Q(region__code__startswith=value)),
            Pick("sector", "行业主管", sectors, lambda value: Q(sector=None if value == "0" else value)),
            Pick("type", "类型", types, lambda value: Q(type=value)),
            *([Pick("on", "截至", days, lambda _: Q())] if days else []),
        ),
        empty=Empty("这一天名录里没有。", Link("看今天的", reverse("registry:coverage-list"))),
        once=True, about="organisation", hint=f"{cn(day)}的状态；应建＝正常经营、{rules.OUGHT}名以上正式党员；不含已注销的",
    )  # fmt: skip


# --- the drive --------------------------------------------------------------------------------------------------------


def _lack(row: Any) -> Cell:
    return Cell("应建未建", strong=True) if row.ought else Cell("空白")


def _step(row: Any) -> Cell:
    known = getattr(row, "cover_step", None)
    return Cell(known.step if known else "定下一步", reverse("registry:drive-step", args=[row.pk]))


def due_of(row: Any) -> date | None:
    """The date of the next step, put on the row by ``queries.blanks``."""
    found: date | None = row.due
    return found


def _due(row: Any) -> Cell:
    return Cell(cn(row.due) if row.due else "")


def _number(row: Any) -> Cell:
    return Cell(f"{row.covers}家")


def drive_table(today: date, regions: Options, sectors: Options, types: Options, *, bulk: bool) -> Table[Organisation]:
    """Blanks as ``queries.blanks`` gives them; lights by rule, from the date of the step alone."""
    late, soon = Q(due__lt=today), Q(due__gte=today)
    return Table[Organisation](
        id="drive", caption="攻坚名单", noun="家", label=str,
        columns=(
            Col("light", "进度", lambda row: Cell(light=rules.step_light(due_of(row), today)), ("due", "name"), "w-136", phone="light"),
            Col("name", "名称", lambda row: link("organisation", row.pk, row.name), ("name",), phone="title"),
            Col("lack", "缺什么", _lack, ("-ought", "name"), "w-104"),
            Col("region", "属地", lambda row: Cell(row.region.name), ("region__code", "name"), "w-120"),
            Col("type", "类型", lambda row: Cell(row.type.name), ("type__order", "name"), "w-152", optional=True),
            Col("members", "党员", lambda row: Cell("" if row.members is None else str(row.members)), ("members", "name"), "w-72", numeric=True),
            Col("step", "下一步", _step),
            Col("due", "哪天前", _due, ("due", "name"), "w-152"),
        ),
        search=("name__icontains", "initials__contains", "key__istartswith"), placeholder="找名称、简拼、编号",
        order=("-ought", "due", "name"),
        filters=(
            Pick("region", "属地", regions, lambda value: Q(region__code__startswith=value)),
            Pick("sector", "行业主管", sectors, lambda value: Q(sector=value)),
            Pick("type", "类型", types, lambda value: Q(type=value)),
        ),
        views=(
            Seen("all", "全部", Q()), Seen("ought", "应建未建", Q(ought=1)), Seen("none", "没定下一步", Q(due=None)),
            Seen("late", "超期", late), Seen("timely", "在办", soon),
        ),
        empty=Empty("没有空白，也没有应建未建的。", Link("看覆盖率", reverse("registry:coverage"))),
        bulk=Bulk(reminder_url=reverse("registry:drive-reminder")) if bulk else None,
        once=True, about="pk", hint=f"灯按“哪天前”算：没定、超期红，{rules.SOON}天内黄；不由人点",
    )  # fmt: skip


# --- questions --------------------------------------------------------------------------------------------------------


def questions_table(question: str, regions: Options) -> Table[PartyOrganisation]:
    """Party organisations the rule asks about."""

    def ask(row: Any) -> Cell:
        return Cell("去答复", reverse("registry:question-answer", args=[row.unit_id, question]))

    def seen(row: Any) -> Cell:
        return Cell(rules.seen_words(question, row.covers, row.active_on), tags=(Tag("请核实", "ask"),))

    return Table[PartyOrganisation](
        id="questions", caption=f"要核实的（{Question(question).label}）", noun="个", label=str,
        columns=(
            Col("name", "党组织", lambda row: link("party", row.unit_id, row.unit.name), ("unit__name",), phone="title"),
            Col("form", "形式", lambda row: Cell(row.get_form_display()), ("form", "unit__path"), "w-136"),
            Col("above", "上级", lambda row: Cell(getattr(row, "above", "") or ""), ("unit__path",), "w-180"),
            Col("covers", "覆盖", _number, ("covers", "unit__path"), "w-88", numeric=True),
            Col("seen", "看到的", seen, ("active_on", "unit__path")),
            Col("answer", "答复", ask, (), "w-104"),
        ),
        search=("unit__name__icontains", "unit__initials__contains"), placeholder="找党组织，可用简拼",
        order=("-covers", "unit__path"),
        filters=(Pick("region", "属地", regions, lambda value: Q(unit__region__code__startswith=value)),),
        empty=Empty("没有要核实的。", Link("看口径", reverse("registry:limits"))),
        hint="只是请核实情况，不扣分，不算问题",
    )  # fmt: skip


def limits_table() -> Table[CoverLimit]:
    """All that was ever set."""
    return Table[CoverLimit](
        id="limits", caption="口径", noun="条", label=str, order=("code", "-since"),
        columns=(
            Col("code", "口径", lambda row: Cell(row.get_code_display()), ("code", "-since"), phone="title"),
            Col("value", "数", lambda row: Cell(str(row.value)), (), "w-72", numeric=True),
            Col("since", "自", lambda row: Cell(cn(row.since)), ("since",), "w-180"),
            Col("basis", "依据", lambda row: Cell(row.basis)),
        ),
        empty=Empty("还没有改过，按上面通常的数算。"),
    )  # fmt: skip
