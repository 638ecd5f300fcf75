"""The portal's one list: complaints."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from wuze.kernel.web.components import Empty, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.portal.enums import About
from wuze.portal.models import Complaint
from wuze.portal.text import one_line


def _text(row: Complaint) -> Cell:
    return Cell(one_line(row.text), reverse("complaint-answer", args=[row.pk]))


def _state(row: Complaint) -> Cell:
    return Cell(tags=() if row.answer else (Tag("没有答复", "ask"),), text="已答复" if row.answer else "", quiet=True)


COMPLAINTS = Table[Complaint](
    id="complaints", caption="意见", noun="条", label=str,
    columns=(
        Col("text", "意见", _text, phone="title"),
        Col("about", "关于", lambda row: Cell(str(row)), ("about",), "w-220"),
        Col("post", "留下的岗位", lambda row: Cell(row.post or "没有留", quiet=not row.post), (), "w-180", optional=True),
        Col("day", "日期", lambda row: Cell(f"{row.day.month}月{row.day.day}日"), ("day",), "w-88"),
        Col("state", "答复", _state, ("answered_on",), "w-104", phone="light"),
    ),
    search=("text__icontains", "answer__icontains"), placeholder="找意见里的字", order=("-id",),
    filters=(Pick("about", "关于", About.choices, lambda value: Q(about=value)),),
    views=(Seen("open", "没有答复的", Q(answer="")), Seen("done", "已答复", ~Q(answer="")), Seen("all", "全部", Q())),
    empty=Empty("没有等着答复的意见。每个页面底部都有“对本系统有意见”。"), export=False,
    hint="不记是谁提的；只有自己愿意才留岗位",
)  # fmt: skip
