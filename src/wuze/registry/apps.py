"""The app: its sentences in the trail."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from wuze.accounts.approvals import acts
from wuze.accounts.links import tasks
from wuze.registry.coverage.sentences import SENTENCES as COVERAGE
from wuze.registry.evidence.sentences import SENTENCES as EVIDENCE
from wuze.registry.links.tasks import CONFIRM, OWNER
from wuze.registry.organisations.sentences import SENTENCES as ORGANISATIONS
from wuze.registry.parties.sentences import SENTENCES as PARTIES
from wuze.registry.sentences import SENTENCES
from wuze.trail import catalogue


class RegistryConfig(AppConfig):
    """名录。"""

    name = "wuze.registry"
    label = "registry"
    verbose_name = "名录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences and the check of the handover's providers."""
        from wuze.registry.handover_lines import providers_resolve  # app ready: reaches the models
        from wuze.registry.organisations.acts import REMOVALS  # app ready: reaches the models

        for sentences in (SENTENCES, ORGANISATIONS, PARTIES, COVERAGE, EVIDENCE):
            catalogue.register(sentences)
        for act in REMOVALS:
            acts.register(act)
        tasks.register(CONFIRM)
        tasks.register(OWNER)
        register(providers_resolve)
