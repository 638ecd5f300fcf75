"""Where a round goes by each verb. Four steps are optional: which of them a county uses is data on the round."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from wuze.assessment.rounds.enums import ObjectionState
from wuze.assessment.rounds.enums import RoundState as S

ORDER: tuple[S, ...] = tuple(one for one in S if one != S.DISCARDED)
OPTIONAL = (S.FED_BACK, S.CLEARED, S.PROPOSED, S.DELIBERATED)
FORWARD: dict[str, S] = {
    "fix": S.FIXED, "collect": S.COLLECTING, "compute": S.COMPUTED, "feed_back": S.FED_BACK, "clear": S.CLEARED,
    "propose": S.PROPOSED, "deliberate": S.DELIBERATED, "settle": S.SETTLED,
}  # fmt: skip
"""Verb → the state it leads to."""


def _before(target: S) -> list[S]:
    """States from which a target may come next, the optional ones between left out."""
    found = []
    for state in reversed(ORDER[: ORDER.index(target)]):
        found.append(state)
        if state not in OPTIONAL:
            break
    return found


ROUND: dict[tuple[str, str], S] = {
    **{(state, verb): target for verb, target in FORWARD.items() for state in _before(target)},
    (S.COMPUTED, "compute"): S.COMPUTED,
    **{(state, "back"): previous for previous, state in pairwise(ORDER[:-1])},
    **{(state, "discard"): S.DISCARDED for state in ORDER[:-1]},
}
OBJECTION: dict[tuple[str, str], ObjectionState] = {
    (ObjectionState.OPEN, "uphold"): ObjectionState.UPHELD,
    (ObjectionState.OPEN, "decline"): ObjectionState.DECLINED,
}

OPEN = (S.DRAFTED, S.FIXED, S.COLLECTING, S.COMPUTED)
"""Nothing has gone out yet."""

ENDED = (S.SETTLED, S.DISCARDED)
"""Nothing more is to be done."""

TAKES_FACTS = (S.COLLECTING, S.COMPUTED)
PUBLISHED = (S.FED_BACK, S.CLEARED, S.PROPOSED, S.DELIBERATED, S.SETTLED)
"""Each unit sees its own sheet, superiors the list (mission, line 9)."""


def used(steps: Collection[str]) -> tuple[S, ...]:
    """The states this round goes through, in order."""
    return tuple(state for state in ORDER if state not in OPTIONAL or state in steps)


def after(state: str, verb: str, steps: Collection[str]) -> S | None:
    """The next state, or None where the verb does not fit: not in the table, or a step of this round is passed over."""
    target = ROUND.get((state, verb))
    if target is None or verb == "discard" or (verb == "compute" and state == S.COMPUTED):
        return target
    path = used(steps)
    if verb == "back":
        return path[max(path.index(S(state)) - 1, 0)]
    return target if target in path and path.index(target) == path.index(S(state)) + 1 else None
