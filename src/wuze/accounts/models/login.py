"""What a login leaves in the database: its session, and the second factor. Accounts themselves are in ``people``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A session with its account beside it, so that all of one account can be ended at once (SEC-08, SEC-09)."""

    user = models.ForeignKey(
        "accounts.User", models.CASCADE, verbose_name="账号", related_name="sessions", null=True, blank=True
    )

    class Meta(AbstractBaseSession.Meta):
        """Swept by time."""

        verbose_name = verbose_name_plural = "登录"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Asked by Django to decode a row."""
        return import_module("wuze.accounts.login.store").SessionStore  # the store asks for this model


class SecondFactor(models.Model):
    """One-time codes of an account: the sealed secret, the last step used (no code twice), recovery codes as digests."""

    user = models.OneToOneField("accounts.User", models.CASCADE, verbose_name="账号", related_name="factor")
    sealed = models.TextField("密钥（加密）", editable=False)
    step = models.BigIntegerField("最近用过的时间段", default=0, editable=False)
    codes = models.JSONField("恢复码摘要", default=list, editable=False)
    since = models.DateTimeField("启用时刻")
    wrong = models.PositiveSmallIntegerField("连续输错", default=0, editable=False)
    blocked_until = models.DateTimeField("锁定至", null=True, blank=True, editable=False)

    class Meta:
        """By account."""

        verbose_name = verbose_name_plural = "第二道验证"

    def __str__(self) -> str:
        """Whose."""
        return f"第二道验证 {self.user_id}"
