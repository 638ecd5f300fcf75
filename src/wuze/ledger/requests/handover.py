"""What goes with a post: requests its unit has open, asks or answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wuze.accounts.enums import Capability
from wuze.accounts.rules import capabilities
from wuze.ledger.requests import rules, states
from wuze.ledger.requests.models import Request
from wuze.registry.handover_lines import Line
from wuze.registry.models import Post


def requests_of(post: Post, at: datetime) -> Sequence[Line]:
    """By their day; only for posts that speak or answer for the unit."""
    if Capability.REPORT_TASKS not in capabilities([post.role]):
        return []
    today, unit = timezone.localdate(at), post.unit_id
    mine = Q(unit=unit) | Q(handler=unit, state__in=states.WITH_HANDLER) | Q(keeper=unit, state__in=states.WITH_KEEPER)
    rows = Request.objects.filter(mine, state__in=states.OPEN).order_by("due", "pk")
    found = []
    for row in rows:
        term = rules.light(row.due, today)
        state = f"{row.get_state_display()}，{term.word}" if term else str(row.get_state_display())
        found.append(Line("诉求", row.code, row.title, state, reverse("ledger:request-one", args=[row.pk])))
    return found
