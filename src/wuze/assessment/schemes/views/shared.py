"""What the views share: the edition a page is about, and a form that carries out one verb."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse

from wuze.accounts.gate import Request
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.models import SchemeEdition
from wuze.kernel.web.components import Link


def opened(request: Request, pk: int) -> SchemeEdition:
    """The edition a page is about, if the actor sees it."""
    return get_object_or_404(queries.visible_to(request.actor).select_related("unit"), pk=pk)


def home(pk: int) -> str:
    """Its page."""
    return reverse("schemes:one", args=[pk])


def back(pk: int, label: str = "回到方案") -> Link:
    """There."""
    return Link(label, home(pk))
