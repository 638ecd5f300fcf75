"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from wuze.ledger.views import above, importing, lists, setting, verbs

app_name = "ledger"
urlpatterns = [
    path("", lists.tasks, name="home"),
    path("reminder/", lists.reminder, name="reminder"),
    path("new/", setting.new, name="new"),
    path("bulk/", setting.bulk, name="bulk"),
    path("import/", importing.running, name="import"),
    path("year/", above.year, name="year"),
    path("of-agenda/<int:pk>/", above.of_agenda, name="of-agenda"),
    path("mine/", lists.mine, name="mine"),
    path("clock/", lists.clock, name="clock"),
    path("units/<int:pk>/", lists.unit, name="unit"),
    path("parts/<int:pk>/hand-in/", verbs.hand_in, name="hand-in"),
    path("reports/<int:pk>/answer/", verbs.answer, name="answer"),
    path("<int:pk>/", verbs.task, name="task"),
    path("<int:pk>/edit/", setting.edit, name="edit"),
    path("<int:pk>/<slug:verb>/", verbs.act, name="act"),
]
