"""Who covers whom, from when to when: by a Party organisation, or by people; and leaders' contacts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.accounts.models import Person
from wuze.registry.enums import CoverKind
from wuze.registry.models.common import ORDER, PERIOD
from wuze.registry.models.organisations import Organisation
from wuze.registry.models.units import Unit

BY_PARTY = (CoverKind.OWN, CoverKind.JOINT, CoverKind.REGIONAL, CoverKind.SECTOR, CoverKind.FUNCTIONAL)


class Coverage(models.Model):
    """One organisation covered in one way. Many-to-many: a joint branch covers several, a unit still counts once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name="组织", related_name="coverages")
    kind = models.CharField("方式", max_length=12, choices=CoverKind.choices)
    party = models.ForeignKey(Unit, models.PROTECT, verbose_name="党组织", null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="指导员", null=True, blank=True, related_name="+")
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    evidence = models.CharField("依据", max_length=120, blank=True)
    evidence_on = models.DateField("依据日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "覆盖"
        ordering = ("-since", "-id")
        indexes = (
            models.Index(fields=("organisation", "since", "until", "kind"), name="coverage_period"),
            models.Index(fields=("party", "until", "since", "organisation"), name="coverage_party"),
            models.Index(fields=("person", "until"), name="coverage_person"),
        )
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="coverage_period_order", violation_error_message=ORDER),
            models.CheckConstraint(
                condition=Q(kind__in=BY_PARTY, party__isnull=False) | ~Q(kind__in=BY_PARTY), name="coverage_by_party",
                violation_error_message="组织覆盖要写明是哪个党组织。",
            ),
            models.UniqueConstraint(
                fields=("organisation", "party"), condition=Q(until=None, party__isnull=False),
                name="coverage_party_once", violation_error_message="这个党组织已经覆盖这家。",
            ),
            models.UniqueConstraint(
                fields=("organisation", "kind", "person"), condition=Q(until=None, person__isnull=False),
                name="coverage_person_once", violation_error_message="这个人已经联系这家。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """How whom."""
        return f"{self.organisation} {self.get_kind_display()}"


class LeaderContact(models.Model):
    """A leader's contact organisation (领导联系点); visits and promises belong to duty."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name="组织", related_name="leader_contacts")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="联系领导", related_name="+")
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "领导联系点"
        ordering = ("-since", "-id")
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="leadercontact_period", violation_error_message=ORDER),
        )

    def __str__(self) -> str:
        """Who contacts whom."""
        return f"{self.person} {self.organisation}"
