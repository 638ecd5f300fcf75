"""Which organisation a row means: by our key, by code, by name and place; or which ones it may mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from wuze.registry.organisations.rules import plain as core_of
from wuze.registry.rosters import rules
from wuze.registry.rosters.known import Firm, Known

MOST = 5
"""Candidates offered for one row."""


@dataclass(frozen=True, slots=True)
class Match:
    """``firm`` where it is sure; else ``perhaps`` with the reason; neither: a new one. ``bad``: it cannot be told."""

    firm: Firm | None = None
    perhaps: tuple[int, ...] = ()
    why: str = ""
    bad: str = ""


@dataclass
class Matcher:
    """Matches rows with what is known. Similar names are looked for place by place, when first asked for."""

    known: Known
    trusting: bool = False
    cores: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    nears: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    regions: dict[int, list[int]] = field(default_factory=dict)

    def find(self, key: str, code: str, name: str, region: int | None) -> Match:
        """``trusting``: a list by code, whose names are the ones that hold."""
        if key:
            pk = self.known.by_key.get(key)
            return (
                Match(self.known.firms[pk])
                if pk in self.known.firms
                else Match(bad="名录里没有这个系统编号，这一列不要改")
            )
        if code and (pk := self.known.by_key.get(code)) in self.known.firms:
            firm = self.known.firms[pk]
            if self.trusting or not name or _alike(firm.name, name):
                return Match(firm)
            return Match(perhaps=(pk,), why=f"信用代码是“{firm.name}”的，名称不像")
        if not name:
            return Match(bad="没有单位名称，代码在名录里也没有")
        return self._by_name(code, name, region)

    def _by_name(self, code: str, name: str, region: int | None) -> Match:
        same = [self.known.firms[pk] for pk in self.known.by_name.get(rules.plain(name), ())]
        here = [firm for firm in same if region is None or firm.region_id == region]
        free = [firm for firm in here if not (code and firm.uscc and code != firm.uscc)]
        if len(free) == 1 and len(here) == 1:
            return Match(free[0])
        if here:
            why = "名称相同，信用代码不同" if not free else "名录里有几家同名"
            return Match(perhaps=tuple(firm.pk for firm in here[:MOST]), why=why)
        if same:
            return Match(perhaps=tuple(firm.pk for firm in same[:MOST]), why="名录里别处有同名的")
        found = [pk for pk in self._similar(name, region) if not (code and self.known.firms[pk].uscc)]
        return Match(perhaps=tuple(found[:MOST]), why="名称相近") if found else Match()

    def _similar(self, name: str, region: int | None) -> list[int]:
        if region is None:
            return []
        self._prepare(region)
        core = core_of(name)
        if exact := self.cores[region].get(core):
            return exact
        found: dict[int, None] = {}
        for text in rules.near(core):
            found.update(dict.fromkeys(self.nears[region].get(text, ())))
        return list(found)

    def _prepare(self, region: int) -> None:
        if region in self.cores:
            return
        if not self.regions:
            by_region: dict[int, list[int]] = defaultdict(list)
            for firm in self.known.firms.values():
                by_region[firm.region_id].append(firm.pk)
            self.regions = dict(by_region)
        cores: dict[str, list[int]] = defaultdict(list)
        nears: dict[str, list[int]] = defaultdict(list)
        for pk in self.regions.get(region, ()):
            core = core_of(self.known.firms[pk].name)
            cores[core].append(pk)
            for text in rules.near(core):
                nears[text].append(pk)
        self.cores[region], self.nears[region] = cores, nears


def _alike(one: str, other: str) -> bool:
    """Two names of one firm: the same in the middle, or a letter apart."""
    first, second = core_of(one), core_of(other)
    return first in second or second in first or bool(rules.near(first) & rules.near(second))
