"""Addresses of one-time links."""

from __future__ import annotations

from django.urls import path

from wuze.registry.links import views

app_name = "unit-links"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.issue, name="issue"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/void/", views.void, name="void"),
    path("<int:pk>/again/", views.reissue, name="reissue"),
    path("checks/", views.checks, name="checks"),
    path("checks/<int:pk>/", views.check, name="check"),
    path("checks/for/<int:pk>/", views.check_for, name="check-for"),
    path("open/<str:token>/", views.confirm, name="confirm"),
]
