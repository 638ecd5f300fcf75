"""What somebody else approves: an organisation leaves the denominator while it is still registered (1.4.3)."""

from __future__ import annotations

from wuze.accounts.approvals.acts import Act
from wuze.registry.organisations.actions import ACTS, removed
from wuze.registry.organisations.policy import KIND

REMOVALS = (
    Act(ACTS["zombie"], KIND, "列为停业，移出在营基数", done=removed),
    Act(ACTS["shell"], KIND, "列为空壳，移出在营基数", done=removed),
)
