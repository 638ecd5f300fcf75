"""The trail's tables. Nothing here refers to another table, so an entry outlives everything it speaks of."""

from __future__ import annotations

from typing import Any

from django.db import models

from wuze.trail import enums
from wuze.trail.rules import in_zone
from wuze.trail.values import LONG, SHORT


class Entry(models.Model):
    """One act, as it was. Never changed; removed only as a whole closed day past the retention, behind an anchor."""

    number = models.BigIntegerField("编号", primary_key=True)
    algorithm = models.CharField("哈希算法", max_length=20)
    code = models.CharField("事项", max_length=SHORT)
    at = models.DateTimeField("时刻")
    zone = models.CharField("时区", max_length=6)
    day = models.DateField("记账日")
    who_name = models.CharField("行为人", max_length=LONG)
    who_post = models.TextField("岗位", blank=True)
    who_person = models.CharField("账号", max_length=SHORT, blank=True)
    who_on_behalf = models.TextField("代谁", blank=True)
    who_source = models.TextField("依据", blank=True)
    thing_kind = models.CharField("对象类别", max_length=SHORT)
    thing_key = models.CharField("对象编号", max_length=SHORT)
    thing_label = models.TextField("对象")
    before = models.JSONField("之前", null=True)
    after = models.JSONField("之后", null=True)
    rows = models.JSONField("批量各行", default=list)
    result = models.CharField("结果", max_length=10, choices=enums.Result.choices)
    request = models.CharField("请求编号", max_length=SHORT, blank=True)
    address = models.CharField("来源地址", max_length=SHORT, blank=True)
    previous = models.CharField("前一条哈希", max_length=128)
    hash = models.CharField("哈希", max_length=128)

    class Meta:
        """Newest first; the indexes are what the viewer filters by."""

        db_table = "trail_entry"
        verbose_name = verbose_name_plural = "留痕"
        ordering = ("-number",)
        indexes = (
            models.Index(fields=("day", "number"), name="trail_entry_day"),
            models.Index(fields=("at",), name="trail_entry_at"),
            models.Index(fields=("code", "number"), name="trail_entry_code"),
            models.Index(fields=("who_person", "number"), name="trail_entry_person"),
            models.Index(fields=("who_name", "number"), name="trail_entry_name"),
            models.Index(fields=("thing_kind", "thing_key", "number"), name="trail_entry_thing"),
        )

    def __str__(self) -> str:
        """Number and code."""
        return f"{self.number} {self.code}"

    def as_row(self) -> dict[str, Any]:
        """The entry as it is hashed and exported: the one form for both."""
        return {
            "number": self.number,
            "algorithm": self.algorithm,
            "code": self.code,
            "at": self.moment,
            "day": self.day.isoformat(),
            "who": {
                "name": self.who_name,
                "post": self.who_post,
                "person": self.who_person,
                "on_behalf": self.who_on_behalf,
                "source": self.who_source,
            },
            "thing": {"kind": self.thing_kind, "key": self.thing_key, "label": self.thing_label},
            "before": self.before,
            "after": self.after,
            "rows": self.rows,
            "result": self.result,
            "request": self.request,
            "address": self.address,
            "previous": self.previous,
            "hash": self.hash,
        }

    @property
    def moment(self) -> str:
        """The instant as written down, in the zone it was written in: ``2026-11-24T09:30:00.000000+08:00``."""
        return in_zone(self.at, self.zone).isoformat(timespec="microseconds")


class Mention(models.Model):
    """That a bulk entry speaks of one more object: an index for the object's history, made from the entry's rows."""

    number = models.BigIntegerField("编号")
    thing_kind = models.CharField("对象类别", max_length=SHORT)
    thing_key = models.CharField("对象编号", max_length=SHORT)

    class Meta:
        """Looked up by object."""

        db_table = "trail_mention"
        verbose_name = verbose_name_plural = "批量所及"
        constraints = (
            models.UniqueConstraint(fields=("thing_kind", "thing_key", "number"), name="trail_mention_once"),
        )

    def __str__(self) -> str:
        """Entry and object."""
        return f"{self.number} {self.thing_kind} {self.thing_key}"


class Anchor(models.Model):
    """What stands for the entries removed up to one number: the chain goes on from its hash. Never removed itself."""

    number = models.BigIntegerField("截至编号", primary_key=True)
    day = models.DateField("截至记账日")
    hash = models.CharField("哈希", max_length=128)
    count = models.BigIntegerField("本次清理条数")
    at = models.DateTimeField("清理时刻")

    class Meta:
        """In order of numbers."""

        db_table = "trail_anchor"
        verbose_name = verbose_name_plural = "锚点"
        ordering = ("number",)

    def __str__(self) -> str:
        """Number and day."""
        return f"{self.number} {self.day}"
