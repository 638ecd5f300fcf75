"""What must hold of the settings as a whole before the program starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string


def way_in(**_options: Any) -> list[CheckMessage]:
    """Plain http and debug pages only on the machine itself."""
    faults: list[CheckMessage] = []
    if not settings.ORIGINS.https and not settings.ORIGINS.loopback:
        hint = "WUZE_ORIGINS 用 https://…；只在本机用时写 http://127.0.0.1:端口。"
        faults.append(Error("本机以外要用 https。", hint=hint, id="config.E001"))
    if settings.DEBUG and not settings.ORIGINS.loopback:
        faults.append(Error("调试页面只能在本机打开。", hint="删去 WUZE_DEBUG。", id="config.E002"))
    return faults


def foundations(**_options: Any) -> list[CheckMessage]:
    """What all packages are built on: aware instants, transactions opened by actions, SQLite that waits for its turn."""
    return foundation_faults(settings.DATABASES.values(), use_tz=settings.USE_TZ)


def foundation_faults(databases: Iterable[Mapping[str, Any]], *, use_tz: bool) -> list[CheckMessage]:
    """The same for given settings."""
    faults: list[CheckMessage] = []
    if not use_tz:
        faults.append(Error("时刻要带时区（USE_TZ）。", id="config.E003"))
    for database in databases:
        if database.get("ATOMIC_REQUESTS"):
            faults.append(Error("事务由办理动作自己开（ATOMIC_REQUESTS 要关）。", id="config.E004"))
        mode = database.get("OPTIONS", {}).get("transaction_mode")
        if database["ENGINE"] == "django.db.backends.sqlite3" and mode != "IMMEDIATE":
            faults.append(Error("SQLite 的事务要以 IMMEDIATE 开始。", id="config.E005"))
    return faults


def facts_resolve(**_options: Any) -> list[CheckMessage]:
    """A provider of facts that is not there would be found out only when somebody is scored."""
    faults: list[CheckMessage] = []
    for name in settings.FACT_PROVIDERS:
        try:
            import_string(name)
        except ImportError:
            faults.append(Error(f"计分数据的来源找不到：{name}", id="config.E006"))
    return faults
