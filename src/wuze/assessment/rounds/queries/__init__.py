"""What an actor sees of rounds, and named reads."""

from wuze.assessment.rounds.queries.inputs import (
    Lacking,
    frozen_of,
    gathered,
    members_of,
    past_of,
    roster_table,
    scheme_of,
)
from wuze.assessment.rounds.queries.results import (
    choices_of,
    correction_of,
    files_of_objection,
    group_totals,
    histogram,
    mine,
    objections_about,
    objections_of,
    objections_open,
    objections_to_answer,
    objections_visible_to,
    of_calculation,
    papers_about,
    results_visible_to,
    with_all,
)
from wuze.assessment.rounds.queries.seen import (
    adopted_editions,
    decisions_visible_to,
    entries_visible_to,
    files_of,
    is_office,
    members_below,
    members_to_rate,
    members_visible_to,
    offices,
    runs,
    sees_results,
    uploads_visible_to,
    visible_to,
)
from wuze.assessment.rounds.queries.steps import (
    alone,
    calculation_of,
    calculations_of,
    decisions_of,
    history_of,
    uploads_of,
)

__all__ = [
    "Lacking", "adopted_editions", "alone", "calculation_of", "calculations_of", "choices_of", "correction_of", "decisions_of",
    "decisions_visible_to", "entries_visible_to", "files_of", "files_of_objection",
    "frozen_of", "gathered", "group_totals", "histogram", "history_of",
    "is_office", "members_below", "members_of", "members_to_rate", "members_visible_to", "mine", "objections_about",
    "objections_of", "objections_open", "objections_to_answer", "objections_visible_to", "of_calculation", "offices", "papers_about",
    "past_of",
    "results_visible_to", "roster_table", "runs", "scheme_of", "sees_results", "uploads_of", "uploads_visible_to",
    "visible_to", "with_all",
]  # fmt: skip
