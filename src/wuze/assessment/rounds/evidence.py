"""Entries of the year and challenges may have evidence files."""

from __future__ import annotations

from wuze.assessment.rounds import policy, queries
from wuze.assessment.rounds.actions.shared import concerned, thing_of
from wuze.assessment.rounds.models import EntryFile, ObjectionFile
from wuze.assessment.rounds.pages.shared import url
from wuze.kernel.web.components import Link
from wuze.registry.evidence.values import Holder

ENTRY = Holder(
    code="entry", model=EntryFile, unit="thing__member__unit", with_=("round__unit", "member__unit"),
    things=queries.entries_visible_to, why_not_add=policy.why_not_void, why_not_theirs=policy.why_not_writer,
    thing_of=lambda entry: thing_of(entry.round), unit_of=lambda entry: entry.member.unit,
    back=lambda entry: Link(str(entry), url("entry", entry.pk)), rows_of=lambda entry: concerned((entry.member,)),
)  # fmt: skip

OBJECTION = Holder(
    code="objection", model=ObjectionFile, unit="thing__result__member__unit",
    with_=("result__member__unit", "result__member__round__unit"), things=queries.objections_visible_to,
    why_not_add=policy.why_not_add_evidence,
    why_not_theirs=lambda actor, one: policy.why_not_objector(actor, one.result),
    why_must_enter_for=lambda actor, one: policy.why_must_enter_for(actor, one.result),
    thing_of=lambda one: thing_of(one.result.member.round), unit_of=lambda one: one.result.member.unit,
    back=lambda one: Link(f"{one.result.member}得分单", url("card", one.result_id)),
    rows_of=lambda one: concerned((one.result.member,)),
)  # fmt: skip
