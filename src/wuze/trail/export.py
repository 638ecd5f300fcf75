"""The trail as a file that anybody can check (``verify``): a stretch without gaps, from one day to the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from wuze.trail.models import Entry
from wuze.trail.queries import last_link
from wuze.trail.verify import export_lines

CHUNK = 2000


def lines(since: date | None = None) -> Iterator[bytes]:
    """Header, entries in order, trailer. One query, so the file is one moment's state though others go on writing."""
    found = Entry.objects.order_by("number")
    rows = (entry.as_row() for entry in (found.filter(day__gte=since) if since else found).iterator(CHUNK))
    first = next(rows, None)
    if first is None:
        return export_lines((), settings.SYSTEM_NAME, last_link()[:2])
    return export_lines(_joined(first, rows), settings.SYSTEM_NAME, (first["number"] - 1, first["previous"]))


def _joined(first: dict[str, Any], rest: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rest
