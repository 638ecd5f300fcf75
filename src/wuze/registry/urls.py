"""Addresses of the registry."""

from __future__ import annotations

from django.urls import path

from wuze.registry import views

app_name = "registry"
urlpatterns = [path("units/", views.units, name="units")]
