"""Every address of the site. A package brings its own list when it gets pages; none has any yet."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
if settings.DEBUG:
    urlpatterns.append(path("components/", include("wuze.kernel.web.gallery.urls")))
