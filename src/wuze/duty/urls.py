"""Addresses of 明责: each part brings its own list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wuze.duty.agenda import views as agenda
from wuze.duty.contacts import views as contacts
from wuze.duty.views import editions, importing, notices, reading
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
    path("", reading.home, name="home"),
    path("mine/", reading.mine, name="mine"),
    path("units/<int:pk>/", reading.unit, name="unit"),
    path("duties/<int:pk>/", reading.duty, name="duty"),
    path("duties/<int:pk>/edit/", editions.duty_edit, name="duty-edit"),
    path("duties/<int:pk>/drop/", editions.duty_drop, name="duty-drop"),
    path("cells/<int:pk>/", reading.cell, name="cell"),
    path("cells/<int:pk>/name/", reading.name, name="name"),
    path("cells/<int:part>/units/<int:unit>/", reading.assign, name="assign"),
    path("cells/<int:part>/units/<int:unit>/release/", reading.release, name="release"),
    path("people/<int:pk>/", reading.load, name="load"),
    path("editions/", editions.editions, name="editions"),
    path("editions/new/", editions.new, name="edition-new"),
    path("editions/import/", importing.bring, name="import"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/file/<slug:kind>/", editions.download, name="download"),
    path("editions/<int:pk>/<slug:verb>/", editions.act, name="edition-act"),
    path("notices/", notices.notices, name="notices"),
    path("notices/reminder/", notices.reminder, name="reminder"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/<slug:verb>/", notices.act, name="notice-act"),
]
