"""Every write of the ledger."""

from __future__ import annotations

from wuze.ledger.actions.asking import (
    adjustment_agreed,
    adjustment_declined,
    ask_adjustment,
    ask_extension,
    ask_short,
    extension_agreed,
    extension_declined,
    short_agreed,
    short_declined,
)
from wuze.ledger.actions.bulk import Bulk, check_many, issue_many
from wuze.ledger.actions.checking import accept, answer_hard, cancel, close, excuse, reopen, send_back
from wuze.ledger.actions.doing import Said, assign, hand_in, receive, report
from wuze.ledger.actions.importing import import_running
from wuze.ledger.actions.own import drop_view, remind, save_view, set_ceiling
from wuze.ledger.actions.setting import Content, add_cooperator, edit, issue, set_up
from wuze.ledger.actions.yearly import Issued, issue_year

__all__ = [
    "Bulk",
    "Content",
    "Issued",
    "Said",
    "accept",
    "add_cooperator",
    "adjustment_agreed",
    "adjustment_declined",
    "answer_hard",
    "ask_adjustment",
    "ask_extension",
    "ask_short",
    "assign",
    "cancel",
    "check_many",
    "close",
    "drop_view",
    "edit",
    "excuse",
    "extension_agreed",
    "extension_declined",
    "hand_in",
    "import_running",
    "issue",
    "issue_many",
    "issue_year",
    "receive",
    "remind",
    "reopen",
    "report",
    "save_view",
    "send_back",
    "set_ceiling",
    "set_up",
    "short_agreed",
    "short_declined",
]
