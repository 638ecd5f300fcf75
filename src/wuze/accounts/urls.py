"""Addresses of accounts."""

from __future__ import annotations

from django.contrib.auth.views import LoginView
from django.urls import URLPattern, path

from wuze.kernel.web.security import public

urlpatterns: list[URLPattern] = [path("login/", public(LoginView.as_view()), name="login")]
