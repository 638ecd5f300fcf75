"""(state, verb) → state of an edition."""

from __future__ import annotations

from wuze.duty.editions.enums import EditionState as S

EDITION: dict[tuple[str, str], S] = {
    (S.DRAFT, "ask"): S.ASKED,
    (S.DRAFT, "discard"): S.DISCARDED,
    (S.ASKED, "agree"): S.IN_FORCE,
    (S.ASKED, "decline"): S.DRAFT,
    (S.IN_FORCE, "replace"): S.REPLACED,
}


def after(state: str, verb: str) -> S | None:
    """The next state, or None where the verb does not fit."""
    return EDITION.get((state, verb))
