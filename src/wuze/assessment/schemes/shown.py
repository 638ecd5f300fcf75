"""A what-if as its page shows it: the boxes to type in, and what comes of them in a few lines. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wuze.assessment.schemes import sheets, whatif
from wuze.assessment.schemes.forms import Box
from wuze.kernel.web.components import Light
from wuze.scoring.compare import Comparison, Move, Side
from wuze.scoring.exact import plain
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.margins import Margin
from wuze.scoring.model import Scheme
from wuze.scoring.report import printed
from wuze.scoring.tables import Table

SHOWN = 40
"""Rows of whoever moves; all of them stand in 对比.xlsx."""

FIRST = 8
"""Of these, what is seen without unfolding."""

NEAR = 8
CAUSES = 3
WORDS = {"up": "升等", "down": "降等", "changed": "等次不同", "one_side": "只一边有等次"}


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line of what may be changed: what it is, and its boxes, each with what the edition says."""

    label: str
    boxes: tuple[tuple[Box, str], ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All that may be changed, sheet by sheet; ``errors`` that belong to no box."""

    parts: tuple[BoardLine, ...]
    items: tuple[BoardLine, ...]
    grades: tuple[BoardLine, ...]
    bodies: tuple[BoardLine, ...]
    errors: tuple[str, ...]


def board(
    old: Mapping[str, Table], new: Mapping[str, Table], typed: whatif.Typed | None, errors: Mapping[str, str] | None
) -> Board:
    """The boxes with what stands in the copy, or with what was typed."""
    left = dict(errors or {})
    made = {
        name: tuple(_line(old[name], new[name], row, typed or {}, left) for row in range(len(new[name].rows)))
        for name in ("板块", "等次", "测评主体")
    }
    items = tuple(
        _line(old["指标"], new["指标"], row, typed or {}, left, first=row == rows.start)
        for rows in sheets.groups(new["指标"])
        for row in rows
        if row == rows.start or as_text(new["指标"].rows[row][new["指标"].columns.index("参数")])
    )
    return Board(made["板块"], items, made["等次"], made["测评主体"], tuple(left.values()))


def _line(
    old: Table, new: Table, row: int, typed: whatif.Typed, errors: dict[str, str], *, first: bool = True
) -> BoardLine:
    at = {column: number for number, column in enumerate(new.columns)}
    boxes, moved = [], False
    for column in whatif.CHANGEABLE[new.name]:
        before = as_text(old.rows[row][at[column]]) if row < len(old.rows) else ""
        text = typed.get((new.name, row, column), as_text(new.rows[row][at[column]]))
        if new.name == "指标" and ((column == "分值" and not first) or (column == "参数" and not before)):
            continue
        moved = moved or text.strip() != before
        error = errors.pop(f"{new.name}:{row}:{column}", "")
        label = f"{_label(new, at, row, first=first)}的{column}"
        boxes.append(
            (
                Box(f"w-{new.name}-{row}-{column}", label, text, (), error, column),
                before if text.strip() != before else "",
            )
        )
    return BoardLine(_label(new, at, row, first=first), tuple(boxes), moved)


def _label(table: Table, at: Mapping[str, int], row: int, *, first: bool) -> str:
    cells = table.rows[row]
    if table.name == "指标":
        text = as_text(cells[at["计分要点"]])
        return (
            f"{as_text(cells[at['编号']])} {as_text(cells[at['指标']])}".strip()
            if first
            else f"　{text[:30] or '又一条'}"
        )
    words = {"板块": ("编号", "名称"), "等次": ("等次",), "测评主体": ("测评", "主体")}[table.name]
    return " ".join(as_text(cells[at[word]]) for word in words).strip()


# --- what comes of it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One who moves: before, after, and what did it."""

    name: str
    before: str
    after: str
    difference: str
    grade: Light
    why: str


@dataclass(frozen=True, slots=True)
class NearLine:
    """One who stands close to a line."""

    name: str
    total: str
    grade: str
    says: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The page's answer in a few lines."""

    sentence: str
    grades: tuple[tuple[str, int, int, str], ...]
    moves: tuple[MoveLine, ...]
    more: int
    items: tuple[tuple[str, int, int, str], ...]
    near: tuple[NearLine, ...]
    whole: str = ""

    @property
    def first(self) -> tuple[MoveLine, ...]:
        """What is seen at once, so that the boxes are not far below on a phone."""
        return self.moves[:FIRST]

    @property
    def rest(self) -> tuple[MoveLine, ...]:
        """What is folded."""
        return self.moves[FIRST:]

    @property
    def count(self) -> str:
        """How many in all."""
        return str(len(self.moves) + self.more)


def outline(found: Comparison) -> Outline:
    """Who moves and why; what the lines are close to."""
    rows = whatif.moved(found)
    counts = found.counts
    changed = sum(counts[word] for word in whatif.MOVED)
    words = "、".join(f"{WORDS[word]}{counts[word]}个" for word in WORDS if counts[word])
    sentence = f"{len(found.moves)}个对象里，等次有变动的{changed}个" + (f"（{words}）" if words else "")
    sentence += f"，得分或名次有变动的{len(rows)}个。"
    grades = tuple(
        (name, before, after, f"{after - before:+d}" if after != before else "不变")
        for name, before, after in (*found.grades, *_without(found))
    )
    items = tuple((one.name, one.gained, one.lost, f"{one.total:+f}") for one in found.items[:12])
    near = tuple(_near(one, found) for one in whatif.near(found)[:NEAR])
    return Outline(
        sentence,
        grades,
        tuple(_move(one, found) for one in rows[:SHOWN]),
        max(len(rows) - SHOWN, 0),
        items,
        near,
        f"共{len(found.moves)}个对象",
    )


def _without(found: Comparison) -> list[tuple[str, int, int]]:
    """Those that have no grade, so that the lines add up to everybody."""
    before, after = [_apart(one.before) for one in found.moves], [_apart(one.after) for one in found.moves]
    return [(word, before.count(word), after.count(word)) for word in APART if word in before or word in after]


APART = ("暂定，缺数据", "不参评", "无等次")


def _apart(side: Side | None) -> str:
    """Why somebody has no grade; "" where there is one."""
    if side is None or side.grade:
        return ""
    return APART[0] if side.provisional else APART[1] if side.out else APART[2]


def _move(one: Move, found: Comparison) -> MoveLine:
    why = "；".join(f"{cause.name}{cause.difference:+f}" for cause in one.causes[:CAUSES])
    if not why and one.difference == 0:
        why = "自己的分没变，是别人变了" if one.grade not in whatif.MOVED or one.places else "分没变，等次线或名额变了"
    lamp = {"up": Light("green", "升等"), "down": Light("red", "降等")}.get(
        one.grade, Light("none", WORDS.get(one.grade, "等次不变"))
    )
    shift = "" if one.difference is None else f"{one.difference:+f}"
    return MoveLine(one.name, _side(one.before, found.a.places), _side(one.after, found.b.places), shift, lamp, why)


def _side(side: Side | None, places: int) -> str:
    if side is None:
        return "没有"
    state = "暂定" if side.provisional else "不参评" if side.out else f"第{side.rank}名 {side.grade or '无等次'}"
    return f"{printed(side.total, places)}分 {state}"


def _near(one: Move, found: Comparison) -> NearLine:
    margin = one.margin_after
    total = printed(one.after.total, found.b.places) if one.after else ""
    return NearLine(
        one.name,
        f"{total}分",
        (one.after.grade if one.after else "") or "无等次",
        _says(margin, found.b) if margin else "",
    )


def _tie_words(scheme: Scheme) -> str:
    """What 同分比较 looks at, in its order."""
    parts = {part.id: part.name for part in scheme.parts}
    names = [
        scheme.item_by_id[name].name if kind == "item" else parts.get(name, name) for kind, name in scheme.tie_break
    ]
    return f"依次比{'、'.join(names)}" if names else "方案没有写同分怎么比，都不进"


def _says(margin: Margin, scheme: Scheme) -> str:
    said = []
    if margin.lacks is not None and margin.lacks <= 1:
        said.append(f"差{plain(margin.lacks)}分到{margin.higher}")
    if margin.above is not None and margin.above <= 1:
        said.append(f"比{margin.band}线高{plain(margin.above)}分" if margin.above else f"正在{margin.band}线上")
    if margin.quota == 0:
        said.append(f"正在名额线上，同分的{_tie_words(scheme)}")
    elif margin.quota is not None and abs(margin.quota) <= 1:
        said.append(f"名额线{'上' if margin.quota >= 0 else '下'}{plain(abs(margin.quota))}分")
    return "，".join(said)
