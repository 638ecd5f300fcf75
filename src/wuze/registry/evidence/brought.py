"""Files are looked at, scanned and stored before the act opens its transaction: others must not wait for a large photo.

A form with faults comes back with a token that stands for the files it brought, so that nobody sends them twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from functools import wraps

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase

from wuze.accounts.gate import Request
from wuze.files import store
from wuze.files.errors import BadFile
from wuze.files.rules import MOST_NAME
from wuze.files.store import Taken
from wuze.registry.evidence.values import NOTHING, Brought

View = Callable[..., HttpResponseBase]
FIELD, TOKEN = "papers", "kept"
LASTS = 20 * 3600
"""Seconds a token is good for: less than what no row names lies in the store."""


def files_first(view: View) -> View:
    """A view whose form may bring files; ``brought_of`` has them. Between the gate's mark and ``@acts``."""

    @wraps(view)
    def taking(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST":
            request.evidence = _taken(request)  # type: ignore[attr-defined]  # read by brought_of
        return view(request, *args, **kwargs)

    return taking


def brought_of(request: Request) -> Brought:
    """What came with this request."""
    found = getattr(request, "evidence", NOTHING)
    return found if isinstance(found, Brought) else NOTHING


def _taken(request: Request) -> Brought:
    salt = f"evidence-{request.actor.user or f'link{request.actor.link}'}"
    files, faults = _kept(request.POST.get(TOKEN, ""), salt), []
    sent: list[UploadedFile[bytes]] = request.FILES.getlist(FIELD)
    if len(files) + len(sent) > settings.FILES_MOST:
        return Brought(tuple(files), (f"一次最多{settings.FILES_MOST}个文件。",), _token(files, salt))
    for one in sent:
        try:
            taken = store.take(one)
        except BadFile as bad:
            faults.append(f"{str(one.name)[:MOST_NAME]}：{bad.sentence}")
        else:
            files += [] if taken.sha256 in {known.sha256 for known in files} else [taken]
    return Brought(tuple(files), tuple(faults), _token(files, salt))


def _token(files: list[Taken], salt: str) -> str:
    return signing.dumps([astuple(one) for one in files], salt=salt) if files else ""


def _kept(token: str, salt: str) -> list[Taken]:
    """What an earlier try of the same person brought; nothing where the token is another's, or old."""
    try:
        return [Taken(*one) for one in signing.loads(token, salt=salt, max_age=LASTS)] if token else []
    except signing.BadSignature:
        return []
