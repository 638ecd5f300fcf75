"""Addresses of the ledger, and the mark that stays."""

from __future__ import annotations

from django.urls import reverse

from wuze.kernel.web.components import Link, Tag
from wuze.ledger.models import Task


def url(name: str, *keys: object) -> str:
    """An address of the ledger."""
    return reverse(f"ledger:{name}", args=list(keys))


def link(task: Task) -> Link:
    """Back to the task."""
    return Link("回到事项", url("task", task.pk))


def late_tags(task: Task) -> tuple[Tag, ...]:
    """Done late stays late."""
    return (Tag(f"迟{task.late}天", "late"),) if task.late else ()
