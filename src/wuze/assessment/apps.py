"""The app: its sentences in the trail, and what of it needs approval."""

from __future__ import annotations

from django.apps import AppConfig

from wuze.accounts.approvals import acts
from wuze.accounts.approvals.acts import Act
from wuze.assessment.readings.sentences import SENTENCES
from wuze.assessment.rounds.sentences import SENTENCES as ROUNDS
from wuze.assessment.schemes.sentences import SENTENCES as SCHEME_SENTENCES
from wuze.trail import catalogue


class AssessmentConfig(AppConfig):
    """考责."""

    name = "wuze.assessment"
    label = "assessment"
    verbose_name = "考责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences, the act that somebody else decides, and what rounds lend to schemes."""
        from wuze.assessment.rounds.lent import lend  # app ready: reaches the models
        from wuze.assessment.schemes.actions import agreed, declined  # app ready: reaches the models
        from wuze.assessment.schemes.actions.adopting import ADOPT, KIND  # app ready: as above

        catalogue.register(SENTENCES)
        catalogue.register(SCHEME_SENTENCES)
        acts.register(Act(ADOPT, KIND, "采用考核方案", agreed, declined))
        catalogue.register(ROUNDS)
        lend()
