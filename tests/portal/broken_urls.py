"""One address whose view fails."""

from __future__ import annotations

from django.urls import path

from tests.portal.test_site import broken_view

urlpatterns = [path("", broken_view, name="broken")]
