"""What the verbs share: the lock on keys, the row under lock, how the trail names it, what an entry must hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wuze.accounts.models import Installation
from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.registry.models import FormerKey, Organisation
from wuze.registry.organisations import queries, rules
from wuze.registry.organisations.policy import KIND
from wuze.trail.values import Sensitive, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is entered of an organisation. ``type``, ``region``, ``sector``, ``parent`` are numbers of rows."""

    name: str
    type: int
    region: int
    source: str
    as_of: date
    uscc: str = ""
    sector: int | None = None
    supervisor: str = ""
    parent: int | None = None
    employees: int | None = None
    members: int | None = None
    contact: str = ""
    phone: str = ""


def thing_of(row: Organisation) -> Thing:
    """The organisation as the trail names it."""
    return Thing(KIND, str(row.pk), row.name)


def shown(row: Organisation) -> dict[str, object]:
    """What an edit may change, in words; how to reach somebody only as a digest."""
    return {
        "key": row.key, "uscc": row.uscc, "name": row.name, "type": str(row.type), "region": str(row.region),
        "sector": str(row.sector or ""), "supervisor": row.supervisor, "parent": str(row.parent or ""),
        "employees": row.employees, "members": row.members, "source": row.source, "as_of": row.as_of,
        "contact": Sensitive(row.contact) if row.contact else "", "phone": Sensitive(row.phone) if row.phone else "",
    }  # fmt: skip


def locked(pk: int) -> Organisation:
    """The row under lock, with all that a sentence about it names."""
    rows = Organisation.objects.select_for_update(of=("self",))
    return rows.select_related("type", "region", "sector", "parent", "merged_into").get(pk=pk)


def lock_keys() -> int:
    """Whoever gives temporary keys goes one after the other; answers the next free number."""
    list(Installation.objects.select_for_update().filter(pk=1).values_list("pk"))
    return queries.last_temporary() + 1


def filled(row: Organisation, facts: Facts) -> Organisation:
    """The entry put on the row, not saved: all but its key."""
    row.name, row.initials, row.uscc = facts.name, initials(facts.name), facts.uscc
    row.type_id, row.region_id, row.sector_id, row.parent_id = facts.type, facts.region, facts.sector, facts.parent
    row.supervisor, row.employees, row.members = facts.supervisor, facts.employees, facts.members
    row.contact, row.phone, row.source, row.as_of = facts.contact, facts.phone, facts.source, facts.as_of
    return row


def faults_of(actor: Actor, facts: Facts, *, another: bool, but: int = 0) -> dict[str, str]:
    """Field → sentence: the code, the day, the place, and whether it stands there already."""
    faults: dict[str, str] = {}
    if fault := rules.code_fault(facts.uscc) or _taken(actor, facts.uscc, but, another=another):
        faults["uscc"] = fault
    if fault := rules.since_fault(facts.as_of, actor.today, None):
        faults["as_of"] = fault
    if facts.parent == but and but:
        faults["parent"] = "所属平台不能是自己。"
    if not another and "uscc" not in faults:
        alike = queries.alike(actor, facts.name, facts.region, but)
        if alike:
            names = "、".join(f"{row.name}（{row.key}）" for row in alike[:3])
            faults["another"] = f"同一属地已有名称相近的：{names}。是同一家就去改那一条；确是另一家，请勾选。"
    return faults


def _taken(actor: Actor, code: str, but: int, *, another: bool) -> str:
    """Does another organisation have this code, or had it?"""
    if not code:
        return ""
    row = Organisation.objects.filter(uscc=code).exclude(pk=but).first()
    if row is None:
        former = FormerKey.objects.filter(key=code).exclude(organisation=but).select_related("organisation").first()
        if former is None or another:
            return ""
        row = former.organisation
    if not queries.visible_to(actor).filter(pk=row.pk).exists():
        return "这个信用代码已有一家在用或用过，在别的属地，请牵头机关核对。"
    if row.uscc == code:
        return f"这个信用代码是{row.name}的，它已在名录里。"
    return f"{row.name}用过这个代码。确是另一家，请勾选下面一格。"


def rekey(row: Organisation, key: str, why: str, on: date) -> None:
    """Another key; the old one finds the organisation for ever."""
    if row.key != key:
        FormerKey.objects.update_or_create(key=row.key, defaults={"organisation": row, "why": why, "on": on})
        row.key = key
