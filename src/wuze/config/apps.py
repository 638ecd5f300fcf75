"""The composition root as an app: it brings the checks of the settings."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register

from wuze.config import checks
from wuze.trail import catalogue


class CompositionRoot(AppConfig):
    """No models, no pages."""

    name = "wuze.config"
    label = "config"
    verbose_name = "五责"

    def ready(self) -> None:
        """Register the checks and the sentences of what operators do."""
        register(checks.way_in, Tags.security)
        register(checks.foundations, Tags.compatibility)
        register(checks.facts_resolve, Tags.compatibility)
        catalogue.register(
            {
                "config.backed_up": "{who}备份了本站，文件 {after.file}，{after.rows}行",
                "config.restored": "{who}从备份 {after.file} 恢复了本站，回到 {after.state} 的状态",
            }
        )
