"""The tool box: its page, the page of a tool, the page of a job that tells how far it is, and the file."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.portal.toolbox import actions, queries
from wuze.portal.toolbox.forms import ToolForm
from wuze.portal.toolbox.jobs import Job
from wuze.portal.toolbox.tools import BY_KEY, groups


@needs(Capability.TOOLS)
@require_GET
def tools(request: Request) -> HttpResponse:
    """A card for each tool, and what of mine is still here."""
    mine = [queries.seen(job) for job in queries.visible_to(request.actor)]
    return render(request, "portal/toolbox/tools.html", {"groups": groups(), "mine": mine})


@needs(Capability.TOOLS)
@require_http_methods(["GET", "POST"])
@acts
def tool(request: Request, key: str) -> HttpResponseBase:
    """Drop files, choose, begin."""
    if key not in BY_KEY:
        raise Http404
    chosen = BY_KEY[key]
    form = ToolForm(chosen, request.POST, request.FILES) if request.method == "POST" else ToolForm(chosen)
    if request.method == "POST" and form.is_valid():
        job = actions.run(request.actor, chosen, form.uploads(), form.chosen())
        return redirect("toolbox:job", name=job.name)
    shown = {"tool": chosen, "form": form, "back": Link("回到工具箱", "../")}
    return render(request, "portal/toolbox/tool.html", shown, status=400 if form.errors else 200)


@needs(Capability.TOOLS)
@require_GET
def job(request: Request, name: str) -> HttpResponse:
    """How far it is; at the end what was done, what is wrong and where, and the file."""
    shown = {"seen": queries.seen(_mine(request, name))}
    template = "portal/toolbox/job.html#state" if is_fragment(request) else "portal/toolbox/job.html"
    return render(request, template, shown)


@needs(Capability.TOOLS)
@require_POST
def take(request: Request, name: str) -> HttpResponseBase:
    """The file. Not ``@acts``: it is no write that could be half done, and a broken download may be tried again."""
    mine = _mine(request, name)
    path, pieces = mine.result(), actions.take(mine)
    if path is None or pieces is None:
        return redirect("toolbox:job", name=name)
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, path.name)
    response.headers["Content-Length"] = str(path.stat().st_size)
    return response


@needs(Capability.TOOLS)
@require_POST
@acts
def keep(request: Request, name: str) -> HttpResponseBase:
    """Keep it for a day, on purpose."""
    actions.keep(request.actor, _mine(request, name))
    return redirect("toolbox:job", name=name)


@needs(Capability.TOOLS)
@require_POST
@acts
def discard(request: Request, name: str) -> HttpResponseBase:
    """Throw it away at once."""
    actions.discard(request.actor, _mine(request, name))
    return redirect("tools")


def _mine(request: Request, name: str) -> Job:
    found = queries.one(request.actor, name)
    if found is None:
        raise Http404
    return found
