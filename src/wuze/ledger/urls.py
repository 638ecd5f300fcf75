"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import include, path

from wuze.ledger.views import above, behind, importing, linked, lists, looks, setting, units, verbs

app_name = "ledger"
urlpatterns = [
    path("", include("wuze.ledger.activities.urls")),
    path("", include("wuze.ledger.requests.urls")),
    path("", include("wuze.ledger.reminders.urls")),
    path("", lists.tasks, name="home"),
    path("reminder/", lists.reminder, name="reminder"),
    path("reminder/image/", lists.reminder_image, name="reminder-image"),
    path("new/", setting.new, name="new"),
    path("bulk/", setting.bulk, name="bulk"),
    path("import/", importing.running, name="import"),
    path("year/", above.year, name="year"),
    path("of-agenda/<int:pk>/", above.of_agenda, name="of-agenda"),
    path("mine/", units.mine, name="mine"),
    path("clock/", lists.clock, name="clock"),
    path("board/", looks.board, name="board"),
    path("calendar/", looks.calendar, name="calendar"),
    path("by-unit/", looks.by_unit, name="by-unit"),
    path("by-reason/", looks.by_reason, name="by-reason"),
    path("burden/", looks.burdens, name="burden"),
    path("burden/ceiling/", looks.ceiling, name="ceiling"),
    path("reminders/", looks.reminders, name="reminders"),
    path("views/save/", looks.save_view, name="view-save"),
    path("views/<int:pk>/drop/", looks.drop_view, name="view-drop"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/slot/", units.of_unit, name="of-unit"),
    path("organisations/<int:pk>/", units.of_organisation, name="of-organisation"),
    path("units/<int:pk>/nodes/<str:since>/<str:until>/<str:on>/", behind.nodes, name="nodes"),
    path("units/<int:pk>/said/<str:since>/<str:until>/<str:on>/", behind.said, name="said"),
    path("parts/<int:pk>/hand-in/", verbs.hand_in, name="hand-in"),
    path("reports/<int:pk>/answer/", verbs.answer, name="answer"),
    path("<int:pk>/", verbs.task, name="task"),
    path("open/<str:token>/", linked.opened, name="report-open"),
    path("<int:pk>/link/", linked.issue, name="task-link"),
    path("<int:pk>/edit/", setting.edit, name="edit"),
    path("<int:pk>/<slug:verb>/", verbs.act, name="act"),
]
