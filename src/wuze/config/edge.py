"""First of all middleware but the sign of life (``portal.health``): methods that no page has, bodies that no page takes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from wuze.kernel.web.request import LARGEST

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
        length = request.headers.get("Content-Length", "")
        if length and not (length.isascii() and length.isdigit() and int(length) <= LARGEST):
            return HttpResponse("送来的文件太大，没有接收。", status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
