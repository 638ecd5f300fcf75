"""The values the registry holds for a unit, so that a report begins with them."""

from __future__ import annotations

from wuze.accounts.enums import Role
from wuze.accounts.values import Actor
from wuze.ledger.held import Held
from wuze.registry import queries as registry
from wuze.registry.models import Appointment, Organisation, PartyOrganisation, Unit
from wuze.registry.organisations import queries as organisations
from wuze.registry.parties.queries import party_of
from wuze.registry.rules import cn

FIRMS = 5
"""Covered organisations written out, at most."""


def held_lines(actor: Actor, unit: Unit, found: tuple[Held, ...]) -> list[str]:
    """A line each, with the day it is of: of the Party organisation itself, then of the firms it covers."""
    names = {one.name for one in found}
    party = party_of(unit)
    lines = _of_party(party, names, actor) if party else []
    if any(not one.party for one in found):
        now = registry.in_force(actor.today, "coverages__")
        firms = (
            organisations.visible_to(actor)
            .filter(now, coverages__party=unit)
            .select_related("type", "sector", "region")
        )
        lines += [_of_firm(firm, names) for firm in firms.distinct().order_by("pk")[:FIRMS]]
    return lines


def _of_party(party: PartyOrganisation, names: set[str], actor: Actor) -> list[str]:
    holder = Appointment.objects.filter(
        registry.in_force(actor.today), post__unit=party.unit_id, post__role=Role.SECRETARY
    ).select_related("person").first()  # fmt: skip
    values = {
        "党员数": f"{party.members}（{cn(party.as_of)}）", "党组织书记": str(holder.person) if holder else "缺人",
        "党组织类型": party.get_form_display(), "换届时间": f"本届自{cn(party.term_since)}" if party.term_since else "没有记",
    }  # fmt: skip
    return [f"{name}：{value}" for name, value in values.items() if name in names]


def _of_firm(firm: Organisation, names: set[str]) -> str:
    values = {
        "从业人数": str(firm.employees) if firm.employees is not None else "没有数据", "信用代码": firm.uscc or "没有",
        "组织类型": str(firm.type), "行业主管": str(firm.sector or "没有"), "属地": str(firm.region),
    }  # fmt: skip
    said = "，".join(f"{name}{value}" for name, value in values.items() if name in names)
    return f"{firm.name}：{said}（{cn(firm.as_of)}）"
