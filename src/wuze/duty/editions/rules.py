"""What an edition must have before it is sent for approval, and how a cell of the table is written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wuze.duty.editions.enums import Group, Layer, Scope

MARKS = {Scope.ALL: "", Scope.NAMED: "（点名）", Scope.COMMITTEE: "（设委员会的）"}
MOST = 200
"""Duties of one edition: a list nobody can keep in mind is no list."""


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as it stands in a table; ``parts``: layer → (word, scope)."""

    code: str
    title: str
    requirement: str
    basis: str
    group: str = Group.DO
    standard: str = ""
    unconfirmed: bool = False
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def cell(word: str, scope: str) -> str:
    """点名 and 设委员会的 stand in brackets behind the word."""
    return f"{word}{MARKS[Scope(scope)]}"


def parted(text: str) -> tuple[str, str]:
    """A cell of the table → word and scope."""
    plain = text.strip().replace("(", "（").replace(")", "）")
    for scope, mark in MARKS.items():
        if mark and plain.endswith(mark):
            return plain.removesuffix(mark), scope.value
    return plain, Scope.ALL.value


def faults_of(line: Line) -> dict[str, str]:
    """What does not hold in one duty: field or layer → sentence."""
    faults: dict[str, str] = {}
    if not any(layer != Layer.OWNER for layer in line.parts):
        faults["parts"] = "至少一层党组织、部门或乡镇担这一项；业主只能列支持事项。"
    for layer, (word, scope) in line.parts.items():
        if scope == Scope.COMMITTEE and layer != Layer.PARTY:
            faults[layer] = "“设委员会的”只用在两新党组织一层。"
        if scope == Scope.NAMED and layer in {Layer.PARTY, Layer.OWNER}:
            faults[layer] = "这一层不点名：填分工，或空着。"
        if layer == Layer.OWNER and "责" in word:
            faults[layer] = "业主不是问责对象，写“支持”“保障”这样的词。"
        if len(word) > 12:
            faults[layer] = "最多12个字，例如：牵头、指导、兜底。"
    return faults


def repeated(codes: Iterable[str]) -> set[str]:
    """Numbers that come twice."""
    seen: set[str] = set()
    return {code for code in codes if code in seen or seen.add(code)}  # type: ignore[func-returns-value]  # add gives None
