"""A running ledger taken over: all rows or none, one entry with the list. What is past its node then is not counted:
nobody can say any more whether it was in time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse
from wuze.kernel.pinyin import initials
from wuze.ledger import policy, queries, rules
from wuze.ledger.actions import setting, shared
from wuze.ledger.enums import ReportKind, TaskState, Why
from wuze.ledger.models import Report, Task
from wuze.ledger.planning import New
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

CHUNK = 500


@transaction.atomic
def import_running(actor: Actor, rows: Sequence[New], source: str) -> list[Task]:
    """Rows of a plan. The right is looked at again for each unit."""
    refuse(policy.why_not_set_up(actor))
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={row.lead for row in rows})}
    for unit in units.values():
        refuse(policy.why_not_issue_to(actor, unit))
    posts = queries.only_posts(list(units))
    first = shared.numbers(actor.today.year, len(rows))
    tasks = [
        _task(actor, row, units[row.lead], rules.code(actor.today.year, first + index), posts.get(row.lead))
        for index, row in enumerate(rows)
    ]
    Task.objects.bulk_create(tasks, batch_size=CHUNK)
    Report.objects.bulk_create(
        [_said(actor, task, row) for task, row in zip(tasks, rows, strict=True) if row.said], batch_size=CHUNK
    )
    record(
        "ledger.imported", at=actor.at, who=actor.who("", source), thing=Thing("ledger.group", "", source),
        after={"rows": len(tasks), "source": source}, origin=actor.origin,
        rows=[Row(shared.thing_of(task), after={"lead": str(task.lead), "state": task.get_state_display()}) for task in tasks],
    )  # fmt: skip
    return tasks


def _task(actor: Actor, row: New, unit: Unit, code: str, post: int | None) -> Task:
    closed, open_ = row.state == TaskState.CLOSED, row.state == TaskState.DOING
    done, ahead = row.done if closed else None, open_ and row.due >= actor.today
    issued = row.issued or (min(actor.today, row.due) if open_ else None)
    return Task(
        code=code, title=row.title, initials=initials(row.title)[:120], why=Why.TEMPLATE, why_label=row.why_label,
        requirement=row.requirement, standard=row.standard, issuer_id=setting.issuer_of(actor, unit), lead=unit,
        post_id=post, state=row.state, due=row.due, turn_due=row.due if open_ else None, drafted_on=actor.today,
        drafted_by=actor.name, issued_on=issued, issued_by=actor.name if issued else "", received_on=issued, finished_on=done,
        closed_on=done, reported_on=done, late=rules.late_days(row.due, done) if done else 0,
        counted=ahead and issued is not None and not rules.is_short(issued, row.due),
        ended_why="导入时已取消" if row.state == TaskState.CANCELLED else "",
    )  # fmt: skip


def _said(actor: Actor, task: Task, row: New) -> Report:
    day = row.done if row.done and row.done <= actor.today else actor.today
    return Report(
        task=task, kind=ReportKind.PROGRESS, text=row.said, happened=day, received=actor.today, entered_by=actor.name,
        entered_post=actor.post, entered_user=actor.user, entered_at=actor.at, on_behalf=str(task.lead)[:80], source="导入的台账",
    )  # fmt: skip
