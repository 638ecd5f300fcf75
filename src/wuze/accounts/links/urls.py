"""Where a used link leads."""

from __future__ import annotations

from django.urls import path

from wuze.accounts.links import views

app_name = "links"
urlpatterns = [path("done/", views.done, name="done")]
