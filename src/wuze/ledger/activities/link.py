"""What a one-time link lets do here."""

from __future__ import annotations

from wuze.accounts.links.tasks import Task

QUICK = Task("ledger.quick", "记一条", "ledger:quick-open", "记一条做了的事：谈心谈话、培训、四同、走访等", minutes=1)
