"""What is open on a post when it changes hands: lines from the providers that settings name.

A provider is a function ``(post, at) -> Sequence[Line]``, named by dotted path in ``settings.HANDOVER_PROVIDERS``; each
package brings its own. The registry brings the post's facts, the approvals that wait for it and the links it gave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from wuze.accounts.enums import ApprovalState, LinkState
from wuze.accounts.models import Approval, OneTimeLink
from wuze.registry.models import Post
from wuze.registry.rules import cn

DEFAULT = (
    "wuze.registry.handover_lines.facts_of", "wuze.registry.handover_lines.approvals_of",
    "wuze.registry.handover_lines.links_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that goes with the post: what it is, where it stands, where it is found."""

    kind: str
    key: str
    label: str
    state: str = ""
    url: str = ""


def names() -> Sequence[str]:
    """Dotted paths of the providers, in the order of the sheet."""
    return tuple(getattr(settings, "HANDOVER_PROVIDERS", DEFAULT))


def lines_of(post: Post, at: datetime) -> list[Line]:
    """All lines, provider by provider."""
    return [line for name in names() for line in import_string(name)(post, at)]


def providers_resolve(**_options: Any) -> list[CheckMessage]:
    """A system check: a provider that is not there would be found out only when somebody leaves."""
    faults: list[CheckMessage] = []
    for name in names():
        try:
            import_string(name)
        except ImportError:
            faults.append(Error(f"交接清单的来源找不到：{name}", id="registry.E001"))
    return faults


def facts_of(post: Post, at: datetime) -> list[Line]:
    """What the post itself is."""
    return [Line("岗位", str(post.pk), f"{post}（{post.get_role_display()}）", f"{cn(post.since)}设")]


def approvals_of(post: Post, at: datetime) -> list[Line]:
    """Requests that wait for this post's answer."""
    rows = Approval.objects.filter(post=post.pk, state=ApprovalState.ASKED).order_by("asked_at", "pk")
    return [
        Line("待批", str(row.pk), f"{row.act_label}：{row.thing_label}", f"{row.asked_by}报批", row.thing_url)
        for row in rows
    ]


def links_of(post: Post, at: datetime) -> list[Line]:
    """One-time links of the unit that this post gave out and that still open."""
    rows = OneTimeLink.objects.filter(
        unit=post.unit_id, issued_post=str(post), state=LinkState.OPEN, expires_at__gt=at
    ).order_by("expires_at", "pk")
    return [Line("一次性链接", str(row.pk), f"{row.for_name}：{row.task_label}", "没有用") for row in rows]
