"""Addresses of rounds."""

from django.http import HttpResponse
from django.urls import path

app_name = "rounds"
urlpatterns = [
    path("uploads/<int:pk>/", lambda r, pk: HttpResponse(), name="upload"),
    path("entries/<int:pk>/", lambda r, pk: HttpResponse(), name="entry"),
    path("<int:pk>/facts/", lambda r, pk: HttpResponse(), name="facts"),
]
