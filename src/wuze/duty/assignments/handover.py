"""What of the list goes with a post when it changes hands: its duties, leading ones first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from wuze.duty.assignments.models import Assignment
from wuze.duty.editions.enums import EditionState
from wuze.registry.handover_lines import Line
from wuze.registry.models import Post
from wuze.registry.queries import in_force


def duties_of(post: Post, at: datetime) -> Sequence[Line]:
    """By the edition in force."""
    rows = Assignment.objects.filter(
        in_force(timezone.localdate(at)), post=post, part__duty__edition__state=EditionState.IN_FORCE
    ).select_related("part__duty")  # fmt: skip
    return [
        Line(
            "职责", row.part.duty.code, f"{row.part.duty.title}：{row.part.word}", row.get_share_display(),
            reverse("duty:duty", args=[row.part.duty_id]),
        )
        for row in rows.order_by("-share", "part__duty__order")
    ]  # fmt: skip
