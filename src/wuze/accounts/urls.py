"""Addresses of accounts: the way in and out, my own page, and the administrators' pages."""

from __future__ import annotations

from django.urls import include, path

from wuze.accounts import views
from wuze.accounts.login import views as login

own = [
    path("me/", views.me, name="me"),
    path("me/data/", views.data, name="data"),
    path("me/password/", login.password, name="password"),
    path("me/second/", login.second, name="second"),
    path("me/factor/", login.factor, name="factor"),
    path("me/codes/", login.codes, name="codes"),
    path("me/factor/drop/", login.drop_factor, name="factor-drop"),
    path("me/prove/", login.prove, name="prove"),
    path("me/held/", login.held_entry, name="held"),
    path("me/sessions/<slug:number>/end/", login.end_session, name="session-end"),
    path("accounts/", views.accounts, name="list"),
    path("accounts/open/", views.open_account, name="open"),
    path("accounts/<int:pk>/", views.account, name="one"),
    path("accounts/<int:pk>/<slug:verb>/", views.change, name="change"),
    path("grants/", views.grants, name="grants"),
    path("grants/new/", views.propose, name="propose"),
    path("grants/<int:pk>/<slug:verb>/", views.decide, name="decide"),
    path("site/", views.site, name="site"),
]
urlpatterns = [
    path("login/", login.login, name="login"),
    path("login/first/<str:token>/", login.first, name="login-first"),
    path("login/demo/", login.demo_login, name="login-demo"),
    path("logout/", login.logout, name="logout"),
    path("", include((own, "accounts"))),
]
