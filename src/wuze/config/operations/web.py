"""What granian loads in its serving process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wuze.config.operations import parent

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler


def application() -> WSGIHandler:
    """The site, in a process that ends with its parent."""
    parent.with_parent_process()
    from django.urls import get_resolver  # app ready: as above

    from wuze.config.wsgi import application as site  # app ready: loads the settings, which only this process needs

    get_resolver().url_patterns  # noqa: B018 - reads all pages now: a site that is not whole does not start
    return site
