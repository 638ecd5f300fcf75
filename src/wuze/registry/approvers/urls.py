"""Addresses of the approver table and of paper decisions."""

from __future__ import annotations

from django.urls import path

from wuze.registry.approvers import views

app_name = "approvers"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.add, name="add"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/end/", views.end, name="end"),
    path("offline/<int:pk>/", views.offline, name="offline"),
]
