"""Static files before and after they are collected.

A fresh checkout serves them straight from the packages. Once ``collectstatic`` has run they are served from one folder,
compressed, under names that carry their hash, and browsers keep them for good.
"""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

MANIFEST = "staticfiles.json"


class Storage(CompressedManifestStaticFilesStorage):
    """Plain names until there is a manifest."""

    def url(self, name: str, force: bool = False) -> str:
        """Address of a file."""
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        address: str = super().url(name, force)
        return address


class FilesMiddleware(WhiteNoiseMiddleware):
    """Does not warn of a folder that nobody has collected into yet."""

    def add_files(self, root: str, prefix: str | None = None) -> None:
        """Take up a folder that is there."""
        if Path(root).is_dir():
            super().add_files(root, prefix)
