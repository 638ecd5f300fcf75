"""议题 and major problems as lists."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from wuze.duty.agenda import queries
from wuze.duty.agenda.enums import AgendaState, ProblemState
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.duty.shared import url
from wuze.kernel import workdays
from wuze.kernel.web.components import Empty, Light, Link, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.rules import cn


def agenda_light(row: Agenda, today: date) -> Light:
    """A planned one has the light of its day; the others none."""
    if row.state != AgendaState.PLANNED:
        return Light("none", row.get_state_display())
    left = workdays.left(row.day, today)
    return Light(left.state, left.word)


def problem_light(row: MajorProblem, today: date) -> Light:
    """Until it is solved, the light of its end."""
    if row.state == ProblemState.CLOSED:
        return Light("none", row.get_state_display())
    left = workdays.left(row.due, today)
    return Light(left.state, left.word)


def agendas_table(today: date, *, keeps: bool) -> Table[Agenda]:
    """议题 with ``lines``."""
    year = Q(day__gte=date(today.year, 1, 1), day__lt=date(today.year + 1, 1, 1))
    planned = Q(state=AgendaState.PLANNED)
    return Table[Agenda](
        id="agendas", caption="议题", noun="个", label=lambda row: f"{row.code} {row.title}",
        columns=(
            Col("light", "还剩", lambda row: Cell(light=agenda_light(row, today)), (), "w-104", phone="light"),
            Col("code", "编号", lambda row: Cell(row.code, quiet=True), ("code",), "w-104", phone="off"),
            Col("title", "议题", _title, ("title",), phone="title"),
            Col("meeting", "会议", lambda row: Cell(row.meeting), ("meeting", "day"), "w-152"),
            Col("day", "日期", lambda row: Cell(cn(row.day)), ("day",), "w-136"),
            Col("state", "状态", lambda row: Cell(row.get_state_display()), ("state", "day"), "w-88", phone="off"),
            Col("number", "纪要号", lambda row: Cell(row.number), ("number",), "w-136"),
            Col("lines", "议定", _lines, ("lines",), "w-72"),
        ),
        search=("code__icontains", "title__icontains", "initials__contains", "number__icontains", "meeting__icontains"),
        placeholder="找议题、会议、纪要号，可用简拼", order=("-day", "-pk"),
        filters=(
            Pick("meeting", "会议", queries.meetings(), lambda value: Q(meeting=value)),
            Pick("kind", "类别", (("study", "定期研究"), ("other", "其他")), lambda value: Q(study=value == "study")),
        ),
        views=(
            Seen("year", "今年", year), Seen("planned", "已安排", planned), Seen("late", "过期没研究", planned & Q(day__lt=today)),
            Seen("study", "定期研究", Q(study=True)), Seen("all", "全部", Q()),
        ),
        empty=Empty("还没有议题。", Link("安排一个", url("agenda-new"))) if keeps else Empty("还没有和您单位有关的议题。"),
    )  # fmt: skip


def _title(row: Agenda) -> Cell:
    return Cell(row.title, url("agenda", row.pk), tags=(Tag("定期研究"),) if row.study else ())


def _lines(row: Agenda) -> Cell:
    number = getattr(row, "lines", 0)
    return Cell(f"{number}条" if number else "", quiet=not number)


def problems_table(today: date, *, keeps: bool) -> Table[MajorProblem]:
    """Major problems with ``unit``."""
    is_open = ~Q(state=ProblemState.CLOSED)
    return Table[MajorProblem](
        id="problems", caption="重大问题", label=str,
        columns=(
            Col("light", "还剩", lambda row: Cell(light=problem_light(row, today)), ("due",), "w-104", phone="light"),
            Col("title", "问题", lambda row: Cell(row.title, url("problem", row.pk)), ("title",), phone="title"),
            Col("unit", "负责单位", lambda row: Cell(str(row.unit)), ("unit__path",), "w-180"),
            Col("due", "解决期限", lambda row: Cell(cn(row.due)), ("due",), "w-136"),
            Col("state", "状态", lambda row: Cell(row.get_state_display()), ("state", "due"), "w-88"),
            Col("closed", "解决日期", lambda row: Cell(cn(row.closed_on) if row.closed_on else ""), ("closed_on",), "w-136"),
        ),
        search=("title__icontains", "initials__contains", "unit__name__icontains", "unit__initials__contains"),
        placeholder="找问题、单位，可用简拼", order=("due", "pk"),
        filters=(Pick("state", "状态", ProblemState.choices, lambda value: Q(state=value)),),
        views=(
            Seen("open", "没解决", is_open), Seen("late", "超期", queries.is_late(today)),
            Seen("near", "两周内到期", is_open & Q(due__gte=today, due__lte=today + timedelta(days=14))),
            Seen("closed", "已解决", Q(state=ProblemState.CLOSED)), Seen("all", "全部", Q()),
        ),
        empty=Empty("还没有重大问题。", Link("提出一个", url("problem-new"))) if keeps else Empty("没有您单位负责的重大问题。"),
    )  # fmt: skip
