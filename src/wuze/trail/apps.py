"""The app: its own codes and checks."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from wuze.trail import catalogue, checks


class TrailConfig(AppConfig):
    """留痕."""

    name = "wuze.trail"
    label = "trail"
    verbose_name = "留痕"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, and the sentences of what the trail itself does."""
        register(checks.trail_settings, "trail")
        catalogue.register(
            {
                "trail.pruned": "{who}清理了{after.day}及以前的留痕{after.count}条，锚点为第{after.through}号",
                "trail.exported": "{who}导出了留痕{after.rows}条",
            }
        )
