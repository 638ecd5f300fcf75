"""Organisations added and edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.actions.units import changed
from wuze.registry.models import Organisation
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
from wuze.registry.organisations.actions.standings import Why, restand
from wuze.registry.organisations.queries import places_for
from wuze.trail.actions import record

FIELDS = (
    "key", "uscc", "name", "initials", "type", "region", "sector", "supervisor", "parent", "employees", "members",
    "contact", "phone", "source", "as_of", "version",
)  # fmt: skip


def cleaned(facts: Facts) -> Facts:
    """The code as it is kept."""
    return replace(facts, uscc=rules.clean_code(facts.uscc))


@transaction.atomic
def add(actor: Actor, facts: Facts, *, since: date, another: bool = False) -> Organisation:
    """A new organisation, operating since a day; without a code it gets a temporary key. ``another``: a similar name in
    the same place is known to be another organisation."""
    number = lock_keys()
    refuse(policy.why_not_add(actor))
    facts = cleaned(facts)
    faults = faults_of(actor, facts, another=another)
    if not places_for(actor).filter(pk=facts.region).exists():
        faults["region"] = "属地要在您的范围里。"
    if fault := rules.since_fault(since, actor.today, None):
        faults["since"] = fault
    if faults:
        raise Invalid("organisation.entry", faults)
    row = filled(Organisation(key=facts.uscc or rules.temporary_key(number)), facts)
    row.save(force_insert=True)
    restand([row], Why(since, source=facts.source))
    record(
        "registry.organisation_added", at=actor.at, who=actor.who(), thing=thing_of(row),
        after={**shown(row), "since": since}, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def edit(
    actor: Actor, pk: int, facts: Facts, *, version: int | None, since: date, another: bool = False
) -> Organisation:
    """What is held, corrected or brought up to date. What counts in a rate holds from ``since``."""
    row = locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_edit(actor, row))
    facts, before = cleaned(facts), shown(row)
    renamed = (rules.plain(facts.name), facts.region) != (rules.plain(row.name), row.region_id)
    faults = faults_of(actor, facts, another=another or not renamed, but=pk)
    if row.region_id != facts.region and not places_for(actor).filter(pk=facts.region).exists():
        faults["region"] = "迁到别的乡镇的，由牵头机关改属地。"
    if fault := rules.since_fault(since, actor.today, None):
        faults["since"] = fault
    if faults:
        raise Invalid("organisation.entry", faults)
    had = row.uscc
    filled(row, facts)
    if row.uscc and row.uscc != had:
        rekey(row, row.uscc, "更正信用代码" if had else "有了信用代码", actor.today)
    row.version += 1
    row.save(update_fields=FIELDS)
    restand([row], Why(since, source=facts.source))
    row = locked(pk)
    old, new = changed(before, shown(row))
    record(
        "registry.organisation_edited", at=actor.at, who=actor.who(), thing=thing_of(row), before=old, after=new,
        origin=actor.origin,
    )  # fmt: skip
    return row
