"""The page, the list alone, text to copy, and one verb that answers with a message."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wuze.kernel.web.components import Link
from wuze.kernel.web.gallery import forms, rows, things
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.security import public


@dataclass(frozen=True, slots=True)
class Clerk:
    """An invented person for the head of the page."""

    name: str = "何敏"
    post: str = "社会工作部 经办"
    url: str = "#page"


TABS = (
    ("要我做的", "desk", "list-check"),
    ("记一条", "gallery:page", "plus-lg"),
    ("提诉求", "complaint", "chat-left-text"),
)


@public
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Every component; for a fragment request the list alone."""
    terms = (request.GET.get("q", ""), request.GET.get("state", ""), request.GET.get("order", ""))
    values = {
        "things": things, "ledger": rows.ledger(*terms, url=request.path), "reminder": rows.REMINDER,
        "good": forms.good(), "bad": forms.bad(), "more": Link("全部14条", "#page"),
        "copy": Link("复制为催办文字", "#page", "clipboard"),
    }  # fmt: skip
    request.tabs = TABS  # type: ignore[attr-defined]  # as a middleware sets them
    request.today, request.person = things.TODAY, Clerk()  # type: ignore[attr-defined]  # as a middleware sets them
    return render(request, "wuze/gallery.html#list" if is_fragment(request) else "wuze/gallery.html", values)


@public
@require_POST
def reminder(request: HttpRequest) -> HttpResponse:
    """Text to copy for the rows chosen."""
    return render(request, "wuze/gallery.html#reminder", {"reminder": rows.REMINDER})


@public
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Done, said, and back."""
    messages.success(request, "交给沈一帆核验了，限3个工作日。")
    return redirect("gallery:page")
