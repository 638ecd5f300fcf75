"""Addresses of the registry."""

from __future__ import annotations

from django.urls import path

from wuze.registry import branch_accounts
from wuze.registry.coverage.urls import urlpatterns as coverage
from wuze.registry.organisations.urls import urlpatterns as organisations
from wuze.registry.parties.urls import urlpatterns as parties
from wuze.registry.views import handovers, laying, people, places, posts, units

app_name = "registry"
urlpatterns = [
    path("", units.home, name="home"),
    path("units/", units.units, name="units"),
    path("units/tree/", units.tree, name="tree"),
    path("units/sheet/", laying.sheet, name="units-sheet"),
    path("units/sheet/blank/", laying.blank, name="units-blank"),
    path("units/new/", units.add, name="unit-add"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/branch/", units.branch, name="branch"),
    path("units/<int:pk>/edit/", units.edit, name="unit-edit"),
    path("units/<int:pk>/date/", units.redate, name="unit-date"),
    path("units/<int:pk>/move/", units.move, name="unit-move"),
    path("units/<int:pk>/close/", units.close, name="unit-close"),
    path("units/<int:pk>/reopen/", units.reopen, name="unit-reopen"),
    path("units/<int:pk>/posts/new/", posts.add, name="post-add"),
    path("places/", places.places, name="places"),
    path("places/new/", places.add, name="place-add"),
    path("posts/", posts.posts, name="posts"),
    path("posts/reminder/", posts.reminder, name="posts-reminder"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/edit/", posts.edit, name="post-edit"),
    path("posts/<int:pk>/close/", posts.close, name="post-close"),
    path("posts/<int:pk>/appoint/", posts.appoint, name="post-appoint"),
    path("posts/<int:pk>/handover/", handovers.draft, name="handover-draft"),
    path("appointments/<int:pk>/end/", posts.end, name="appointment-end"),
    path("appointments/<int:pk>/withdraw/", posts.withdraw, name="appointment-withdraw"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="person-add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="person-edit"),
    path("handovers/", handovers.handovers, name="handovers"),
    path("handovers/<int:pk>/", handovers.handover, name="handover"),
    path("handovers/<int:pk>/sheet/", handovers.sheet, name="handover-sheet"),
    path("handovers/<int:pk>/give/", handovers.give, name="handover-give"),
    path("handovers/<int:pk>/take/", handovers.take, name="handover-take"),
    path("handovers/<int:pk>/register/", handovers.register, name="handover-register"),
    path("handovers/<int:pk>/cancel/", handovers.cancel, name="handover-cancel"),
    path("accounts/", branch_accounts.accounts, name="branch-accounts"),
    path("accounts/slips/", branch_accounts.give_slips, name="branch-accounts-slips"),
    path("accounts/void/", branch_accounts.void_slips, name="branch-accounts-void"),
    path("accounts/<int:pk>/", branch_accounts.account, name="branch-account"),
    path("accounts/<int:pk>/open/", branch_accounts.open_account, name="branch-account-open"),
    path("accounts/<int:pk>/<slug:verb>/", branch_accounts.change, name="branch-account-change"),
    *organisations,
    *parties,
    *coverage,
]
