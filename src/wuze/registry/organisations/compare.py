"""Two rows side by side, before they are made one."""

from __future__ import annotations

from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.registry.models import Organisation
from wuze.registry.organisations import queries
from wuze.registry.organisations.tables import cover_words
from wuze.registry.rules import cn


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both."""

    label: str
    first: str
    second: str
    differs: bool


def compared(actor: Actor, first: Organisation, second: Organisation) -> tuple[Line, ...]:
    """All that is held of both; what differs is marked."""
    one, two = _words(actor, first), _words(actor, second)
    return tuple(Line(label, text, two.get(label, ""), text != two.get(label, "")) for label, text in one.items())


def _words(actor: Actor, row: Organisation) -> dict[str, str]:
    found = {
        "编号": row.key, "信用代码": row.uscc or "没有", "全称": row.name, "类型": row.type.name, "属地": row.region.name,
        "行业主管": str(row.sector or "没有"), "业务主管单位": row.supervisor, "状态": row.get_status_display(),
        "从业人数": "" if row.employees is None else str(row.employees),
        "正式党员数": "" if row.members is None else str(row.members), "覆盖": cover_words(row) or "没有",
        "来源": row.source, "数据日期": cn(row.as_of),
    }  # fmt: skip
    if queries.shows_contact(actor, row):
        found["联系人"] = " ".join(part for part in (row.contact, row.phone) if part)
    return found | {"以前的编号": "、".join(one.key for one in row.former_keys.all())}
