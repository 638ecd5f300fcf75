"""How many are due by the type of the subject: 规模以上企业不少于4次，规模以下企业不少于2次 is one requirement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wuze.reading.conditions import Requirement, trimmed
from wuze.reading.words import KIND

_FIRST = re.compile(rf"^(?:其中)?(?P<kind>{KIND})(?P<rest>.*)$")
_NOUN = re.compile("企业|组织|支部|总支|党委")
"""走访企业12次,规模以上企业4次: of those visited, or due from those?"""
_LAST = re.compile(rf"^(?P<rest>.*?)(?P<kind>{KIND})$")


@dataclass(frozen=True, slots=True)
class ByType:
    """``count`` is due from everyone but the types of ``rows``. ``told``: the cell says who everyone else is."""

    label: str
    count: str
    rows: tuple[tuple[str, str], ...]
    told: bool


def _parts(label: str) -> tuple[str, str]:
    """(kind, what is due) of a label; no kind where it begins and ends with none."""
    found = _FIRST.match(label) or _LAST.match(label)
    return (_named(found["kind"]), trimmed(found["rest"])) if found else ("", label)


def _named(kind: str) -> str:
    """规模以下 and 规模以下企业党组织 are 规模以下企业."""
    kind = re.sub(r"(?<=企业|组织)的?(?:党组织|党支部)$|(?<=以[上下])的?(?:党组织|党支部)$", "", kind).replace("的", "")
    return f"{kind}企业" if re.fullmatch("规模以[上下]", kind) else kind


def of_one_type(need: Requirement) -> bool:
    """Whether it names a type and nothing else: what is due was told before."""
    kind, rest = _parts(need.label)
    return bool(kind) and rest in ("", "次数")


def by_type(needs: Sequence[Requirement]) -> ByType | None:
    """One requirement with numbers of its own for types; None where it is several requirements."""
    if len(needs) < 2:
        return None
    parts = [_parts(need.label) for need in needs]
    what = next((rest for _, rest in parts if rest not in ("", "次数")), "")
    if any(not kind for kind, _ in parts[1:]) or any(rest not in ("", "次数", what) for _, rest in parts):
        return None
    kinds = [kind for kind, _ in parts]
    if len(set(kinds)) < len(kinds) or len({need.unit for need in needs}) > 1:
        return None
    mixed = any(noun in what for kind in kinds for noun in _NOUN.findall(kind))
    rest = next((at for at, kind in enumerate(kinds) if not kind or kind.startswith("其他")), None)
    everyone = rest if rest is not None else 0
    rows = tuple((kind, needs[at].count) for at, kind in enumerate(kinds) if at != everyone)
    return ByType(what or "次数", needs[everyone].count, rows, rest is not None and not mixed)
