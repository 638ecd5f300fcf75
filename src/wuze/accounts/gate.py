"""The one way into a view: who may enter is decided here before it runs, and what an act answers is caught here.

Every view carries one mark: ``@public`` (kernel.web.security), ``@signed_in``, ``@half_way`` or ``@needs(capability, …)`` (any is enough). A view
without a mark is refused (default deny, SEC-14). Views that change something carry ``@acts`` too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse

from wuze.accounts import held, marks
from wuze.accounts.enums import Capability
from wuze.accounts.models import Installation, Once, User
from wuze.accounts.values import Actor
from wuze.kernel.errors import WHOLE_FORM, Again, Invalid, Refused, WuzeError
from wuze.kernel.web.request import FIELD, Moment
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.values import SHORT, Thing

View = Callable[..., HttpResponseBase]
Handler = Callable[[HttpRequest], HttpResponse]
V = TypeVar("V", bound=View)
LONGEST_KEY = 60


class Request(HttpRequest):
    """A request as views get it: with the actor, the site and the account."""

    actor: Actor
    installation: Installation
    user: User


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may enter: whoever has logged in, or whoever has one of the capabilities; ``half``: half a login is enough."""

    capabilities: tuple[Capability, ...] = ()
    half: bool = False

    def refuses(self, actor: Actor) -> str:
        """Why the actor may not enter; "" when they may."""
        if not self.capabilities or any(actor.may(one) for one in self.capabilities):
            return ""
        words = "、".join(one.label for one in self.capabilities)
        return f"您现在的岗位没有这项权限：{words}。岗位变了，请找管理本单位账号的人。"


def _mark(view: V, gate: Gate) -> V:
    view.gate = gate  # type: ignore[attr-defined]  # read by the middleware and by the matrix test
    return view


def signed_in(view: V) -> V:
    """Whoever has an account: own page, search of nothing in particular."""
    return _mark(view, Gate())


def half_way(view: V) -> V:
    """Whoever has given a password but must still change it or add the second factor: those pages and log-out."""
    return _mark(view, Gate(half=True))


def needs(*capabilities: Capability) -> Callable[[V], V]:
    """Whoever may do at least one of these."""
    return lambda view: _mark(view, Gate(capabilities=capabilities))


def fresh_login(view: V) -> V:
    """Asks for the password again when it was given more than 15 minutes ago (SEC-10): account data, sensitive exports,
    decisions. Between the mark and ``@acts``; put it on the page with the form too, so that nobody loses an entry.
    """

    @wraps(view)
    def proved(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if marks.is_fresh(request.session, int(Moment.read().now.timestamp())):
            return view(request, *args, **kwargs)
        here = request.get_full_path()
        back = here if request.method == "GET" else request.headers.get("Referer", "") or here
        if kept := held.hold(request):
            request.session[held.NAME] = kept
            back = reverse("accounts:held")
        return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': back})}")

    return cast("V", proved)


def shown_once(response: HttpResponse, location: str) -> HttpResponse:
    """An answer that carries a secret and is nevertheless the end of an act: it commits, and a repeat leads elsewhere."""
    response.instead = location  # type: ignore[attr-defined]  # read by ``acts``
    response.headers["Cache-Control"] = "no-store"
    return response


class GateMiddleware:
    """Refuses before the view runs. After the actor is known."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing of its own."""
        return self.get_response(request)

    def process_view(self, request: Request, view: View, *_arguments: Any) -> HttpResponseBase | None:
        """None lets the view run."""
        if getattr(view, "open_to_all", False):
            return None
        gate: Gate | None = getattr(view, "gate", None)
        if gate is None:
            raise PermissionDenied("这个页面没有登记谁可以看。")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if not gate.half and (target := unfinished(request)):
            return redirect(target)
        if reason := gate.refuses(request.actor):
            raise PermissionDenied(reason)
        return None

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        """Foreseen refusals become pages; the act they stopped stays in the trail as refused."""
        if not isinstance(error, WuzeError):
            return None
        if isinstance(error, Refused):
            note_refused(request, error)
        return render(request, "accounts/refused.html", {"error": error}, status=error.status)


def unfinished(request: Request) -> str:
    """Where someone with half a login has to go first; "" when the login is complete. Set by ``accounts.login``."""
    return str(getattr(request, "unfinished", ""))


def note_refused(request: Request, error: WuzeError) -> None:
    """One entry about an act that was refused."""
    actor = request.actor
    name = request.resolver_match.view_name if request.resolver_match else ""
    with transaction.atomic():
        record(
            "accounts.refused", at=actor.at, who=actor.who(), thing=Thing("view", name[:SHORT], request.path[:200]),
            after={"code": error.code, "reason": error.sentence}, result=Result.REFUSED, origin=actor.origin,
        )  # fmt: skip


def acts(view: V) -> V:
    """A POST is carried out exactly once, wholly or not at all.

    One transaction around the view; a redirect (or ``shown_once``) means done and commits, with the one-time key and
    where it led; any other answer (the form again, with its faults) rolls back. The same key again answers where it led the first time.
    """

    @wraps(view)
    def once(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = request.POST.get(FIELD, "")
        if not key or len(key) > LONGEST_KEY:
            raise Invalid("once.missing", {WHOLE_FORM: "这张表不完整，没有写入。请刷新页面再填。"})
        with transaction.atomic():
            row, fresh = Once.objects.get_or_create(
                key=key, defaults={"user": request.actor.user, "path": request.path[:200], "at": request.actor.at}
            )
            if not fresh:
                if row.user != request.actor.user or not row.location:
                    raise Again
                return redirect(row.location)
            response = view(request, *args, **kwargs)
            done = getattr(response, "instead", "") or response.headers.get("Location", "")
            if done:
                row.location = done[:500]
                row.save(update_fields=["location"])
            else:
                transaction.set_rollback(True)
        return response

    return cast("V", once)


def into_form(form: BaseForm, error: Invalid) -> None:
    """An action's findings beside the fields they are about; what has no field stands above."""
    for name, sentence in error.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
