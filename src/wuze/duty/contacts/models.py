"""Visits to contact points (whom a leader contacts is the registry's), promises, and who keeps a leader's record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.duty.contacts.enums import PromiseState, VisitState
from wuze.registry.models import LeaderContact, Post

NAME, TEXT = 40, 200


class Liaison(models.Model):
    """联络员: a post that keeps the record of a leader's post; both move with their posts."""

    leader = models.ForeignKey(Post, models.PROTECT, verbose_name="领导岗位", related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="联络员岗位", related_name="+")
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)

    class Meta:
        """By leader; a post once a leader."""

        verbose_name = verbose_name_plural = "联络员"
        ordering = ("leader__order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("leader", "post"), condition=Q(until=None), name="liaison_once",
                violation_error_message="这个岗位已经是这位领导的联络员。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Who for whom."""
        return f"{self.post}（{self.leader}）"


class Visit(models.Model):
    """A visit to a contact point: planned, done or not done with the reason."""

    contact = models.ForeignKey(LeaderContact, models.CASCADE, verbose_name="联系点", related_name="+")
    planned_on = models.DateField("安排在", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=VisitState.choices)
    done_on = models.DateField("走访日期", null=True, blank=True)
    why = models.CharField("没去成的原因", max_length=TEXT, blank=True)
    entered_by = models.CharField("录入人", max_length=NAME)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "走访"
        ordering = ("-done_on", "-planned_on", "-id")
        indexes = (models.Index(fields=("contact", "state", "done_on"), name="visit_contact"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=VisitState.DONE, done_on__isnull=False)
                | (~Q(state=VisitState.DONE) & Q(planned_on__isnull=False)),
                name="visit_dates", violation_error_message="去了的要有走访日期，安排的要有安排日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """State and day."""
        return f"{self.get_state_display()} {self.done_on or self.planned_on}"


class Promise(models.Model):
    """What was promised, until when, and what became of it. It goes with the leader's ``post``."""

    visit = models.ForeignKey(Visit, models.CASCADE, verbose_name="走访", related_name="promises")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="谁的承诺", null=True, blank=True, related_name="+")
    text = models.CharField("答应了什么", max_length=TEXT)
    due = models.DateField("哪天前")
    state = models.CharField("结果", max_length=10, choices=PromiseState.choices, default=PromiseState.OPEN)
    answer = models.CharField("结果说明", max_length=TEXT, blank=True)
    settled_on = models.DateField("了结日期", null=True, blank=True)
    settled_by = models.CharField("登记人", max_length=NAME, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By day."""

        verbose_name = verbose_name_plural = "答应的事"
        ordering = ("due", "id")
        indexes = (models.Index(fields=("state", "due"), name="promise_state_due"),)

    def __str__(self) -> str:
        """What was promised."""
        return self.text
