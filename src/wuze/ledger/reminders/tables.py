"""Channels as a list."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from wuze.kernel.web.components import Empty, Link
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_moment
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.models import Channel
from wuze.ledger.reminders.pages import light_of


def moment(value: object) -> str:
    """A moment, or a dash."""
    return cn_moment(value) if value else "—"  # type: ignore[arg-type]  # a moment of the row


CHANNELS = Table[Channel](
    id="channels", caption="外发渠道", noun="个", label=str, once=True, export=False,
    columns=(
        Col("light", "最近一条", lambda row: Cell(light=light_of(row)), (), "w-104", phone="light"),
        Col("name", "名称", lambda row: Cell(row.name, reverse("ledger:channel", args=[row.pk])), ("name",), phone="title"),
        Col("unit", "单位", lambda row: Cell(str(row.unit)), ("unit__path", "pk"), "w-180"),
        Col("kind", "方式", lambda row: Cell(row.get_kind_display()), ("kind", "pk"), "w-152"),
        Col("scope", "发什么", lambda row: Cell("含所属单位" if row.below else "本单位"), ("below", "pk"), "w-104"),
        Col("sent", "最近发出", lambda row: Cell(moment(row.sent_at)), ("sent_at",), "w-136"),
        Col("failed", "最近没发出", lambda row: Cell(moment(row.failed_at)), ("failed_at",), "w-136"),
    ),
    search=("name__icontains", "unit__name__icontains", "unit__initials__contains"), placeholder="找名称、单位",
    order=("unit__path", "pk"), filters=(Pick("kind", "方式", ChannelKind.choices, lambda value: Q(kind=value)),),
    views=(Seen("all", "全部", Q()), Seen("on", "启用的", Q(on=True)), Seen("bad", "没发出的", Q(on=True, failed_at__isnull=False))),
    empty=Empty("没有外发渠道：提醒只在系统里。", Link("新增一个", "/ledger/channels/new/"), "。"),
)  # fmt: skip
