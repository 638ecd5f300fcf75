"""What goes with a post: promises given from it that are not settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from wuze.ledger.activities.enums import EntryState, PromiseState
from wuze.ledger.activities.models import Activity
from wuze.registry.handover_lines import Line
from wuze.registry.models import Post
from wuze.registry.rules import cn


def promises_of(post: Post, at: datetime) -> Sequence[Line]:
    """By their day."""
    rows = Activity.objects.filter(post=post, state=EntryState.ENTERED, promise_state=PromiseState.OPEN)
    return [
        Line("答应的事", str(row.pk), f"{row.title}：{row.promise}", f"{cn(row.promise_due)}前" if row.promise_due else "",
             reverse("ledger:activity", args=[row.pk]))
        for row in rows.order_by("promise_due", "pk")
    ]  # fmt: skip
