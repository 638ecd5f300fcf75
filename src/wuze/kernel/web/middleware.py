"""Two middlewares: headers for every answer, and what htmx needs from every answer to a fragment request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from wuze.kernel.web import htmx
from wuze.kernel.web.security import PERMISSIONS_POLICY

Handler = Callable[[HttpRequest], HttpResponse]
TAKEN_ALONG = (301, 302, 303, 307, 308)


class HeadersMiddleware:
    """Adds the headers that neither Django nor django-csp sets. First in the list, so that static files get them too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


class FragmentMiddleware:
    """After login and messages. A lost login or a redirect moves the whole browser, and messages travel as an event."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then fit the answer to a fragment request; pages pass as they are."""
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
        if not htmx.is_fragment(request):
            return response
        if response.status_code in TAKEN_ALONG:
            return self.moved(request, response)
        if "HX-Redirect" not in response.headers:
            found = htmx.notices(request)
            if found:
                trigger_client_event(response, htmx.EVENT, {"notices": found})
        return response

    def moved(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A redirect inside a fragment would paste a whole page into a corner of another."""
        target = response.headers["Location"]
        login = resolve_url(settings.LOGIN_URL)
        answer = htmx.to_login(request, login) if target.split("?")[0] == login else HttpResponseClientRedirect(target)
        answer.cookies = response.cookies
        patch_vary_headers(answer, ["HX-Request", "HX-Boosted"])
        return answer
