"""Addresses of channels, inside the ledger's namespace."""

from __future__ import annotations

from django.urls import path

from wuze.ledger.reminders import views

urlpatterns = [
    path("channels/", views.channels, name="channels"),
    path("channels/new/", views.new, name="channel-new"),
    path("channels/<int:pk>/", views.channel, name="channel"),
    path("channels/<int:pk>/<slug:verb>/", views.act, name="channel-act"),
]
