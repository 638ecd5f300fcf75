"""Party organisations set, coverage begun and ended, leaders' contacts: what is written and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests import world
from tests.registry.organisations import making
from tests.registry.organisations.making import Registered
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.registry.actions import NewPerson
from wuze.registry.enums import CoverKind, Form, UnitKind
from wuze.registry.models import Coverage, LeaderContact, PartyOrganisation
from wuze.registry.organisations import actions as organisations
from wuze.registry.parties import actions
from wuze.registry.parties.actions import Cover, PartyFacts
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)
TOMORROW = world.DAY + timedelta(1)


@pytest.fixture
def there() -> Registered:
    return making.registered()


@pytest.fixture
def clerk(there: Registered) -> Actor:
    found: Actor = there.actor("town_clerk")
    return found


def party(**more: Any) -> PartyFacts:
    values: dict[str, Any] = {
        "form": Form.JOINT, "members": 8, "elsewhere": 2, "floating": 1, "term_since": JUNE, "term_years": 3,
        "active_on": world.DAY, "as_of": world.DAY, **more,
    }  # fmt: skip
    return PartyFacts(**values)


def said() -> str:
    entry = Entry.objects.first()
    assert entry is not None
    return sentence(entry)


def faults(caught: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return sorted(caught.value.fields)


# --- the party organisation -------------------------------------------------------------------------------------------


def test_a_party_organisation_is_set_and_set_again(there: Registered, clerk: Actor) -> None:
    unit = world.unit("云峰新党支部", UnitKind.PARTY, parent=there.county.north)
    row = actions.set_party(clerk, unit.pk, party(), version=None)
    assert (row.version, row.members, row.form) == (1, 8, Form.JOINT)
    again = actions.set_party(clerk, unit.pk, party(members=9), version=1)
    entry = Entry.objects.first()
    assert entry is not None
    assert (again.version, entry.before, entry.after) == (2, {"members": 8}, {"members": 9})
    with pytest.raises(Stale):
        actions.set_party(clerk, unit.pk, party(), version=1)


def test_nothing_is_of_tomorrow(there: Registered, clerk: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        actions.set_party(
            clerk,
            there.county.north_branch.pk,
            party(term_since=TOMORROW, active_on=TOMORROW, as_of=TOMORROW),
            version=1,
        )
    assert faults(caught) == ["active_on", "as_of", "term_since"]
    assert PartyOrganisation.objects.get(unit=there.county.north_branch).members == 0


def test_only_the_superior_sets_it(there: Registered, clerk: Actor) -> None:
    with pytest.raises(Refused, match="由上级党委的经办改"):
        actions.set_party(clerk, there.county.south_branch.pk, party(), version=1)
    with pytest.raises(Refused, match="由上级党委的经办改"):
        actions.set_party(there.actor("secretary"), there.county.north_branch.pk, party(), version=1)
    with pytest.raises(Refused, match="只有两新党组织"):
        actions.set_party(clerk, there.county.north.pk, party(), version=None)
    branch = there.county.north_branch
    branch.until = world.DAY
    branch.save()
    with pytest.raises(Refused, match="已撤销"):
        actions.set_party(clerk, branch.pk, party(), version=1)


# --- coverage ---------------------------------------------------------------------------------------------------------


def test_an_organisation_is_covered_and_no_longer(there: Registered, clerk: Actor) -> None:
    branch = world.unit("云峰联合党支部", UnitKind.PARTY, parent=there.county.north)
    making.party(branch, Form.JOINT)
    made = actions.cover(
        clerk,
        there.north.pk,
        Cover(kind=CoverKind.JOINT, party=branch.pk, since=JUNE, evidence="批复", evidence_on=JUNE),
        version=1,
    )
    there.north.refresh_from_db()
    assert (made.evidence, made.evidence_on, there.north.version) == ("批复", JUNE, 2)
    assert said().endswith("记云峰联合党支部覆盖云峰茶业有限公司（联合组建），自2026年6月1日起")
    ended = actions.end_cover(clerk, made.pk, version=1, until=world.DAY, reason="迁走")
    assert (ended.until, ended.version) == (world.DAY, 2)
    assert "结束云峰联合党支部对云峰茶业有限公司的覆盖" in said()
    with pytest.raises(Refused, match="已经结束"):
        actions.end_cover(clerk, made.pk, version=2, until=world.DAY, reason="x")


def test_by_somebody_new_or_known_and_by_a_mass_group(there: Registered, clerk: Actor) -> None:
    made = actions.cover(
        clerk,
        there.north.pk,
        Cover(kind=CoverKind.INSTRUCTOR, since=JUNE, new=NewPerson("新指导员", "0570-66")),
        version=1,
    )
    assert made.person is not None
    assert (made.person.name, made.person.initials) == ("新指导员", "xzdy")
    actions.cover(clerk, there.north.pk, Cover(kind=CoverKind.LIAISON, since=JUNE, person=made.person_id), version=2)
    actions.cover(clerk, there.north.pk, Cover(kind=CoverKind.MASS, since=JUNE), version=3)
    assert Coverage.objects.filter(organisation=there.north, until=None).count() == 4


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": CoverKind.OWN}, "party"), ({"kind": CoverKind.INSTRUCTOR}, "person"),
        ({"kind": CoverKind.MASS, "since": TOMORROW}, "since"), ({"kind": CoverKind.MASS}, "kind"),
        ({"kind": CoverKind.INSTRUCTOR, "person": "known"}, "person"), ({"kind": CoverKind.OWN, "party": "north_branch"}, "party"),
        ({"kind": CoverKind.OWN, "party": "south_branch"}, "kind"), ({"kind": CoverKind.OWN, "party": "sector"}, "kind"),
    ],
)  # fmt: skip
def test_coverage_that_does_not_hold(there: Registered, clerk: Actor, more: dict[str, Any], field: str) -> None:
    someone = world.person("指导员甲")
    making.covers(there.north, someone, CoverKind.INSTRUCTOR)
    if field == "kind":
        making.covers(there.north, None, CoverKind.MASS)
    values = {"since": JUNE, **more}
    if values.get("party"):
        values["party"] = getattr(there.county, values["party"]).pk
    if values.get("person"):
        values["person"] = someone.pk
    before = Coverage.objects.count()
    with pytest.raises(Invalid) as caught:
        actions.cover(clerk, there.north.pk, Cover(**values), version=1)
    assert faults(caught) == [field]
    assert (Coverage.objects.count(), Entry.objects.count()) == (before, 0)


def test_a_sector_committee_covers_by_sector(there: Registered, clerk: Actor) -> None:
    made = actions.cover(
        clerk, there.north.pk, Cover(kind=CoverKind.SECTOR, since=JUNE, party=there.county.sector.pk), version=1
    )
    assert made.party == there.county.sector


def test_who_may_not_cover_or_end(there: Registered, clerk: Actor) -> None:
    held = there.south.coverages.get()
    with pytest.raises(Refused, match="不在您的范围里"):
        actions.cover(clerk, there.south.pk, Cover(kind=CoverKind.MASS, since=JUNE), version=1)
    with pytest.raises(Refused, match="不在您的范围里"):
        actions.end_cover(clerk, held.pk, version=1, until=world.DAY, reason="x")
    with pytest.raises(Refused, match="经办人改"):
        actions.end_cover(
            there.actor("secretary"), there.north.coverages.get().pk, version=1, until=world.DAY, reason="x"
        )


def test_a_closed_one_is_covered_no_more_but_the_old_may_end(there: Registered, clerk: Actor) -> None:
    organisations.change(clerk, there.north.pk, "close", version=1, since=JUNE, reason="注销")
    with pytest.raises(Refused, match="已注销"):
        actions.cover(clerk, there.north.pk, Cover(kind=CoverKind.MASS, since=JUNE), version=2)
    held = there.north.coverages.get()
    with pytest.raises(Invalid) as caught:
        actions.end_cover(clerk, held.pk, version=1, until=TOMORROW, reason="x")
    assert faults(caught) == ["until"]
    assert actions.end_cover(clerk, held.pk, version=1, until=world.DAY, reason="注销").until == world.DAY


# --- leaders' contacts ------------------------------------------------------------------------------------------------


def test_a_leader_keeps_contact_and_no_longer(there: Registered, clerk: Actor) -> None:
    leader = there.county.users["leader"].person
    made = actions.add_contact(clerk, there.north.pk, version=1, person=leader.pk, since=JUNE)
    assert said().endswith(f"定{leader.name}联系云峰茶业有限公司，自2026年6月1日起")
    with pytest.raises(Invalid, match="已经联系这家"):
        actions.add_contact(clerk, there.north.pk, version=2, person=leader.pk, since=JUNE)
    with pytest.raises(Invalid, match="不能晚于今天"):
        actions.add_contact(clerk, there.north.pk, version=2, person=world.person("乙").pk, since=TOMORROW)
    with pytest.raises(Invalid) as caught:
        actions.end_contact(clerk, made.pk, version=1, until=JUNE, reason="x")
    assert faults(caught) == ["until"]
    ended = actions.end_contact(clerk, made.pk, version=1, until=world.DAY, reason="分工调整")
    assert (ended.until, LeaderContact.objects.filter(until=None).count()) == (world.DAY, 0)
    with pytest.raises(Refused, match="已经结束"):
        actions.end_contact(clerk, made.pk, version=2, until=world.DAY, reason="x")
    with pytest.raises(Refused, match="不在您的范围里"):
        actions.add_contact(clerk, there.south.pk, version=1, person=leader.pk, since=JUNE)
