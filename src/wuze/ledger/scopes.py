"""To whom a matter goes: pickers of units, and what a ticked group stands for. Works on units already read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit

STEP = 4
"""Characters of a path for each level."""

GROUPS = (UnitKind.TOWN, UnitKind.PARK, UnitKind.SECTOR, UnitKind.DEPARTMENT)
ALL_BRANCHES = "party"


def grouped(units: Sequence[Unit]) -> list[tuple[str, list[tuple[int, str]]]]:
    """For a picker: committees and departments by kind, branches by superior."""
    names = {unit.path: str(unit) for unit in units}
    found: dict[str, list[tuple[int, str]]] = {}
    for unit in units:
        above = names.get(unit.path[:-STEP], "上级")
        head = f"{above}所属" if unit.kind == UnitKind.PARTY else UnitKind(unit.kind).label
        found.setdefault(str(head), []).append((unit.pk, unit.name))
    return list(found.items())


def scopes(units: Sequence[Unit]) -> list[tuple[str, str]]:
    """Groups that may be ticked, each with its number of units."""
    found = []
    for kind in GROUPS:
        number = sum(unit.kind == kind for unit in units)
        if number:
            found.append((f"kind:{kind.value}", f"{kind.label}（{number}个）"))
    branches = [unit for unit in units if unit.kind == UnitKind.PARTY]
    if branches:
        found.append((ALL_BRANCHES, f"全部两新党组织（{len(branches)}个）"))
    for unit in units:
        number = sum(one.path.startswith(unit.path) for one in branches) if unit.kind != UnitKind.PARTY else 0
        if number and len(unit.path) > STEP:
            found.append((f"below:{unit.path}", f"{unit}所属党组织（{number}个）"))
    return found


def chosen(units: Sequence[Unit], ticked: Collection[str]) -> list[Unit]:
    """The units that the ticked groups stand for, each once, in the order of the tree."""
    kinds = {value.removeprefix("kind:") for value in ticked if value.startswith("kind:")}
    paths = tuple(value.removeprefix("below:") for value in ticked if value.startswith("below:"))
    return [
        unit
        for unit in units
        if unit.kind in kinds
        or (unit.kind == UnitKind.PARTY and (ALL_BRANCHES in ticked or (paths and unit.path.startswith(paths))))
    ]
