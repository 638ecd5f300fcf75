"""Addresses of 考责 that belong to no part of it alone."""

from __future__ import annotations

from django.urls import path

from wuze.assessment import views
from wuze.assessment.rounds.views import results

app_name = "assessment"
urlpatterns = [
    path("", views.home, name="home"),
    path("mine/", results.mine, name="mine"),
]
