"""``wuze doctor``: is the site well? One finding a line; what is wrong says what to do."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wuze.config import keys
from wuze.config.operations import backup, heartbeat, prepare, start
from wuze.config.operations.start import Stop, say
from wuze.kernel.web.templatetags.wuze import cn_full_date
from wuze.kernel.workdays import CHINA
from wuze.trail import triggers

LEAST_FREE = 1_000_000_000
BACKUP_AGE = timedelta(days=2)
AHEAD = timedelta(minutes=2)
ASK_FOR_NEXT_YEAR = 12
"""The notice for next year comes in November; from December on it is missed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    well: bool
    text: str


@dataclass(frozen=True, slots=True)
class State:
    """What every check may look at."""

    data: Path
    now: datetime


def run(options: argparse.Namespace) -> int:
    """All checks; 1 when anything is not well."""
    start.site()
    found = list(examine(State(settings.DATA, timezone.localtime())))
    well = all(one.well for one in found)
    if options.json:
        say(json.dumps({"format": 1, "well": well, "findings": [asdict(one) for one in found]}, ensure_ascii=False))
        return 0 if well else 1
    for one in found:
        say(f"{'正常' if one.well else '问题'}  {one.what}：{one.text}")
    bad = sum(not one.well for one in found)
    say("本站正常。" if well else f"有 {bad} 处问题。")
    return 0 if well else 1


def examine(state: State) -> Iterator[Finding]:
    """Each check in turn. Without the database the rest is told apart from what needs it."""
    for check in (disk, key_files, way_in, worker, holidays):
        yield check(state)
    try:
        plan = prepare.pending()
    except Stop as stop:
        yield Finding("数据库", False, str(stop))
        return
    yield Finding("数据表", not plan, f"有 {len(plan)} 步没有更新，重新启动网站会更新" if plan else "是最新的")
    if not plan:
        for later in AFTER_TABLES:
            yield later(state)


def disk(state: State) -> Finding:
    """Room for the database, its copy and the files."""
    free = shutil.disk_usage(state.data).free
    return Finding("磁盘", free >= LEAST_FREE, f"还有 {free / 1e9:.1f} GB{'' if free >= LEAST_FREE else '，不足 1 GB'}")


def key_files(state: State) -> Finding:
    """Keys only their owner can read. Those given by the environment have no file."""
    folder = state.data / keys.FOLDER
    files = [folder / file for name, file in keys.NAMES.items() if not os.environ.get(name)]
    loose = [path.name for path in files if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        return Finding("密钥", False, f"{'、'.join(loose)} 别人也能读，运行 chmod 600")
    return Finding("密钥", True, f"{len(files)} 个文件，只有本人可读" if files else "来自环境变量")


def way_in(state: State) -> Finding:
    """The addresses people use."""
    text = "、".join(settings.CSRF_TRUSTED_ORIGINS)
    if settings.ORIGINS.https:
        return Finding("地址", True, text)
    well = settings.ORIGINS.loopback
    return Finding("地址", well, f"{text}，{'只在本机打开' if well else '本机以外要用 https'}")


def worker(state: State) -> Finding:
    """The worker's sign of life."""
    beat = heartbeat.read(state.data)
    if beat is None:
        return Finding("后台进程", False, "没有运行，用 wuze serve 启动")
    if not beat.alive(state.now):
        return Finding("后台进程", False, f"最后一次应答是 {abs(beat.age(state.now)) / 60:.0f} 分钟前，重新启动网站")
    return Finding("后台进程", True, f"在运行{f'，正在{beat.doing}' if beat.doing else ''}")


def holidays(state: State) -> Finding:
    """Working days of this year; from December on also of the next."""
    year = state.now.year
    years = [year, *([year + 1] if state.now.month >= ASK_FOR_NEXT_YEAR else [])]
    missing = [str(one) for one in years if one not in CHINA.sources]
    if missing:
        return Finding(
            "工作日", False, f"{'、'.join(missing)}年的放假安排未确认，期限按周末和法定日算，升级程序后会补上"
        )
    rest = "" if year + 1 in CHINA.sources else f"；{year + 1}年的未确认，等国务院办公厅的通知"
    return Finding("工作日", True, f"{year}年的放假安排已确认{rest}")


def trail_guards(state: State) -> Finding:
    """The triggers that refuse to change or remove entries."""
    gone = triggers.missing(connection)
    return Finding("留痕保护", not gone, f"缺 {'、'.join(gone)}" if gone else "触发器齐全")


def clock(state: State) -> Finding:
    """The machine's clock against the newest entry: set back, deadlines and the order of acts are wrong."""
    from wuze.accounts.models import Installation  # app ready: models
    from wuze.trail.models import Entry  # app ready: models

    if Installation.objects.filter(demo=True).exists():
        return Finding("时钟", True, "演示数据固定在一天，不比较")
    newest, day = Entry.objects.values_list("at", "day").first() or (None, None)
    if day and newest and newest <= state.now and day > timezone.localdate(state.now):
        return Finding(
            "时钟",
            False,
            f"曾经拨快：到{cn_full_date(day)}以前，留痕都会算在那一天；请审计管理员出具日末哈希，写明缘由",
        )
    if newest is None or newest <= state.now + AHEAD:
        return Finding("时钟", True, f"现在 {state.now:%Y-%m-%d %H:%M}，不早于最近一条留痕")
    return Finding(
        "时钟", False, f"比最近一条留痕早 {(newest - state.now).total_seconds() / 60:.0f} 分钟，被拨回过；先对时"
    )


def backups(state: State) -> Finding:
    """The newest backup, as the trail has it."""
    from wuze.accounts.models import Installation  # app ready: models
    from wuze.trail.models import Entry  # app ready: models

    newest = Entry.objects.filter(code=backup.CODE).values_list("at", flat=True).first()
    if newest is not None and state.now - newest <= BACKUP_AGE:
        return Finding("备份", True, f"最近一次在 {timezone.localtime(newest):%Y-%m-%d %H:%M}")
    if Installation.objects.filter(demo=True).exists():
        return Finding("备份", True, "演示数据，不要求")
    when = f"最近一次在 {timezone.localtime(newest):%Y-%m-%d %H:%M}，超过两天" if newest else "还没有备份过"
    return Finding("备份", False, f"{when}，运行 wuze backup，并排成每天一次")


def evidence(state: State) -> Finding:
    """Every evidence file: is it there, and as it was handed in?"""
    from wuze.files.queries import audit  # app ready: models

    found = audit()
    scanner = "" if settings.FILE_SCAN else "；未设扫描，见部署说明的 WUZE_FILE_SCAN"
    wrong = [
        f"{word}{len(rows)} 个（{'、'.join(one[:8] for one in rows[:5])}）"
        for word, rows in (("缺", found.missing), ("被改动", found.altered))
        if rows
    ]
    if wrong:
        return Finding("佐证材料", False, f"{'，'.join(wrong)}，从备份取回{scanner}")
    return Finding("佐证材料", True, f"{found.count} 个，{found.size / 1e6:.1f} MB，逐个核对一致{scanner}")


OTHER_KEYS = "打不开以前加密的内容（手机验证器、外发地址），密钥不是原来的。停网站，把原来的 keys 文件夹拷回数据文件夹"


def seals(_state: State) -> Finding:
    """Do the keys of this place open what was sealed? After a restore elsewhere they are other ones."""
    from wuze.accounts.login import totp  # app ready: models
    from wuze.accounts.models import SecondFactor  # app ready: models

    one = SecondFactor.objects.order_by("-pk").first()
    if one is None:
        return Finding("加密内容", True, "还没有")
    well = totp.unseal(one.sealed, one.user_id) is not None
    return Finding("加密内容", well, "打得开" if well else OTHER_KEYS)


AFTER_TABLES: tuple[Callable[[State], Finding], ...] = (trail_guards, clock, backups, evidence, seals)
