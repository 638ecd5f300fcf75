"""Where an edition and a trial go by each verb; what is not in the tables cannot be done."""

from __future__ import annotations

from wuze.assessment.schemes.enums import EditionState as E
from wuze.assessment.schemes.enums import TrialState as T

EDITION: dict[tuple[str, str], E] = {
    (E.DRAFT, "edit"): E.DRAFT,
    (E.DRAFT, "ask"): E.ASKED,
    (E.DRAFT, "discard"): E.DISCARDED,
    (E.ASKED, "agree"): E.ADOPTED,
    (E.ASKED, "decline"): E.DRAFT,
}
TRIAL: dict[tuple[str, str], T] = {
    (T.OPEN, "change"): T.OPEN,
    (T.OPEN, "keep"): T.KEPT,
    (T.OPEN, "discard"): T.DISCARDED,
}


def edition_after(state: str, verb: str) -> E | None:
    """The next state of an edition, or None where the verb does not fit."""
    return EDITION.get((state, verb))


def trial_after(state: str, verb: str) -> T | None:
    """The next state of a trial, or None where the verb does not fit."""
    return TRIAL.get((state, verb))
