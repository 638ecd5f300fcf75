"""A small site for these tests: the component page, a page behind a login that was lost, and names for the rail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def plain(_request: HttpRequest) -> HttpResponse:
    """A page of its own words."""
    return HttpResponse("页")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", plain, name="desk"),
    path("components/", include("wuze.kernel.web.gallery.urls")),
    path("search/", plain, name="search"),
    path("complaint/", plain, name="complaint"),
    path("duty/", include(([path("", plain, name="home")], "duty"))),
    path("duty/posts/", plain, name="posts"),
]
