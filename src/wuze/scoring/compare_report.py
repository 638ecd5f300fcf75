"""A comparison as JSON and as a few lines for the terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wuze.scoring.compare import Comparison, Move, Side
from wuze.scoring.margins import Margin
from wuze.scoring.report import FORMAT, printed

WORDS = {"up": "升等", "down": "降等", "same": "不变", "changed": "等次不同", "one_side": "只有一方有等次",
         "none": "两边都没有等次"}  # fmt: skip  # one table
SHOWN = 10
MOVED = ("up", "down", "changed", "one_side")


def comparison_json(found: Comparison) -> dict[str, Any]:
    """The ``compare --json`` object: both schemes, what was changed, counts by movement, every subject, every item that moved points."""
    return {
        "format": FORMAT,
        "schemes": [
            {"name": found.a.name, "digest": found.digest_a},
            {"name": found.b.name, "digest": found.digest_b},
        ],
        "changes": [{"what": one.what, "before": one.before, "after": one.after} for one in found.changes],
        "counts": dict(found.counts),
        "grades": [{"grade": grade, "before": before, "after": after} for grade, before, after in found.grades],
        "subjects": [_move(move, found) for move in found.moves],
        "items": [
            {
                "name": item.name,
                "only": item.only or None,
                "gained": item.gained,
                "lost": item.lost,
                "total": str(item.total),
            }
            for item in found.items
        ],
    }


def _move(move: Move, found: Comparison) -> dict[str, Any]:
    return {
        "id": move.id,
        "name": move.name,
        "grade": move.grade,
        "difference": None if move.difference is None else str(move.difference),
        "before": _side(move.before, found.a.places),
        "after": _side(move.after, found.b.places),
        "causes": [
            {"name": cause.name, "before": _text(cause.before), "after": _text(cause.after), "only": cause.only or None}
            for cause in move.causes
        ],
        "margin_before": _margin(move.margin_before),
        "margin_after": _margin(move.margin_after),
    }


def _side(side: Side | None, places: int) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "total": printed(side.total, places),
        "rank": side.rank,
        "grade": side.grade,
        "group": side.group,
        "provisional": side.provisional,
        "not_ranked": side.out,
    }


def _margin(margin: Margin | None) -> dict[str, Any] | None:
    if margin is None:
        return None
    return {
        "higher": margin.higher,
        "lacks": _text(margin.lacks),
        "above": _text(margin.above),
        "quota": _text(margin.quota),
        "band": margin.band,
        "grade": margin.grade,
        "why": margin.why or None,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def comparison_text(found: Comparison) -> str:
    """Counts, then the subjects whose grade or rank moved most, then the items that moved most."""
    lines = ["、".join(f"{WORDS[word]}{count}个" for word, count in found.counts.items() if count) + "。"]
    moved = [move for move in found.moves if move.grade in MOVED or move.places]
    moved.sort(key=lambda move: (move.grade not in MOVED, -abs(move.places or 0)))
    lines += [_line(move, found) for move in moved[:SHOWN]]
    if len(moved) > SHOWN:
        lines.append(f"还有{len(moved) - SHOWN}个有变动，见对比文件的“变动”表。")
    if found.items:
        lines.append(
            "影响最大的指标：" + "；".join(f"{item.name}（合计{item.total:+f}分）" for item in found.items[:5]) + "。"
        )
    return "\n".join(lines)


def _line(move: Move, found: Comparison) -> str:
    before, after = _standing(move.before, found.a.places), _standing(move.after, found.b.places)
    why = "；".join(f"{cause.name}{cause.difference:+f}" for cause in move.causes[:3])
    return f"  {move.name}：{before} → {after}" + (f"（{why}）" if why else "")


def _standing(side: Side | None, places: int) -> str:
    if side is None:
        return "没有"
    state = "暂定" if side.provisional else "不参评" if side.out else f"第{side.rank}名 {side.grade or '无等次'}"
    return f"{printed(side.total, places)}分 {state}"
