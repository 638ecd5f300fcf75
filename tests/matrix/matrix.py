"""Reads lines/*.yaml: who gets in where. Whoever is not listed must be refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.architecture import tree
from tests.matrix.addresses import Address
from tests.matrix.visitors import EVERYBODY, LOGIN, NOBODY, OPENS, REFUSED, UNSEEN

FOLDER = tree.ROOT / "tests/matrix/lines"
"""One file for each package, or part of one; groups are in 0-groups.yaml, which comes first."""
ANY_OWNER = ""


@dataclass(frozen=True)
class Line:
    """Who gets in, and for whom the thing does not exist; all others are refused."""

    opens: frozenset[str]
    unseen: frozenset[str]

    def expects(self, who: str) -> str:
        """The one answer that is right for this visitor."""
        if who in self.opens:
            return OPENS
        if who in self.unseen:
            return UNSEEN
        return LOGIN if who in NOBODY else REFUSED


Matrix = Mapping[str, Mapping[str, Line]]
"""``NAME`` or ``POST NAME`` → owner → line."""


def parse(text: str) -> Matrix:
    """The file as lines. Raises ValueError for a word that is neither a visitor nor a group."""
    whole: dict[str, Any] = yaml.safe_load(text)
    groups = _groups(whole)
    return {name: _owners(entry, groups) for name, entry in (whole.get("addresses") or {}).items()}


def _groups(whole: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {"everybody": frozenset(EVERYBODY)}
    for name, words in (whole.get("groups") or {}).items():
        found[name] = expanded(words, found)
    return found


def _owners(entry: Mapping[str, Any], groups: Mapping[str, frozenset[str]]) -> dict[str, Line]:
    owners = {ANY_OWNER: entry} if set(entry) <= {OPENS, UNSEEN} else entry
    return {
        owner: Line(*(expanded(given.get(answer) or "", groups) for answer in (OPENS, UNSEEN)))
        for owner, given in owners.items()
    }


def expanded(words: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Visitors named one by one or by group."""
    found: set[str] = set()
    for one in words.split():
        if one not in groups and one not in EVERYBODY:
            raise ValueError(f"{one}: neither a visitor nor a group")
        found |= groups.get(one, frozenset({one}))
    return frozenset(found)


def _text() -> str:
    """Every file in one: each after the first holds addresses only, indented as there."""
    return "".join(file.read_text("utf-8") for file in sorted(FOLDER.glob("*.yaml")))


@cache
def matrix() -> Matrix:
    """The files in the tree."""
    return parse(_text())


def groups() -> dict[str, frozenset[str]]:
    """The groups of the files in the tree."""
    return _groups(yaml.safe_load(_text()))


def keys(address: Address) -> dict[str, str]:
    """Method → key under which the file speaks of it: ``POST NAME`` where there is one, else the name alone."""
    return {method: _key(address.name, method) for method in sorted(address.methods)}


def _key(name: str, method: str) -> str:
    special = f"POST {name}"
    return special if method == "POST" and special in matrix() else name


def unlisted(addresses: Iterable[Address], known: Matrix) -> list[str]:
    """Addresses that the file does not speak of, and lines about addresses that are gone."""
    here = {address.name for address in addresses}
    listed = {key.removeprefix("POST ") for key in known}
    return [f"{name}: not in tests/matrix/lines" for name in sorted(here - listed)] + [
        f"{name}: in tests/matrix/lines, but no address" for name in sorted(listed - here)
    ]
