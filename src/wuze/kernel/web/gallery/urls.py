"""Addresses of the component page."""

from __future__ import annotations

from django.urls import path

from wuze.kernel.web.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", views.page, name="page"),
    path("reminder/", views.reminder, name="reminder"),
    path("act/", views.act, name="act"),
]
