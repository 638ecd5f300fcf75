"""A list that was uploaded: read before the act opens its transaction, as others must not wait for a large file; shown
with every fault; then taken over. What was shown travels in the form, signed: nothing is kept on the server before
somebody says yes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from wuze.accounts.gate import Request
from wuze.excel.lists import Read
from wuze.kernel.errors import WHOLE_FORM, Invalid

View = Callable[..., HttpResponseBase]
Shown = dict[str, object]
KEPT = "kept"
"""The hidden field; its value is "" where nothing can be taken over."""
LASTS = 2 * 3600
"""Seconds."""
MOST_BYTES = 20 * 1024 * 1024
REST = 100_000
"""Bytes left for the other fields of the form that carries what was shown."""
SHOWN = 200
"""Rows and faults a page lists."""


class Brought(Request):
    """With what the file ``book`` holds, where one came that is not too large."""

    brought: Read | None


def list_first(read: Callable[[Path, str], Read], suffixes: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A view that gets its file read. It lies in a folder that goes with it, under a name of ours with the suffix it
    came with, where that is one of these."""

    def around(view: View) -> View:
        @wraps(view)
        def reading(request: Brought) -> HttpResponseBase:
            book = request.FILES.get("book")
            request.brought = None
            if isinstance(book, UploadedFile) and 0 < (book.size or 0) <= MOST_BYTES:
                label = str(book.name)[:80]
                suffix = next((one for one in suffixes if label.lower().endswith(one)), "")
                with TemporaryDirectory() as folder:
                    path = Path(folder) / f"book{suffix}"
                    with path.open("wb") as file:
                        file.writelines(book.chunks())
                    request.brought = read(path, label)
            return view(request)

        return reading

    return around


def seal(request: Request, salt: str, **kept: object) -> str:
    """What was shown, for the hidden field."""
    return signing.dumps({"by": request.actor.user} | kept, salt=salt, compress=True)


def unseal(request: Request, salt: str) -> dict[str, Any]:
    """What this person was shown, and nothing else. Raises Invalid."""
    try:
        kept: dict[str, Any] = signing.loads(request.POST[KEPT], salt=salt, max_age=LASTS)
    except signing.BadSignature:
        kept = {"by": None}
    if kept["by"] != request.actor.user:
        raise Invalid(salt, {WHOLE_FORM: "预览过了两小时，或内容不完整。没有写入，请重新选文件。"})
    return kept


def shown(
    request: Brought, form: Form, template: str, preview: Callable[[Request, Read, Mapping[str, Any]], Shown]
) -> HttpResponse:
    """The form for the file, or what the file holds: ``preview`` gets what was read and what else was entered."""
    values: Shown = {"form": form}
    if form.is_valid() and request.brought is None:
        form.add_error("book", f"文件超过{MOST_BYTES // 1024 // 1024}MB，请分几个。")
    elif form.is_valid() and request.brought is not None:
        file = str(form.cleaned_data["book"].name)[:80]
        found = preview(request, request.brought, form.cleaned_data | {"file": file})
        if len(str(found[KEPT])) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - REST:
            form.add_error("book", "这个文件字太多，一次带不过去。请按年份或单位分成几个，再分别导入。")
        else:
            values |= found | {"file": file}
    return render(request, template, values, status=400 if form.errors else 200)


def sent(request: Request) -> tuple[Any, Any]:
    """What a form is bound to; nothing when the page is opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
