"""Every write of requests."""

from wuze.ledger.requests.actions.answering import EXTEND, answer, ask_extension, extension_agreed, extension_declined
from wuze.ledger.requests.actions.asking import Asked, content, discontent, raise_request, withdraw
from wuze.ledger.requests.actions.handing import accept, assign, close, pass_up, send_back, transfer
from wuze.ledger.requests.actions.terms import set_term

__all__ = [
    "EXTEND", "Asked", "accept", "answer", "ask_extension", "assign", "close", "content", "discontent", "extension_agreed",
    "extension_declined", "pass_up", "raise_request", "send_back", "set_term", "transfer", "withdraw",
]  # fmt: skip
