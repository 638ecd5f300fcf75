"""Addresses of 明责: each part brings its own list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "duty"
urlpatterns: list[URLPattern | URLResolver] = []
