"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from wuze.portal import views

urlpatterns = [path("", views.desk, name="desk")]
