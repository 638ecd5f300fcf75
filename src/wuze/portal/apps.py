"""The app: its sentences in the trail, and the check that every contribution named in the settings exists."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from wuze.portal.loading import resolvable
from wuze.portal.sentences import SENTENCES
from wuze.trail import catalogue


class PortalConfig(AppConfig):
    """工作台。"""

    name = "wuze.portal"
    label = "portal"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register sentences and check."""
        catalogue.register(SENTENCES)
        checks.register(resolvable)
