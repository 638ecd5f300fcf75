"""Scheme → 方案.xlsx: read again it is the same scheme with the same digest."""

from __future__ import annotations

from pathlib import Path

from wuze.excel.form_words import SETTING_NOTES
from wuze.excel.forms import Form, cell_of, share_of
from wuze.excel.guide import write_guide
from wuze.excel.styles import Book, Styled, Value, open_book
from wuze.scoring.combine import Combine
from wuze.scoring.methods.discretion import Discretion
from wuze.scoring.methods.ratio import Ratio
from wuze.scoring.model import Clause, Item, Part, Poll, Scheme, Start
from wuze.scoring.text import key

Row = list[Value | Styled]


def write_scheme(scheme: Scheme, path: Path) -> None:
    """Write a loaded scheme, with the drop-downs and notes of the empty form. Optional sheets only when they have rows.

    Raises :class:`wuze.excel.styles.CannotWrite`; then nothing is written.
    """
    with open_book(path, title=scheme.name, places=scheme.places) as book:
        write_settings(book, settings_of(scheme))
        for name, rows in sheets_of(scheme).items():
            if rows:
                _sheet(book, name, rows)
        write_guide(book)


def write_settings(book: Book, rows: dict[str, Value | Styled]) -> None:
    """The 方案 sheet: every 项目 with its content and a note."""
    form = Form(book, "方案", ("项目", "内容", "说明"))
    for word, note in SETTING_NOTES.items():
        value = rows.get(word)
        content = Styled(value.value, "text") if isinstance(value, Styled) and value.kind == "number" else value
        form.row([Styled(word, "strong"), content, Styled(note, "example")])
    form.end()


def settings_of(scheme: Scheme) -> dict[str, Value | Styled]:
    """内容 by 项目."""
    return {
        "名称": scheme.name,
        "年度": cell_of(str(scheme.year) if scheme.year is not None else None),
        "版本": scheme.edition,
        "考核对象": scheme.subject_kind,
        "满分": cell_of(scheme.full),
        "小数位": str(scheme.places),
        "分组": scheme.group_by,
        "同分比较": ";".join(id for _, id in scheme.tie_break),
        "总分封顶": cell_of(scheme.total_cap),
        "截止日": cell_of(scheme.cutoff),
        "类型": "；".join(scheme.types),
        "阶段差异": cell_of(scheme.stage_gap),
        "来源": scheme.origin,
    }


def sheets_of(scheme: Scheme) -> dict[str, list[Row]]:
    """Rows by sheet, columns in the order of the contract."""
    return {
        "板块": [_part(part, scheme) for part in scheme.parts],
        "指标": [row for part in scheme.parts for item in part.items for row in _item(item, scheme)],
        "等次": [[one.name, cell_of(one.least), share_of(one.share), one.rounding] for one in scheme.grades],
        "否决": [
            [one.name, one.condition_text, one.window_text, f"{one.effect}{one.grade or ''}", one.basis, one.document]
            for one in scheme.vetoes
        ],
        "测评": [row for poll in scheme.polls for row in _poll(poll)],
        "测评主体": [[poll.name, body, share_of(weight)] for poll in scheme.polls for body, weight in poll.bodies],
        "数据项": [
            [one.id, one.name, one.type.value, one.unit, "、".join(one.options), one.origin, one.formula_text]
            for one in scheme.elements
        ],
    }


def _sheet(book: Book, name: str, rows: list[Row]) -> None:
    form = Form(book, name, frozen=4 if name == "指标" else 0)
    for row in rows:
        form.row(row)
    form.end()


def _part(part: Part, scheme: Scheme) -> Row:
    target = part.target if part.source == "票数" else scheme.element_by_id[part.target].name if part.target else ""
    source = part.source if part.source == "指标" else f"{part.source}:{target}"
    scaled = "是" if part.scaled else "否"
    return [part.id, part.name, cell_of(part.points), source, scaled, cell_of(part.cap), cell_of(part.floor)]


def _item(item: Item, scheme: Scheme) -> list[Row]:
    head: Row = [
        item.part, item.dimension, item.id, item.name, cell_of(item.points),
        item.start_written.value if item.start_written is not None else None,
        "不保底" if item.floor is None else cell_of(item.floor) if item.floor else None,
        cell_of(item.cap) if _cap_written(item) else None,
        item.applies_text, item.na.value if item.na is not None else None,
    ]  # fmt: skip  # in the order of the sheet
    periods = item.combine_periods.value if item.period and item.combine_periods is not Combine.MEAN else None
    raters = item.combine_raters.value if item.combine_raters is not Combine.MEAN else None
    rows: list[Row] = []
    for clause in item.clauses:
        tail: Row = [item.period, periods, raters] if not rows else [None, None, None]
        front = head if not rows else [None] * len(head)
        rows.append([*front, *_clause(clause, scheme), *tail, clause.source])
    return rows


def _cap_written(item: Item) -> bool:
    """Whether 上限 must stand in the sheet: it differs from 分值, or its being 0 makes 裁量 take points away."""
    if item.cap != item.points:
        return item.cap is not None
    away = any(isinstance(clause.method, Discretion) and clause.method.takes_away for clause in item.clauses)
    return item.cap == 0 and away and item.start_written is not Start.FULL


def _clause(clause: Clause, scheme: Scheme) -> Row:
    """计分要点 to 互斥组."""
    method = clause.method
    if method is None:
        return [clause.text, None, None, None, clause.guard_text, clause.group]
    typed = method.typed()
    params = typed if key(typed) == clause.params else clause.params
    most = f" 最多{clause.most:f}" if clause.most is not None else ""
    label = next((label for label in method.LABELS if label == getattr(method, "against", "")), method.LABELS[0])
    return [clause.text, _read(clause, scheme), label, (params + most).strip(), clause.guard_text, clause.group]


def _read(clause: Clause, scheme: Scheme) -> str:
    """The 数据项 cell: one name, or two of a ratio, or the item that 名次 ranks."""
    if clause.item is not None:
        return clause.item
    count = 2 if isinstance(clause.method, Ratio) and clause.method.counted else 1
    words = [scheme.element_by_id[one].name for one in clause.elements[:count]]
    if count == 2 and any(sign in key(word) for word in words for sign in "/÷"):
        words = list(clause.elements[:count])
    return "/".join(words)


def _poll(poll: Poll) -> list[Row]:
    rows: list[Row] = []
    for option, face in poll.options:
        least: Row = [str(poll.least_votes), "会议评议" if poll.meeting else "不计并折算"] if not rows else [None, None]
        rows.append([poll.name, option, share_of(face) if face is not None and face < 1 else cell_of(face), *least])
    return rows
