"""Addresses of Party organisations, instructors and contacts; they stand in the registry's list."""

from __future__ import annotations

from django.urls import path

from wuze.registry.parties import views

urlpatterns = [
    path("parties/", views.parties, name="parties"),
    path("parties/<int:pk>/", views.party, name="party"),
    path("parties/<int:pk>/edit/", views.edit, name="party-edit"),
    path("instructors/", views.instructors, name="instructors"),
    path("instructors/<int:pk>/", views.instructor, name="instructor"),
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/<int:pk>/end/", views.contact_end, name="contact-end"),
    path("organisations/<int:pk>/cover/", views.cover, name="cover"),
    path("organisations/<int:pk>/contact/", views.contact_add, name="contact-add"),
    path("coverages/<int:pk>/end/", views.cover_end, name="cover-end"),
]
