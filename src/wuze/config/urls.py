"""Every address of the site: each package brings its own list."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wuze.portal.urls")),
    path("", include("wuze.accounts.urls")),
    path("registry/", include("wuze.registry.urls")),
    path("approvals/", include("wuze.accounts.approvals.urls")),
    path("approvers/", include("wuze.registry.approvers.urls")),
    path("links/", include("wuze.accounts.links.urls")),
    path("duty/", include("wuze.duty.urls")),
    path("ledger/", include("wuze.ledger.urls")),
    path("unit-links/", include("wuze.registry.links.urls")),
    path("evidence/", include("wuze.registry.evidence.urls")),
    path("rosters/", include("wuze.registry.rosters.urls")),
    path("assessment/", include("wuze.assessment.urls")),
    path("assessment/readings/", include("wuze.assessment.readings.urls")),
    path("assessment/schemes/", include("wuze.assessment.schemes.urls")),
    path("assessment/rounds/", include("wuze.assessment.rounds.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", include("wuze.kernel.web.gallery.urls")))
