"""The ledger as a list, and how one task shows in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Empty, Light, Link, Tag
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_date, cn_near
from wuze.ledger import queries, rules, states
from wuze.ledger.enums import ReportKind, ReportState, TaskState, Turn, Why
from wuze.ledger.models import Task
from wuze.ledger.queries.units import closed_in, of_year
from wuze.registry.enums import UnitKind

Options = Sequence[tuple[str, str]]
WAITING = {TaskState.REPORTED: "等审核", TaskState.DONE: "等核验"}
"""The issuer's own time shows no light on other people's pages."""

SEARCHED = (
    "code__icontains", "title__icontains", "initials__contains", "lead__name__icontains", "lead__initials__contains",
    "why_label__icontains", "why_code__iexact",
)  # fmt: skip
LIGHTS = (("red", "超期"), ("amber", "临期"), ("green", "不急"))
MARKS = (
    ("late", "迟过"), ("out", "不计"), ("asked", "申请延期"), ("report", "该汇报"), ("settled", "今年计入"),
    ("closed", "今年销号"),
)  # fmt: skip
LATE = "超期：在责任单位手上、过了限期还没办的。迟过：办完时已过限期，办完也不消。"
"""What every page that counts them says."""


def light_of(actor: Actor, task: Task) -> Light:
    """The light of whoever holds the matter, as this actor may see it."""
    if rules.turn(task.state) is Turn.ISSUER and task.issuer_id not in queries.own_units(actor, Capability.EDIT_TASKS):
        return Light("none", WAITING.get(TaskState(task.state), task.get_state_display()))
    left = rules.light(task.turn_due, actor.today)
    if left is None:
        return Light("none", task.get_state_display())
    own = rules.turn(task.state) is Turn.ISSUER
    return Light(left.state, left.word.replace("已超期", "迟审").replace("超期", "迟审") if own else left.word)


def marks(task: Task) -> tuple[Tag, ...]:
    """Facts that stay."""
    found = []
    if task.late:
        found.append(Tag(f"迟{task.late}天", "late"))
    if not task.counted:
        found.append(Tag("不计", "ask"))
    if task.excused:
        found.append(Tag("非本单位原因"))
    return tuple(found)


def turn_of(task: Task) -> str:
    """Whose turn it is, in words."""
    turn = rules.turn(task.state)
    if turn is Turn.NOBODY:
        return ""
    return str(task.lead if turn is Turn.LEAD else task.issuer)


def _state(task: Any) -> Cell:
    asked = getattr(task, "extension_asked", False) and task.state in states.WITH_LEAD
    return Cell("延期待批", strong=True) if asked else Cell(task.get_state_display())


def _reported(task: Task) -> Cell:
    text = cn_date(task.reported_on) if task.reported_on else "未报" if task.state in states.OPEN else ""
    return Cell(text, tags=marks(task), quiet=not task.reported_on)


def _lights(actor: Actor) -> dict[str, Q]:
    """What each light of the list stands for: the issuer's own time has one on its own pages alone."""
    lit = Q(state__in=states.WITH_LEAD) | Q(issuer__in=queries.own_units(actor, Capability.EDIT_TASKS))
    return {
        "red": queries.overdue(actor.today), "amber": queries.amber(actor.today) & lit, "green": queries.green(actor.today) & lit,
    }  # fmt: skip


def _filters(actor: Actor, units: Options, lights: dict[str, Q], only: Options) -> tuple[Pick, ...]:
    return (
        Pick("unit", "责任单位", units, lambda value: Q(lead__path__startswith=value)),
        Pick("state", "状态", TaskState.choices, lambda value: Q(state=value)),
        Pick("light", "时间", LIGHTS, lambda value: lights[value]),
        Pick("why", "来源", Why.choices, lambda value: Q(why=value)),
        Pick("mark", "标记", MARKS, _marked(actor)),
        *((Pick("lead", "只看", only, lambda value: Q(lead=value)),) if only else ()),
    )  # fmt: skip


def _views(actor: Actor, lights: dict[str, Q], *, may_set_up: bool) -> tuple[Seen, ...]:
    own = Q(issuer__in=queries.own_units(actor, Capability.EDIT_TASKS))
    unanswered = Seen("unanswered", "迟审", queries.unanswered(actor.today) & own)
    return (
        Seen("open", "未销号", queries.is_open()), Seen("late", "超期", lights["red"]), Seen("soon", "临期", lights["amber"]),
        Seen("mine", "轮到我", queries.my_turn(actor)), *((unanswered,) if may_set_up else ()),
        Seen("verify", "待核验", Q(state=TaskState.DONE)), Seen("drafts", "没交办", Q(state=TaskState.DRAFT)),
        Seen("closed", "已销号", Q(state=TaskState.CLOSED)), Seen("all", "全部", Q()),
    )  # fmt: skip


def tasks_table(actor: Actor, units: Options, *, may_set_up: bool, only: Options = ()) -> Table[Task]:
    """Tasks with ``lead``, ``issuer`` and ``queries.with_order``; ``only``: the one unit whose rows are asked."""
    lights = _lights(actor)
    return Table[Task](
        id="tasks", caption="台账", label=lambda task: task.label,
        columns=(
            Col("left", "还剩", lambda task: Cell(light=light_of(actor, task)), ("pressing", "turn_due", "code"), "w-104", phone="light"),
            Col("code", "编号", lambda task: Cell(task.code, quiet=True), ("code",), "w-120", phone="off"),
            Col("title", "事项", lambda task: Cell(task.title, reverse("ledger:task", args=[task.pk])), ("title",), phone="title"),
            Col("lead", "责任单位", lambda task: Cell(str(task.lead)), ("lead__path", "code"), "w-152"),
            Col("due", "时间节点", lambda task: Cell(cn_near(task.due, actor.today) if task.due else ""), ("due",), "w-136"),
            Col("turn", "现在轮到", lambda task: _turn(actor, task), (), "w-120", phone="off"),
            Col("state", "状态", _state, ("state", "turn_due"), "w-104"),
            Col("reported", "最近汇报", _reported, ("reported_on",), "w-136"),
            Col("why", "来源", lambda task: Cell(task.why_label), ("why", "code"), "w-120", phone="off", optional=True),
        ),
        search=SEARCHED,
        placeholder="找事项、编号、单位、依据，可用简拼", order=("pressing", "turn_due", "code"),
        filters=_filters(actor, units, lights, only), views=_views(actor, lights, may_set_up=may_set_up),
        empty=Empty("还没有事项。", Link("立一件", reverse("ledger:new"))) if may_set_up else Empty("还没有事项。上级交办后在这里。"),
        bulk=Bulk(reminder_url=reverse("ledger:reminder")) if may_set_up else None,
        hint=f"还剩：按现在轮到谁来算，单位：工作日。{LATE}"
        f"{'迟审：已经反馈，本单位没有按时审核、核验。' if may_set_up else ''}",
    )  # fmt: skip


def of_unit(unit: Any, terms: str = "") -> str:
    """The ledger's rows that this unit leads, itself alone, under some terms."""
    return f"{reverse('ledger:home')}?{terms}lead={unit.pk}"


def _counted(unit: Any, number: int, terms: str) -> Cell:
    return Cell(str(number), of_unit(unit, terms)) if number else Cell("0", quiet=True)


def _overdue(unit: Any) -> Cell:
    if not unit.overdue_n:
        return Cell("没有", quiet=True)
    return Cell(f"{unit.overdue_n}件", of_unit(unit, "view=late&"), Light("red", "超期"))


def how_counted(task: Task, on: date) -> Light:
    """How a matter counts in the rates of a day."""
    if task.excuse_holds or not task.counted:
        return Light("none", "不计")
    if task.state in states.FINISHED:
        return Light("red", f"迟{task.late}天") if task.late else Light("green", "按时")
    return Light("red", "没有办结") if task.due is not None and task.due < on else Light("none", "没到节点")


def nodes_table(on: date) -> Table[Any]:
    """Matters behind a rate; rows with ``lead`` and ``queries.with_reporter``."""
    counts = queries.settled(on)
    return Table[Any](
        id="nodes", caption="到节点的事项", label=lambda task: task.label, once=True, order=("due", "code"),
        search=("code__icontains", "title__icontains", "initials__contains"), placeholder="找事项、编号，可用简拼",
        columns=(
            Col("how", "怎么计", lambda task: Cell(light=how_counted(task, on)), (), "w-120", phone="light"),
            Col("title", "事项", lambda task: Cell(task.title, reverse("ledger:task", args=[task.pk])), ("title",), phone="title"),
            Col("due", "时间节点", lambda task: Cell(cn_date(task.due)), ("due",), "w-104"),
            Col("done", "反馈", lambda task: Cell(cn_date(task.finished_on) if task.finished_on else ""), ("finished_on",), "w-104"),
            Col("closed", "销号", lambda task: Cell(cn_date(task.closed_on) if task.closed_on else ""), ("closed_on",), "w-104"),
            Col("who", "谁报的", lambda task: Cell(task.reporter or "没有人报", quiet=not task.reporter), (), "w-104"),
            Col("note", "说明", lambda task: Cell(task.excuse or ("不足3个工作日" if not task.counted else ""), quiet=True), phone="off"),
        ),
        views=(
            Seen("counted", "计入的", counts), Seen("on-time", "按时的", counts & queries.on_time()),
            Seen("not", "没有按时的", counts & ~queries.on_time()), Seen("closed", "销号的", counts & Q(state=TaskState.CLOSED)),
            Seen("out", "不计的", queries.uncounted()), Seen("all", "全部", Q()),
        ),
        empty=Empty("没有这样的事项，或不归您看。"), hint="分母是计入的，分子是其中按时的（或销号的）。点开一件，看经过和佐证。",
    )  # fmt: skip


SAID = Table[Any](
    id="said", caption="收到的汇报", noun="次", label=str, once=True, order=("received", "pk"),
    search=("task__code__icontains", "task__title__icontains", "text__icontains"), placeholder="找事项、编号、内容",
    columns=(
        Col("kind", "类别", lambda row: Cell(row.get_kind_display()), ("kind", "received"), "w-120"),
        Col("task", "事项", lambda row: Cell(row.task.title, reverse("ledger:task", args=[row.task_id])), ("task__title",), phone="title"),
        Col("received", "收到", lambda row: Cell(cn_date(row.received)), ("received",), "w-104"),
        Col("late", "迟报", lambda row: Cell(f"迟{row.late}天" if row.late else "", strong=bool(row.late)), ("late",), "w-88"),
        Col("state", "结果", lambda row: Cell(row.get_state_display()), ("state",), "w-120"),
        Col("who", "谁报的", lambda row: Cell(row.entered_by), ("entered_by",), "w-104"),
    ),
    views=(
        Seen("all", "全部", Q()), Seen("final", "办结反馈", Q(kind=ReportKind.FINAL)),
        Seen("back", "退回的", Q(kind=ReportKind.FINAL, state=ReportState.RETURNED)),
        Seen("late", "迟报的", Q(late__gt=0)), Seen("nil", "没有新情况", Q(kind=ReportKind.NIL)),
    ),
    empty=Empty("没有这样的汇报，或不归您看。"), hint="点开事项，看汇报的内容和佐证。",
)  # fmt: skip


UNITS = Table[Any](
    id="ledger-units", caption="各单位的事", noun="个", label=str, once=True,
    columns=(
        Col("unit", "单位", lambda unit: Cell(unit.name, reverse("ledger:unit", args=[unit.pk])), ("path",), phone="title"),
        Col("kind", "类别", lambda unit: Cell(unit.get_kind_display(), quiet=True), (), "w-152", phone="off"),
        Col("open", "未销号", lambda unit: _counted(unit, unit.open_n, ""), ("open_n", "path"), "w-88", numeric=True),
        Col("overdue", "超期", _overdue, ("overdue_n", "path"), "w-104"),
        Col("closed", "已销号", lambda unit: _counted(unit, unit.closed_n, "view=closed&"), ("closed_n", "path"), "w-88", numeric=True),
        Col("late", "迟过", lambda unit: _counted(unit, unit.late_n, "view=all&mark=late&"), ("late_n", "path"), "w-88", numeric=True, optional=True),
    ),
    search=("name__icontains", "initials__contains"), placeholder="找单位，可用简拼", order=("-overdue_n", "-open_n", "path"),
    filters=(Pick("kind", "类别", UnitKind.choices, lambda value: Q(kind=value)),),
    views=(Seen("open", "有没办完的", Q(open_n__gt=0)), Seen("late", "有超期的", Q(overdue_n__gt=0)), Seen("all", "全部", Q())),
    empty=Empty("还没有单位有要办的事。"), hint=f"只算您看得到的事项。{LATE}",
)  # fmt: skip


def _marked(actor: Actor) -> Callable[[str], Q]:
    marks = {
        "late": Q(late__gt=0), "out": queries.uncounted(), "asked": Q(extension_asked=True),
        "report": queries.to_report(actor.today),
        "settled": of_year(actor.today.year) & queries.settled(actor.today), "closed": closed_in(actor.today.year),
    }  # fmt: skip
    return lambda value: marks[value]


def _turn(actor: Actor, task: Task) -> Cell:
    mine = task.lead_id if rules.turn(task.state) is Turn.LEAD else task.issuer_id
    held = any(one.unit == mine for one in actor.posts)
    return Cell(turn_of(task), strong=held)


def words_of(task: Task, today: Any) -> str:
    """One matter in a reminder."""
    left = rules.light(task.turn_due, today)
    return f"{task.title}，{left.word}" if left else task.title
