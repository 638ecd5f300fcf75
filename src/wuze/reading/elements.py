# ruff: noqa: E501  # the words of one source stand on one line
"""Data items proposed for clauses: name, type, unit, likely source; the same thing in several cells is asked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from wuze.reading.conditions import SIGNED
from wuze.reading.model import Clause
from wuze.reading.objects import has_object
from wuze.reading.words import UNIT
from wuze.scoring.text import key
from wuze.scoring.values import ElementType

SOURCES = (
    ("民主测评", re.compile(r"测评|满意|票|评议得分|民意")),
    ("督责检查", re.compile(r"检查|督查|督办|抽查|整改|巡察|暗访|发现问题|通报|约谈|问责|处分|案件|违规|违纪")),
    ("履责台账", re.compile(r"会议|党课|三会一课|学习|活动|培训|党费|汇报|报告|报送|上报|记录|台账|谈心|走访|调研|主题党日|研究|计划|总结|宣传|信息|稿件|联系点")),
    ("名录", re.compile(r"党组织|支部|班子|书记|委员|换届|配备|党员数|发展党员|人数|机构|组建|设立|阵地|活动场所|活动室|制度")),
)  # fmt: skip  # one source a line
BY_HAND = "人工填报"
_UNIT_MARK = re.compile(rf"\((?P<unit>{UNIT})\)$")
_TYPES = {
    "deduct_each": ElementType.COUNT, "earn_each": ElementType.COUNT, "shortfall": ElementType.COUNT, "options": ElementType.OPTION,
    "grades": ElementType.GRADE, "levels": ElementType.EVENT, "discretion": ElementType.SCORE, "times": ElementType.SCORE,
    "ratio": ElementType.RATE, "relative": ElementType.NUMBER, "rank": ElementType.NUMBER,
}  # fmt: skip  # one table


@dataclass(slots=True)
class Proposal:
    """A data item to be asked for. ``options``: the words of a list; ``formula`` where it is computed; ``uses`` the cells
    that read it, ``found`` the names proposed for it (several after a merge)."""

    id: str
    name: str
    type: ElementType
    unit: str = ""
    options: tuple[str, ...] = ()
    source: str = BY_HAND
    formula: str = ""
    uses: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def used(self, name: str, cell: str) -> None:
        """A cell asks for it under this proposed name."""
        self.uses += [cell] if cell and cell not in self.uses else []
        self.found += [name] if name not in self.found else []


@dataclass(frozen=True, slots=True)
class Named:
    """What a person called a data item; an empty part leaves what was proposed."""

    name: str = ""
    unit: str = ""
    source: str = ""


class Proposals:
    """The data items of a whole table; asking twice for the same name and type gives the same one.

    ``names``: other names by (proposed name, type); two of one type that are given the same name are one. ``cell`` is the
    cell being read, kept in ``uses`` of what it asks for.
    """

    def __init__(self, names: Mapping[tuple[str, str], Named] = MappingProxyType({})) -> None:
        self.all: list[Proposal] = []
        self.cell = ""
        self._names: dict[str, Proposal] = {}
        self._due: dict[tuple[str, str], Proposal] = {}
        """What is due by number, by its bare name and unit."""
        self._given = names

    def ask(
        self, name: str, kind: ElementType, unit: str = "", options: tuple[str, ...] = (), *, formula: str = ""
    ) -> Proposal:
        """The data item of that name and type. Another type or other options under the same name get a name of their own."""
        found = plain_name(name)
        named = self._given.get((found, kind.value), Named())
        name, unit = named.name or found, named.unit or unit
        wanted, number = name, 1
        while (known := self._names.get(key(wanted))) is not None:
            if (known.type, known.options, known.formula) == (kind, options, formula):
                known.unit = known.unit or unit
                known.used(found, self.cell)
                return known
            wanted = f"{name}（{kind.value}{number if number > 1 else ''}）"
            number += 1
        source = named.source or source_of(found)
        made = Proposal(f"D{len(self.all) + 1}", wanted, kind, unit, options, source, formula)
        made.used(found, self.cell)
        self.all.append(made)
        self._names[key(wanted)] = made
        return made

    def for_clause(self, clause: Clause) -> Proposal:
        """The data item one clause reads."""
        name, unit = split_unit(clause.condition)
        kind = _TYPES.get(clause.method, ElementType.YESNO)
        options: tuple[str, ...] = ()
        if clause.method in ("options", "grades", "levels"):
            options = tuple(option_word(label) for label, _ in clause.rows())
        if clause.method in ("bands", "slope"):
            kind = ElementType.RATE if rated(clause) else ElementType.NUMBER
        if kind is ElementType.YESNO and (sign := lone_sign(clause.condition)) is not None:
            name, unit = clause.condition[: sign.start()], sign["u"].removeprefix("个")
            kind = ElementType.RATE if sign["n"].endswith("%") or "/" in sign["n"] else ElementType.NUMBER
        return (
            self._of_due(name, unit) if clause.method == "shortfall" else self.ask(name or "情形", kind, unit, options)
        )

    def _of_due(self, name: str, unit: str) -> Proposal:
        """How many were held: 开展主题党日 and 主题党日活动 are one. How many lacked is another number, never the same."""
        bare = _bare(name)
        kind = ElementType.COUNT
        if len(bare) < _OWN or not has_object(bare) or (plain_name(name), kind.value) in self._given:
            return self.ask(name or "情形", kind, unit)
        known = self._due.get((bare, unit))
        if known is None:
            known = self._due[bare, unit] = self.ask(name, kind, unit)
        else:
            known.used(plain_name(name), self.cell)
        return known


_OWN = 4
"""Fewer letters than these name no one thing."""
_LEADING = re.compile("^(?:按要求|全年|每年|年内|党组织|组织开展|组织召开|开展|召开)+")
_TRAILING = re.compile("(?:召开|开展|活动|会议|次数|不足)+$")


def _bare(name: str) -> str:
    """支委会召开, 召开支部委员会会议 → 支部委员会."""
    bare = _TRAILING.sub("", _LEADING.sub("", name.strip()))
    return re.sub("^支委会$", "支部委员会", bare)


def lone_sign(condition: str) -> re.Match[str] | None:
    """The single comparison a condition ends with; its quantity can be asked as a number."""
    signs = list(SIGNED.finditer(condition))
    if len(signs) != 1 or signs[0].end() != len(condition) or signs[0].start() < 2:
        return None
    return signs[0]


def rated(clause: Clause) -> bool:
    """Whether a band or slope is over a rate."""
    if clause.method == "bands":
        return any("%" in str(label) or "/" in str(label) for label, _ in clause.rows("bands"))
    return is_share(clause.condition, clause.params.get("base"))


def is_share(name: str, base: object) -> bool:
    """Whether a base is a rate: no unit, and no more than twice the whole."""
    return base is not None and not united(name) and Decimal(str(base)) <= 2


def united(name: str) -> bool:
    """Whether a quantity carries its unit, 争资额(万元): then it is no rate."""
    return _UNIT_MARK.search(name) is not None


def split_unit(condition: str) -> tuple[str, str]:
    """党费未交纳(人次) → the name and its unit."""
    found = _UNIT_MARK.search(condition)
    if not found:
        return condition, ""
    return condition[: found.start()].strip(",、 "), found["unit"]


def plain_name(name: str) -> str:
    """A name that a cell and a condition can hold."""
    name = re.sub(r"[\n\r]+", "", name).strip(" ,;:、")
    name = re.sub(r"[;；]", ",", name)
    return name[:60] or "情形"


def option_word(label: object) -> str:
    """A word of a list without the signs that part lists."""
    return re.sub(r"[;；:：、,，=＝／/]+", " ", str(label)).strip() or "其他"


def source_of(name: str) -> str:
    """Where the value most likely comes from."""
    return next((source for source, words in SOURCES if words.search(name)), BY_HAND)
