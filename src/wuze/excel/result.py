"""Results → 结果.xlsx, as a clerk would hand it in: 汇总, 得分, 说明, 等次与名额, 校验."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from wuze.excel.locate import Located
from wuze.excel.page import Page
from wuze.excel.result_check import write_check, write_quotas
from wuze.excel.result_notes import write_notes
from wuze.excel.styles import Book, Column, Styled, Value, fitting, open_book
from wuze.scoring.facts import Facts
from wuze.scoring.model import Part, Scheme
from wuze.scoring.results import Flag, ItemResult, Results, State, SubjectResult
from wuze.scoring.tables import Cell
from wuze.scoring.wording import remarks, state_word, title_of

_ATTRIBUTES = ("类型", "属地")
_POINTS_NOTE = "单位：分。逐项得分已按方案小数位四舍五入；有“折算”的，小计为各项之和乘折算，再按板块上下限取值"


def write_results(results: Results, facts: Facts, warnings: Sequence[Located], path: Path) -> None:
    """Write the whole result workbook. ``warnings`` are findings already located (file, sheet, cell).

    Points are shown with exactly the scheme's decimals; the same results give the same bytes. Raises
    :class:`wuze.excel.styles.CannotWrite`; then nothing is written and an older file stays as it was.
    """
    scheme: Scheme = results.scheme
    footer = f"制表说明：分数按方案逐项计算，见“说明”表；方案摘要 {results.digest[:12]}；计分口径 {results.engine}"
    with open_book(path, title=f"{title_of(scheme)}结果", places=scheme.places, footer=footer) as book:
        _summary(book, results, facts)
        _points(book, results)
        write_notes(book, results, facts)
        write_quotas(book, results)
        write_check(book, results, warnings)


def ordered(results: Results) -> list[SubjectResult]:
    """Subjects as a list is handed in: by group, by rank, then those without rank (暂定, 不参评) by total."""
    groups = {group: number for number, group in enumerate(dict.fromkeys(one.group for one in results.subjects))}

    def place(one: SubjectResult) -> tuple[int, bool, bool, int, Decimal]:
        out = Flag.NOT_RANKED in one.flags
        return groups[one.group], one.rank is None, out, one.rank or 0, -one.total

    return sorted(results.subjects, key=place)


def points_cell(points: Decimal | None, *, missing: bool = True) -> Styled | Value:
    """A part's points, or the word for having none."""
    if points is None:
        return Styled("缺", "missing") if missing else Styled("不适用", "na")
    return points


def item_cell(item: ItemResult) -> Styled | Value:
    """An item's points; 缺 and 不适用 by colour and by word."""
    if item.points is None:
        return Styled("缺", "missing") if item.state is State.MISSING else Styled("不适用", "na")
    return Styled(item.points, "na") if item.state is State.NA else item.points


def note_line(results: Results) -> str:
    """The line under the title: who was assessed, how many, what the marks mean."""
    scheme: Scheme = results.scheme
    kind = f"考核对象：{scheme.subject_kind}；" if scheme.subject_kind else ""
    full = f"满分 {scheme.full:f} 分；" if scheme.full is not None else ""
    return f"{kind}共 {len(results.subjects)} 个；{full}“缺”为数据未报，按 0 分显示，所在单位为“暂定”，不排名、不定等次"


def _summary(book: Book, results: Results, facts: Facts) -> None:
    scheme: Scheme = results.scheme
    shown = [name for name in _ATTRIBUTES if name in facts.attributes and name != scheme.group_by]
    columns = [
        Column("编号", fitting([one.id for one in results.subjects], 7, 16), "center"),
        Column("名称", fitting([one.name for one in results.subjects], 14, 34)),
        *([Column(scheme.group_by, _width(scheme.group_by, facts), "center")] if scheme.group_by else []),
        *[Column(name, _width(name, facts), "center") for name in shown],
        *[Column(part.name, fitting([part.name], 9, 12), "points") for part in scheme.parts],
        Column("总分", 10, "total"), Column("名次", 7, "count"), Column("等次", 9, "strong"),
        Column("状态", 9, "center"), Column("说明", 34),
    ]  # fmt: skip  # the last line is the fixed end of every list
    attributes = {subject.id: subject.attributes for subject in facts.subjects}
    page = Page(book, "汇总", f"{title_of(scheme)}汇总表", columns, note=note_line(results), frozen=2)
    for one in ordered(results):
        named = attributes.get(one.id, {})
        extra = [shown_cell(named.get(name)) for name in shown]
        page.row([one.id, one.name, *([one.group] if scheme.group_by else []), *extra, *_result_cells(one, scheme)])
    page.end()


def _width(attribute: str, facts: Facts) -> float:
    return fitting([attribute, *{str(subject.attributes.get(attribute) or "") for subject in facts.subjects}], 8, 18)


def shown_cell(value: Cell) -> Value:
    """An attribute of the 名录 as a cell value."""
    return ("是" if value else "否") if isinstance(value, bool) else value


def _result_cells(one: SubjectResult, scheme: Scheme) -> list[Value | Styled]:
    out = Flag.NOT_RANKED in one.flags
    kind = "out" if out else "provisional" if one.provisional else ""
    total: Value | Styled = Styled(one.total, "provisional") if kind == "provisional" else one.total
    word = state_word(one)
    return [
        *[points_cell(one.parts.get(part.id), missing=not out) for part in scheme.parts],
        total,
        one.rank if one.rank is not None else Styled("—", "center"),
        one.grade or "—",
        Styled(word, kind) if kind else word,
        "；".join(remarks(one, scheme)),
    ]


def _points(book: Book, results: Results) -> None:
    scheme: Scheme = results.scheme
    columns = [
        Column("编号", fitting([one.id for one in results.subjects], 7, 16), "center", "分值"),
        Column("名称", fitting([one.name for one in results.subjects], 14, 30), "text", ""),
        *[column for part in scheme.parts for column in _part_columns(part, results)],
        Column("总分", 9, "total", scheme.full if scheme.full is not None else ""),
        Column("状态", 8, "center", ""),
    ]
    page = Page(book, "得分", f"{title_of(scheme)}得分表", columns, note=_POINTS_NOTE, frozen=2)
    factors = {part.id for part in scheme.parts if _has_factor(part, results)}
    for one in results.subjects:
        page.row(_points_row(one, scheme, factors))
    page.end()


def factor_of(part: Part, one: SubjectResult) -> str:
    """What the sum of a part's items was multiplied by, as ``×40/78``; nothing where it was not, or by one."""
    above, _, below = one.scaled.get(part.id, "").partition("/") if part.items else ("", "", "")
    return f"×{above}/{below}" if above != below else ""


def _has_factor(part: Part, results: Results) -> bool:
    return any(factor_of(part, one) for one in results.subjects)


def _part_columns(part: Part, results: Results) -> list[Column]:
    factor = [Column("折算", 10, "center", "", part.name)] if _has_factor(part, results) else []
    if not part.items:
        return [Column(part.name, fitting([part.name], 10, 14), "subtotal", part.points, part.name)]
    items = [
        Column(f"{item.id}\n{item.name}", 12 if _marked(item.id, results) else 8.5, "points",
               item.points if item.points is not None else "", part.name)
        for item in part.items
    ]  # fmt: skip  # one column
    return [*items, *factor, Column("小计", 9, "subtotal", part.points, part.name)]


def _marked(id: str, results: Results) -> bool:
    """True when some points of an item carry the word 不适用, which takes room."""
    items = (one.items[id] for one in results.subjects)
    return any(item.state is State.NA and item.points is not None for item in items)


def _points_row(one: SubjectResult, scheme: Scheme, factors: set[str]) -> list[Value | Styled]:
    out = Flag.NOT_RANKED in one.flags
    kind = "out" if out else "provisional" if one.provisional else "center"
    row: list[Value | Styled] = [one.id, one.name]
    for part in scheme.parts:
        row += [item_cell(one.items[item.id]) if item.id in one.items else None for item in part.items]
        row += [factor_of(part, one)] if part.id in factors else []
        row.append(points_cell(one.parts.get(part.id), missing=not out))
    total: Value | Styled = Styled(one.total, "provisional") if kind == "provisional" else one.total
    return [*row, total, Styled(state_word(one), kind)]
