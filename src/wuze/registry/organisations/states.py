"""Where an organisation's status goes by each verb; what is not in the table cannot be done."""

from __future__ import annotations

from wuze.registry.enums import Status as S

STATUS: dict[tuple[str, str], S] = {
    (S.OPERATING, "zombie"): S.ZOMBIE,
    (S.OPERATING, "shell"): S.SHELL,
    (S.ZOMBIE, "shell"): S.SHELL,
    (S.SHELL, "zombie"): S.ZOMBIE,
    (S.OPERATING, "close"): S.CLOSED,
    (S.ZOMBIE, "close"): S.CLOSED,
    (S.SHELL, "close"): S.CLOSED,
    (S.ZOMBIE, "reopen"): S.OPERATING,
    (S.SHELL, "reopen"): S.OPERATING,
    (S.CLOSED, "reopen"): S.OPERATING,
}
REMOVALS = ("zombie", "shell")
"""Verbs that take an organisation out of the denominator while it is still registered: somebody else approves them."""


def after(status: str, verb: str) -> S | None:
    """The next status, or None where the verb does not fit."""
    return STATUS.get((status, verb))
