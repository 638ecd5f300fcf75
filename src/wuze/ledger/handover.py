"""What of the ledger goes with a post when it changes hands: its open tasks, and what it still has to hand in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from wuze.ledger import rules, states
from wuze.ledger.models import Cooperator, Task
from wuze.registry.handover_lines import Line
from wuze.registry.models import Post
from wuze.registry.rules import cn


def tasks_of(post: Post, at: datetime) -> Sequence[Line]:
    """By node."""
    today = timezone.localdate(at)
    tasks = Task.objects.filter(post=post, state__in=states.OPEN).order_by("turn_due", "code")
    helps = Cooperator.objects.filter(post=post, handed_on=None, task__state__in=states.OPEN).select_related("task")
    return [
        *(Line("事项", task.code, task.title, _state(task, today), reverse("ledger:task", args=[task.pk])) for task in tasks),
        *(
            Line("协办", row.task.code, f"{row.task.title}：{row.gives}", f"{cn(row.due)}前交", reverse("ledger:task", args=[row.task_id]))
            for row in helps.order_by("due", "pk")
        ),
    ]  # fmt: skip


def _state(task: Task, today: date) -> str:
    left = rules.light(task.turn_due, today)
    return f"{task.get_state_display()}，{left.word}" if left else task.get_state_display()
