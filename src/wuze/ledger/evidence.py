"""A report may have evidence files."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Link
from wuze.ledger import policy, queries
from wuze.ledger.actions.shared import concerned, thing_of
from wuze.ledger.addresses import url
from wuze.ledger.models import Report, ReportFile
from wuze.registry.evidence.values import Holder


def _why_not_add(actor: Actor, report: Report) -> Refusal | None:
    return policy.why_not_add_evidence(actor, report.task)


REPORT = Holder(
    code="report", model=ReportFile, unit="thing__task__lead", with_=("task__lead", "task__issuer"),
    things=queries.visible_reports, why_not_add=_why_not_add,
    why_not_theirs=lambda actor, report: policy.why_not_of_lead(actor, report.task),
    why_must_enter_for=lambda actor, report: policy.why_must_enter_for(actor, report.task.lead),
    thing_of=lambda report: thing_of(report.task), unit_of=lambda report: report.task.lead,
    back=lambda report: Link(report.task.title, url("task", report.task_id)),
    rows_of=lambda report: concerned(report.task.lead),
)  # fmt: skip
