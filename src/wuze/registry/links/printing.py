"""A fresh link: issued, and shown once as it is handed over, with its QR code and words to send."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wuze.accounts.gate import Request, shown_once
from wuze.accounts.links import actions, tasks
from wuze.accounts.models import OneTimeLink
from wuze.kernel.web.qr import Code, qr
from wuze.kernel.web.templatetags.wuze import cn_moment
from wuze.registry.models import Unit
from wuze.trail.values import Thing


@dataclass(frozen=True, slots=True)
class Handed:
    """What the page shows once."""

    url: str
    code: Code
    text: str


def handed(link: OneTimeLink, url: str) -> Handed:
    """Units and the matter only: the text passes through a chat group."""
    task = tasks.get(link.task)
    text = (
        f"{link.unit_label}：请{task.label}，约{task.minutes}分钟，不用账号，用手机点开就能填。"
        f"{cn_moment(link.expires_at)}前有效，只能用一次，请不要转发。\n{url}"
    )
    return Handed(url, qr(url), text)


def fresh(request: Request, code: str, unit: Unit, thing: Thing, *, for_name: str, days: int) -> HttpResponse:
    """Issue, and show the token once; a repeat leads to the link's page, which no longer knows it."""
    link, token = actions.issue(
        request.actor, code, unit=unit.pk, unit_label=str(unit), thing=thing, for_name=for_name, days=days
    )
    task = tasks.get(code)
    values = {
        "link": link,
        "handed": handed(link, request.build_absolute_uri(reverse(task.url_name, args=[token]))),
        "lets": task.lets,
    }
    return shown_once(render(request, "registry/links/handed.html", values), reverse("unit-links:one", args=[link.pk]))
