"""What an actor sees of rounds, and named reads."""

from wuze.assessment.rounds.queries.inputs import (
    Lacking,
    frozen_of,
    gathered,
    given,
    members_of,
    past_of,
    provided_now,
    roster_table,
    scheme_of,
)
from wuze.assessment.rounds.queries.results import (
    choices_of,
    correction_of,
    group_totals,
    histogram,
    mine,
    objections_about,
    objections_of,
    objections_open,
    objections_to_answer,
    of_calculation,
    results_visible_to,
    with_all,
)
from wuze.assessment.rounds.queries.seen import (
    adopted_editions,
    decisions_visible_to,
    entries_visible_to,
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
    failed_proof,
    history_of,
    under_way,
    uploads_of,
)
from wuze.assessment.rounds.queries.used import Use, figures_from, in_force_of

__all__ = [
    "Lacking", "Use", "adopted_editions", "alone", "calculation_of", "calculations_of", "choices_of", "correction_of", "decisions_of",
    "decisions_visible_to", "entries_visible_to", "failed_proof", "figures_from", "frozen_of",
    "gathered", "given", "group_totals", "histogram", "history_of",
    "in_force_of", "is_office", "members_below", "members_of", "members_to_rate", "members_visible_to", "mine", "objections_about",
    "objections_of", "objections_open", "objections_to_answer", "of_calculation", "offices", "past_of", "provided_now",
    "results_visible_to", "roster_table", "runs", "scheme_of", "sees_results", "under_way", "uploads_of", "uploads_visible_to",
    "visible_to", "with_all",
]  # fmt: skip
