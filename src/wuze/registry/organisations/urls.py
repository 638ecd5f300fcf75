"""Addresses of organisations; they stand in the registry's list."""

from __future__ import annotations

from django.urls import path

from wuze.registry.organisations.views import owner, reading, types, verbs

urlpatterns = [
    path("organisations/", reading.organisations, name="organisations"),
    path("organisations/new/", verbs.add, name="organisation-add"),
    path("organisations/duplicates/", reading.duplicates, name="duplicates"),
    path("organisations/<int:pk>/", reading.organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", verbs.edit, name="organisation-edit"),
    path("organisations/<int:pk>/change/<slug:verb>/", verbs.change, name="organisation-change"),
    path("organisations/<int:pk>/find/", reading.find, name="organisation-find"),
    path("organisations/<int:pk>/merge/<int:other>/", verbs.merge, name="organisation-merge"),
    path("organisations/<int:pk>/apart/", verbs.apart, name="organisation-apart"),
    path("organisations/<int:pk>/split/", verbs.split, name="organisation-split"),
    path("organisations/<int:pk>/correct/", verbs.correct, name="organisation-correct"),
    path("organisations/<int:pk>/link/", owner.issue, name="owner-link"),
    path("owner/<str:token>/", owner.opened, name="owner-open"),
    path("mine/", reading.mine, name="mine"),
    path("types/", types.types, name="types"),
    path("types/new/", types.add, name="type-add"),
    path("types/<int:pk>/turn/", types.turn, name="type-turn"),
    path("types/<int:pk>/edit/", types.edit, name="type-edit"),
]
