"""The manual: its contents with a search, a chapter, a picture. Open to everybody, also before logging in."""

from __future__ import annotations

from mimetypes import guess_type

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from wuze.kernel.web.security import public
from wuze.portal.manual.chapters import BY_NAME, CHAPTERS, DOCS, explains
from wuze.portal.manual.text import find, page


@public
@require_GET
def manual(request: HttpRequest) -> HttpResponse:
    """All chapters, or the lines that have the words ``q``; with ``page`` at once the chapter that explains that page."""
    if "page" in request.GET:
        return redirect("manual-chapter", name=explains(request.GET["page"]).name)
    words = request.GET.get("q", "").strip()[:60]
    return render(request, "portal/manual.html", {"chapters": CHAPTERS, "words": words, "found": find(words)[:60]})


@public
@require_GET
def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """One chapter, the others beside it."""
    if name not in BY_NAME:
        raise Http404
    shown = {"chapter": BY_NAME[name], "page": page(BY_NAME[name]), "chapters": CHAPTERS}
    return render(request, "portal/manual_chapter.html", shown)


@public
@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the manual."""
    there = {file.name: file for file in (DOCS / "pictures").iterdir()}
    if name not in there:
        raise Http404
    return HttpResponse(there[name].read_bytes(), content_type=guess_type(name)[0])
