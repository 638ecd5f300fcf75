"""The app: its sentences in the trail, and what of it needs approval."""

from __future__ import annotations

from django.apps import AppConfig

from wuze.accounts.approvals import acts
from wuze.accounts.approvals.acts import Act
from wuze.accounts.links import tasks as links
from wuze.ledger.activities.link import QUICK
from wuze.ledger.link import REPORT
from wuze.ledger.requests.link import JUDGE, RAISE
from wuze.ledger.sentences import SENTENCES
from wuze.trail import catalogue


class LedgerConfig(AppConfig):
    """履责。"""

    name = "wuze.ledger"
    label = "ledger"
    verbose_name = "履责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences and the acts that somebody else decides."""
        from wuze.ledger import actions  # app ready: reaches the models
        from wuze.ledger.actions.asking import ADJUST, EXTEND, SHORT  # app ready: as above
        from wuze.ledger.requests import actions as requests  # app ready: as above

        catalogue.register(SENTENCES)
        links.register(QUICK)
        links.register(REPORT)
        links.register(RAISE)
        links.register(JUDGE)
        kind = "ledger.task"
        acts.register(Act(SHORT, kind, "时间紧或超过负担上限的交办", actions.short_agreed, actions.short_declined))
        acts.register(Act(EXTEND, kind, "延期", actions.extension_agreed, actions.extension_declined, other_unit=True))
        acts.register(Act(ADJUST, kind, "调整事项", actions.adjustment_agreed, actions.adjustment_declined))
        agreed, declined = requests.extension_agreed, requests.extension_declined
        acts.register(Act(requests.EXTEND, "ledger.request", "诉求延期", agreed, declined, other_unit=True))
