"""What the ledger's pages show."""

from wuze.ledger.addresses import url
from wuze.ledger.pages.bar import chain, task_bar, used_url
from wuze.ledger.pages.behind import DAY, rate_words, said_words
from wuze.ledger.pages.cards import card_verbs, cards
from wuze.ledger.pages.parts import derivation, owed, reports
from wuze.ledger.pages.shared import link
from wuze.ledger.pages.tabs import tabs
from wuze.ledger.pages.units import figures, help_lines, lit

__all__ = [
    "DAY",
    "card_verbs",
    "cards",
    "chain",
    "derivation",
    "figures",
    "help_lines",
    "link",
    "lit",
    "owed",
    "rate_words",
    "reports",
    "said_words",
    "tabs",
    "task_bar",
    "url",
    "used_url",
]
