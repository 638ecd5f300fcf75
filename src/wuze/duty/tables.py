"""Lists of 明责: editions, the units of one cell, notices."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.duty.assignments import policy
from wuze.duty.assignments.policy import sets
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import DutyEdition, DutyPart
from wuze.duty.notices.enums import NoticeState
from wuze.duty.notices.models import DutyNotice
from wuze.kernel.web.components import Empty, Light, Link
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit
from wuze.registry.rules import cn


def editions_table(*, may_draft: bool) -> Table[DutyEdition]:
    """Editions with ``number`` of duties."""
    return Table[DutyEdition](
        id="editions", caption="责任清单", noun="版", label=str,
        columns=(
            Col("title", "名称", lambda row: Cell(row.title, reverse("duty:edition", args=[row.pk])), ("title",), phone="title"),
            Col("state", "状态", lambda row: Cell(row.get_state_display(), strong=row.state == EditionState.IN_FORCE), ("state",), "w-120"),
            Col("document", "文号", lambda row: Cell(row.document), (), "w-180"),
            Col("since", "施行", lambda row: Cell(cn(row.since) if row.since else ""), ("since",), "w-152"),
            Col("number", "职责", lambda row: Cell(f"{getattr(row, 'number', 0)}项"), (), "w-88"),
            Col("made", "起草", lambda row: Cell(row.made_by, quiet=True), (), "w-120", optional=True, phone="off"),
        ),
        search=("title__icontains", "document__icontains"), placeholder="找名称、文号", order=("-pk",),
        views=(
            Seen("all", "全部", Q()), Seen("now", "施行", Q(state=EditionState.IN_FORCE)),
            Seen("open", "在办", Q(state__in=(EditionState.DRAFT, EditionState.ASKED))),
        ),
        empty=Empty("还没有责任清单。", Link("从示范清单起草", reverse("duty:edition-new")))
        if may_draft
        else Empty("还没有责任清单。由牵头机关起草。"),
    )  # fmt: skip


def _holder(unit: Any) -> Cell:
    if unit.holder_name is None:
        return Cell(light=Light("amber", "缺人")) if unit.post_title else Cell("")
    return Cell(unit.holder_name, reverse("registry:person", args=[unit.holder_key]))


def _since(unit: Any) -> Cell:
    both = [day for day in (unit.held_since, unit.on_post) if day]
    return Cell(cn(max(both)) if unit.holder_name and both else "")


def cell_table(actor: Actor, part: DutyPart) -> Table[Unit]:
    """Units of one cell as ``assignments.queries.cell_units`` gives them."""
    named = policy.why_not_name(actor, part) is None

    def post(unit: Any) -> Cell:
        url = reverse("duty:assign", args=[part.pk, unit.pk]) if sets(actor, unit) else ""
        if unit.post_title is None:
            return Cell("定岗位" if url else "", url, light=Light("red", "没有落岗"))
        return Cell(unit.post_title, url)

    def helps(unit: Any) -> Cell:
        words = f"{unit.helps}个岗位" if unit.helps else ""
        ends = (unit.helps and sets(actor, unit)) or named
        return Cell(
            words or ("收回点名" if named else ""), reverse("duty:release", args=[part.pk, unit.pk]) if ends else ""
        )

    return Table[Unit](
        id="cell", caption="担这一项的单位", noun="个", label=str,
        columns=(
            Col("unit", "单位", lambda unit: Cell(str(unit), reverse("duty:unit", args=[unit.pk])), ("path",), phone="title"),
            Col("post", "岗位", post, ("post_title", "path"), "w-220"),
            Col("holder", "责任人", _holder, ("holder_name", "path"), "w-152", phone="light"),
            Col("helps", "协助", helps, ("helps", "path"), "w-120"),
            Col("since", "从什么时候起", _since, ("held_since",), "w-152"),
        ),
        search=("name__icontains", "short__icontains", "initials__contains"), placeholder="找单位，可用简拼", order=("path",),
        views=(
            Seen("all", "全部", Q()), Seen("post", "没有落岗", Q(post_key=None)),
            Seen("holder", "岗位缺人", Q(post_key__isnull=False, holder_key=None)),
        ),
        empty=Empty("没有单位担这一项。", Link("点名", reverse("duty:name", args=[part.pk])))
        if part.scope == "named"
        else Empty("这一层没有您看得到的单位。"),
    )  # fmt: skip


def notice_light(row: DutyNotice) -> Light:
    """Whose turn: the unit's to receive, ours to answer."""
    state = {NoticeState.OBJECTED: "red", NoticeState.SENT: "amber", NoticeState.ANSWERED: "amber"}
    return Light(state.get(NoticeState(row.state), "green"), row.get_state_display())  # type: ignore[arg-type]  # one of four words


def notices_table(*, keeper: bool) -> Table[DutyNotice]:
    """Notices with unit and edition."""
    kinds = [(kind.value, str(kind.label)) for kind in UnitKind]
    return Table[DutyNotice](
        id="notices", caption="告知单", noun="份", label=str,
        columns=(
            Col("state", "状态", lambda row: Cell(light=notice_light(row)), ("state", "unit__path"), "w-120", phone="light"),
            Col("unit", "单位", lambda row: Cell(str(row.unit), reverse("duty:notice", args=[row.pk])), ("unit__path",), phone="title"),
            Col("edition", "清单", lambda row: Cell(row.edition.title), ("edition", "unit__path"), "w-220", phone="off"),
            Col("sent", "发出", lambda row: Cell(cn(row.sent_on)), ("sent_on",), "w-152"),
            Col("signed", "签收", lambda row: Cell(cn(row.signed_on) if row.signed_on else ""), ("signed_on",), "w-152"),
        ),
        search=("unit__name__icontains", "unit__short__icontains", "unit__initials__contains"),
        placeholder="找单位，可用简拼", order=("-edition", "unit__path"),
        filters=(Pick("kind", "层级", kinds, lambda value: Q(unit__kind=value)),),
        views=(
            Seen("now", "施行的", Q(edition__state=EditionState.IN_FORCE)),
            Seen("open", "待签收", Q(edition__state=EditionState.IN_FORCE, state__in=(NoticeState.SENT, NoticeState.ANSWERED))),
            Seen("no", "有异议", Q(state=NoticeState.OBJECTED)), Seen("all", "全部", Q()),
        ),
        empty=Empty("还没有告知单。清单施行后，在清单那一页发。", Link("看清单", reverse("duty:editions"))),
        bulk=Bulk(reminder_url=reverse("duty:reminder")) if keeper else None,
        hint="签收只表示收到，不表示同意；有异议写理由，牵头机关答复",
    )  # fmt: skip
