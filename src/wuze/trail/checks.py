"""What must hold of the settings before the program starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from wuze.trail.rules import FLOOR_DAYS, SHORTEST_KEY


def trail_settings(**_options: Any) -> list[CheckMessage]:
    """Retention not below the floor (SEC-35); a key long enough for digests of sensitive values."""
    faults: list[CheckMessage] = []
    days = settings.TRAIL_RETENTION_DAYS
    if days < FLOOR_DAYS:
        hint = f"把 WUZE_TRAIL_DAYS 改为{FLOOR_DAYS}以上。"
        faults.append(Error(f"留痕至少保留{FLOOR_DAYS}天，现在设的是{days}天。", hint=hint, id="trail.E001"))
    if len(settings.TRAIL_KEY) < SHORTEST_KEY:
        hint = "不要自己编：删去 WUZE_TRAIL_KEY，由启动程序建立。"
        faults.append(Error(f"留痕密钥不足{SHORTEST_KEY}个字符。", hint=hint, id="trail.E002"))
    return faults
