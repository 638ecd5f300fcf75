"""Addresses of the ledger, and the mark that stays."""

from __future__ import annotations

from wuze.kernel.web.components import Link, Tag
from wuze.ledger.addresses import url
from wuze.ledger.models import Task


def link(task: Task) -> Link:
    """Back to the task."""
    return Link("回到事项", url("task", task.pk))


def late_tags(task: Task) -> tuple[Tag, ...]:
    """Done late stays late."""
    return (Tag(f"迟{task.late}天", "late"),) if task.late else ()
