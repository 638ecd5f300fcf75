"""Two middlewares: how long a session lasts, and which step of a login is still to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from wuze.accounts import held, marks
from wuze.accounts.gate import Request
from wuze.accounts.login import demo
from wuze.accounts.login.forms import LoginForm
from wuze.accounts.login.page import login_page
from wuze.accounts.login.passwords import expired
from wuze.accounts.models import User
from wuze.accounts.rules import SECOND_FACTOR
from wuze.kernel.web.request import Moment

Handler = Callable[[HttpRequest], HttpResponse]
ENDED = {
    "idle": "30分钟没有操作，已经退出。请重新登录。",
    "long": "登录满12小时，已经退出。请重新登录。",
    "gone": "这次登录已经结束：可能超过了时间，可能在别处登录满了两处，也可能账号有变动。请重新登录。",
}


class SessionLimitsMiddleware:
    """After the session, before the account: a session past its time is deleted on the server (SEC-07, SEC-08)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End it, or note every five minutes that it is in use."""
        session = request.session
        if marks.USER in session:
            now = int(Moment.read().now.timestamp())
            if reason := marks.ended(session, now):
                session.flush()
                request.session_ended = reason  # type: ignore[attr-defined]  # read below
            elif now - session[marks.SEEN] >= marks.TOUCH:
                session[marks.SEEN] = now
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and session.session_key is None:
            request.session_ended = "gone"  # type: ignore[attr-defined]  # read below
        return self.get_response(request)


class LoginStateMiddleware:
    """After the actor: half a login has no role and one way on (SEC-06). Says why a session is gone."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Set ``request.unfinished`` and take the roles away until it is empty."""
        if isinstance(request.user, User):
            if request.session.get(marks.DEMO) and not demo.allowed(request):
                request.session.flush()
                return redirect(settings.LOGIN_URL)
            request.unfinished = first_step(request)  # type: ignore[attr-defined]  # read by the gate
            if request.unfinished:  # type: ignore[attr-defined]  # as above
                request.actor = replace(request.actor, posts=(), grants=())
        elif reason := getattr(request, "session_ended", ""):
            messages.warning(request, ENDED[reason])
        return self.get_response(request)

    def process_view(self, request: Request, view: Callable[..., Any], *_arguments: Any) -> HttpResponseBase | None:
        """Of the pages for half a login only the one that is due, and log-out: no second factor is added unasked. What is
        sent without a login waits in the login form."""
        target = getattr(request, "unfinished", "")
        gate = getattr(view, "gate", None)
        if gate is not None and not request.user.is_authenticated and (kept := held.hold(request)):
            return login_page(request, LoginForm(initial={held.NAME: kept}), status=401)
        if target and gate is not None and gate.half and request.path not in {target, reverse("logout")}:
            return redirect(target)
        return None


def first_step(request: Request) -> str:
    """Where this login has to go first; "" when it is whole. The second factor comes before anything may be changed."""
    user, session = request.user, request.session
    if session.get(marks.DEMO):
        return ""
    if session.get(marks.FACTOR) == marks.WAITING:
        return reverse("accounts:second")
    strict = request.installation.strict_passwords
    if user.password_until is not None or expired(user.password_set, request.actor.at, strict=strict):
        return reverse("accounts:password")
    if request.actor.roles & SECOND_FACTOR and session.get(marks.FACTOR) != marks.PASSED:
        return reverse("accounts:factor")
    return ""
