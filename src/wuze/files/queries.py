"""Is every stored file there, as it was handed in?"""

from __future__ import annotations

from dataclasses import dataclass

from wuze.files import store
from wuze.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Audit:
    """How many rows and bytes; hashes whose file is gone, and whose file is another."""

    count: int
    size: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]


def audit() -> Audit:
    """Every row that has a content against the disk, by content."""
    rows = list(StoredFile.objects.filter(erased=None).values_list("sha256", "size"))
    there = dict(store.stored())
    missing = tuple(sha256 for sha256, _ in rows if sha256 not in there)
    altered = tuple(sha256 for sha256, _ in rows if sha256 in there and store.digest(there[sha256]) != sha256)
    return Audit(len(rows), sum(size for _, size in rows), missing, altered)
