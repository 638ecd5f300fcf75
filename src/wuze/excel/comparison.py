"""Comparison → 对比.xlsx: 概览, 变动, 指标变动, 距线."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from wuze.excel.page import Page, section
from wuze.excel.styles import Book, Column, Styled, Value, fitting, open_book, signed
from wuze.scoring.compare import Comparison, Move, Side
from wuze.scoring.exact import plain
from wuze.scoring.margins import Margin
from wuze.scoring.model import Scheme
from wuze.scoring.wording import title_of

_CHANGE = {"up": ("升", "up"), "down": ("降", "down"), "same": ("不变", "center"), "changed": ("等次不同", "center"),
           "one_side": ("只一方有", "center"), "none": ("—", "center")}  # fmt: skip  # one table

_COUNTED = {"up": "升", "down": "降", "same": "不变", "changed": "两个方案等次不同", "one_side": "只有一方有等次",
            "none": "两边都没有等次"}  # fmt: skip  # one table
_WHY = {"": "", "quota": "名额已满", "tie": "同分未进", "veto": "否决"}
_SHOWN = 4
"""Causes named in 主要原因; all of them stand in 指标变动."""


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the comparison of two schemes over the same facts. A is the first scheme, B the second.

    Raises :class:`wuze.excel.styles.CannotWrite`; then nothing is written.
    """
    a, b = comparison.a, comparison.b
    footer = (
        f"制表说明：同一份数据按两个方案各算一遍；方案A {comparison.digest_a[:12]}，方案B {comparison.digest_b[:12]}"
    )
    with open_book(path, title="方案对比", places=max(a.places, b.places), footer=footer) as book:
        _overview(book, comparison)
        _moves(book, comparison)
        _causes(book, comparison)
        _margins(book, comparison)


def _overview(book: Book, found: Comparison) -> None:
    columns = [Column("项目", 30), Column("方案A", 24, "center"), Column("方案B", 24, "center"), Column("变化", 12, "center"),
               Column("合计分差", 12, "center")]  # fmt: skip  # one list
    page = Page(book, "概览", "方案对比概览", columns, note=_named(found), filtered=False)
    for label, left, right in _settings(found):
        page.row([label, left, right, "不同" if left != right else "", None])
    _changed(page, found)
    page.row([Styled(None, "note")] * 5)
    section(page, "各等次个数")
    for name, in_a, in_b in found.grades:
        page.row([name, Styled(in_a, "count"), Styled(in_b, "count"), _signed_count(in_b - in_a), None])
    page.row([Styled(None, "note")] * 5)
    section(page, "等次升降")
    for key, label in _COUNTED.items():
        page.row([label, None, Styled(found.counts[key], "count"), None, None])
    page.row([Styled(None, "note")] * 5)
    section(page, f"引起变动的指标{'' if found.items else '：没有'}")
    if found.items:
        page.row([Styled(head, "head") for head in ("指标", "得分增加的个数", "得分减少的个数", "仅在", "合计分差")])
    for item in found.items:
        only = f"方案{item.only}" if item.only else ""
        page.row(
            [item.name, Styled(item.gained, "count"), Styled(item.lost, "count"), only, signed(item.total, book.places)]
        )
    page.end()


def _changed(page: Page, found: Comparison) -> None:
    """改了什么: a row for every setting that differs."""
    page.row([Styled(None, "note")] * 5)
    section(page, f"改了什么{'' if found.changes else '：没有'}")
    if found.changes:
        page.row([Styled(head, "head") for head in ("设置", "方案A", "方案B", "", "")])
    for one in found.changes:
        page.row([one.what, one.before, one.after, None, None])


def _named(found: Comparison) -> str:
    return f"方案A：{title_of(found.a)}{_edition(found.a)}；方案B：{title_of(found.b)}{_edition(found.b)}"


def _edition(scheme: Scheme) -> str:
    return f"（{scheme.edition}）" if scheme.edition else ""


def _settings(found: Comparison) -> list[tuple[str, str, str]]:
    rows = []
    for label, read in (
        ("名称", lambda scheme: scheme.name), ("版本", lambda scheme: scheme.edition),
        ("满分", lambda scheme: "" if scheme.full is None else plain(scheme.full)),
        ("指标个数", lambda scheme: f"{len(scheme.items)} 项"), ("分组", lambda scheme: scheme.group_by or "不分组"),
        ("等次线", _lines), ("否决情形", lambda scheme: f"{len(scheme.vetoes)} 条"),
    ):  # fmt: skip  # a table
        rows.append((label, read(found.a), read(found.b)))
    return rows


def _lines(scheme: Scheme) -> str:
    return "；".join(f"{one.name} {plain(one.least)}" if one.least is not None else one.name for one in scheme.grades)


def _moves(book: Book, found: Comparison) -> None:
    grouped = bool(found.a.group_by or found.b.group_by)
    columns = [
        Column("编号", fitting([one.id for one in found.moves], 7, 16), "center"),
        Column("名称", fitting([one.name for one in found.moves], 14, 30)),
        *([Column("分组", 12, "center")] if grouped else []),
        Column("A总分", 9, "points"), Column("B总分", 9, "points"), Column("分差", 9, "center"),
        Column("A名次", 7, "count"), Column("B名次", 7, "count"), Column("名次变化", 9, "center"),
        Column("A等次", 9, "center"), Column("B等次", 9, "center"), Column("等次变化", 9, "center"),
        Column("参评变化", 9, "center"), Column("主要原因", 44),
    ]  # fmt: skip  # the fixed columns
    page = Page(book, "变动", "各单位变动", columns, note=_named(found), frozen=2)
    for move in found.moves:
        side = move.after or move.before
        group = [side.group if side else None] if grouped else []
        page.row([move.id, move.name, *group, *_move_cells(move, book.places)])
    page.end()


def _move_cells(move: Move, places: int) -> list[Value | Styled]:
    old, new = move.before, move.after
    word, kind = _CHANGE[move.grade]
    change = {"进": "B 中参评", "出": "B 中不参评", "": ""}[move.participation]
    difference: Value | Styled = None if move.difference is None else signed(move.difference, places)
    return [
        _total(old), _total(new), difference, _rank(old), _rank(new), _places(move.places), _grade(old), _grade(new),
        Styled(word, kind), change, _reasons(move),
    ]  # fmt: skip  # the cells after the name


def _reasons(move: Move) -> str:
    if not move.causes and (move.places or move.grade in ("up", "down", "changed") or move.participation):
        return "本单位分数未变；因等次线、名额、否决规定不同或其他单位变动"
    more = "等" if len(move.causes) > _SHOWN else ""
    return "；".join(f"{one.name} {_plus(one.difference)}" for one in move.causes[:_SHOWN]) + more


def _total(side: Side | None) -> Value | Styled:
    if side is None:
        return Styled("—", "center")
    return Styled(side.total, "provisional") if side.provisional else side.total


def _rank(side: Side | None) -> Value | Styled:
    return Styled("—", "center") if side is None or side.rank is None else side.rank


def _grade(side: Side | None) -> Value | Styled:
    if side is None:
        return "—"
    if side.out:
        return Styled("不参评", "out")
    return Styled("暂定", "provisional") if side.provisional else side.grade or "—"


def _places(places: int | None) -> Value | Styled:
    if places is None:
        return "—"
    if not places:
        return "不变"
    return Styled(f"升 {places} 位", "up") if places > 0 else Styled(f"降 {-places} 位", "down")


def _plus(value: Decimal) -> str:
    return f"{'+' if value > 0 else '−'}{plain(abs(value))}"


def _signed_count(value: int) -> Value | Styled:
    return f"{'多' if value > 0 else '少'} {abs(value)} 个" if value else ""


def _causes(book: Book, found: Comparison) -> None:
    columns = [Column("编号", 10, "center"), Column("名称", 26), Column("指标", 30), Column("A得分", 10, "points"),
               Column("B得分", 10, "points"), Column("分差", 10, "center"), Column("说明", 20)]  # fmt: skip  # one list
    note = "每个单位引起总分变化的指标，按分差大小排列；各行分差相加等于总分之差"
    page = Page(book, "指标变动", "指标变动", columns, note=note, frozen=2)
    for move in found.moves:
        for cause in move.causes:
            only = f"仅方案{cause.only}有" if cause.only else ""
            values = (cause.before, cause.after, signed(cause.difference, book.places), only)
            page.row([move.id, move.name, cause.name, *values])
    page.end()


def _margins(book: Book, found: Comparison) -> None:
    heads = ("按分数所在的等次", "距上一等次差", "高出该等次线", "距名额线", "最终等次", "两者不同的原因")
    columns = [
        Column("编号", fitting([one.id for one in found.moves], 7, 16), "center"),
        Column("名称", fitting([one.name for one in found.moves], 14, 30)),
        *[Column(head, 11, "points" if number in (1, 2, 3) else "center", None, f"方案{side}")
          for side in "AB" for number, head in enumerate(heads)],
    ]  # fmt: skip  # two halves
    note = "单位：分。前三列只看分数，不计名额和否决。距名额线：正数为比首个未占名额的高出，负数为比末个占名额的差"
    page = Page(book, "距线", "距等次线与名额线", columns, note=note, frozen=2)
    for move in found.moves:
        page.row([move.id, move.name, *_margin(move.margin_before, book), *_margin(move.margin_after, book)])
    page.end()


def _margin(one: Margin | None, book: Book) -> list[Value | Styled]:
    if one is None:
        return [Styled("—", "center")] * 6
    quota: Value | Styled = None if one.quota is None else signed(one.quota, book.places)
    return [one.band or "—", one.lacks, one.above, quota, one.grade or "—", _WHY[one.why]]
