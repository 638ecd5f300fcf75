"""An objection to a list of duties may have evidence files."""

from __future__ import annotations

from wuze.duty.common import concerned
from wuze.duty.notices import policy, queries
from wuze.duty.notices.actions import thing_of
from wuze.duty.notices.models import NoticeFile
from wuze.duty.shared import url
from wuze.kernel.web.components import Link
from wuze.registry.evidence.values import Holder

NOTICE = Holder(
    code="notice", model=NoticeFile, unit="thing__unit", with_=("unit", "edition"), things=queries.visible_to,
    why_not_add=policy.why_not_add_evidence, why_not_theirs=policy.why_not_of_unit,
    why_must_enter_for=lambda actor, row: policy.why_must_enter_for(actor, row.unit),
    thing_of=thing_of, unit_of=lambda row: row.unit, back=lambda row: Link(f"{row.unit}告知单", url("notice", row.pk)),
    rows_of=lambda row: tuple(concerned([row.unit])),
)  # fmt: skip
