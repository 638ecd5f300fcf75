"""消息: what others did that concerns me, and what I am reminded of today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.portal import actions, news
from wuze.portal.viewer import number_of


@needs(Capability.SEE_TASKS)
@require_GET
def page(request: Request) -> HttpResponse:
    """All of a month, new ones marked."""
    topic = request.GET.get("topic", "")
    return render(request, "portal/news.html", {"news": news.whole(request.actor, topic), "topics": news.topics(topic)})


@needs(Capability.SEE_TASKS)
@acts
@require_POST
def looked(request: Request) -> HttpResponse:
    """都看过了, or up to one line."""
    actions.look(request.actor, number_of(request.POST.get("upto", "")))
    return redirect("news")
