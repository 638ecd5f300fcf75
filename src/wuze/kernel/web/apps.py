"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags that every page uses."""

    name = "wuze.kernel.web"
    label = "web"
    verbose_name = "界面"
