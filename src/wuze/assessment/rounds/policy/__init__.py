"""Why a verb is dead for this actor now; None when it is alive."""

from wuze.assessment.rounds.policy.facts import (
    why_not_enter,
    why_not_enter_about,
    why_not_review,
    why_not_take_facts,
    why_not_upload,
    why_not_void,
    why_not_writer,
)
from wuze.assessment.rounds.policy.judging import (
    why_must_enter_for,
    why_not_add_evidence,
    why_not_answer,
    why_not_grade,
    why_not_object,
    why_not_objector,
    why_not_register_answer,
)
from wuze.assessment.rounds.policy.rounds import (
    why_not_back,
    why_not_change_roster,
    why_not_check,
    why_not_clear,
    why_not_collect,
    why_not_compute,
    why_not_correct,
    why_not_deliberate,
    why_not_discard,
    why_not_edit,
    why_not_feed_back,
    why_not_fix,
    why_not_make,
    why_not_propose,
    why_not_sample,
    why_not_settle,
    why_not_settle_now,
)

__all__ = [
    "why_must_enter_for", "why_not_add_evidence", "why_not_answer", "why_not_back", "why_not_change_roster",
    "why_not_check", "why_not_clear", "why_not_collect", "why_not_compute", "why_not_correct", "why_not_deliberate",
    "why_not_discard", "why_not_edit", "why_not_enter", "why_not_enter_about", "why_not_feed_back", "why_not_fix", "why_not_grade",
    "why_not_make", "why_not_object", "why_not_objector", "why_not_propose", "why_not_register_answer", "why_not_review",
    "why_not_sample", "why_not_settle", "why_not_settle_now", "why_not_take_facts", "why_not_upload", "why_not_void",
    "why_not_writer",
]  # fmt: skip
