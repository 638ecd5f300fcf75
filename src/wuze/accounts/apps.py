"""The app: its sentences in the trail."""

from __future__ import annotations

from django.apps import AppConfig

from wuze.accounts.sentences import SENTENCES
from wuze.trail import catalogue


class AccountsConfig(AppConfig):
    """账号。"""

    name = "wuze.accounts"
    label = "accounts"
    verbose_name = "账号"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences."""
        catalogue.register(SENTENCES)
