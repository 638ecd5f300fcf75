"""The ledger on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Link, Meter, Verb, share
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.ledger import pages, policy, queries, rules
from wuze.ledger.enums import TaskState
from wuze.ledger.models import Cooperator, Report, Task
from wuze.ledger.queries import burden as loads
from wuze.portal.beside import Panel
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Batch, Line, Queue, Tally
from wuze.portal.search import Found, Hits, marked, matching

FEW = 8
"""Awaited tasks named; the rest stand in the ledger."""

BATCHES = 4
"""Collections and kinds of units named beside the desk."""

VERBS = {TaskState.REPORTED: "审核反馈", TaskState.DONE: "核验销号"}


def turns(actor: Actor) -> Queue | None:
    """What waits for a unit of the actor's: to receive, to do, to answer, to verify; whoever accepted does not verify."""
    if not actor.may(Capability.REPORT_TASKS):
        return None
    own, mine = _own(actor), queries.visible_to(actor).filter(queries.my_turn(actor)).exclude(state=TaskState.DRAFT)
    if not actor.small_office:
        mine = mine.exclude(Q(state=TaskState.DONE) & Q(accepted_user=actor.user))
    return Queue(queries.with_units(mine.order_by("turn_due", "code")), lambda task: _line(actor, task, own))


def owed(actor: Actor) -> Queue | None:
    """What others owe a unit of the actor's and have not done in time."""
    return Queue(queries.with_units(_owed_to(actor)), _owed, FEW) if actor.may(Capability.EDIT_TASKS) else None


def _own(actor: Actor) -> set[int]:
    return {*queries.own_units(actor, Capability.EDIT_TASKS), *queries.own_units(actor, Capability.REPORT_TASKS)}


def _owed_to(actor: Actor) -> QuerySet[Task]:
    """What other units owe the actor's and have not done in time."""
    issuing = queries.own_units(actor, Capability.EDIT_TASKS)
    rows = queries.visible_to(actor).filter(queries.overdue(actor.today), issuer__in=issuing)
    return rows.exclude(lead__in=_own(actor)).order_by("turn_due", "code")


def owed_more(actor: Actor) -> Tally | None:
    """How many more others owe than are named."""
    return Tally({"tasks": _owed_to(actor)}, _more) if actor.may(Capability.EDIT_TASKS) else None


def _more(found: Mapping[str, int]) -> Sequence[Line]:
    more = found["tasks"] - FEW
    if more <= 0:
        return ()
    url = f"{pages.url('home')}?view=late"
    return (Line("waiting", f"还有{more}件别的单位超期没办的", url, "台账里看全部", light=Light("none", "超期")),)


def _line(actor: Actor, task: Task, own: Collection[int]) -> Line:
    if task.state in VERBS:
        return _answered(task)
    return _asked(actor, task) if task.lead_id in own else _owed(task)


def _owed(task: Task) -> Line:
    """What another unit has not done in time."""
    url, batch = pages.url("task", task.pk), _batch_of(task, "late")
    return Line("waiting", f"{task.lead}：{task.title}", url, task.get_state_display(), task.turn_due, batch=batch)


def _batch_of(task: Task, view: str) -> Batch | None:
    """The tasks issued together with it, in the view of the ledger where those of one desk line stand."""
    if not task.group:
        return None
    return Batch(task.title, str(task.lead), f"{pages.url('home')}?{urlencode({'q': task.group, 'view': view})}")


def _asked(actor: Actor, task: Task) -> Line:
    verbs = pages.card_verbs(task, actor.today)
    late = f"本单位超期，节点{cn_date(task.due)}" if task.due and task.due < actor.today else ""
    detail, due = f"{task.issuer}交办，{task.get_state_display()}", task.turn_due
    if task.report_due and rules.report_light(task.report_due, actor.today):
        detail, due = f"{detail}，{cn_date(task.report_due)}前汇报一次", min(task.report_due, due or task.report_due)
    return Line("mine", task.title, pages.url("task", task.pk), detail, due, late=late, verb=verbs[0], no=verbs[1])


def _answered(task: Task) -> Line:
    label = VERBS[TaskState(task.state)]
    url = pages.url("task", task.pk)
    verb, batch = Verb(label, url, "get"), _batch_of(task, "mine")
    return Line("mine", f"{task.lead}：{task.title}", url, label, task.turn_due, verb=verb, batch=batch)


def answers(actor: Actor) -> Queue | None:
    """Difficulties that wait for the actor's answer."""
    return Queue(queries.hard_waiting(actor), _hard) if actor.may(Capability.EDIT_TASKS) else None


def _hard(row: Report) -> Line:
    url, verb = pages.url("task", row.task_id), Verb("答复", pages.url("answer", row.pk), "get")
    return Line("mine", f"{row.task.lead}办不了：{row.task.title}", url, row.text[:40], row.answer_due, verb=verb)


def helps(actor: Actor) -> Queue | None:
    """What the actor's unit has to hand in for others."""
    units = queries.own_units(actor, Capability.REPORT_TASKS)
    return Queue(queries.helps_of(actor, units), _help) if units else None


def _help(one: Cooperator) -> Line:
    url, verb = pages.url("task", one.task_id), Verb("交了", pages.url("hand-in", one.pk), "get")
    return Line("mine", f"{one.gives}（协办：{one.task.title}）", url, f"{one.task.issuer}要", one.due, verb=verb)


def set_up(actor: Actor) -> Verb | None:
    """To set a task."""
    if policy.why_not_set_up(actor) is not None:
        return None
    return Verb("立事项", pages.url("new"), "get", icon="plus-lg")


def collections(actor: Actor) -> Sequence[Panel]:
    """What was asked of several units at once and is not all back. One query."""
    found = queries.batches(actor, BATCHES)
    if not found:
        return ()
    return (Panel("s-back", "收表", Link("全部台账", pages.url("home")), tuple(_batch(one) for one in found)),)


def _batch(one: queries.Collecting) -> Meter:
    light = Light("red", f"{one.late}个超期") if one.late else None
    return Meter(one.title, f"{one.back}/{one.asked}个单位", share(one.back, one.asked), light)


def burden(actor: Actor) -> Sequence[Panel]:
    """What the actor's offices asked this year of those below, beside the ceiling of one unit. Three queries."""
    found = loads.meters(actor, actor.today.year, queries.own_units(actor, Capability.EDIT_TASKS))
    rows = [row for row in found if row.ceiling is not None]
    if not rows:
        return ()
    meters = tuple(_load(row) for row in rows[:BATCHES])
    note = "一项次＝一个单位填一项一次。条上是要得最多的那个单位，到上限就要报批。"
    return (Panel("s-load", "今年向基层要的", Link("谁要的、要了什么", pages.url("burden")), meters, note=note),)


def _load(row: loads.Meter) -> Meter:
    most, light = row.ceiling or 0, None
    if row.over:
        light = Light("red", f"{row.over}个超上限")
    elif rules.near_ceiling(row.most, most):
        light = Light("amber", "快到上限")
    return Meter(f"{row.kind}，共{row.total:,}项次", f"最多{row.most}/{most}项次", share(row.most, most), light)


def tasks(actor: Actor, words: Sequence[str]) -> Hits:
    """Tasks by number, title or initials."""
    rows = matching(queries.visible_to(actor).select_related("lead"), words, ("title", "code"), "initials")

    def shown(task: Task) -> Found:
        return Found(
            marked(task.label, words), place("ledger:task", str(task.pk)), f"{task.lead} {task.get_state_display()}"
        )

    return Hits("tasks", "事项", "件", rows.order_by("-drafted_on", "-pk"), shown)


TASK = Kind("ledger.task", "事项", queries.visible_to, lambda key: place("ledger:task", key))
