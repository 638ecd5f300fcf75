"""What a one-time link lets do here."""

from __future__ import annotations

from wuze.accounts.links.tasks import Task

RAISE = Task("ledger.request", "提诉求", "ledger:request-open", "写一件难事，上级交给部门限期答复", minutes=2)
