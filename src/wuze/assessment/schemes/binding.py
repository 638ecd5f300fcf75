"""Where the value of each data item comes from: what the system knows by itself, a person, Excel, or nobody yet.

The providers are those of the settings (``FACT_PROVIDERS``); a module of theirs lists what it can fill in ``ITEMS`` and
says in ``MEANINGS`` what each is (type, unit, meaning).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings

from wuze.assessment.schemes.enums import Origin
from wuze.assessment.schemes.models import SchemeEdition
from wuze.scoring.expressions import refs
from wuze.scoring.model import Element, Scheme
from wuze.scoring.text import key

BAN = "否决"


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing the system knows by itself."""

    name: str
    kind: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A data item and where its value comes from. ``what``: the provider's item, or who gives it; ``used``: by which
    items, or 否决."""

    element: Element
    origin: Origin
    what: str
    used: tuple[str, ...]

    @property
    def says(self) -> str:
        """In words."""
        if self.element.formula is not None:
            return f"算出来：{self.element.formula_text}"
        words = {
            Origin.OPEN: "待填", Origin.PROVIDER: f"系统里取：{self.what}", Origin.PEOPLE: f"由{self.what}填",
            Origin.EXCEL: "Excel导入",
        }  # fmt: skip
        return words[self.origin]

    @property
    def open(self) -> bool:
        """Whether nobody gives it yet."""
        return self.origin is Origin.OPEN and self.element.formula is None


def offered() -> tuple[Offered, ...]:
    """What all providers can fill, each with its meaning, in the order of the settings."""
    found: dict[str, Offered] = {}
    for path in settings.FACT_PROVIDERS:
        module = import_module(path.rpartition(".")[0])
        meanings: Mapping[str, tuple[str, str, str]] = getattr(module, "MEANINGS", {})
        for name in module.ITEMS:
            kind, unit, meaning = meanings.get(name, ("", "", ""))
            found.setdefault(name, Offered(name, kind, unit, meaning))
    return tuple(found.values())


def suggested(scheme: Scheme) -> dict[str, dict[str, str]]:
    """Data items whose name is the provider's own are taken from there."""
    known = {key(one.name): one for one in offered()}
    return {
        element.id: {"from": Origin.PROVIDER.value, "what": known[key(element.name)].name}
        for element in scheme.elements
        if element.formula is None and key(element.name) in known and _fits(element, known[key(element.name)])
    }


def _fits(element: Element, one: Offered) -> bool:
    return not one.kind or one.kind == element.type.value


def bound(edition: SchemeEdition, scheme: Scheme) -> tuple[Bound, ...]:
    """Every data item with its source, in the order of the sheet."""
    used: dict[str, list[str]] = {}
    for item in scheme.items:
        for clause in item.clauses:
            more = clause.method.more_elements() if clause.method is not None else ()
            for element in dict.fromkeys((*clause.elements, *more)):
                used.setdefault(element, []).append(item.id)
    for veto in scheme.vetoes:
        for ref in refs(veto.condition):
            used.setdefault(ref.name, []).append(BAN)
    return tuple(
        _bound(edition, element, tuple(dict.fromkeys(used.get(element.id, ())))) for element in scheme.elements
    )


def _bound(edition: SchemeEdition, element: Element, used: tuple[str, ...]) -> Bound:
    kept = edition.bindings.get(element.id, {})
    return Bound(element, Origin(kept.get("from", "")), kept.get("what", ""), used)
