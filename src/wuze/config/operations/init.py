"""``wuze init``: the first three accounts of a fresh site. Whoever runs it sees three links, once, and hands them on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from django.conf import settings
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from wuze.accounts.actions import first_administrators
from wuze.accounts.login.passwords import BETWEEN
from wuze.accounts.models import Installation
from wuze.config.operations import prepare
from wuze.config.operations.start import Stop, say
from wuze.kernel.errors import WuzeError

OFFICES: Mapping[str, str] = {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}


def run(options: argparse.Namespace) -> int:
    """Three accounts, printed with their one-time links. Raises Stop where there are accounts already."""
    prepare.tables(demo=False)
    if Installation.objects.filter(demo=True).exists():
        raise Stop("这里是演示数据，不能设三员。正式用请把 WUZE_DATA 指到一个空文件夹，再运行 wuze init。")
    names = [getattr(options, office) or asked(label) for office, label in OFFICES.items()]
    try:
        made = first_administrators(names, timezone.now())
    except WuzeError as fault:
        raise Stop(str(fault.sentence)) from fault
    except OperationalError as fault:
        raise Stop("数据库正忙，没有设。过一会儿再试。") from fault
    say(
        "三员已设。下面的链接只显示这一次，24小时内有效，只能用一次；打开后各自设自己的口令和手机验证器。请分别当面交给本人："
    )
    for label, name, (account, secret) in zip(OFFICES.values(), names, made, strict=True):
        say(f"  {label}　{name.strip()}　账号 {account}　{settings.ORIGINS.trusted[0]}{link(account, secret)}")
    say(f"以后登录：{settings.ORIGINS.trusted[0]}/login/　三个人不能由一个人兼。")
    return 0


def link(account: str, secret: str) -> str:
    """The path of a first login."""
    return reverse("login-first", args=[f"{account}{BETWEEN}{secret}"])


def asked(label: str) -> str:
    """A name, from whoever sits at the keyboard. Raises Stop where nobody does."""
    try:
        return input(f"{label}姓名：").strip()
    except EOFError as gone:
        raise Stop(f"没有填{label}姓名。可以这样写：wuze init --system 甲 --security 乙 --audit 丙") from gone
