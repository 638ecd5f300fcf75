"""The login page, shown by its view, and in place of an answer to whoever sent an entry without a login."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from wuze.accounts.above import above
from wuze.accounts.enums import Role
from wuze.accounts.gate import Request
from wuze.accounts.login import demo
from wuze.accounts.login.forms import LoginForm


def login_page(request: Request, form: LoginForm, *, status: int = 200) -> HttpResponse:
    """With the role buttons of a demo."""
    offered = above().examples(request.today) if demo.allowed(request) else ()  # type: ignore[attr-defined]  # set by ActorMiddleware
    entries = [(Role(one.role), one) for one in offered]
    values = {"form": form, "entries": entries, "out": "out" in request.GET}
    return render(request, "accounts/login.html", values, status=status)
