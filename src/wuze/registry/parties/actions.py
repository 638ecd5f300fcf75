"""What a Party organisation is, whom it covers, and who keeps contact. One function, one transaction, one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.actions import NewPerson
from wuze.registry.actions import people as persons
from wuze.registry.actions.units import changed
from wuze.registry.actions.units import thing_of as unit_thing
from wuze.registry.enums import CoverKind
from wuze.registry.models import BY_PARTY, Coverage, LeaderContact, Organisation, PartyOrganisation, Unit
from wuze.registry.organisations.actions import locked, thing_of
from wuze.registry.parties import policy, rules
from wuze.trail.actions import record
from wuze.trail.values import Row

COUNTED = ("members", "elsewhere", "floating")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """What is held of a Party organisation; members as counts only."""

    form: str
    members: int
    elsewhere: int
    floating: int
    term_since: date | None
    term_years: int
    active_on: date | None
    as_of: date


def shown(row: PartyOrganisation) -> dict[str, object]:
    """What an edit may change, in words."""
    names = (*COUNTED, "term_since", "term_years", "active_on", "as_of")
    return {"form": row.get_form_display(), **{name: getattr(row, name) for name in names}}


@transaction.atomic
def set_party(actor: Actor, unit: int, facts: PartyFacts, *, version: int | None) -> PartyOrganisation:
    """Form, members, term and last sign of life; the first time this is put down, too."""
    above = Unit.objects.select_for_update().get(pk=unit)
    row = PartyOrganisation.objects.select_for_update().filter(unit=above).first()
    if row is not None:
        same_version(row.version, version)
    refuse(policy.why_not_edit_party(actor, above))
    if faults := party_faults(facts, actor.today):
        raise Invalid("party.facts", faults)
    before = shown(row) if row else {}
    found = row or PartyOrganisation(unit=above, version=0)
    for name in PartyFacts.__slots__:
        setattr(found, name, getattr(facts, name))
    found.version += 1
    found.save()
    old, new = changed(before, shown(found))
    record(
        "registry.party_set", at=actor.at, who=actor.who(), thing=unit_thing(above), before=old, after=new,
        origin=actor.origin,
    )  # fmt: skip
    return found


def party_faults(facts: PartyFacts, today: date) -> dict[str, str]:
    """Field → sentence: nothing is of tomorrow."""
    days = {"term_since": facts.term_since, "active_on": facts.active_on, "as_of": facts.as_of}
    return {name: "不能晚于今天。" for name, day in days.items() if day is not None and day > today}


# --- coverage ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """In which way, by whom, since when, by which paper."""

    kind: str
    since: date
    party: int | None = None
    person: int | None = None
    new: NewPerson | None = None
    evidence: str = ""
    evidence_on: date | None = None


@transaction.atomic
def cover(actor: Actor, organisation: int, entered: Cover, *, version: int | None) -> Coverage:
    """Somebody covers an organisation from a day on."""
    row = locked(organisation)
    same_version(row.version, version)
    refuse(policy.why_not_cover(actor, row))
    party = Unit.objects.get(pk=entered.party) if entered.party else None
    if faults := cover_faults(row, entered, party, actor.today):
        raise Invalid("coverage.new", faults)
    person = persons.create(entered.new) if entered.new else None
    made = Coverage.objects.create(
        organisation=row, kind=entered.kind, party=party, person_id=person.pk if person else entered.person,
        since=entered.since, evidence=entered.evidence, evidence_on=entered.evidence_on,
    )  # fmt: skip
    _touch(row)
    record(
        "registry.covered", at=actor.at, who=actor.who(), thing=thing_of(row), after=in_words(made),
        rows=[Row(unit_thing(party))] if party else (), origin=actor.origin,
    )  # fmt: skip
    return made


def cover_faults(row: Organisation, entered: Cover, party: Unit | None, today: date) -> dict[str, str]:
    """Field → sentence."""
    faults: dict[str, str] = {}
    if entered.since > today:
        faults["since"] = "不能晚于今天。"
    by_party = entered.kind in BY_PARTY
    there = row.coverages.filter(until=None)
    if by_party and party is None:
        faults["party"] = "请选哪个党组织。"
    elif by_party and party is not None:
        if there.filter(party=party).exists():
            faults["party"] = f"{party}已经覆盖这家。"
        elif fault := _kind_fault(party, entered.kind):
            faults["kind"] = fault
    elif entered.kind != CoverKind.MASS and not (entered.person or entered.new):
        faults["person"] = "请选是谁，或填新的人。"
    elif entered.person and there.filter(kind=entered.kind, person=entered.person).exists():
        faults["person"] = "这个人已经联系这家。"
    elif entered.kind == CoverKind.MASS and there.filter(kind=CoverKind.MASS).exists():
        faults["kind"] = "群团组织已经记了。"
    return faults


def _kind_fault(party: Unit, kind: str) -> str:
    what = PartyOrganisation.objects.filter(unit=party).first()
    if what is None:
        return "" if kind in {CoverKind.REGIONAL, CoverKind.SECTOR} else "园区、行业党委只能是区域或行业覆盖。"
    own = Coverage.objects.filter(party=party, kind=CoverKind.OWN, until=None).count()
    return rules.kind_fault(what.form, kind, own)


def in_words(row: Coverage) -> dict[str, object]:
    """A coverage as the trail keeps it."""
    return {
        "kind": row.get_kind_display(), "by": str(row.party or row.person or ""), "since": row.since, "until": row.until,
        "evidence": row.evidence, "evidence_on": row.evidence_on,
    }  # fmt: skip


def _touch(row: Organisation) -> None:
    """The page it was decided on is no longer what stands."""
    row.version += 1
    row.save(update_fields=["version"])


@transaction.atomic
def end_cover(actor: Actor, pk: int, *, version: int | None, until: date, reason: str) -> Coverage:
    """``until`` is the first day without it."""
    key = Coverage.objects.values_list("organisation_id", flat=True).get(pk=pk)
    organisation = locked(key)
    row = Coverage.objects.select_for_update(of=("self",)).select_related("party", "person").get(pk=pk)
    row.organisation = organisation
    same_version(row.version, version)
    refuse(policy.why_not_end_cover(actor, row))
    if fault := rules.period_fault(row.since, until, actor.today):
        raise Invalid("coverage.end", {"until": fault})
    before = in_words(row)
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    _touch(organisation)
    record(
        "registry.cover_ended", at=actor.at, who=actor.who(), thing=thing_of(organisation), before=before,
        after={**in_words(row), "reason": reason}, rows=[Row(unit_thing(row.party))] if row.party else (),
        origin=actor.origin,
    )  # fmt: skip
    return row


# --- leaders' contacts ------------------------------------------------------------------------------------------------


@transaction.atomic
def add_contact(actor: Actor, organisation: int, *, version: int | None, person: int, since: date) -> LeaderContact:
    """A leader keeps contact with an organisation from a day on."""
    row = locked(organisation)
    same_version(row.version, version)
    refuse(policy.why_not_cover(actor, row))
    if since > actor.today:
        raise Invalid("contact.new", {"since": "不能晚于今天。"})
    if row.leader_contacts.filter(person=person, until=None).exists():
        raise Invalid("contact.new", {"person": "这位领导已经联系这家。"})
    made = LeaderContact.objects.create(organisation=row, person=Person.objects.get(pk=person), since=since)
    _touch(row)
    record(
        "registry.contact_added", at=actor.at, who=actor.who(), thing=thing_of(row),
        after={"person": made.person.name, "since": since}, origin=actor.origin,
    )  # fmt: skip
    return made


@transaction.atomic
def end_contact(actor: Actor, pk: int, *, version: int | None, until: date, reason: str) -> LeaderContact:
    """``until`` is the first day without it."""
    key = LeaderContact.objects.values_list("organisation_id", flat=True).get(pk=pk)
    organisation = locked(key)
    row = LeaderContact.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    row.organisation = organisation
    same_version(row.version, version)
    refuse(policy.why_not_end_contact(actor, row))
    if fault := rules.period_fault(row.since, until, actor.today):
        raise Invalid("contact.end", {"until": fault})
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    _touch(organisation)
    record(
        "registry.contact_ended", at=actor.at, who=actor.who(), thing=thing_of(organisation),
        before={"person": row.person.name, "since": row.since}, after={"until": until, "reason": reason},
        origin=actor.origin,
    )  # fmt: skip
    return row
