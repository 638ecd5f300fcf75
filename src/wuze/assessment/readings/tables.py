"""Readings and wordings as lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from wuze.assessment.readings.enums import CellState, TableState
from wuze.assessment.readings.models import TableReading, Wording
from wuze.kernel.web.components import Empty, Light, Link, State
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_full_date, cn_moment

TABLE_LIGHTS: dict[str, State] = {TableState.READ_IN: "none", TableState.CHECKING: "amber", TableState.DONE: "green"}
CELL_LIGHTS: dict[str, State] = {
    CellState.READ: "green", CellState.CHECK: "amber", CellState.UNREAD: "none", CellState.ACCEPTED: "green",
    CellState.CORRECTED: "green", CellState.LEFT: "none",
}  # fmt: skip


def table_light(row: TableReading) -> Light:
    """Where a reading stands."""
    return Light(TABLE_LIGHTS[row.state], TableState(row.state).label)


def _counts(row: Any) -> str:
    words = (("读懂", row.n_read), ("核对", row.n_check), ("未读", row.n_unread), ("人定", row.n_person))
    return "　".join(f"{word}{number}" for word, number in words if number)


def readings() -> Table[TableReading]:
    """The office's tables."""
    return Table[TableReading](
        id="readings", caption="读旧表", noun="张", label=str,
        columns=(
            Col("state", "状态", lambda row: Cell(light=table_light(row)), ("state",), "w-120", "light"),
            Col("title", "表", lambda row: Cell(row.title, reverse("readings:one", args=[row.pk])), ("title",), phone="title"),
            Col("cells", "格", lambda row: Cell(str(getattr(row, "n_all", ""))), ("n_all",), "w-56", numeric=True),
            Col("counts", "读得怎样", lambda row: Cell(_counts(row))),
            Col("file", "文件", lambda row: Cell(row.file, quiet=True), ("file",), "w-220", optional=True),
            Col("by", "谁读入的", lambda row: Cell(row.by), ("by",), "w-104"),
            Col("at", "什么时候", lambda row: Cell(cn_moment(row.at)), ("at",), "w-136"),
        ),
        search=("title__icontains", "file__icontains"), placeholder="找表名、文件名", order=("-id",),
        views=(Seen("all", "全部", Q()), Seen("open", "没核对完", ~Q(state=TableState.DONE)),
               Seen("done", "已完成", Q(state=TableState.DONE))),
        empty=Empty("还没有读过旧表。", Link("读一张", reverse("readings:upload")), "，60格的表十分钟能核对完。"),
    )  # fmt: skip


def wordings() -> Table[Wording]:
    """The county's own ways to write a rule."""
    return Table[Wording](
        id="wordings", caption="本县的说法", noun="条", label=str,
        columns=(
            Col("text", "原文", lambda row: Cell(row.text[:80]), phone="title"),
            Col("points", "分值", lambda row: Cell(row.points or "–"), ("points",), "w-56", numeric=True),
            Col("says", "读成", lambda row: Cell(row.says, reverse("readings:wording", args=[row.pk]))),
            Col("place", "在哪里改的", lambda row: Cell(row.place, quiet=True), ("place",), "w-220", optional=True),
            Col("by", "谁改的", lambda row: Cell(row.by), ("by",), "w-88"),
            Col("on", "哪天改的", lambda row: Cell(cn_full_date(row.on)), ("on",), "w-136"),
        ),
        search=("text__icontains", "says__icontains"), placeholder="找原文、读法", order=("-on", "-id"),
        views=(Seen("used", "在用的", Q(retired_on=None)), Seen("retired", "停用的", Q(retired_on__isnull=False))),
        empty=Empty("还没有。改过一格的读法，就记成本县的说法，下次见到同样的话会先照着读，标“核对”。"),
    )  # fmt: skip
