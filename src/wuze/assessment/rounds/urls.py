"""Addresses of rounds."""

from __future__ import annotations

from django.urls import path

from wuze.assessment.rounds.views import entries, inputs, objections, results, rounds

app_name = "rounds"
urlpatterns = [
    path("", rounds.home, name="home"),
    path("new/", rounds.new, name="new"),
    path("members/<int:pk>/out/", inputs.member_out, name="member-out"),
    path("uploads/<int:pk>/", inputs.upload, name="upload"),
    path("uploads/<int:pk>/drop/", inputs.upload_drop, name="upload-drop"),
    path("decisions/<int:pk>/undo/", inputs.undecide, name="undecide"),
    path("entries/<int:pk>/", entries.entry, name="entry"),
    path("entries/<int:pk>/void/", entries.entry_void, name="entry-void"),
    path("results/<int:pk>/", results.card, name="card"),
    path("results/<int:pk>/sheet/", results.sheet, name="sheet"),
    path("results/<int:pk>/object/", objections.object_to, name="object"),
    path("results/<int:pk>/grade/<slug:which>/", results.grade, name="grade"),
    path("objections/<int:pk>/", objections.answer, name="answer"),
    path("objections/<int:pk>/paper/", objections.answer_on_paper, name="answer-paper"),
    path("<int:pk>/", rounds.one, name="one"),
    path("<int:pk>/edit/", rounds.edit, name="edit"),
    path("<int:pk>/compute/", rounds.compute, name="compute"),
    path("<int:pk>/check/", rounds.check, name="check"),
    path("<int:pk>/roster/", inputs.roster, name="roster"),
    path("<int:pk>/table/", inputs.table, name="table"),
    path("<int:pk>/facts/", inputs.facts, name="facts"),
    path("<int:pk>/upload/", inputs.upload_new, name="upload-new"),
    path("<int:pk>/missing/", inputs.missing, name="missing"),
    path("<int:pk>/missing/reminder/", inputs.reminder, name="reminder"),
    path("<int:pk>/entries/", entries.entries, name="entries"),
    path("<int:pk>/entries/new/", entries.entry_new, name="entry-new"),
    path("<int:pk>/results/", results.results, name="results"),
    path("<int:pk>/workbook/", results.workbook, name="workbook"),
    path("<int:pk>/objections/", objections.objections, name="objections"),
    path("<int:pk>/<slug:verb>/", rounds.act, name="act"),
]
