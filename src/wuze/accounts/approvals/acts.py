"""What can be approved. A package registers its acts when it is ready; the approver table has one line for each.

``approvals.acts.register(Act("registry.handover_alone", "registry.handover", "只由一方确认的交接", done=finish))``
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wuze.accounts.models import Approval
    from wuze.accounts.values import Actor

After = Callable[["Actor", "Approval"], None]


def nothing(_actor: Actor, _approval: Approval) -> None:
    """No consequence in the owner's tables."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that needs approval. ``done`` runs when it is approved, ``turned_down`` when it is not or was taken back:
    in the same transaction, after the approval is written and before its trail entry; what they raise undoes all.

    ``strict`` acts (ballots, accountability, appeals) are never relaxed in a small office. ``other_unit``: whoever
    decides must not belong to the unit that asks (verification by the doer's own unit).
    """

    code: str
    thing_kind: str
    label: str
    done: After = nothing
    turned_down: After = nothing
    strict: bool = False
    other_unit: bool = False


_acts: dict[str, Act] = {}


def register(act: Act) -> None:
    """Add an act. The same again is harmless; another under a known code is a mistake of the calling code."""
    if _acts.setdefault(act.code, act) != act:
        raise ValueError(f"报批事项“{act.code}”登记了两次，说法不同")


def get(code: str) -> Act:
    """The act of a code; an unknown code is a mistake of the calling code."""
    return _acts[code]


def known() -> tuple[Act, ...]:
    """All acts, by code."""
    return tuple(_acts[code] for code in sorted(_acts))


def label(code: str) -> str:
    """The act in words; a code whose package is gone stands for itself."""
    return _acts[code].label if code in _acts else code


def strict_codes() -> tuple[str, ...]:
    """Codes of the acts that are never relaxed, and shown only to those concerned."""
    return tuple(sorted(code for code, act in _acts.items() if act.strict))
