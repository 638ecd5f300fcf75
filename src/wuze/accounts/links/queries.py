"""A link by its token, and how many wrong ones an address has tried. Who sees which link is decided by units, above."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from wuze.accounts.links.rules import WINDOW, digest
from wuze.accounts.models import OneTimeLink
from wuze.trail.models import Entry

MISSED = "accounts.link_missed"


def by_token(token: str) -> OneTimeLink | None:
    """Whatever its state; None for a wrong token."""
    return OneTimeLink.objects.filter(digest=digest(token)).first()


def misses(address: str, at: datetime) -> int:
    """Wrong tokens from one address within the window."""
    return Entry.objects.filter(code=MISSED, address=address, at__gt=at - WINDOW).count()


def of_units(units: QuerySet[Any]) -> QuerySet[OneTimeLink]:
    """Links of these units."""
    return OneTimeLink.objects.filter(unit__in=units)
