"""Puts site, moment and actor on every request: the clock is read here and nowhere below."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wuze.accounts.login.lockout import source
from wuze.accounts.models import Installation, User
from wuze.accounts.values import Actor
from wuze.kernel.web.request import Moment
from wuze.registry.queries import actor_of
from wuze.trail.values import SHORT, Origin

Handler = Callable[[HttpRequest], HttpResponse]
NOBODY = "未登录"


class ActorMiddleware:
    """After login. Three queries a page: site, posts, grants."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look, then answer; the request id goes out with the answer."""
        here = Installation.objects.first() or Installation()
        moment = Moment.read().on(here.demo_day or settings.FROZEN_DAY)
        origin = Origin(uuid4().hex, source(request)[:SHORT])
        request.installation, request.today = here, moment.now.date()  # type: ignore[attr-defined]  # see accounts.gate.Request
        user = request.user
        if isinstance(user, User):
            actor = actor_of(
                user, at=moment.now, today=moment.now.date(), small_office=here.small_office, origin=origin
            )
        else:
            actor = Actor(0, 0, NOBODY, moment.now, moment.now.date(), small_office=here.small_office, origin=origin)
        request.actor = actor  # type: ignore[attr-defined]  # see accounts.gate.Request
        response = self.get_response(request)
        response.headers["X-Request-ID"] = origin.request
        return response
