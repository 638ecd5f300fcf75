"""Addresses of coverage; they stand in the registry's list."""

from __future__ import annotations

from django.urls import path

from wuze.registry.coverage import views

urlpatterns = [
    path("coverage/", views.rates, name="coverage"),
    path("coverage/list/", views.rows, name="coverage-list"),
    path("coverage/drive/", views.drive, name="drive"),
    path("coverage/drive/reminder/", views.drive_reminder, name="drive-reminder"),
    path("coverage/drive/<int:pk>/", views.drive_step, name="drive-step"),
    path("coverage/questions/", views.questions, name="questions"),
    path("coverage/questions/<int:pk>/<slug:question>/", views.question_answer, name="question-answer"),
    path("coverage/limits/", views.limits, name="limits"),
    path("coverage/limits/new/", views.limit_set, name="limit-set"),
    path("coverages/<int:pk>/correct/", views.correct, name="cover-correct"),
    path("coverages/<int:pk>/strike/", views.strike, name="cover-strike"),
]
