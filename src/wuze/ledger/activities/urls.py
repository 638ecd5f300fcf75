"""Addresses of what was done, inside the ledger's namespace."""

from __future__ import annotations

from django.urls import path

from wuze.ledger.activities import views

urlpatterns = [
    path("quick/", views.quick, name="quick"),
    path("quick/for/", views.quick_for, name="quick-for"),
    path("quick/open/<str:token>/", views.quick_open, name="quick-open"),
    path("activities/", views.activities, name="activities"),
    path("activities/sums/", views.sums, name="activities-sums"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/<slug:verb>/", views.act, name="activity-act"),
    path("units/<int:pk>/activities/", views.unit, name="unit-activities"),
]
