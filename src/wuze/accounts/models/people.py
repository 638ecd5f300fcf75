"""People, their accounts and grants, this installation, and forms already sent. Posts lie above, in the registry."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from wuze.accounts.enums import Role

NAME = 40


class Person(models.Model):
    """A person as the county knows them, with or without an account. No more than a post needs (PIPL 6)."""

    name = models.CharField("姓名", max_length=NAME)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By name."""

        verbose_name = verbose_name_plural = "人员"
        ordering = ("name", "id")
        indexes = (models.Index(fields=("initials",), name="person_initials"),)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Users(BaseUserManager["User"]):
    """No create_superuser: there is none (SEC-20). Accounts are opened by ``actions.open_account``."""

    use_in_migrations = False


class User(AbstractBaseUser):
    """An account: exactly one person's (SEC-01). What it may do comes from posts and grants, never from the account."""

    username = models.CharField("账号", max_length=NAME, unique=True, error_messages={"unique": "这个账号已经有了。"})
    person = models.OneToOneField(
        Person, models.PROTECT, verbose_name="人员", related_name="account",
        error_messages={"unique": "这个人已经有账号了，一人一号。"},
    )  # fmt: skip
    is_active = models.BooleanField("启用", default=True)
    password_until = models.DateTimeField("一次性口令有效至", null=True, blank=True)
    password_set = models.DateTimeField("口令设定时刻", null=True, blank=True)
    opened = models.DateTimeField("开通时刻")
    version = models.PositiveIntegerField("版本", default=1)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """By account name."""

        verbose_name = verbose_name_plural = "账号"
        ordering = ("username",)

    def __str__(self) -> str:
        """Account name."""
        return self.username


class Grant(models.Model):
    """A role without a post: the three administrators, a reader. Proposed by one administrator, confirmed by another.

    ``until`` may be the day of ``since``: withdrawn on its first day.
    """

    user = models.ForeignKey(User, models.PROTECT, verbose_name="账号", related_name="grants")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    reason = models.CharField("理由", max_length=200)
    proposed_by = models.CharField("提出人", max_length=NAME)
    proposed_user = models.BigIntegerField("提出人账号", default=0)
    confirmed_by = models.CharField("复核人", max_length=NAME, blank=True)
    confirmed_at = models.DateTimeField("复核时刻", null=True, blank=True)
    declined_by = models.CharField("不同意的人", max_length=NAME, blank=True)
    declined_at = models.DateTimeField("不同意的时刻", null=True, blank=True)
    end_reason = models.CharField("收回理由", max_length=200, blank=True)
    end_proposed_by = models.CharField("提出收回的人", max_length=NAME, blank=True)
    end_proposed_user = models.BigIntegerField("提出收回的账号", default=0)
    end_confirmed_by = models.CharField("复核收回的人", max_length=NAME, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "授权"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="grant_period",
                violation_error_message="“至”不能早于“自”。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Role and account."""
        return f"{self.get_role_display()} {self.user}"


class Installation(models.Model):
    """This installation: one row. ``demo_day`` freezes the date of invented data."""

    name = models.CharField("本站名称", max_length=NAME, default="两新组织党建责任")
    county = models.CharField("县（市、区）", max_length=NAME, blank=True)
    field = models.CharField("领域叫法", max_length=20, default="两新组织")
    lead_names = models.CharField("牵头机关的两块牌子", max_length=80, blank=True)
    demo = models.BooleanField("演示数据", default=False)
    demo_day = models.DateField("演示日期", null=True, blank=True)
    demo_percent = models.PositiveSmallIntegerField("演示数据已生成（%）", default=100)
    small_office = models.BooleanField("小机关模式", default=False)
    strict_passwords = models.BooleanField("口令按等保要求（复杂度、90天更换）", default=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """One row, key 1."""

        verbose_name = verbose_name_plural = "本站"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row"),)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Once(models.Model):
    """A form already carried out: its one-time key and where its answer led. Removed after some days."""

    key = models.CharField("一次性编号", max_length=64, primary_key=True)
    user = models.BigIntegerField("账号")
    path = models.CharField("地址", max_length=200)
    location = models.CharField("结果", max_length=500, blank=True)
    at = models.DateTimeField("时刻")

    class Meta:
        """Swept by time."""

        verbose_name = verbose_name_plural = "已办的表单"
        indexes = (models.Index(fields=("at",), name="once_at"),)

    def __str__(self) -> str:
        """Where it was sent to."""
        return self.path
