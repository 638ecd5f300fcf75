"""The app: pages only, no models."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """工作台。"""

    name = "wuze.portal"
    label = "portal"
    verbose_name = "工作台"
