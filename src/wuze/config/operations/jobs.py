"""What the worker does by the clock. Every job may run twice or be cut off: the next run ends in the same state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from wuze.accounts.models import Installation, Once, OneTimeLink, Session
from wuze.assessment.rounds.actions import work_waiting
from wuze.files.actions import sweep as sweep_store
from wuze.ledger.actions import remind
from wuze.ledger.reminders.actions import plan
from wuze.ledger.reminders.sending import deliver
from wuze.registry.rosters.actions import sweep
from wuze.registry.rosters.actions import work_waiting as work_rosters
from wuze.trail.actions import prune

DAY = timedelta(days=1)
ONCE_KEPT = timedelta(days=7)
"""A form sent again after a week is a new one."""


LINKS_KEPT = timedelta(days=90)
"""How long the list of links shows one that is over."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its name for the operator, how often, and what it does at a moment; it says how much it did."""

    name: str
    every: timedelta
    run: Callable[[datetime], str]


def prune_trail(at: datetime) -> str:
    """Whole days past the retention go, behind an anchor. Invented data stand on a frozen day and stay."""
    if Installation.objects.filter(demo=True).exists():
        return ""
    anchor = prune(at=at)
    return f"{anchor.count}条，截至{anchor.day}" if anchor else ""


def sweep_forms(at: datetime) -> str:
    """One-time keys of forms carried out long ago. By the real clock, like the sessions."""
    shown = Installation.objects.values_list("demo_day", flat=True).first()
    if shown is not None:
        return ""
    return _count(Once.objects.filter(at__lt=at - ONCE_KEPT).delete()[0])


def sweep_links(at: datetime) -> str:
    """One-time links long past their end: they name a person, and the trail has who gave them to whom. One that took the
    place of another goes after that one. Invented data stand on a frozen day and stay."""
    if Installation.objects.filter(demo=True).exists():
        return ""
    named = OneTimeLink.objects.exclude(replaced=None).values("replaced")
    return _count(OneTimeLink.objects.filter(expires_at__lt=at - LINKS_KEPT).exclude(pk__in=named).delete()[0])


def sweep_rosters(at: datetime) -> str:
    """Rosters read and never written, or written long ago: what was read of them goes. A demo stands on a frozen day."""
    if Installation.objects.filter(demo_day__isnull=False).exists():
        return ""
    return _count(sweep(at))


def sweep_files(at: datetime) -> str:
    """Evidence files that no row has named for a day. By the machine's clock, as files are; also in a demo."""
    return _count(sweep_store(timezone.localtime()))


def end_sessions(at: datetime) -> str:
    """Sessions past their time."""
    return _count(Session.objects.filter(expire_date__lt=at).delete()[0])


def sweep_login_records(at: datetime) -> str:
    """Records of the lockout, kept as long as the trail."""
    if not apps.is_installed("axes"):
        return ""
    limit = at - timedelta(days=settings.TRAIL_RETENTION_DAYS)
    models = [apps.get_model("axes", name) for name in ("AccessAttempt", "AccessFailureLog", "AccessLog")]
    return _count(sum(model.objects.filter(attempt_time__lt=limit).delete()[0] for model in models))


def remind_units(at: datetime) -> str:
    """One reminder a unit on a working day, and what goes out of it. A demo stands on a frozen day, of which the demo
    itself has laid one."""
    if Installation.objects.filter(demo_day__isnull=False).exists():
        return ""
    day = timezone.localdate(at)
    written = remind(day)
    plan(day, at)
    return _count(written)


def send_out(at: datetime) -> str:
    """Messages of channels that are due. Nothing leaves a demo."""
    if Installation.objects.filter(demo=True).exists():
        return ""
    return _count(deliver(at))


def measure_tables(_at: datetime) -> str:
    """SQLite chooses its way through a query by what it was last told of the tables: a county's lists take twice as long
    without. PostgreSQL sees to that itself. Half a second at 80,000 organisations."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return ""


def _count(rows: int) -> str:
    return f"{rows}条" if rows else ""


ALL = (
    Job("每日提醒", timedelta(hours=1), remind_units),
    Job("外发提醒", timedelta(seconds=3), send_out),
    Job("测算考核", timedelta(seconds=3), work_waiting),
    Job("比对和写入名册", timedelta(seconds=2), work_rosters),
    Job("清理到期留痕", DAY, prune_trail),
    Job("清理已办表单的编号", DAY, sweep_forms),
    Job("清理过期一次性链接", DAY, sweep_links),
    Job("清理到期名册", timedelta(hours=1), sweep_rosters),
    Job("清理没有用上的材料文件", timedelta(hours=1), sweep_files),
    Job("清理过期会话", timedelta(hours=1), end_sessions),
    Job("清理登录防护记录", DAY, sweep_login_records),
    Job("给数据库量表", timedelta(hours=1), measure_tables),
)
