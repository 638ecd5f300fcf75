"""Where an organisation's status goes by each verb; what is not in the table cannot be done."""

from __future__ import annotations

from wuze.registry.enums import Status

STATUS: dict[tuple[str, str], Status] = {
    (Status.OPERATING, "zombie"): Status.ZOMBIE,
    (Status.OPERATING, "shell"): Status.SHELL,
    (Status.ZOMBIE, "shell"): Status.SHELL,
    (Status.SHELL, "zombie"): Status.ZOMBIE,
    (Status.OPERATING, "close"): Status.CLOSED,
    (Status.ZOMBIE, "close"): Status.CLOSED,
    (Status.SHELL, "close"): Status.CLOSED,
    (Status.ZOMBIE, "reopen"): Status.OPERATING,
    (Status.SHELL, "reopen"): Status.OPERATING,
    (Status.CLOSED, "reopen"): Status.OPERATING,
}
REMOVALS = ("zombie", "shell")
"""Verbs that take an organisation out of the denominator while it is still registered: somebody else approves them."""


def after(status: str, verb: str) -> Status | None:
    """The next status, or None where the verb does not fit."""
    return STATUS.get((status, verb))
