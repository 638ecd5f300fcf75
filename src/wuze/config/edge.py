"""First of all middleware: the sign of life, and methods that no page has."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

Handler = Callable[[HttpRequest], HttpResponse]
HEALTH = "/healthz"
METHODS = ("GET", "HEAD", "POST")
"""What browsers send to us. TRACE would answer with what was sent, cookies and all (SEC-47)."""


class EdgeMiddleware:
    """Answers the sign of life before hosts, https and logins are asked for: a probe comes by address, from here."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The sign of life, a refusal, or the page."""
        if request.path_info == HEALTH:
            return health(request)
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, else 503; tells nothing more."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(("GET", "HEAD"))
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return _plain("数据库没有应答\n", 503)
    return _plain("正常\n", 200)


def _plain(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, "text/plain; charset=utf-8", status, headers=headers)
