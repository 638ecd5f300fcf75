"""Addresses of requests, inside the ledger's namespace."""

from __future__ import annotations

from django.urls import path

from wuze.ledger.requests.views import entering, judging, lists, one

urlpatterns = [
    path("request/", entering.raise_own, name="request"),
    path("request/for/", entering.raise_for, name="request-for"),
    path("request/open/<str:token>/", entering.raise_open, name="request-open"),
    path("requests/", lists.requests, name="requests"),
    path("requests/reminder/", lists.reminder, name="requests-reminder"),
    path("requests/clock/", lists.clock, name="requests-clock"),
    path("requests/terms/", lists.terms, name="request-terms"),
    path("requests/<int:pk>/", one.one, name="request-one"),
    path("requests/<int:pk>/link/", judging.issue, name="request-link"),
    path("requests/open/<str:token>/", judging.opened, name="judge-open"),
    path("requests/<int:pk>/<slug:verb>/", one.act, name="request-act"),
]
