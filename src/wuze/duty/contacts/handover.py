"""Open promises go with a leader's post: the sheet gives their number, the new holder sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wuze.duty.contacts.enums import PromiseState
from wuze.duty.contacts.models import Promise
from wuze.duty.shared import url
from wuze.registry.handover_lines import Line
from wuze.registry.models import Post


def promises_of(post: Post, at: datetime) -> Sequence[Line]:
    """One line, whoever reads the sheet: what was promised is for the holder."""
    number = Promise.objects.filter(post=post, state=PromiseState.OPEN).count()
    if not number:
        return []
    return [Line("联系点", str(post.pk), f"走访时答应、还在办的事{number}件", "在办", url("promises"))]
