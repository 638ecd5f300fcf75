"""The data items of a reading as a form: what each is called, and which become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wuze.assessment.readings.models import TableReading
from wuze.assessment.readings.queries import names_of
from wuze.assessment.readings.scheme import rows_of
from wuze.reading.elements import BY_HAND, SOURCES, Named, Proposal, plain_name
from wuze.scoring.text import key

SOURCE_WORDS = (*(word for word, _ in SOURCES), BY_HAND)
LONGEST_NAME, LONGEST_UNIT = 60, 10


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal: what the system called it, what it is called now, and the cells that ask for it."""

    number: int
    found: str
    type: str
    name: str
    unit: str
    source: str
    options: tuple[str, ...]
    uses: tuple[tuple[str, int], ...]
    joined: int = 1


@dataclass(slots=True)
class ElementPage:
    """All data items, what was entered, and what is wrong with it."""

    items: tuple[Item, ...]
    named: dict[tuple[str, str], Named] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    sources: tuple[str, ...] = SOURCE_WORDS

    @property
    def asked(self) -> int:
        """How many things are asked after merging."""
        return len({(key(item.name), item.type) for item in self.items})


def page(table: TableReading, entered: Mapping[str, str] | None) -> ElementPage:
    """The proposals with the names given so far, or with what was just entered."""
    cells = list(table.cells.order_by("order"))
    keys = {str(cell): cell.pk for cell in cells}
    stands = names_of(table)
    proposals = [one for one in rows_of(cells).proposals if not one.formula]
    items, named, faults = [], dict[tuple[str, str], Named](), list[str]()
    for number, one in enumerate(proposals):
        found = one.found[0]
        given = stands.get((found, one.type.value), Named())
        if entered is not None:
            given = _entered(one, found, number, entered)
            named[found, one.type.value] = given
            faults += _faults(given)
        items.append(_item(number, one, found, given, keys))
    return ElementPage(_joined(items), named, [*faults, *_types(items)])


def _entered(one: Proposal, found: str, number: int, entered: Mapping[str, str]) -> Named:
    """Only what differs from the proposal is kept."""
    name = plain_name(entered.get(f"name-{number}", "")) if entered.get(f"name-{number}", "").strip() else ""
    unit, source = (entered.get(f"{part}-{number}", "").strip() for part in ("unit", "source"))
    return Named(
        "" if name == found else name, "" if unit == one.unit else unit,
        source if source in SOURCE_WORDS and source != one.source else "",
    )  # fmt: skip


def _faults(given: Named) -> list[str]:
    if len(given.unit) > LONGEST_UNIT:
        return [f"单位“{given.unit[:12]}…”太长，最多{LONGEST_UNIT}个字。"]
    return []


def _item(number: int, one: Proposal, found: str, given: Named, keys: Mapping[str, int]) -> Item:
    return Item(
        number, found, one.type.value, given.name or found, given.unit or one.unit, given.source or one.source,
        one.options, tuple((cell.partition("!")[2], keys[cell]) for cell in one.uses),
    )  # fmt: skip


def _types(items: list[Item]) -> list[str]:
    """One name for two types would be two things under one name."""
    types: dict[str, dict[str, str]] = {}
    for item in items:
        types.setdefault(key(item.name), {}).setdefault(item.type, item.found)
    renamed = {key(item.name) for item in items if item.name != item.found}
    return [
        f"“{'”和“'.join(kinds.values())}”类型不同（{'、'.join(kinds)}），不能合成一项，请用不同的名称。"
        for name, kinds in types.items()
        if len(kinds) > 1 and name in renamed
    ]


def _joined(items: list[Item]) -> tuple[Item, ...]:
    """How many proposals each name stands for."""
    counts = Counter((key(item.name), item.type) for item in items)
    return tuple(replace(one, joined=counts[key(one.name), one.type]) for one in items)
