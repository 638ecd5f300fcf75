"""Two rows of one organisation made one, and one row of two made two. Keys are kept for ever; the past is not rewritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.models import Apart, Coverage, FormerKey, LeaderContact, Organisation, Standing
from wuze.registry.organisations import policy, rules
from wuze.registry.organisations.actions.common import (
    Facts,
    faults_of,
    filled,
    lock_keys,
    locked,
    rekey,
    shown,
    thing_of,
)
from wuze.registry.organisations.actions.entries import cleaned
from wuze.registry.organisations.actions.standings import Why, restand
from wuze.trail.actions import record
from wuze.trail.values import Row

FILL = ("supervisor", "sector_id", "parent_id", "employees", "members", "contact", "phone")
"""Facts the row that stays takes from the other where it has none."""


@transaction.atomic
def merge(
    actor: Actor, keep: int, drop: int, *, version: int | None, other_version: int | None, reason: str
) -> Organisation:
    """``drop`` becomes part of ``keep`` from today: its key leads there, who covers it covers ``keep``."""
    rows = {
        pk: locked(pk) for pk in sorted({keep, drop})
    }  # always in one order, so that two merges cannot wait for each other
    stays, goes = rows[keep], rows[drop]
    same_version(stays.version, version)
    same_version(goes.version, other_version)
    refuse(policy.why_not_merge(actor, stays, goes))
    before = shown(stays)
    for name in FILL:
        if getattr(stays, name) in {None, ""}:
            setattr(stays, name, getattr(goes, name))
    _keys(stays, goes, actor.today)
    _hang_over(Coverage, ("kind", "party_id", "person_id"), stays, goes, actor.today)
    _hang_over(LeaderContact, ("person_id",), stays, goes, actor.today)
    Organisation.objects.filter(parent=goes).exclude(pk=keep).update(parent=stays)
    if stays.parent_id in {keep, drop}:
        stays.parent = None
    Organisation.objects.filter(merged_into=goes).update(merged_into=stays)  # one step to where its past now counts
    goes.merged_into = stays
    for row in (goes, stays):
        row.version += 1
        row.save()
    _end_standing(goes, actor.today)
    restand([stays], Why(actor.today, source=f"合并{goes.name}"[:120], reason=reason))
    record(
        "registry.organisation_merged", at=actor.at, who=actor.who(), thing=thing_of(stays), before=before,
        after={**shown(stays), "merged": goes.name, "reason": reason},
        rows=[Row(thing_of(goes), after={"merged_into": stays.name, "reason": reason})], origin=actor.origin,
    )  # fmt: skip
    return stays


@transaction.atomic
def keep_apart(actor: Actor, pk: int, others: Collection[int]) -> int:
    """These are not the same organisation as that one; nobody is asked about them again. How many pairs are new."""
    row = locked(pk)
    rows = list(Organisation.objects.filter(pk__in=others).exclude(pk=pk).order_by("pk"))
    refuse(policy.why_not_keep_apart(actor, row, rows))
    if not rows:
        raise Invalid("organisation.same", {"": "没有另外的一家可比，请回到“可能重复的”再点。"})
    pairs = [
        Apart(first=min(row, one, key=key), second=max(row, one, key=key), by=actor.name, on=actor.today)
        for one in rows
    ]
    known = set(Apart.objects.filter(Q(first=row) | Q(second=row)).values_list("first", "second"))
    new = [pair for pair in pairs if (pair.first_id, pair.second_id) not in known]
    Apart.objects.bulk_create(new)
    names = "、".join(one.name for one in rows)
    record(
        "registry.organisation_apart", at=actor.at, who=actor.who(), thing=thing_of(row), after={"others": names},
        rows=[Row(thing_of(one), after={"apart_from": row.name}) for one in rows], origin=actor.origin,
    )  # fmt: skip
    return len(new)


def key(row: Organisation) -> int:
    """The number by which a pair is ordered."""
    return row.pk


def _keys(stays: Organisation, goes: Organisation, on: date) -> None:
    """All keys of both lead to the one that stays; a code that only the other has becomes its key."""
    why, had, code = f"并入{stays.name}"[:80], goes.key, goes.uscc
    FormerKey.objects.filter(organisation=goes).update(organisation=stays)
    goes.key, goes.uscc = f"#{goes.pk}", ""
    goes.save(update_fields=["key", "uscc"])  # first, so that its code is free
    if code and not stays.uscc:
        rekey(stays, code, why, on)
        stays.uscc = code
    else:
        FormerKey.objects.update_or_create(key=had, defaults={"organisation": stays, "why": why, "on": on})


def _hang_over(
    table: type[Coverage | LeaderContact],
    same: tuple[str, ...],
    stays: Organisation,
    goes: Organisation,
    on: date,
) -> None:
    """What hangs on the other ends today and goes on at the one that stays, unless it is there already."""
    there = {tuple(getattr(one, name) for name in same) for one in table.objects.filter(organisation=stays, until=None)}
    for one in table.objects.select_for_update().filter(organisation=goes, until=None):
        if tuple(getattr(one, name) for name in same) not in there:
            _goes_on(one, stays, on)
        elif one.since >= on:  # of today: no period of no days
            one.delete()
        else:
            one.until = on
            one.save()


def _goes_on(one: Coverage | LeaderContact, where: Organisation, on: date) -> None:
    """From a day on it hangs on another organisation; what is of that day itself was never here."""
    if one.since >= on:
        one.organisation = where
        one.save()
        return
    one.until = on
    one.save()
    one.pk, one.organisation, one.since, one.until, one.version = None, where, on, None, 1
    one.save(force_insert=True)


def _end_standing(row: Organisation, on: date) -> None:
    open_ = Standing.objects.select_for_update().filter(organisation=row, until=None)
    open_.filter(since__gte=on).delete()
    open_.update(until=on)


@transaction.atomic
def split(
    actor: Actor,
    pk: int,
    facts: Facts,
    *,
    version: int | None,
    left: int | None,
    coverages: Collection[int],
    reason: str,
) -> Organisation:
    """Another organisation out of this one from today. ``left`` are the formal members that stay, ``coverages`` those
    that go with the new one."""
    number = lock_keys()
    row = locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_split(actor, row))
    facts = replace(cleaned(facts), source=f"由{row.name}拆出"[:80], as_of=actor.today)
    if faults := faults_of(actor, facts, another=True):
        raise Invalid("organisation.split", faults)
    before = shown(row)
    made = filled(Organisation(key=facts.uscc or rules.temporary_key(number)), facts)
    made.save(force_insert=True)
    row.members, row.version = left, row.version + 1
    row.save(update_fields=["members", "version"])
    restand([made, row], Why(actor.today, source="拆分", reason=reason))
    moved = Coverage.objects.select_for_update().filter(organisation=row, until=None, pk__in=coverages)
    for one in moved:
        _goes_on(one, made, actor.today)
    record(
        "registry.organisation_split", at=actor.at, who=actor.who(), thing=thing_of(row), before=before,
        after={**shown(row), "made": made.name, "reason": reason},
        rows=[Row(thing_of(made), after={**shown(made), "split_from": row.name})], origin=actor.origin,
    )  # fmt: skip
    return made
