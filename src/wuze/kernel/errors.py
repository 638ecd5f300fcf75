"""What an action may answer instead of doing its work: typed, with a stable code and a sentence fit for the user.

WuzeError
├── Refused    visible, but this person may not do it now (403): the reason, and the way out where there is one
├── Invalid    the entry does not hold: each field with the sentence that says what would pass (400, in the form)
├── Stale      someone saved first (409): nothing was written
└── Again      the same form came twice while the first was still under way (409)

Caught once at the edge (``accounts.gate``). What nobody foresaw is no WuzeError; it is logged and answered with 500.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

WHOLE_FORM = ""
"""The key of a sentence that belongs to no single field."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a verb is dead for this person now. ``way_out`` is a label, ``url`` where it leads."""

    code: str
    reason: str
    way_out: str = ""
    url: str = ""


class WuzeError(Exception):
    """Base of all; ``status`` is the answer's number."""

    status: ClassVar[int] = 400

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


class Refused(WuzeError):
    """The policy says no."""

    status = 403

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.reason)
        self.refusal = refusal
        self.kept: list[tuple[str, str]] = []
        """What was entered and not written, by label: given back to be copied."""


class Invalid(WuzeError):
    """What was entered does not hold. ``fields`` maps a field's name, or WHOLE_FORM, to its sentence."""

    def __init__(self, code: str, fields: Mapping[str, str]) -> None:
        super().__init__(code, " ".join(fields.values()))
        self.fields = dict(fields)


class Stale(WuzeError):
    """The row is no longer what the form was made from."""

    status = 409

    def __init__(
        self, sentence: str = "这一页打开以后，别人已经改过。您填的没有写入，请看过现在的内容再保存。"
    ) -> None:
        super().__init__("stale", sentence)


class Again(WuzeError):
    """The same form twice at once."""

    status = 409

    def __init__(self, sentence: str = "这张表正在办理，请过一会儿刷新看结果，不要再点。") -> None:
        super().__init__("again", sentence)


def refuse(refusal: Refusal | None) -> None:
    """Raise Refused where there is a refusal: the line between lock and write in every action."""
    if refusal is not None:
        raise Refused(refusal)


def same_version(stands: int, entered: int | None) -> None:
    """Raise Stale unless the form was made from the row as it stands; None means no form was involved."""
    if entered is not None and entered != stands:
        raise Stale
