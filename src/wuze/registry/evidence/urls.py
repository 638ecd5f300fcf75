"""Addresses of evidence files."""

from __future__ import annotations

from django.urls import path

from wuze.registry.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<slug:holder>/of/<int:pk>/", views.add, name="add"),
    path("<slug:holder>/<int:pk>/", views.file, name="file"),
    path("<slug:holder>/<int:pk>/look/", views.look, name="look"),
    path("<slug:holder>/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
