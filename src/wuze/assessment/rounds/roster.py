"""Who is to be assessed, from the registry by rule or from a table: pure plans of roster lines.

The columns a scheme may ask of the 名录 are filled here: 类型, 形式, 属地, 隶属, 党员数, 成立月数.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wuze.kernel.pinyin import initials
from wuze.registry.enums import UnitKind
from wuze.registry.models import PartyOrganisation, Unit
from wuze.scoring.tables import Cell, Table
from wuze.scoring.text import key

LETTERS = {
    UnitKind.PARTY: "P", UnitKind.TOWN: "X", UnitKind.PARK: "Y", UnitKind.SECTOR: "H", UnitKind.DEPARTMENT: "B",
    UnitKind.LEAD: "Q", UnitKind.COUNTY: "A",
}  # fmt: skip
"""First letter of a 编号; the number is the unit's own, so that it is the same every year."""


@dataclass(frozen=True, slots=True)
class Line:
    """One subject as it would stand on the roster."""

    code: str
    name: str
    unit: int | None
    place: str = ""
    above: str = ""
    type: str = ""
    attributes: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def initials(self) -> str:
        """For the search."""
        return initials(self.name)[:80]


def code_of(unit: Unit) -> str:
    """P0123."""
    return f"{LETTERS[UnitKind(unit.kind)]}{unit.pk:04d}"


def line_of(unit: Unit, above: str, party: PartyOrganisation | None, covered: str, day: date) -> Line:
    """A unit of the registry as it stood on a day. ``covered``: the type of the organisation a Party organisation is in."""
    kind = covered if unit.kind == UnitKind.PARTY else UnitKind(unit.kind).label
    place = str(unit.region) if unit.region else ""
    found: dict[str, Cell] = {"类型": kind or None, "属地": place or None, "隶属": above or None}
    found["成立月数"] = Decimal((day.year - unit.since.year) * 12 + day.month - unit.since.month)
    if party is not None:
        found |= {"形式": party.get_form_display(), "党员数": Decimal(party.members)}
    return Line(code_of(unit), unit.name, unit.pk, place, above, kind, found)


def lines_of(table: Table, units: Iterable[Unit]) -> list[Line]:
    """A 名录 as roster lines; a subject whose name the registry has once is tied to that unit."""
    names: dict[str, list[int]] = {}
    for unit in units:
        for word in {unit.name, unit.short} - {""}:
            names.setdefault(key(word), []).append(unit.pk)
    at = {column: number for number, column in enumerate(table.columns)}
    found = []
    for row in table.rows:
        columns = {name: row[number] for name, number in at.items() if name not in ("编号", "名称")}
        code, name = str(row[at["编号"]] or "").strip(), str(row[at["名称"]] or "").strip() if "名称" in at else ""
        known = names.get(key(name or code), [])
        place, above, kind = (str(columns.get(word) or "") for word in ("属地", "隶属", "类型"))
        own = known[0] if len(known) == 1 else None
        found.append(Line(code, name or code, own, place, above, kind, columns))
    return found
