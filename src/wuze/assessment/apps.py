"""The app: its sentences in the trail."""

from __future__ import annotations

from django.apps import AppConfig

from wuze.assessment.readings.sentences import SENTENCES
from wuze.assessment.rounds.sentences import SENTENCES as ROUNDS
from wuze.trail import catalogue


class AssessmentConfig(AppConfig):
    """考责."""

    name = "wuze.assessment"
    label = "assessment"
    verbose_name = "考责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences."""
        catalogue.register(SENTENCES)
        catalogue.register(ROUNDS)
