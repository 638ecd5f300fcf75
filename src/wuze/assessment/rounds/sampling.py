"""Which subjects the county looks at again: a share drawn by a seed that is shown, all of the top grade, all of the lowest.

Drawn by the hash of seed and 编号, so that anybody can draw the same sample again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

DRAWN = "抽中"


def drawn(codes: Sequence[str], percent: int, seed: str) -> list[str]:
    """So many percent of them, at least one; the smallest hashes, in the order of the roster."""
    number = max(1, (len(codes) * percent + 99) // 100) if codes and percent else 0
    chosen = set(sorted(codes, key=lambda code: sha256(f"{seed}{code}".encode()).hexdigest())[:number])
    return [code for code in codes if code in chosen]


def ends_of(scale: Sequence[str]) -> dict[str, str]:
    """The top and the lowest grade of the scale → why they are looked at again."""
    return {grade: f"拟{grade}" for grade in (*scale[:1], *scale[-1:])}


def to_review(grades: Mapping[str, str], scale: Sequence[str], percent: int, seed: str) -> dict[str, str]:
    """编号 → why: the top and the lowest grade of the scale, and the sample drawn from all others."""
    ends = ends_of(scale)
    found = {code: ends[grade] for code, grade in grades.items() if grade in ends}
    rest = [code for code in grades if code not in found]
    return found | dict.fromkeys(drawn(rest, percent, seed), DRAWN)
