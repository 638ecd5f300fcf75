"""Wrong tries: axes counts them in the database; here is what locks, for how long, and what is never written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SOURCE_LIMIT = 30
"""Wrong tries from one address, whatever the accounts: a whole office may sit behind it."""


def source(request: HttpRequest) -> str:
    """The address a request came from. Behind our own proxies each of them adds at the right of X-Forwarded-For the
    address it saw, so the one that the outermost saw stands as many places from the right as there are proxies; whatever
    stands further left the sender may have written. Without them the header is worth nothing."""
    connection = str(request.META.get("REMOTE_ADDR", ""))
    seen = [one.strip() for one in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if not settings.BEHIND_PROXY or len(seen) < settings.PROXIES:
        return connection
    try:
        return str(ip_address(seen[-settings.PROXIES]))
    except ValueError:
        return connection


def parameters(_request: HttpRequest, _credentials: Mapping[str, Any] | None = None) -> list[str]:
    """axes locks by account name; the source has a limit of its own, in ``Handler``."""
    return ["username"]


def keep_answer(_request: HttpRequest, response: HttpResponse, _credentials: Mapping[str, Any] | None) -> HttpResponse:
    """A locked account gets the login page with its sentence, not a page of axes."""
    return response


def recent() -> QuerySet[AccessAttempt]:
    """Wrong tries that still count."""
    found: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(
        attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME
    )
    return found


class Handler(AxesDatabaseHandler):
    """axes' own, with the limit by source."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """By account, or by source."""
        return bool(super().is_locked(request, credentials)) or from_source(request) >= SOURCE_LIMIT


def from_source(request: HttpRequest) -> int:
    """Wrong tries of this address."""
    found = recent().filter(ip_address=source(request) or None).aggregate(total=Sum("failures_since_start"))
    return int(found["total"] or 0)


def locked_names() -> dict[str, datetime]:
    """Account names that are locked now, and until when. Unknown names are among them: they lock alike."""
    rows = recent().order_by().values("username").annotate(total=Sum("failures_since_start"), last=Max("attempt_time"))
    found = rows.filter(total__gte=settings.AXES_FAILURE_LIMIT)
    return {row["username"]: row["last"] + settings.AXES_COOLOFF_TIME for row in found}


def forget(username: str) -> int:
    """Forgets the wrong tries of an account: the lock is off. In the caller's transaction."""
    return int(AccessAttempt.objects.filter(username=username).delete()[0])
