"""``wuze relink``: a fresh first link for one of the three administrators, when nobody on the site can give it any more.
Whoever can run it could read the database as well; so it is not hidden but noted, and all administrators see it."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from wuze.accounts.actions import administrators, relink
from wuze.accounts.slips.printing import first_link
from wuze.config.operations.init import asked
from wuze.config.operations.start import Stop, say
from wuze.kernel.errors import WuzeError


def run(options: argparse.Namespace) -> int:
    """Prints the link once. Raises Stop where the account is none of an administrator."""
    at = timezone.now()
    try:
        known = "、".join(f"{role} {user.person} {user.username}" for role, user in administrators(at))
        name = options.account or asked(f"给哪个账号（{known}）")
        reason = options.reason or asked("为什么在服务器上重开")
        user, secret = relink(name.strip().lower(), reason, at, factor=options.factor)
    except WuzeError as fault:
        raise Stop(str(fault)) from fault
    except OperationalError as fault:
        raise Stop("数据库正忙或还没有建表，没有重开。先运行 wuze init，或过一会儿再试。") from fault
    say(f"下面的链接只显示这一次，24小时内有效，只能用一次，请当面交给{user.person}本人。原来的口令和登录都作废了。")
    say(f"  {settings.ORIGINS.trusted[0]}{first_link(user.username, secret)}")
    say("这件事记进了留痕，三位管理员的工作台上都会列出来。")
    return 0
