"""/healthz: is the site able to work? For a monitor without an account: states only, no numbers, names or versions.

Answered before anything else looks at the request, so that it can still say that the database is away.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse

from wuze.kernel.web.security import public

PATH = "/healthz"
LEAST_FREE = 500 * 1024 * 1024
"""Bytes that must be free where the data are; below it the next backup or upload may fail."""

SILENT = 60
"""Seconds after which a worker that has not touched its file counts as stopped."""

HEARTBEAT = "run/worker.json"
"""The worker's sign of life in the data folder (``config.operations.heartbeat``): rewritten while it lives."""

Handler = Callable[[HttpRequest], HttpResponseBase]


def database() -> str:
    """Does it answer?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM trail_entry LIMIT 1")
    except DatabaseError:
        connection.close()
        return "broken"
    return "ok"


def worker(folder: Path, now: float) -> str:
    """Has the worker been alive lately? Without its file it was never started here."""
    try:
        touched = (folder / HEARTBEAT).stat().st_mtime
    except OSError:
        return "unknown"
    return "ok" if now - touched <= SILENT else "stopped"


def disk(folder: Path, least: int = LEAST_FREE) -> str:
    """Is there room?"""
    try:
        return "ok" if shutil.disk_usage(folder).free >= least else "low"
    except OSError:
        return "unknown"


def report(now: float) -> dict[str, object]:
    """All states; ``ok`` is false when people cannot work: the database is away."""
    states = {"database": database(), "worker": worker(settings.DATA, now), "disk": disk(settings.DATA)}
    return {"ok": states["database"] == "ok", **states}


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the site can work, else 503."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = report(time.time())
    answer = JsonResponse(found, status=200 if found["ok"] else 503)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


class HealthMiddleware:
    """First in the list: no host, no redirect to https, no session, no account; a probe comes by address."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer this one address, pass all others on."""
        return healthz(request) if request.path_info == PATH else self.get_response(request)
