"""The trail's verbs: record an act, prune closed days, export. Nothing else writes its tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wuze.kernel.web import bulk
from wuze.trail import catalogue, export, queries, rules
from wuze.trail.enums import Result
from wuze.trail.errors import OutsideTransaction
from wuze.trail.models import Anchor, Entry, Mention
from wuze.trail.values import NOWHERE, SYSTEM, Origin, Row, Thing, Who
from wuze.trail.verify import digest

ALGORITHM = "sha256"
TRAIL = Thing("trail.trail", "", "留痕")

NO_ROWS = 2
"""Lines of an export that are no entries: header and trailer."""

TURN = {
    "sqlite": "DELETE FROM trail_entry WHERE 1 = 0",
    "postgresql": "SELECT pg_advisory_xact_lock(52831067441)",
}
"""Takes the right to append until the transaction ends. On SQLite a write that touches nothing takes the one write
lock, also where the transaction did not begin IMMEDIATE."""


def record(
    code: str,
    *,
    at: datetime,
    who: Who,
    thing: Thing,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    rows: Sequence[Row] = (),
    result: Result = Result.DONE,
    origin: Origin = NOWHERE,
) -> Entry:
    """Add one entry: the last thing an action does in its transaction, because others wait from here to its end.

    ``at`` is the moment of the act, aware. A bulk act is one entry with its ``rows``. Raises OutsideTransaction,
    UnknownCode, NotStorable or Secret: mistakes of the calling code, which undo the act with its entry.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise OutsideTransaction("留痕要写在办理动作的同一个事务里。")
    catalogue.require(code)
    entry = _entry(code, at, who, thing, before, after, rows)
    entry.result, entry.request, entry.address = result.value, origin.request, origin.address
    with connection.cursor() as cursor:
        cursor.execute(TURN[connection.vendor])
    link = queries.last_link()
    entry.number, entry.previous = link.number + 1, link.hash
    # a clock set back never reopens a day: its head may already stand on paper
    entry.day = max(entry.day, link.day or entry.day)
    entry.hash = digest(entry.as_row())
    entry.save(force_insert=True)
    mentioned = {(row.thing.kind, row.thing.key) for row in rows}
    bulk.insert([Mention(number=entry.number, thing_kind=kind, thing_key=key) for kind, key in sorted(mentioned)])
    return entry


def _entry(
    code: str,
    at: datetime,
    who: Who,
    thing: Thing,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    rows: Sequence[Row],
) -> Entry:
    """The entry without its place in the chain; every value in the form in which it may be kept."""
    key = settings.TRAIL_KEY.encode()
    zoned = timezone.localtime(at) if timezone.is_aware(at) else at
    return Entry(
        algorithm=ALGORITHM,
        code=code,
        at=at,
        zone=rules.offset_text(zoned),
        day=zoned.date(),
        who_name=rules.masked(who.name),
        who_post=rules.masked(who.post),
        who_person=who.person,
        who_on_behalf=rules.masked(who.on_behalf),
        who_source=rules.masked(who.source),
        thing_kind=thing.kind,
        thing_key=thing.key,
        thing_label=rules.masked(thing.label),
        before=rules.stored(before, key),
        after=rules.stored(after, key),
        rows=[_row(row, key) for row in rows],
    )


def _row(row: Row, key: bytes) -> dict[str, rules.Stored]:
    thing = {"kind": row.thing.kind, "key": row.thing.key, "label": rules.masked(row.thing.label)}
    return {**thing, "before": rules.stored(row.before, key), "after": rules.stored(row.after, key)}


def prune(*, at: datetime, who: Who = SYSTEM, origin: Origin = NOWHERE) -> Anchor | None:
    """Remove whole days older than the retention, behind an anchor; says so in the trail. None when nothing is due."""
    first_kept = rules.cutoff(timezone.localdate(at), settings.TRAIL_RETENTION_DAYS)
    connection = transaction.get_connection()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TURN[connection.vendor])
        due = Entry.objects.filter(day__lt=first_kept)
        last = due.first()
        if last is None:
            return None
        anchor = Anchor(number=last.number, day=last.day, hash=last.hash, count=due.count(), at=at)
        anchor.save(force_insert=True)
        Mention.objects.filter(number__lte=last.number).delete()
        due.delete()
        after = {"through": anchor.number, "day": anchor.day, "hash": anchor.hash, "count": anchor.count}
        record("trail.pruned", at=at, who=who, thing=TRAIL, after=after, origin=origin)
    return anchor


def export_to(
    stream: BinaryIO, *, at: datetime, who: Who, since: date | None = None, origin: Origin = NOWHERE
) -> Entry:
    """Write the trail to an open binary file; the export is itself an act and has its entry (not in that file).

    The file is written first and outside the transaction, so that a long export stops nobody; hand it on only after
    this function returned.
    """
    total, count = hashlib.sha256(), 0
    for line in export.lines(since):
        stream.write(line)
        total.update(line)
        count += 1
    after = {"since": since, "rows": count - NO_ROWS, "sha256": total.hexdigest()}
    with transaction.atomic():
        return record("trail.exported", at=at, who=who, thing=TRAIL, after=after, origin=origin)
