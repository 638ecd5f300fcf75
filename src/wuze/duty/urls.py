"""Addresses of 明责: each part brings its own list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wuze.duty.agenda import views as agenda
from wuze.duty.contacts import views as contacts
from wuze.duty.years import views as years

app_name = "duty"
urlpatterns: list[URLPattern | URLResolver] = [
    path("agenda/", agenda.agendas, name="agendas"),
    path("agenda/new/", agenda.agenda_new, name="agenda-new"),
    path("agenda/<int:pk>/", agenda.agenda, name="agenda"),
    path("agenda/<int:pk>/<slug:verb>/", agenda.agenda_act, name="agenda-act"),
    path("problems/", agenda.problems, name="problems"),
    path("problems/new/", agenda.problem_new, name="problem-new"),
    path("problems/<int:pk>/", agenda.problem, name="problem"),
    path("problems/<int:pk>/<slug:verb>/", agenda.problem_act, name="problem-act"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/plan/", contacts.visit_plan, name="visit-plan"),
    path("contacts/<int:pk>/done/", contacts.visit_done, name="visit-done"),
    path("visits/<int:pk>/missed/", contacts.visit_miss, name="visit-miss"),
    path("promises/", contacts.promises, name="promises"),
    path("promises/<int:pk>/", contacts.promise, name="promise"),
    path("liaisons/", contacts.liaisons, name="liaisons"),
    path("liaisons/<int:pk>/end/", contacts.liaison_end, name="liaison-end"),
    path("organisations/<int:pk>/contacts/", contacts.of_organisation, name="of-organisation"),
    path("year/", years.year, name="year"),
    path("year/adopt/", years.adopt, name="year-adopt"),
    path("year/new/", years.line_new, name="year-new"),
    path("year/<int:pk>/edit/", years.line_edit, name="year-edit"),
    path("year/<int:pk>/drop/", years.line_drop, name="year-drop"),
]
