"""The app: only its table."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """材料文件。"""

    name = "wuze.files"
    label = "files"
    verbose_name = "材料文件"
    default_auto_field = "django.db.models.BigAutoField"
