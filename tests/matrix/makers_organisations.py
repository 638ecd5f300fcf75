"""Things for the addresses of organisations, Party organisations, coverage and contacts."""

from __future__ import annotations

from tests import world
from tests.matrix.makers import MAKERS, Made, Maker, branches, units
from tests.registry.organisations import making
from tests.world import County
from wuze.accounts.links import rules as link_rules
from wuze.accounts.models import OneTimeLink
from wuze.registry.enums import CoverKind
from wuze.registry.links.tasks import OWNER
from wuze.registry.models import Organisation


def organisations(county: County) -> dict[str, Organisation]:
    """One in the place of each part, covered by its branch; the sector's lies in the south."""
    found = {}
    for owner, branch in branches(county).items():
        place = county.south if owner == "sector" else branch
        row = making.organisation(place, f"{branch.name}的企业")
        making.covers(row, branch)
        found[owner] = row
    return found


def of_organisations(**more: str) -> Maker:
    """Their numbers, with what else the address takes."""
    return lambda county: {owner: {"pk": row.pk, **more} for owner, row in organisations(county).items()}


def pairs(county: County) -> Made:
    """Two of each part."""
    first, second = organisations(county), organisations(county)
    return {owner: {"pk": first[owner].pk, "other": second[owner].pk} for owner in first}


def instructors(county: County) -> Made:
    """Somebody who looks after the organisation of each part."""
    found: Made = {}
    for owner, row in organisations(county).items():
        person = world.person(f"{owner}指导员")
        making.covers(row, person, CoverKind.INSTRUCTOR)
        found[owner] = {"pk": person.pk}
    return found


def coverages(county: County) -> Made:
    """Who covers each."""
    return {owner: {"pk": row.coverages.get().pk} for owner, row in organisations(county).items()}


def contacts(county: County) -> Made:
    """A leader's contact with each."""
    return {
        owner: {"pk": making.contact(row, world.person("联系领导")).pk} for owner, row in organisations(county).items()
    }


def owners(county: County) -> Made:
    """The token of an owner's link: whoever has it."""
    row, unit, token = organisations(county)["north"], county.north_branch, link_rules.new_token()
    OneTimeLink.objects.create(
        task=OWNER.code, task_label=OWNER.label, thing_key=str(row.pk), thing_label=row.name, unit=unit.pk,
        unit_label=str(unit), for_name="业主", digest=link_rules.digest(token), issued_by="何敏", issued_at=world.NOW,
        expires_at=link_rules.expiry(world.NOW, 30),
    )  # fmt: skip
    return {"site": {"token": token}}


def types(_county: County) -> Made:
    """A type is the county's."""
    return {"county": {"pk": making.kind().pk}}


MAKERS |= {
    "registry:organisation": of_organisations(), "registry:organisation-edit": of_organisations(),
    "registry:organisation-change": of_organisations(verb="close"), "registry:organisation-find": of_organisations(),
    "registry:organisation-merge": pairs, "registry:organisation-split": of_organisations(),
    "registry:organisation-correct": of_organisations(), "registry:organisation-apart": of_organisations(),
    "registry:type-turn": types, "registry:type-edit": types,
    "registry:party": units, "registry:party-edit": units, "registry:instructor": instructors,
    "registry:cover": of_organisations(), "registry:contact-add": of_organisations(), "registry:cover-end": coverages,
    "registry:contact-end": contacts, "registry:owner-link": of_organisations(), "registry:owner-open": owners,
}  # fmt: skip
