"""A list that was uploaded, read before the act opens its transaction: others must not wait for a large file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase

from wuze.accounts.gate import Request
from wuze.excel.lists import Read

View = Callable[..., HttpResponseBase]
MOST_BYTES = 20 * 1024 * 1024


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
