"""Addresses of schemes, of what-ifs, and of past results."""

from __future__ import annotations

from django.urls import path

from wuze.assessment.schemes.views import adopting, editing, past, reading, trials, uploading

app_name = "schemes"
urlpatterns = [
    path("", reading.index, name="list"),
    path("new/", uploading.upload, name="upload"),
    path("from-reading/<int:pk>/", uploading.from_reading, name="from-reading"),
    path("providers/", reading.providers, name="providers"),
    path("of-duty/<int:pk>/", reading.of_duty, name="of-duty"),
    path("<int:pk>/", reading.one, name="one"),
    path("<int:pk>/print/", reading.sheet, name="print"),
    path("<int:pk>/file/", reading.workbook, name="file"),
    path("<int:pk>/diff/<int:other>/", reading.diff, name="diff"),
    path("<int:pk>/copy/", editing.copy, name="copy"),
    path("<int:pk>/edit/<str:sheet>/", editing.grid, name="grid"),
    path("<int:pk>/items/new/", editing.new_item, name="item-new"),
    path("<int:pk>/items/try/", editing.attempt, name="try"),
    path("<int:pk>/items/<int:number>/", editing.item, name="item"),
    path("<int:pk>/data/", editing.data, name="data"),
    path("<int:pk>/override/", adopting.override, name="override"),
    path("<int:pk>/ask/", adopting.ask, name="ask"),
    path("<int:pk>/discard/", adopting.discard, name="discard"),
    path("<int:pk>/trials/new/", trials.new, name="trial-new"),
    path("trials/<int:pk>/", trials.one, name="trial"),
    path("trials/<int:pk>/change/", trials.change, name="trial-change"),
    path("trials/<int:pk>/file/", trials.workbook, name="trial-file"),
    path("trials/<int:pk>/keep/", trials.keep, name="trial-keep"),
    path("trials/<int:pk>/drop/", trials.drop, name="trial-drop"),
    path("past/", past.index, name="past"),
    path("past/new/", past.upload, name="past-import"),
    path("past/<int:pk>/", past.unit, name="past-unit"),
]
