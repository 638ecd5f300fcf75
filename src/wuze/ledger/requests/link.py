"""What a one-time link lets do here."""

from __future__ import annotations

from wuze.accounts.links.tasks import Task

RAISE = Task("ledger.request", "提诉求", "ledger:request-open", "写一件难事，上级交给部门限期答复", minutes=2)
JUDGE = Task(
    "ledger.judge",
    "说满意不满意",
    "ledger:judge-open",
    "看一件诉求的答复，说满意还是不满意",
    minutes=1,
    about="ledger.request",
)
