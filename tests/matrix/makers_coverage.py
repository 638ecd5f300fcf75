"""Things for the addresses of coverage: blanks, Party organisations, coverages."""

from __future__ import annotations

from tests.matrix.makers import MAKERS, Made, branches
from tests.matrix.makers_organisations import of_organisations, organisations
from tests.registry.organisations import making
from tests.world import County
from wuze.registry.models import Coverage


def parties(county: County) -> Made:
    """The branch of each part, with what it is."""
    found: Made = {}
    for owner, branch in branches(county).items():
        making.party(branch)
        found[owner] = {"pk": branch.pk, "question": "silent"}
    return found


def coverages(county: County) -> Made:
    """The coverage of an organisation of each part."""
    rows = organisations(county)
    return {owner: {"pk": Coverage.objects.get(organisation=row).pk} for owner, row in rows.items()}


MAKERS |= {
    "registry:drive-step": of_organisations(),
    "registry:question-answer": parties,
    **dict.fromkeys(("registry:cover-correct", "registry:cover-strike"), coverages),
}
