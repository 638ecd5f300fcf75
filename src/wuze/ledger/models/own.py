"""The ceiling of what may be asked of a unit, what a unit was reminded of, and an account's own views of the list."""

from __future__ import annotations

from django.db import models

from wuze.ledger.models.tasks import LABEL, NAME
from wuze.registry.enums import UnitKind


class Ceiling(models.Model):
    """How many item-times one office may ask of one unit of a kind in a year without approval. Dated; the newest holds."""

    kind = models.CharField("单位类别", max_length=12, choices=UnitKind.choices)
    most = models.PositiveIntegerField("一年最多几项次")
    since = models.DateField("自")
    basis = models.CharField("依据", max_length=LABEL)
    set_by = models.CharField("定的人", max_length=NAME)

    class Meta:
        """Newest first; one a kind and day."""

        verbose_name = verbose_name_plural = "负担上限"
        ordering = ("kind", "-since")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "since"), name="ceiling_once",
                violation_error_message="这类单位这一天已经定过上限。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Kind and number."""
        return f"{self.get_kind_display()} {self.most}项次"


class SavedView(models.Model):
    """A way to look at the ledger that an account has kept: a name and the terms of the address."""

    user = models.BigIntegerField("账号")
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=300)

    class Meta:
        """By name."""

        verbose_name = verbose_name_plural = "自己存的视图"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "name"), name="saved_view_once", violation_error_message="这个名称已经用了。"
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name
