"""The page after a link was used."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wuze.kernel.web.security import public


@public
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """记下了: says nothing about anybody."""
    return render(request, "accounts/links/done.html")
