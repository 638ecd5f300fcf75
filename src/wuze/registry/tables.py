"""The registry's lists, each described once."""

from __future__ import annotations

from django.db.models import Q

from wuze.kernel.web.components import Empty
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit

UNITS = Table[Unit](
    id="units", caption="单位", noun="个", label=str,
    columns=(
        Col("name", "单位", lambda unit: Cell(unit.name), ("name",), phone="title"),
        Col("kind", "类别", lambda unit: Cell(unit.get_kind_display()), ("kind", "path"), "w-136"),
        Col("region", "属地", lambda unit: Cell(str(unit.region or "")), ("region__code",), "w-120", optional=True),
    ),
    search=("name__icontains", "initials__startswith"), placeholder="找单位，可用简拼", order=("path",),
    filters=(Pick("kind", "类别", UnitKind.choices, lambda value: Q(kind=value)),),
    views=(Seen("now", "现有", Q(until=None)), Seen("gone", "已撤销", Q(until__isnull=False)), Seen("all", "全部", Q())),
    empty=Empty("还没有单位。"),
)  # fmt: skip
