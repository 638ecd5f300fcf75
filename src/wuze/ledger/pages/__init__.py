"""What the ledger's pages show."""

from wuze.ledger.pages.bar import chain, task_bar
from wuze.ledger.pages.cards import card_verbs, cards
from wuze.ledger.pages.parts import derivation, owed, reports
from wuze.ledger.pages.shared import link, url

__all__ = ["card_verbs", "cards", "chain", "derivation", "link", "owed", "reports", "task_bar", "url"]
