"""What the portal reads of its own table and of the trail. Who may open the pages, their gate says."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.portal.models import Complaint
from wuze.trail.models import Entry

ISSUED = "portal.head_issued"


def complaints_visible_to(actor: Actor) -> QuerySet[Complaint]:
    """All for the two offices that read them, none for others."""
    return Complaint.objects.all() if actor.may(Capability.COMPLAINTS) else Complaint.objects.none()


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """The whole trail for the audit administrator, none of it for others."""
    return Entry.objects.all() if actor.may(Capability.TRAIL) else Entry.objects.none()
