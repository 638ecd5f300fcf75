"""A round's scheme and all that is known for it, gathered from every source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from wuze.assessment.rounds import gathering, known
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.gathering import Pool
from wuze.assessment.rounds.models import Member, Result, Round
from wuze.assessment.schemes.enums import Origin
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.tables import loaded, unpacked
from wuze.scoring.evaluate import group_of
from wuze.scoring.expressions import refs
from wuze.scoring.facts import Subject
from wuze.scoring.loading.facts import load_facts
from wuze.scoring.loading.scheme import LoadedScheme
from wuze.scoring.model import Clause, Element, Item, Scheme
from wuze.scoring.results import Results, State, SubjectResult
from wuze.scoring.tables import Cell, Table
from wuze.scoring.text import key
from wuze.scoring.values import ElementType


@lru_cache(maxsize=32)
def _scheme(_digest: str, _version: int, pk: int) -> LoadedScheme:
    return loaded(SchemeEdition.objects.get(pk=pk))


def scheme_of(row: Round) -> LoadedScheme:
    """The scheme as the engine takes it; an adopted edition never changes, so it is read once."""
    return _scheme(row.edition.digest, row.edition.version, row.edition_id)


def members_of(row: Round) -> list[Member]:
    """The roster, without those taken out."""
    return list(row.members.filter(out=False))


def unfitting(row: Round) -> tuple[Sequence[str], list[Member]]:
    """The 类型 of the scheme, and whoever on the roster is of none of them."""
    types = scheme_of(row).scheme.types
    return types, list(row.members.filter(out=False).exclude(type__in=types)) if types else []


def subjects_of(members: Iterable[Member]) -> tuple[Subject, ...]:
    """As the engine takes them."""
    return tuple(Subject(one.code, one.name, cells(one.attributes)) for one in members)


def cells(attributes: Mapping[str, object]) -> dict[str, Cell]:
    """The columns of the 名录 as they were kept."""
    table = unpacked({"x": {"columns": list(attributes), "rows": [list(attributes.values())]}})["x"]
    return dict(zip(table.columns, table.rows[0], strict=True))


def roster_table(members: Iterable[Member]) -> Table:
    """The roster as a 名录."""
    rows = [(one.code, one.name, cells(one.attributes)) for one in members]
    columns = tuple(dict.fromkeys(name for *_, found in rows for name in found))
    return Table(
        "名录", ("编号", "名称", *columns),
        tuple((code, name, *(found.get(column) for column in columns)) for code, name, found in rows),
    )  # fmt: skip


def gathered(row: Round, as_of: date) -> Pool:
    """Everything known for a round on a day; a correction begins with the frozen facts of what it corrects."""
    scheme, members = scheme_of(row), members_of(row)
    subjects = subjects_of(members)
    attributes = frozenset(name for one in subjects for name in one.attributes)
    pool = Pool(scheme.scheme, subjects, attributes, row.edition.bindings)
    if row.corrects_id and row.corrects is not None:
        pool.base(frozen_of(row.corrects))
    else:
        codes = {one.unit_id: one.code for one in members if one.unit_id}
        for path in settings.FACT_PROVIDERS:
            provider: gathering.Provider = import_string(path)
            gathering.take_provided(pool, provider(row.since, row.until, list(codes), as_of), codes)
    table = roster_table(members)
    for upload in row.uploads.filter(dropped_by=""):
        facts, _ = load_facts({**unpacked(upload.tables), "名录": table}, scheme.scheme, scheme.broken)
        gathering.take_upload(pool, upload, facts, reverse("rounds:upload", args=[upload.pk]))
    for entry in row.entries.filter(void_by="", member__out=False).select_related("member").order_by("id"):
        gathering.take_entry(pool, entry, entry.member.code, reverse("rounds:entry", args=[entry.pk]))
    decided = f"{reverse('rounds:facts', args=[row.pk])}#decided"
    for decision in row.decisions.filter(void=False):
        gathering.take_decision(pool, decision, decided)
    return pool


def provided_now(result: Result, item: Item) -> known.Of:
    """What the packages would say today of the same period and day, for an indicator that was computed from them; nothing
    where none of its facts came from there. A result does not move by it."""
    row, member, scheme = result.member.round, result.member, scheme_of(result.member.round).scheme
    frozen = known.back(result.facts)
    names = {element.id for clause in item.clauses for element in asked(clause, scheme)}
    if member.unit_id is None or not any(given(one) for name in names for one in frozen.values.get(name, ())):
        return known.Of()
    pool = Pool(scheme, subjects_of([member]), frozenset(), row.edition.bindings)
    filled = gathering.bound(scheme, row.edition.bindings)
    wanted = {name for name, elements in filled.items() if names & {element.id for element in elements}}
    for path in settings.FACT_PROVIDERS:
        if wanted.isdisjoint(key(name) for name in import_string(f"{path.rpartition('.')[0]}.ITEMS")):
            continue
        provider: gathering.Provider = import_string(path)
        found = provider(row.since, row.until, [member.unit_id], result.calculation.as_of)
        gathering.take_provided(pool, found, {member.unit_id: member.code})
    return pool.known[member.code]


def given(one: known.Known) -> bool:
    """Did a package give it, and no person?"""
    return one.link.startswith("/") and not one.link.startswith("/assessment/")


def frozen_of(row: Round) -> dict[str, known.Of]:
    """The facts of the run in force, as they were frozen."""
    rows = Result.objects.filter(calculation=row.calculation).values_list("member__code", "facts")
    return {code: known.back(facts) for code, facts in rows}


# --- what is missing --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Lacking:
    """One data item (or an item scored directly) that some lack: who provides it, which indicators wait, who lacks it."""

    key: str
    name: str
    origin: str
    items: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, object]:
        """For a JSON field."""
        return {"key": self.key, "name": self.name, "origin": self.origin, "items": self.items, "codes": self.codes}


def lacking(results: Results, pool: Pool) -> list[Lacking]:
    """By data item, as the scheme lists them; what has no data item is the score of an indicator."""
    found: dict[str, Lacking] = {}
    for one in results.subjects:
        for item in pool.scheme.items:
            if one.items[item.id].state is State.MISSING:
                for key, name, origin in dict.fromkeys(_lacks(item, one, pool)):
                    row = found.setdefault(key, Lacking(key, name, origin))
                    row.items += [item.name] if item.name not in row.items else []
                    row.codes += [one.id] if one.id not in row.codes[-1:] else []
    order = {f"e:{element.id}": at for at, element in enumerate(pool.scheme.elements)}
    return sorted(found.values(), key=lambda row: (row.key not in order, order.get(row.key, 0), row.key))


def _lacks(item: Item, one: SubjectResult, pool: Pool) -> list[tuple[str, str, str]]:
    """Key, name and provider of each data item that is not there."""
    there, by_no = pool.known[one.id].values, {clause.no: clause for clause in item.clauses}
    found = []
    for row in one.items[item.id].clauses:
        clause = by_no.get(row.no or 0)
        if clause is None or row.delta is not None:
            continue
        for element in asked(clause, pool.scheme):
            if element.type is not ElementType.EVENT and not there.get(element.id):
                found.append((f"e:{element.id}", element.name, _giver(element, clause, pool.bindings)))
    return found or [(f"i:{item.id}", f"“{item.name}”的得分", "评分人")]


def _giver(element: Element, clause: Clause, bindings: gathering.Bindings) -> str:
    """Who is asked for a data item: whom the edition names, else what the sheet says."""
    kept = bindings.get(element.id, {})
    named = kept.get("what", "") if kept.get("from") == Origin.PEOPLE else ""
    return named or clause.source or element.origin or "没有写由谁提供"


def asked(clause: Clause, scheme: Scheme) -> list[Element]:
    """The data items a clause needs, computed ones opened into what they are computed from."""
    named = [*clause.elements, *(clause.method.more_elements() if clause.method is not None else ())]
    if clause.guard is not None:
        named += [ref.name for ref in refs(clause.guard) if not ref.attribute]
    for condition in clause.method.conditions() if clause.method is not None else ():
        named += [ref.name for ref in refs(condition) if not ref.attribute]
    found: dict[str, Element] = {}
    while named:
        element = scheme.element_by_id[named.pop(0)]
        if element.formula is None:
            found[element.id] = element
        else:
            named += [ref.name for ref in refs(element.formula) if not ref.attribute]
    return list(found.values())


def past_of(row: Round) -> dict[int, known.Of]:
    """The frozen facts of the last settled round of the same scheme before this one, by unit."""
    before = Round.objects.filter(
        unit=row.unit_id, edition__family=row.edition.family, state=RoundState.SETTLED, until__lte=row.since,
    ).exclude(pk=row.pk)  # fmt: skip
    last = before.order_by("-until", "-id").first()
    rows = Result.objects.filter(calculation=last.calculation if last else None, member__unit__isnull=False)
    return {unit: known.back(facts) for unit, facts in rows.values_list("member__unit", "facts") if unit}


def grouped(pool: Pool) -> dict[str, list[str]]:
    """Codes by group."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject in pool.subjects:
        found[group_of(pool.scheme, subject) or ""].append(subject.id)
    return dict(found)
