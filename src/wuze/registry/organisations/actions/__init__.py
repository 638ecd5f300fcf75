"""The verbs on organisations: one function, one transaction, one trail entry. Bulk writes use ``restand`` and ``lock_keys``."""

from __future__ import annotations

from wuze.registry.organisations.actions.common import Facts, filled, lock_keys, locked, rekey, thing_of
from wuze.registry.organisations.actions.entries import add, edit
from wuze.registry.organisations.actions.joins import keep_apart, merge, split
from wuze.registry.organisations.actions.standings import Why, restand
from wuze.registry.organisations.actions.statuses import ACTS, ask_removal, change, removed, standing_since
from wuze.registry.organisations.actions.types import add_type, edit_type, restore_type, retire_type

__all__ = [
    "ACTS", "Facts", "Why", "add", "add_type", "ask_removal", "change", "edit", "edit_type", "filled", "keep_apart", "lock_keys",
    "locked", "merge", "rekey", "removed",
    "restand", "restore_type", "retire_type", "split", "standing_since", "thing_of",
]  # fmt: skip
