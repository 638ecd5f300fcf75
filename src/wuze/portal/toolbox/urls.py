"""Addresses of the tool box, below ``tools/``. The page itself is ``tools``, as the rail names it."""

from __future__ import annotations

from django.urls import path

from wuze.portal.toolbox import views

app_name = "toolbox"
urlpatterns = [
    path("<slug:key>/", views.tool, name="tool"),
    path("jobs/<slug:name>/", views.job, name="job"),
    path("jobs/<slug:name>/file/", views.take, name="take"),
    path("jobs/<slug:name>/keep/", views.keep, name="keep"),
    path("jobs/<slug:name>/discard/", views.discard, name="discard"),
]
