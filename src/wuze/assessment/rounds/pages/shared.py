"""Addresses, what kind of record they lead to, and the mark of a challenge."""

from __future__ import annotations

from django.urls import reverse

from wuze.assessment.rounds.enums import ObjectionState
from wuze.assessment.rounds.models import Objection
from wuze.kernel.web.components import Tag

ORIGINS = (
    ("/ledger/", "台账"), ("/registry/", "名录"), ("/assessment/rounds/entries/", "平时记录"),
    ("/assessment/rounds/uploads/", "数据表"), ("/assessment/rounds/", "缺数据的决定"),
)  # fmt: skip
"""Where records lie, in words."""


def url(name: str, *keys: object) -> str:
    """An address of rounds."""
    return reverse(f"rounds:{name}", args=list(keys))


def objection_tag(one: Objection) -> Tag:
    """异议待答复, 异议成立, 异议不成立."""
    return Tag(f"异议{one.get_state_display()}", "ask" if one.state == ObjectionState.OPEN else "", f"#o{one.pk}")


def origin(link: str) -> str:
    """What kind of record an address leads to."""
    return next((word for start, word in ORIGINS if link.startswith(start)), "数据表")
