"""What was done may have evidence files."""

from __future__ import annotations

from wuze.kernel.web.components import Link
from wuze.ledger.activities import policy, queries
from wuze.ledger.activities.actions import thing_of
from wuze.ledger.activities.models import ActivityFile
from wuze.ledger.addresses import url
from wuze.registry.evidence.values import Holder

ACTIVITY = Holder(
    code="activity", model=ActivityFile, unit="thing__unit", with_=("unit",), things=queries.opened,
    why_not_add=policy.why_not_add_evidence, why_not_theirs=policy.why_not_theirs,
    why_must_enter_for=lambda actor, row: policy.why_must_enter_for(actor, row.unit),
    thing_of=thing_of, unit_of=lambda row: row.unit,
    back=lambda row: Link(row.title, url("activity", row.pk)),
)  # fmt: skip
