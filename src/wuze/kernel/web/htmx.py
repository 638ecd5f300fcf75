"""What a view needs to know of htmx: is this a page or a fragment, where to send the browser, what to say.

A view answers page and fragment alike: ``render(request, "x/list.html#list" if is_fragment(request) else …)``.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

EVENT = "wuze:notices"
"""The event in ``HX-Trigger`` that ``wuze.js`` turns into notices."""

KINDS = {"warning": "ask", "error": "bad"}


def is_fragment(request: HttpRequest) -> bool:
    """True only for a request that wants a part of a page.

    Boosted navigation and a history entry the browser has lost both carry ``HX-Request`` and both want a whole page.
    """
    asked = HtmxDetails(request)
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def to_login(request: HttpRequest, login_url: str) -> HttpResponseClientRedirect:
    """The whole browser to the login page, and afterwards back to the page that was shown, never to another host."""
    shown = HtmxDetails(request).current_url_abs_path or "/"
    return HttpResponseClientRedirect(f"{login_url}?{urlencode({'next': shown})}")


def kind(level_tag: str) -> str:
    """Django's level as one of our three kinds of note."""
    return KINDS.get(level_tag, "plain")


def notices(request: HttpRequest) -> list[dict[str, str]]:
    """Waiting messages as the browser script takes them: kind and text. Taking them counts as shown."""
    return [{"kind": kind(message.level_tag), "text": str(message)} for message in get_messages(request)]
