"""Addresses of approval."""

from __future__ import annotations

from django.urls import path

from wuze.accounts.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/refuse/", views.turn_down, name="refuse"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
