"""What-if: the same facts under two schemes. Who moves, which items did it, how close everyone stands to a line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from wuze.scoring.exact import ZERO, plain
from wuze.scoring.margins import Margin, margins
from wuze.scoring.model import Part, Scheme
from wuze.scoring.results import Flag, Results, SubjectResult
from wuze.scoring.scheme_diff import Change, changes, pairs
from wuze.scoring.text import key

GRADE_CHANGES = ("up", "down", "same", "changed", "one_side", "none")
"""What a grade can do from A to B, in the order told."""


@dataclass(frozen=True, slots=True)
class Side:
    """A subject's standing under one scheme. ``out``: 不参评."""

    total: Decimal
    rank: int | None
    grade: str | None
    group: str | None
    provisional: bool
    out: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """What one item (or part, or cap) gave in A and in B, in points; None: it is not in that scheme."""

    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """B − A, an absent one counting 0."""
        return (self.after or ZERO) - (self.before or ZERO)

    @property
    def only(self) -> str:
        """``A`` or ``B`` where only that scheme has it, else blank."""
        return "B" if self.before is None else "A" if self.after is None else ""


@dataclass(frozen=True, slots=True)
class Move:
    """One subject under both schemes. ``causes`` by size, unmoved ones left out; they add up to ``difference``.

    ``grade`` ∈ up, down, same, changed (the two schemes' grades cannot be ordered), one_side (a grade in one
    scheme only), none (in neither).
    """

    id: str
    name: str
    before: Side | None
    after: Side | None
    grade: str
    causes: tuple[Cause, ...]
    margin_before: Margin | None
    margin_after: Margin | None

    @property
    def difference(self) -> Decimal | None:
        """Total in B − total in A; None for a subject of one side only."""
        return None if self.before is None or self.after is None else self.after.total - self.before.total

    @property
    def places(self) -> int | None:
        """Ranks won (positive) or lost; None without a rank on both sides."""
        if self.before is None or self.after is None or self.before.rank is None or self.after.rank is None:
            return None
        return self.before.rank - self.after.rank

    @property
    def participation(self) -> str:
        """``出`` when it takes part in A only, ``进`` in B only, else blank."""
        was = self.before is not None and not self.before.out
        now = self.after is not None and not self.after.out
        return "" if was == now else "进" if now else "出"


@dataclass(frozen=True, slots=True)
class ItemMove:
    """One item over all subjects: how many gained, how many lost, and points together (B − A)."""

    name: str
    only: str
    gained: int
    lost: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations beside each other; ``moves`` in A's order, then those only in B. ``counts`` by Move.grade."""

    a: Scheme
    b: Scheme
    digest_a: str
    digest_b: str
    moves: tuple[Move, ...]
    items: tuple[ItemMove, ...]
    counts: dict[str, int]
    grades: tuple[tuple[str, int, int], ...]
    """Grade name, how many in A, how many in B."""
    changes: tuple[Change, ...]
    """The settings that differ."""


def compare(a: Results, b: Results) -> Comparison:
    """Both results subject by subject (matched by id), item by item (by id, else by name). Pure; points exact."""
    names = _Names(a.scheme, b.scheme)
    margins_a, margins_b = margins(a), margins(b)
    after = {one.id: one for one in b.subjects}
    ids = list(dict.fromkeys([*(one.id for one in a.subjects), *after]))
    before = {one.id: one for one in a.subjects}
    moves, everything = [], []
    for id in ids:
        old, new = before.get(id), after.get(id)
        causes = names.causes(old, new)
        everything += causes
        moves.append(
            Move(id, (old or after[id]).name, _side(old), _side(new), _grade_change(old, new, a.scheme, b.scheme),
                 tuple(sorted((one for one in causes if one.difference), key=lambda one: -abs(one.difference))),
                 margins_a.get(id), margins_b.get(id))
        )  # fmt: skip  # one call
    counts = Counter(move.grade for move in moves)
    return Comparison(a.scheme, b.scheme, a.digest, b.digest, tuple(moves), _by_item(everything),
                      {word: counts[word] for word in GRADE_CHANGES}, _grades(a, b), changes(a.scheme, b.scheme))  # fmt: skip


def _side(one: SubjectResult | None) -> Side | None:
    if one is None:
        return None
    return Side(one.total, one.rank, one.grade, one.group, one.provisional, Flag.NOT_RANKED in one.flags)


def _grade_change(old: SubjectResult | None, new: SubjectResult | None, a: Scheme, b: Scheme) -> str:
    was, now = old.grade if old is not None else None, new.grade if new is not None else None
    if was is None or now is None:
        return "none" if was is now else "one_side"
    if was == now:
        return "same"
    for scheme in (b, a):
        order = [grade.name for grade in scheme.grades]
        if was in order and now in order:
            return "up" if order.index(now) < order.index(was) else "down"
    return "changed"


def _grades(a: Results, b: Results) -> tuple[tuple[str, int, int], ...]:
    names = dict.fromkeys(grade.name for scheme in (a.scheme, b.scheme) for grade in scheme.grades)
    left, right = Counter(one.grade for one in a.subjects), Counter(one.grade for one in b.subjects)
    return tuple((name, left[name], right[name]) for name in names)


def _by_item(causes: list[Cause]) -> tuple[ItemMove, ...]:
    by_name: dict[str, list[Cause]] = {}
    for cause in causes:
        by_name.setdefault(cause.name, []).append(cause)
    found = []
    for name, mine in by_name.items():
        if not any(cause.difference for cause in mine):
            continue
        differences = [cause.difference for cause in mine]
        gained, lost = sum(one > 0 for one in differences), sum(one < 0 for one in differences)
        only = mine[0].only if len({cause.only for cause in mine}) == 1 else ""
        found.append(ItemMove(name, only, gained, lost, sum(differences, ZERO)))
    return tuple(sorted(found, key=lambda one: (-(one.gained + one.lost), -abs(one.total))))


class _Names:
    """One name for what both schemes share: items by id, else by name; parts likewise."""

    def __init__(self, a: Scheme, b: Scheme) -> None:
        self.a = {id: id for id in a.item_by_id}
        by_name = {key(item.name): item.id for item in a.items if item.id not in b.item_by_id}
        self.b = {item.id: item.id if item.id in self.a else by_name.get(key(item.name), item.id) for item in b.items}
        self.shown = {item.id: item.name for item in (*b.items, *a.items)}
        twice = Counter(self.shown.values())
        self.shown = {id: f"{name}（{id}）" if twice[name] > 1 else name for id, name in self.shown.items()}
        self.parts = (a.parts, b.parts)
        both = pairs(a.parts, b.parts, (lambda part: part.id, lambda part: key(part.name)))
        self.kept = [(left, right) for left, right in both if left is not None and right is not None]

    def causes(self, old: SubjectResult | None, new: SubjectResult | None) -> list[Cause]:
        """Every contribution to either total; B − A over them is exactly the difference of the totals."""
        weighed = {} if old is None or new is None else self._weighed(old, new)
        before, after = self._given(old, 0, weighed), self._given(new, 1, weighed)
        return [Cause(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]

    def _weighed(self, old: SubjectResult, new: SubjectResult) -> dict[tuple[int, str], str]:
        """(side, part id) → cause, for parts that count for more or less while all inside them stayed as it was."""
        found: dict[tuple[int, str], str] = {}
        for left, right in self.kept:
            word = _reweighing(left, right, old, new)
            if word and self._inside(left, old, 0) == self._inside(right, new, 1):
                found[0, left.id] = found[1, right.id] = f"{left.name}（{word}）"
        return found

    def _inside(self, part: Part, one: SubjectResult, side: int) -> dict[str, Decimal]:
        same = (self.a, self.b)[side]
        return {self.shown[same[item.id]]: one.items[item.id].points or ZERO for item in part.items}

    def _given(self, one: SubjectResult | None, side: int, weighed: dict[tuple[int, str], str]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        if one is None:
            return found
        printed = ZERO
        for part in self.parts[side]:
            points = one.parts.get(part.id) or ZERO
            printed += points
            word = weighed.get((side, part.id))
            if word is not None:
                found[word] = points
                continue
            inside = self._inside(part, one, side)
            found.update(inside)
            if not part.items:
                found[f"{part.name}（板块）"] = points
            elif points != sum(inside.values(), ZERO):
                found[f"{part.name}的折算与上下限"] = points - sum(inside.values(), ZERO)
        if one.total != printed:
            found["总分封顶或归零"] = one.total - printed
        return found


def _reweighing(left: Part, right: Part, old: SubjectResult, new: SubjectResult) -> str:
    """How much more or less a part counts for, in words; blank where it counts the same or was changed otherwise."""
    if any(getattr(left, name) != getattr(right, name) for name in ("cap", "floor", "source", "target")):
        return ""
    if left.points != right.points:
        return f"板块 {plain(left.points)}→{plain(right.points)} 分"
    was, now = old.scaled.get(left.id, "不折算"), new.scaled.get(right.id, "不折算")
    return f"折算 {was}→{now}" if was != now else ""
