"""An entry sent when the login had ended, or had to be proved again: it waits, signed, in the login form and then in the
session, until whoever made it sends it once more. Files cannot wait; nor does what belongs to a login itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest

from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import FIELD

SALT = "accounts.held"
NAME = "held"
"""Of the field in the login form, and of the entry in the session."""

MOST = 60_000
"""Characters, signed."""

KEPT = timedelta(hours=1)
QUIET = frozenset({FIELD, "version"})


@dataclass(frozen=True, slots=True)
class Held:
    """Where it was sent, and what."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def words(self) -> list[str]:
        """What was typed or chosen, for the eye."""
        return [value for name, value in self.fields if value.strip() and name not in QUIET]


def hold(request: HttpRequest) -> str:
    """The entry, signed; "" where there is none to keep."""
    match = request.resolver_match
    gate = getattr(match.func, "gate", None) if match else None
    own = gate is None or gate.half or (match is not None and match.view_name == "accounts:prove")
    if request.method != "POST" or own or is_fragment(request):
        return ""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if "csrf" not in name]
    if not any(value.strip() and name not in QUIET for name, value in fields):
        return ""
    kept = signing.dumps([request.get_full_path(), fields, bool(request.FILES)], salt=SALT, compress=True)
    return kept if len(kept) <= MOST else ""


def read(kept: str) -> Held | None:
    """What was held; None where it is no entry of ours or too old."""
    try:
        path, fields, files = signing.loads(kept, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    return Held(path, tuple((name, value) for name, value in fields), files)


def waiting(session: Mapping[str, Any]) -> Held | None:
    """What waits in a session."""
    return read(str(session.get(NAME, "")))
