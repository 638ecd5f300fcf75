"""All tables of the registry."""

from __future__ import annotations

from wuze.registry.models.checks import UnitCheck
from wuze.registry.models.coverage import BY_PARTY, Coverage, LeaderContact
from wuze.registry.models.drive import CoverAnswer, CoverLimit, CoverStep
from wuze.registry.models.handovers import Handover, HandoverLine
from wuze.registry.models.organisations import (
    Apart,
    FormerKey,
    Organisation,
    OrganisationType,
    PartyOrganisation,
    Standing,
)
from wuze.registry.models.places import Region
from wuze.registry.models.posts import Appointment, Post
from wuze.registry.models.rosters import Roster, RosterPart, RosterRow, RosterWord
from wuze.registry.models.units import Unit, UnitParent

__all__ = [
    "BY_PARTY", "Apart", "Appointment", "CoverAnswer", "CoverLimit", "CoverStep", "Coverage", "FormerKey", "Handover",
    "HandoverLine", "LeaderContact", "Organisation", "OrganisationType", "PartyOrganisation", "Post", "Region",
    "Roster", "RosterPart", "RosterRow", "RosterWord", "Standing", "Unit", "UnitCheck", "UnitParent",
]  # fmt: skip
