"""First of all middleware but the sign of life (``portal.health``): methods that no page has."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

Handler = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")
"""What browsers send to us. TRACE would answer with what was sent, cookies and all (SEC-47)."""


class EdgeMiddleware:
    """Refuses before anything looks at the request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A refusal, or the page."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)
