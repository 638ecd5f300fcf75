"""``wuze init``: the first three accounts of a fresh site. Whoever runs it sees three passwords, once, and hands them on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from wuze.accounts.actions import first_administrators
from wuze.accounts.models import Installation
from wuze.config.operations import prepare
from wuze.config.operations.start import Stop, say
from wuze.kernel.errors import WuzeError

OFFICES: Mapping[str, str] = {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}


def run(options: argparse.Namespace) -> int:
    """Three accounts, printed with their one-time passwords. Raises Stop where there are accounts already."""
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
    say("三员已设。下面的口令只显示这一次，24小时内有效，只能用一次，登录后各自换成自己的。请分别当面交给本人：")
    for label, name, (account, secret) in zip(OFFICES.values(), names, made, strict=True):
        say(f"  {label}　{name.strip()}　账号 {account}　一次性口令 {secret}")
    say(f"登录地址：{settings.ORIGINS.trusted[0]}/login/　首次登录还要设手机验证器。三个人不能由一个人兼。")
    return 0


def asked(label: str) -> str:
    """A name, from whoever sits at the keyboard. Raises Stop where nobody does."""
    try:
        return input(f"{label}姓名：").strip()
    except EOFError as gone:
        raise Stop(f"没有填{label}姓名。可以这样写：wuze init --system 甲 --security 乙 --audit 丙") from gone
