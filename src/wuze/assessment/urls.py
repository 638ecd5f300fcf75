"""Addresses of 考责 as a whole."""

from __future__ import annotations

from django.urls import path

from wuze.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.home, name="home"),
]
