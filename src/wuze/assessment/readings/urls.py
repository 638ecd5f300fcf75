"""Addresses of readings."""

from __future__ import annotations

from django.urls import path

from wuze.assessment.readings import views

app_name = "readings"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.upload, name="upload"),
    path("wordings/", views.wordings, name="wordings"),
    path("wordings/<int:pk>/", views.wording, name="wording"),
    path("wordings/<int:pk>/retire/", views.retire, name="retire"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/elements/", views.elements, name="elements"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/scheme/", views.scheme, name="scheme"),
    path("cells/<int:pk>/", views.cell, name="cell"),
    path("cells/<int:pk>/try/", views.attempt, name="try"),
    path("cells/<int:pk>/accept/", views.accept, name="accept"),
    path("cells/<int:pk>/answer/", views.answer, name="answer"),
    path("cells/<int:pk>/leave/", views.leave, name="leave"),
    path("cells/<int:pk>/take-back/", views.take_back, name="take-back"),
]
