"""The page of slips: one a person, to print, cut and hand over; the only place where a one-time password is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wuze.accounts.above import above
from wuze.accounts.gate import Request, shown_once
from wuze.accounts.login.passwords import BETWEEN
from wuze.accounts.models import User
from wuze.kernel.web.qr import Code, qr


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one: ``code`` leads to ``link``, account and one-time password in one."""

    name: str
    posts: str
    username: str
    secret: str
    until: datetime | None
    link: str
    code: Code


def first_link(account: str, secret: str) -> str:
    """The path of a first login."""
    return reverse("login-first", args=[f"{account}{BETWEEN}{secret}"])


def slips_page(request: Request, made: Sequence[tuple[User, str]], back: str, left: str = "") -> HttpResponse:
    """Shown once. ``left``: who got none, and why."""
    posts = above().posts_of([user.person_id for user, _ in made], request.actor.today)
    slips = [_slip(request, user, secret, posts.get(user.person_id, "")) for user, secret in made]
    values = {"slips": slips, "back": back, "left": left, "site": request.build_absolute_uri(reverse("login"))}
    return shown_once(render(request, "accounts/slips.html", values), back)


def _slip(request: Request, user: User, secret: str, posts: str) -> Slip:
    link = request.build_absolute_uri(first_link(user.username, secret))
    return Slip(str(user.person), posts, user.username, secret, user.password_until, link, qr(link))
