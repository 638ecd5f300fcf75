"""``wuze init``: the county, its lead office and the first five accounts of a fresh site. Whoever runs it sees their links,
once, and hands them on."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

from wuze.accounts.actions import first_administrators
from wuze.accounts.models import Installation, User
from wuze.accounts.slips.printing import first_link
from wuze.config.operations import prepare
from wuze.config.operations.start import Stop, say
from wuze.kernel.errors import WuzeError
from wuze.registry.laying.actions import First, begin

OFFICES = {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}
POSTS = {"head": "牵头机关负责人", "clerk": "牵头机关经办"}
ASKED = {
    "county": "县（市、区）名称", "code": "县的区划代码（6位）", "lead": "牵头机关全称",
    **{key: f"{label}姓名" for key, label in (POSTS | OFFICES).items()},
}  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """County, lead office and five accounts, printed with their one-time links. Raises Stop where there are accounts already."""
    prepare.tables(demo=False)
    if Installation.objects.filter(demo=True).exists():
        raise Stop("这里是演示数据，不能设三员。正式用请把 WUZE_DATA 指到一个空文件夹，再运行 wuze init。")
    if User.objects.exists():
        raise Stop("本站已经有账号，三员要在站内由另外两人换。")
    said = {key: (getattr(options, key) or asked(label)).strip() for key, label in ASKED.items()}
    people = {label: said[key] for key, label in (OFFICES | POSTS).items()}
    if len(set(people.values())) < len(people):
        raise Stop("三位管理员、牵头机关负责人和经办要填五个不同的人。")
    at = timezone.now()
    try:
        with transaction.atomic():
            made = first_administrators([said[key] for key in OFFICES], at)
            made += begin(First(said["county"], said["code"], said["lead"], said["head"], said["clerk"]), at)
    except WuzeError as fault:
        raise Stop(str(fault.sentence)) from fault
    except OperationalError as fault:
        raise Stop("数据库正忙，没有设。过一会儿再试。") from fault
    say(
        f"{said['county']}和{said['lead']}设好了。下面的链接只显示这一次，24小时内有效，只能用一次；打开后各自设自己的口令，"
        "要手机验证器的当场设。请分别当面交给本人："
    )
    for (label, name), (account, secret) in zip(people.items(), made, strict=True):
        say(f"  {label}　{name}　账号 {account}　{settings.ORIGINS.trusted[0]}{first_link(account, secret)}")
    say(f"以后登录：{settings.ORIGINS.trusted[0]}/login/　三位管理员不能由一个人兼。接着请经办登录，按表设乡镇、部门。")
    return 0


def asked(label: str) -> str:
    """An answer, from whoever sits at the keyboard. Raises Stop where nobody does."""
    try:
        return input(f"{label}：").strip()
    except EOFError as gone:
        raise Stop(f"没有填{label}。也可以写在命令里，看 wuze init -h。") from gone
