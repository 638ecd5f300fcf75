"""What stands on each unit's 评分表: the items that apply to it, their standard and bounds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from wuze.scoring.exact import plain
from wuze.scoring.expressions import guard
from wuze.scoring.facts import STAGES, Facts, Subject
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.methods.base import Cohort
from wuze.scoring.model import Clause, Item, Scheme
from wuze.scoring.reader import View
from wuze.scoring.wording import title_of

ONE_FOR_ALL = "未填"
"""The workbook of units whose grouping attribute is blank."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item on a sheet. ``low`` and ``high`` bound the 得分 (None: no end); ``by_data``: not scored by hand."""

    item: str
    name: str
    part: str
    standard: str
    points: Decimal | None
    low: Decimal | None
    high: Decimal | None
    by_data: bool


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """One unit's sheet: who, by which scheme, for which period and stage, and its lines in scheme order."""

    title: str
    unit: str
    name: str
    kind: str
    group: str
    period: str
    stage: str
    lines: tuple[Line, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def full(self) -> Decimal:
        """The points of all lines together."""
        return sum((line.points for line in self.lines if line.points is not None), Decimal(0))


def plan(scheme: Scheme, facts: Facts, *, stage: str = STAGES[1], period: str = "") -> tuple[UnitSheet, ...]:
    """A sheet for each subject of ``facts``, in 名录 order; a subject to which no item applies has no lines.

    An item that some unit has data for is counted from data for all: its line says so and takes no 得分. ``period`` is
    printed; blank means the scheme's year.
    """
    view = View(scheme, facts, lambda _: Cohort(()))
    known = _with_data(facts)
    lines = {item.id: _line(item, scheme, known) for item in scheme.items}
    elsewhere = tuple(
        f"{part.name}（{plain(part.points)}分，{part.source}）" for part in scheme.parts if not part.items
    )
    when = period or (f"{scheme.year}年度" if scheme.year is not None else "")
    found = []
    for subject in facts.subjects:
        view.at(subject)
        own = tuple(lines[item.id] for item in scheme.items if applies(view, item))
        kind, group = attribute(subject, "类型"), attribute(subject, scheme.group_by or "属地")
        found.append(UnitSheet(title_of(scheme), subject.id, subject.name, kind, group, when, stage, own, elsewhere))
    return tuple(found)


def applies(view: View, item: Item) -> bool:
    """Whether an item is for the subject the view looks at; where that rests on missing data it is."""
    view.on(item, None)
    return item.applies is None or guard(item.applies, view.look) is not False


def attribute(subject: Subject, name: str) -> str:
    """A 名录 column of a subject as text."""
    return as_text(subject.attributes.get(name))


def by_attribute(sheets: Iterable[UnitSheet], facts: Facts, name: str) -> dict[str, list[UnitSheet]]:
    """Sheets by a 名录 column, values in the order they first occur."""
    values = {subject.id: attribute(subject, name) or ONE_FOR_ALL for subject in facts.subjects}
    found: dict[str, list[UnitSheet]] = {}
    for sheet in sheets:
        found.setdefault(values[sheet.unit], []).append(sheet)
    return found


def _with_data(facts: Facts) -> frozenset[str]:
    """Ids of the data items of which anything is known for anyone."""
    filed: list[Mapping[str, object]] = [*facts.values.values(), *facts.events.values()]
    return frozenset(name for one in filed for name in one)


def _line(item: Item, scheme: Scheme, known: frozenset[str]) -> Line:
    parts = {part.id: part.name for part in scheme.parts}
    chosen = any(clause.method is not None and clause.method.inclusive_scores() for clause in item.clauses)
    by_data = bool(item.elements & known) and not chosen
    return Line(
        item.id, item.name, parts[item.part], standard(item, scheme), item.points, item.floor, item.cap, by_data
    )


def standard(item: Item, scheme: Scheme) -> str:
    """An item's rule as people read it: the original wording, else method and parameters; numbered where several."""
    texts = [text for text in dict.fromkeys(_rule(clause, scheme) for clause in item.clauses) if text]
    if len(texts) < 2:
        return texts[0] if texts else ""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _rule(clause: Clause, scheme: Scheme) -> str:
    if clause.text:
        return clause.text
    if clause.method is None:
        return ""
    names = "、".join(scheme.element_by_id[one].name for one in clause.elements if one in scheme.element_by_id)
    most = f"，最多{plain(clause.most)}分" if clause.most is not None and "最多" not in clause.params else ""
    condition = f"（{clause.guard_text}的）" if clause.guard_text else ""
    return f"{names}{condition}：{clause.params or clause.method.typed() or clause.method.LABELS[0]}{most}".lstrip("：")
