"""Where reminders went on the frozen day: invented groups on hosts that exist nowhere. Nothing leaves a demo; what became of
each message is told to the real verbs, as the worker would."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from wuze.accounts.values import Actor
from wuze.ledger.reminders import actions
from wuze.ledger.reminders.actions import Wanted
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.wire.post import Answer
from wuze.ledger.reminders.wire.robots import judged
from wuze.registry.models import Unit

GONE = b'{"errcode": 93000, "errmsg": "invalid webhook url"}'
TAKEN = b'{"errcode": 0, "code": 0}'
GROUPS = (
    ("县委", ChannelKind.DINGTALK, "两新党建工作群", True, "https://dingtalk.qinglan.example/robot/send?access_token=demo-1", TAKEN),
    ("石桥镇", ChannelKind.WECOM, "石桥镇党建群", True, "https://wecom.qinglan.example/cgi-bin/webhook/send?key=demo-2", GONE),
    ("教育局", ChannelKind.FEISHU, "教育系统两新群", False, "https://feishu.qinglan.example/open-apis/bot/v2/hook/demo-3", TAKEN),
)  # fmt: skip
"""Unit, kind, name, whether the units below go along, address, what the platform answered."""


def lay(clerk: Actor) -> None:
    """Three groups in use, one mailbox that waits for a server; the day's messages, one of them failed after five tries."""
    answers = {}
    for unit, kind, name, below, address, answer in GROUPS:
        wanted = Wanted(name, below, titles=kind == ChannelKind.DINGTALK, address=address)
        row = actions.keep(clerk, Unit.objects.get(short=unit).pk, kind, wanted)
        actions.start(clerk, row.pk, version=None)
        answers[row.pk] = judged(kind, Answer(200, answer))
    mailbox = Wanted("局党办邮箱", below=False, titles=False, address="dangban@justice.qinglan.example")
    actions.keep(clerk, Unit.objects.get(short="司法局").pk, ChannelKind.MAIL, mailbox)
    at = timezone.make_aware(datetime.combine(clerk.today, time(8)))
    actions.plan(clerk.today, at)
    for minutes in (35, 41, 62, 123, 304):
        moment = at + timedelta(minutes=minutes)
        while (sent := actions.take(clerk.today, moment)) is not None:
            actions.settle(sent.pk, answers[sent.channel_id], moment)
