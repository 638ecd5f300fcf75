"""What a one-time link lets do with a task."""

from __future__ import annotations

from wuze.accounts.links.tasks import Task

REPORT = Task(
    "ledger.report", "报一件事办得怎样", "ledger:report-open", "写一件事办到哪一步，可以附照片", minutes=2, about="ledger.task"
)  # fmt: skip
