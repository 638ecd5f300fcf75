"""Lists of rosters: imports, and the rows of one."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wuze.excel.rosters.words import FIELDS
from wuze.kernel.web.components import Empty, Light, Link, Tag, Verb
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.table import Col, Seen, Table
from wuze.registry.enums import Choice, Outcome, RosterKind, RosterState
from wuze.registry.models import Roster, RosterRow
from wuze.registry.rosters.back import cell_of
from wuze.registry.rosters.queries import UNSETTLED
from wuze.registry.rules import cn

LIGHTS = {
    RosterState.COMPARING: Light("none", "正在比对"), RosterState.READY: Light("amber", "待写入"),
    RosterState.WRITING: Light("none", "正在写入"), RosterState.APPLIED: Light("green", "已写入"),
    RosterState.DROPPED: Light("none", "已作废"),
}  # fmt: skip
MARKS: dict[str, Light] = {
    Outcome.NEW: Light("green", "新增"), Outcome.CHANGED: Light("green", "有变化"), Outcome.SAME: Light("none", "没有变化"),
    Outcome.ASK: Light("amber", "待定"), Outcome.BAD: Light("red", "不能写入"), Outcome.GONE: Light("none", "表里没有"),
}  # fmt: skip
FEW = 6
"""Changes or faults told in one cell."""


def rosters_table(new: str) -> Table[Roster]:
    """One's own imports."""
    return Table[Roster](
        id="rosters", caption="名册导入", noun="次", label=str, export=False,
        columns=(
            Col("name", "名册", lambda row: Cell(row.get_kind_display(), reverse("rosters:one", args=[row.pk])), phone="title"),
            Col("where", "范围", lambda row: Cell(row.where), (), "w-180"),
            Col("state", "状态", lambda row: Cell(light=LIGHTS[RosterState(row.state)]), ("state",), "w-110", phone="light"),
            Col("files", "文件", lambda row: Cell(files_of(row)), (), "w-220", optional=True),
            Col("day", "数据日期", lambda row: Cell(cn(row.day)), ("day",), "w-152", optional=True),
            Col("until", "保留到", lambda row: Cell(cn(timezone.localdate(row.expires))), ("expires",), "w-152", phone="off", optional=True),
        ),
        search=("region__name__icontains", "region__initials__contains", "sector__name__icontains"), placeholder="找乡镇、行业",
        order=("-pk",), empty=Empty("还没有导入。", Link("传一份名册", new)),
        hint="只有您看得到自己传的；读出的内容保留七天。",
    )  # fmt: skip


def files_of(row: Roster) -> str:
    """The first file, and how many more."""
    names = sorted({str(one["file"]) for one in row.sheets})
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个" if names else ""


def rows_table(roster: Roster) -> Table[RosterRow]:
    """Rows of an import by what they would do."""
    return Table[RosterRow](
        id="roster-rows", caption="名册各行", noun="行", label=str,
        columns=(
            Col("outcome", "结果", _mark, ("outcome", "number"), "w-136", phone="light"),
            Col("name", "名称", _name, ("name",), "w-220", phone="title"),
            Col("what", "会怎么变", _what),
            Col("faults", "问题", lambda row: Cell(faults_text(roster, row)), (), "w-270"),
            Col("place", "在哪一行", lambda row: Cell(place_of(roster, row), quiet=True), ("number",), "w-180", optional=True),
        ),
        search=("name__icontains", "initials__startswith"), placeholder="找名称，可用简拼", order=("number",),
        views=_views(), bulk=_bulk(roster),
        empty=Empty("没有这样的行。"),
    )  # fmt: skip


def _views() -> tuple[Seen, ...]:
    found = [Seen("all", "全部", Q()), Seen("unsettled", "待定", UNSETTLED)]
    words = ((Outcome.NEW, "新增"), (Outcome.CHANGED, "有变化"), (Outcome.BAD, "不能写入"), (Outcome.GONE, "表里没有"))
    found += [Seen(str(one), word, Q(outcome=one)) for one, word in words]
    return (*found, Seen("faulty", "有问题的", ~Q(faults=[])), Seen("same", "没有变化", Q(outcome=Outcome.SAME)))


def choices(roster: Roster) -> list[tuple[str, str]]:
    """What may be said of rows, with the words of the buttons."""
    found: list[tuple[str, str]] = [(Choice.TAKE, "以表里为准"), (Choice.NEW, "是另一家，新增"), (Choice.SKIP, "不写")]
    return [one for one in found if roster.kind != RosterKind.PARTIES or one[0] != Choice.NEW]


def _bulk(roster: Roster) -> Bulk | None:
    """Settle rows while it is not written; close what it lacks then and afterwards."""
    verbs = [Verb("表里没有的，办注销", reverse("rosters:close", args=[roster.pk]))]
    if roster.state == RosterState.READY:
        settle = [Verb(label, reverse("rosters:settle", args=[roster.pk, choice])) for choice, label in choices(roster)]
        return Bulk((*settle, *verbs))
    return Bulk(tuple(verbs)) if roster.state == RosterState.APPLIED else None


def _mark(row: RosterRow) -> Cell:
    tags = (Tag(str(Choice(row.choice).label)),) if row.choice else ()
    if row.written:
        tags = (*tags, Tag("办了注销" if row.outcome == Outcome.GONE else "已写入"))
    return Cell(light=MARKS[row.outcome], tags=tags)


def _name(row: RosterRow) -> Cell:
    return Cell(str(row), reverse("rosters:row", args=[row.roster_id, row.number]))


def _what(row: RosterRow) -> Cell:
    changes = [
        f"{label} {now or '空'}→{new or '空'}" if now else f"{label} {new}" for label, now, new in row.shown[:FEW]
    ]
    more = [f"等{len(row.shown)}项"] if len(row.shown) > FEW else []
    return Cell("；".join([*([row.why] if row.why else []), *changes, *more]))


def faults_text(roster: Roster, row: RosterRow) -> str:
    """Each fault with its cell: C17：…。"""
    found = []
    for name, problem, fix in row.faults[:FEW]:
        cell = cell_of(roster, row, name)
        label = FIELDS[name].label if name in FIELDS else ""
        found.append(f"{cell}（{label}）{problem}，{fix}。" if cell else f"{problem}，{fix}。")
    return "".join(found)


def place_of(roster: Roster, row: RosterRow) -> str:
    """Where a row stands: line, sheet, file."""
    if not row.line:
        return ""
    sheet = roster.sheets[row.sheet]
    return f"第{row.line}行 {sheet['sheet']} {sheet['file']}"
