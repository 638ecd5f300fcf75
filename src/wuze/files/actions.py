"""Writes of stored files, inside the transaction of whoever attaches them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from wuze.files import store
from wuze.files.errors import BadFile
from wuze.files.models import StoredFile
from wuze.files.store import Taken

CHUNK = 500


def keep(taken: Taken, at: datetime) -> StoredFile:
    """The row of a content that lies in the store; the same content has one row."""
    if not store.path_of(taken.sha256).exists():
        raise BadFile(f"{taken.name}放得太久，已经清掉了，请再选一次。")
    row, _ = StoredFile.objects.get_or_create(
        sha256=taken.sha256, defaults={"kind": taken.kind, "size": taken.size, "at": at}
    )
    if row.erased is not None:
        row.erased = None
        row.save(update_fields=["erased"])
    return row


def erase(row: StoredFile, today: date) -> None:
    """What should never have come goes from the disk once the act is done; the sweep finds what that left over."""
    row.erased = today
    row.save(update_fields=["erased"])
    transaction.on_commit(lambda: store.path_of(row.sha256).unlink(missing_ok=True))


def sweep(at: datetime) -> int:
    """Remove from the store what no row has named for a day. How many."""
    found = store.old(at)
    gone = 0
    for start in range(0, len(found), CHUNK):
        some = found[start : start + CHUNK]
        rows = StoredFile.objects.filter(erased=None, sha256__in=[sha256 for sha256, _ in some])
        gone += store.remove(some, set(rows.values_list("sha256", flat=True)), at)
    return gone
