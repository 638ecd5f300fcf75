"""The composition root as an app: it brings the checks of the settings."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register

from wuze.config import checks


class CompositionRoot(AppConfig):
    """No models, no pages."""

    name = "wuze.config"
    label = "config"
    verbose_name = "五责"

    def ready(self) -> None:
        """Register the checks."""
        register(checks.way_in, Tags.security)
        register(checks.foundations, Tags.compatibility)
