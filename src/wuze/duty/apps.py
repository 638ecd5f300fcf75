"""The app: its sentences in the trail, and what of it needs approval."""

from __future__ import annotations

from django.apps import AppConfig

from wuze.accounts.approvals import acts
from wuze.accounts.approvals.acts import Act
from wuze.duty.sentences import SENTENCES
from wuze.trail import catalogue


class DutyConfig(AppConfig):
    """明责."""

    name = "wuze.duty"
    label = "duty"
    verbose_name = "明责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences and the act that somebody else decides."""
        from wuze.duty.assignments.actions import adopted  # app ready: reaches the models
        from wuze.duty.editions import actions  # app ready: as above

        catalogue.register(SENTENCES)
        acts.register(Act(actions.ADOPT, actions.KIND, "施行责任清单", adopted, actions.declined))
