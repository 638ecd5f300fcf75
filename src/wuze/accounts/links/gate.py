"""The way in for the bearer of a link: to one view, about one thing, until the entry is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wuze.accounts.enums import LinkState
from wuze.accounts.gate import Request, V
from wuze.accounts.links import actions, queries, rules
from wuze.accounts.models import OneTimeLink
from wuze.accounts.values import Actor
from wuze.kernel.errors import WuzeError
from wuze.kernel.web.security import public

WRONG = "这个链接打不开。可能少抄了一位，也可能已经换成新的。请向发链接的人再要一条。"
WAIT = "这里试错的次数太多，请过10分钟再打开。"


def bearer(task: str) -> Callable[[V], V]:
    """Opens the view ``view(request, link)`` to whoever has a link for this task; inside ``request.actor`` is the bearer,
    whoever else may be logged in on that phone. Outermost decorator; the address has one part, ``token``."""

    def opened(view: V) -> V:
        @wraps(view)
        def entered(request: Request, token: str) -> HttpResponseBase:
            hide(request, token)
            actor = request.actor
            if queries.misses(actor.origin.address, actor.at) >= rules.WRONG_TRIES:
                return gone(request, WAIT, 429)
            link = queries.by_token(token)
            if link is None or link.task != task:
                actions.note_missed(actor)
                return gone(request, WRONG)
            if link.stands(actor.at) != LinkState.OPEN:
                return gone(request, sentence(link))
            request.actor = bearing(link, actor)
            try:
                return sealed(view(request, link))
            except WuzeError as error:
                return gone(request, error.sentence, error.status)

        return cast("V", public(never_cache(entered)))

    return opened


def hide(request: Request, token: str) -> None:
    """Whatever looks at the path from here on (forms already sent, logs, the complaint entry, a refusal's trail entry)
    does not see the token."""
    request.path = request.path_info = request.path.replace(token, "-")


def bearing(link: OneTimeLink, actor: Actor) -> Actor:
    """The bearer: a name, a unit, no account, no role."""
    return Actor(
        0, 0, link.for_name, actor.at, actor.today, small_office=actor.small_office, origin=actor.origin,
        link=link.pk, link_label=link.unit_label,
    )  # fmt: skip


def sentence(link: OneTimeLink) -> str:
    """What became of a link that was real, and what to do."""
    ask = f"请向{link.issued_post} {link.issued_by}再要一条。"
    if link.state == LinkState.USED and link.used_at:
        used = timezone.localtime(link.used_at)
        return f"这件事{used.month}月{used.day}日{used:%H:%M}已经办好，不用再办。填错了，{ask}"
    if link.state == LinkState.VOID:
        return f"这条链接已经作废，换了新的就用新的那条；没有新的，{ask}"
    until = timezone.localtime(link.expires_at)
    return f"这条链接{until.month}月{until.day}日{until:%H:%M}到期了，{ask}"


def gone(request: Request, text: str, status: int = 404) -> HttpResponseBase:
    """A plain page for whoever cannot come in."""
    return sealed(render(request, "accounts/links/gone.html", {"text": text}, status=status))


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing of the page stays behind, and its address goes to no other host."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
