"""The app: its sentences in the trail."""

from __future__ import annotations

from django.apps import AppConfig

from wuze.duty.sentences import SENTENCES
from wuze.trail import catalogue


class DutyConfig(AppConfig):
    """明责."""

    name = "wuze.duty"
    label = "duty"
    verbose_name = "明责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences."""
        catalogue.register(SENTENCES)
