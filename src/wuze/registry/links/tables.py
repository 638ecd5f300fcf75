"""Links and answers as lists."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.enter_for import tag
from wuze.accounts.enums import LinkState
from wuze.accounts.models import OneTimeLink
from wuze.kernel.web.components import Empty, Light, Link, State, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_moment
from wuze.registry.models import UnitCheck

STATES: dict[LinkState, State] = {
    LinkState.OPEN: "amber", LinkState.USED: "green", LinkState.VOID: "none", LinkState.EXPIRED: "red",
}  # fmt: skip
WORDS = {LinkState.OPEN: "还没用", LinkState.USED: "已用", LinkState.VOID: "已作废", LinkState.EXPIRED: "没用，过期了"}


def light(link: OneTimeLink, at: datetime) -> Light:
    """Where it stands."""
    state = link.stands(at)
    return Light(STATES[state], WORDS[state])


def links(at: datetime) -> Table[OneTimeLink]:
    """The list at this moment."""
    opened, unused = Q(state=LinkState.OPEN, expires_at__gt=at), Q(state=LinkState.OPEN, expires_at__lte=at)
    return Table[OneTimeLink](
        id="links", caption="一次性链接", noun="条", label=str,
        columns=(
            Col("state", "状态", lambda row: Cell(light=light(row, at)), ("state", "expires_at"), "w-136", "light"),
            Col("unit", "党组织", lambda row: Cell(row.unit_label, reverse("unit-links:one", args=[row.pk])), ("unit_label",),
                phone="title"),
            Col("for", "给谁", lambda row: Cell(row.for_name), ("for_name",), "w-104"),
            Col("task", "让他办什么", lambda row: Cell(row.task_label), ("task_label",), "w-152"),
            Col("until", "有效至", lambda row: Cell(cn_moment(row.expires_at)), ("expires_at",), "w-136"),
            Col("by", "谁开的", lambda row: Cell(row.issued_by), ("issued_by",), "w-104", optional=True),
        ),
        search=("unit_label__icontains", "for_name__icontains"), placeholder="找党组织、姓名", order=("-id",),
        views=(Seen("open", "还没用", opened), Seen("late", "过期没用", unused),
               Seen("used", "已用", Q(state=LinkState.USED)), Seen("all", "全部", Q())),
        empty=Empty("没有开出过一次性链接。", Link("开一条", reverse("unit-links:issue")), "，书记不用账号就能办一件事。"),
        export=False,
    )  # fmt: skip


def check_light(row: UnitCheck) -> Light:
    """Only what differs and is not settled needs a person."""
    if row.same:
        return Light("green", "都对")
    return Light("none", "已处理") if row.settled_at else Light("amber", "有不对的")


def check_tags(row: UnitCheck) -> tuple[Tag, ...]:
    """How it came."""
    return (*tag(row.on_behalf), *((Tag("一次性链接"),) if row.by_link else ()))


def differs(row: UnitCheck) -> str:
    """What differs, in one line; numbers only on the page itself."""
    parts = (
        str(row.organisation or ""),
        f"书记：{row.secretary}" if row.secretary else "",
        "电话" if row.phone else "",
        row.note,
    )
    return "；".join(part for part in parts if part)


def checks() -> Table[UnitCheck]:
    """Answers to 核对本单位信息."""
    waits = Q(same=False, settled_at=None)
    return Table[UnitCheck](
        id="checks", caption="信息核对", noun="条", label=str,
        columns=(
            Col("state", "结果", lambda row: Cell(light=check_light(row)), ("same", "settled_at"), "w-120", "light"),
            Col("unit", "党组织", lambda row: Cell(row.unit.name, reverse("unit-links:check", args=[row.pk])), ("unit__path",),
                phone="title"),
            Col("what", "哪里不对", lambda row: Cell(differs(row), quiet=bool(row.settled_at))),
            Col("by", "谁填的", lambda row: Cell(row.entered_by, tags=check_tags(row)), ("entered_by",), "w-220"),
            Col("at", "什么时候", lambda row: Cell(cn_moment(row.at)), ("at",), "w-120"),
        ),
        search=("unit__name__icontains", "unit__initials__startswith", "entered_by__icontains"), placeholder="找党组织、姓名",
        order=("-id",), views=(Seen("wait", "要处理的", waits), Seen("all", "全部", Q())),
        empty=Empty("还没有党组织核对过。", Link("开一次性链接", reverse("unit-links:issue")), "让书记核对。"), export=False,
    )  # fmt: skip
