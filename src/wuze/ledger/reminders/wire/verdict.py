"""What became of one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sent``: the other side said so. ``refused``: certainly not taken, may be tried again. ``unsure``: it may have
    arrived, so it is not repeated. ``why`` is a sentence for the keeper."""

    kind: Literal["sent", "refused", "unsure"]
    why: str = ""


SENT = Verdict("sent")
