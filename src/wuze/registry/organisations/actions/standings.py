"""Standings: what counts of an organisation, from the day it changed. Set-based, for one row as for thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wuze.registry import bulk
from wuze.registry.models import Organisation, Standing

COUNTED = ("type_id", "region_id", "sector_id", "status", "members")


@dataclass(frozen=True, slots=True)
class Why:
    """From when the change holds, and on what grounds."""

    since: date
    source: str = ""
    reason: str = ""
    approved_by: str = ""


def stood(row: Organisation | Standing) -> tuple[object, ...]:
    """All of a row that counts in a rate."""
    return tuple(getattr(row, name) for name in COUNTED)


def restand(rows: Sequence[Organisation], why: Why) -> int:
    """Put down how each row stands since the day of ``why``; rows of which nothing that counts has changed are left.

    A day before the state that stands is taken as its first day: facts entered later overlay, the past is not rewritten.
    The rows are locked by the caller. Answers how many changed; two queries and at most two writes.
    """
    standing = {
        one.organisation_id: one
        for one in Standing.objects.select_for_update().filter(organisation__in=[row.pk for row in rows], until=None)
    }
    ended, amended, made = [], [], []
    for row in rows:
        old = standing.get(row.pk)
        if old is not None and stood(old) == stood(row):
            continue
        if old is None or why.since > old.since:
            made.append(_standing(row, why))
            if old is not None:
                old.until = why.since
                ended.append(old)
        else:
            _amend(old, row, why)
            amended.append(old)
    for start in range(0, len(ended), 500):  # one value for all: a bulk update of 10,000 rows takes seconds
        some = [one.pk for one in ended[start : start + 500]]
        Standing.objects.filter(pk__in=some).update(until=why.since)
    bulk.update(amended, [*COUNTED, "source", "reason", "approved_by"])
    bulk.insert(made)
    return len(made) + len(amended)


def _standing(row: Organisation, why: Why) -> Standing:
    values = {name: getattr(row, name) for name in COUNTED}
    grounds = {"source": why.source, "reason": why.reason, "approved_by": why.approved_by}
    return Standing(organisation=row, since=why.since, **grounds, **values)


def _amend(old: Standing, row: Organisation, why: Why) -> None:
    for name in COUNTED:
        setattr(old, name, getattr(row, name))
    old.source, old.reason, old.approved_by = why.source, why.reason, why.approved_by
