"""``wuze init``: the first four accounts of a fresh site, three administrators and the clerk who lays the units. Whoever
runs it sees four links, once, and hands them on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from django.conf import settings
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone

from wuze.accounts.actions import first_administrators
from wuze.accounts.login.passwords import BETWEEN
from wuze.accounts.models import Installation, User
from wuze.config.operations import prepare
from wuze.config.operations.start import Stop, say
from wuze.kernel.errors import WuzeError
from wuze.registry.actions.founding import first_clerk

OFFICES: Mapping[str, str] = {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}
PLACES: Mapping[str, str] = {"county": "县委全称", "lead": "牵头机关全称", "clerk": "牵头机关经办姓名"}
HOW = "可以这样写：wuze init --system 甲 --security 乙 --audit 丙 --county 某县委 --lead 某县委社会工作部 --clerk 丁"


def run(options: argparse.Namespace) -> int:
    """Four accounts, printed with their one-time links. Raises Stop where there are accounts already."""
    prepare.tables(demo=False)
    if Installation.objects.filter(demo=True).exists():
        raise Stop("这里是演示数据，不能设三员。正式用请把 WUZE_DATA 指到一个空文件夹，再运行 wuze init。")
    if User.objects.exists():
        raise Stop("本站已经有账号，三员要在站内由另外两人换。")
    names = [getattr(options, office) or asked(f"{label}姓名") for office, label in OFFICES.items()]
    county, lead, clerk = (getattr(options, place) or asked(label) for place, label in PLACES.items())
    try:
        with transaction.atomic():
            made = [*first_administrators(names, timezone.now()), first_clerk(county, lead, clerk, timezone.now())]
    except WuzeError as fault:
        raise Stop(str(fault.sentence)) from fault
    except OperationalError as fault:
        raise Stop("数据库正忙，没有设。过一会儿再试。") from fault
    say(
        "三员和第一位经办已设。下面的链接只显示这一次，24小时内有效，只能用一次；打开后各自设自己的口令和手机验证器。请分别当面交给本人："
    )
    labels, holders = [*OFFICES.values(), "牵头机关经办"], [*names, clerk]
    for label, name, (account, secret) in zip(labels, holders, made, strict=True):
        say(f"  {label}　{name.strip()}　账号 {account}　{settings.ORIGINS.trusted[0]}{link(account, secret)}")
    say(f"以后登录：{settings.ORIGINS.trusted[0]}/login/　四个人不能由一个人兼。经办登录后先登记属地、单位和岗位。")
    return 0


def link(account: str, secret: str) -> str:
    """The path of a first login."""
    return reverse("login-first", args=[f"{account}{BETWEEN}{secret}"])


def asked(label: str) -> str:
    """A word, from whoever sits at the keyboard. Raises Stop where nobody does."""
    try:
        return input(f"{label}：").strip()
    except EOFError as gone:
        raise Stop(f"没有填{label}。{HOW}") from gone
