"""One table for all kinds: what differs is which fields a kind asks for."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from wuze.files.models import Attached
from wuze.ledger.activities.enums import ActivityKind, Area, EntryState, Layer, PromiseState
from wuze.registry.models import Organisation, Post, Unit

TITLE, WHOM, TEXT, NAME, LABEL = 60, 80, 200, 40, 120
MARKS = ("planned_on", "deployed_on", "carried_on", "assessed_on")
"""同谋划、同部署、同推进、同考核, in their order."""


class Activity(models.Model):
    """What a unit did. ``happened`` is the day of the event, ``entered_at`` when it was written down (N16); of 四同 the
    newest of its four marks. ``organisation`` is the firm visited, where the registry knows its name."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", null=True, blank=True, related_name="+")
    kind = models.CharField("类别", max_length=10, choices=ActivityKind.choices)
    title = models.CharField("事项", max_length=LABEL)
    initials = models.CharField("简拼", max_length=LABEL * 2, blank=True, editable=False)
    happened = models.DateField("哪天")
    whom = models.CharField("和谁、惠及谁", max_length=WHOM, blank=True)
    layer = models.CharField("层级", max_length=10, choices=Layer.choices, blank=True)
    area = models.CharField("方面", max_length=10, choices=Area.choices, blank=True)
    outcome = models.CharField("成效", max_length=TEXT, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="走访的组织", null=True, blank=True, related_name="+"
    )
    planned_on = models.DateField("同谋划", null=True, blank=True)
    deployed_on = models.DateField("同部署", null=True, blank=True)
    carried_on = models.DateField("同推进", null=True, blank=True)
    assessed_on = models.DateField("同考核", null=True, blank=True)

    promise = models.CharField("答应的事", max_length=TEXT, blank=True)
    promise_due = models.DateField("哪天前", null=True, blank=True)
    promise_state = models.CharField(
        "答应的事怎样了", max_length=10, choices=PromiseState.choices, default=PromiseState.NONE
    )
    promise_end = models.CharField("结果", max_length=TEXT, blank=True)
    promise_ended_on = models.DateField("了结日期", null=True, blank=True)

    state = models.CharField("状态", max_length=10, choices=EntryState.choices, default=EntryState.ENTERED)
    entered_by = models.CharField("录入人", max_length=NAME)
    entered_post = models.CharField("录入岗位", max_length=LABEL, blank=True)
    entered_at = models.DateTimeField("录入时刻")
    entered_on = models.DateField("录入日期")
    on_behalf = models.CharField("代谁", max_length=80, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)
    corrected_on = models.DateField("更正日期", null=True, blank=True)
    why = models.CharField("更正、撤回的理由", max_length=TEXT, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "履责记录"
        ordering = ("-happened", "-id")
        indexes = (
            models.Index(fields=("unit", "-happened"), name="activity_unit"),
            models.Index(fields=("kind", "-happened"), name="activity_kind"),
            models.Index(fields=("-happened", "-id"), name="activity_newest"),
            models.Index(fields=("promise_state", "promise_due"), name="activity_promise"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(promise_state=PromiseState.NONE) | (Q(promise_due__isnull=False) & ~Q(promise="")),
                name="activity_promise_whole", violation_error_message="答应的事要写是什么、哪天前。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Kind and title."""
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def marks(self) -> tuple[date | None, ...]:
        """The four dates of 四同."""
        return tuple(getattr(self, name) for name in MARKS)


class ActivityFile(Attached):
    """A photo or paper of what was done; never asked for (SEC-72)."""

    thing = models.ForeignKey(Activity, models.PROTECT, verbose_name="履责记录", related_name="files")
