"""Standings: what counts of an organisation, from the day it changed. Set-based, for one row as for thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wuze.kernel.web import bulk
from wuze.registry.models import Organisation, Standing

COUNTED = ("type_id", "region_id", "sector_id", "status", "members")


@dataclass(frozen=True, slots=True)
class Why:
    """From when the change holds, and on what grounds."""

    since: date
    source: str = ""
    reason: str = ""
    approved_by: str = ""


def stood(row: Organisation) -> tuple[object, ...]:
    """All of a row that counts in a rate."""
    return tuple(getattr(row, name) for name in COUNTED)


def restand(rows: Sequence[Organisation], why: Why) -> int:
    """Put down how each row stands since the day of ``why``; rows of which nothing that counts has changed are left.

    A day before the state that stands is taken as its first day: facts entered later overlay, the past is not rewritten.
    The rows are locked by the caller. Answers how many changed; two queries and at most two writes.
    """
    rows_now = Standing.objects.select_for_update().filter(organisation__in=[row.pk for row in rows], until=None)
    standing = {key: now for key, *now in rows_now.order_by().values_list("organisation_id", "pk", "since", *COUNTED)}
    ended, amended, made = [], [], []
    for row in rows:
        pk, since, *counted = standing.get(row.pk, (0, None))
        if since is not None and tuple(counted) == stood(row):
            continue
        if since is None or why.since > since:
            made.append(_standing(row, why, why.since))
            ended += [pk] if since else []
        else:
            amended.append(_standing(row, why, since, pk))
    for start in range(0, len(ended), 500):  # one value for all: a bulk update of 10,000 rows takes seconds
        Standing.objects.filter(pk__in=ended[start : start + 500]).update(until=why.since)
    bulk.update(amended, [*COUNTED, "source", "reason", "approved_by"])
    bulk.insert(made)
    return len(made) + len(amended)


def _standing(row: Organisation, why: Why, since: date, pk: int | None = None) -> Standing:
    values = {name: getattr(row, name) for name in COUNTED}
    grounds = {"source": why.source, "reason": why.reason, "approved_by": why.approved_by}
    return Standing(pk=pk, organisation_id=row.pk, since=since, **grounds, **values)
