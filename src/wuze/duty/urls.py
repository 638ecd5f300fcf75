"""Addresses of 明责: each part brings its own list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wuze.duty.views import editions, notices, reading

app_name = "duty"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading.home, name="home"),
    path("mine/", reading.mine, name="mine"),
    path("units/<int:pk>/", reading.unit, name="unit"),
    path("duties/<int:pk>/", reading.duty, name="duty"),
    path("duties/<int:pk>/edit/", editions.duty_edit, name="duty-edit"),
    path("cells/<int:pk>/", reading.cell, name="cell"),
    path("cells/<int:pk>/name/", reading.name, name="name"),
    path("cells/<int:part>/units/<int:unit>/", reading.assign, name="assign"),
    path("editions/", editions.editions, name="editions"),
    path("editions/new/", editions.new, name="edition-new"),
    path("editions/import/", editions.bring, name="import"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/file/<slug:kind>/", editions.download, name="download"),
    path("editions/<int:pk>/<slug:verb>/", editions.act, name="edition-act"),
    path("notices/", notices.notices, name="notices"),
    path("notices/reminder/", notices.reminder, name="reminder"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/<slug:verb>/", notices.act, name="notice-act"),
]
