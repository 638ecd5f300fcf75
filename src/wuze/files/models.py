"""What is stored, and what any row that owns evidence keeps of it."""

from __future__ import annotations

from django.db import models

NAME, CAPTION, BY, LABEL, WHY = 100, 60, 40, 80, 200


class StoredFile(models.Model):
    """One content, once: however often it is handed in, for however many matters. Never changes; erased, only its hash is left."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    kind = models.CharField("类别", max_length=8)
    size = models.PositiveBigIntegerField("字节")
    at = models.DateTimeField("存入时刻")
    erased = models.DateField("内容删除日期", null=True, blank=True)

    class Meta:
        """As stored."""

        verbose_name = verbose_name_plural = "材料文件"
        ordering = ("id",)

    def __str__(self) -> str:
        """The head of its hash."""
        return self.sha256[:8]


class Attached(models.Model):
    """A file as evidence of one thing. ``happened`` is the day the material speaks of, ``received`` when it reached us (N16).

    Withdrawn it stays to be read that it was there and why it went; its content is given out to nobody.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="文件", related_name="+")
    name = models.CharField("名称", max_length=NAME)
    caption = models.CharField("说明", max_length=CAPTION, blank=True)
    happened = models.DateField("材料是哪天的")
    received = models.DateField("收到日期")
    by = models.CharField("谁交的", max_length=BY)
    user = models.BigIntegerField("账号", default=0)
    on_behalf = models.CharField("代谁交", max_length=LABEL, blank=True)
    at = models.DateTimeField("什么时候")
    gone_on = models.DateField("撤下日期", null=True, blank=True)
    gone_by = models.CharField("谁撤下", max_length=BY, blank=True)
    gone_why = models.CharField("撤下理由", max_length=WHY, blank=True)

    class Meta:
        """As they came; the same content once a thing while it stands."""

        abstract = True
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("thing", "file"), condition=models.Q(gone_on=None), name="%(app_label)s_%(class)s_once",
                violation_error_message="这份材料已经在这里。",
            ),
            models.CheckConstraint(
                condition=models.Q(happened__lte=models.F("received")), name="%(app_label)s_%(class)s_dates",
                violation_error_message="材料的日期不能晚于收到日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Name and the head of the hash."""
        return f"{self.name}（{self.file}）"
