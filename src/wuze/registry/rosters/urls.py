"""Addresses of rosters."""

from __future__ import annotations

from django.urls import path

from wuze.registry.rosters.views import closing, pages

app_name = "rosters"
urlpatterns = [
    path("", pages.index, name="list"),
    path("new/", pages.new, name="new"),
    path("export/", pages.export, name="export"),
    path("<int:pk>/", pages.one, name="one"),
    path("<int:pk>/rows/<int:number>/", pages.row, name="row"),
    path("<int:pk>/sheets/", pages.sheets, name="sheets"),
    path("<int:pk>/marked/", pages.marked, name="marked"),
    path("<int:pk>/settle/<slug:choice>/", pages.settle, name="settle"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/apply/", pages.apply, name="apply"),
    path("<int:pk>/drop/", pages.drop, name="drop"),
]
