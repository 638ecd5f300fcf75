"""Forms: a workbook, a reason, what is asked of the approver; and the grids, whose rows are plain typed text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from wuze.assessment.schemes import sheets
from wuze.assessment.schemes.models import NAME, TEXT
from wuze.assessment.schemes.sheets import ItemRows
from wuze.assessment.schemes.upload import SUFFIXES
from wuze.excel.form_words import FIELDS, SETTING_NOTES, place_of
from wuze.excel.forms import COLUMNS
from wuze.kernel.web.forms import Form
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.methods import BY_LABEL
from wuze.scoring.tables import Table
from wuze.scoring.values import ElementType

BLANKS = 3
"""Empty rows below a grid."""

LONGEST = 1000
"""Characters of one cell."""

MOST_ROWS = 400
YEAR_LOW, YEAR_HIGH = 2000, 2099


def _file(label: str, hint: str, *, required: bool = True) -> forms.FileField:
    return forms.FileField(
        label=label, help_text=hint, required=required, widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"empty": "文件是空的（0字节）。请重新保存，或重新索取原件。"},
    )  # fmt: skip


class Upload(Form):
    """方案.xlsx."""

    file = _file("方案文件", f"{'、'.join(SUFFIXES)}，不超过10 MB；表的样子见“方案表怎么填”，也可以先下载一个方案来改")


class TryOn(Form):
    """What a what-if is computed on: a file, or what the system keeps."""

    file = _file("数据文件", "数据.xlsx：名录、数据、事件、票数、得分，和计分时用的一样", required=False)
    source = forms.ChoiceField(label="或者用系统里的", required=False)

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sources:
            self.fields["source"].choices = [("", "不用"), *sources]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["source"]
            self.fields["file"].required = True


class Reason(Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class Ask(Form):
    """What the approver reads."""

    reason = forms.CharField(
        label="报批理由", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}), help_text="批的人看得到"
    )
    basis = forms.CharField(
        label="依据", max_length=TEXT, required=False, help_text="哪份文件、哪次会议定的；和方案一起打印"
    )


class Past(Form):
    """Results of past years."""

    file = _file("结果表", "要有“单位”，和“得分”或“等次”；有“年度”一列的可以几年一起导")
    title = forms.CharField(label="考核名称", max_length=NAME, help_text="如：两新党组织年度考核")
    year = forms.IntegerField(
        label="年度", required=False, min_value=YEAR_LOW, max_value=YEAR_HIGH, help_text="表里没有“年度”一列时填",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "年度写四位数字，如2025。"),
    )  # fmt: skip


# --- grids ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """One cell to type in; ``choices`` make it a select."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    error: str = ""
    hint: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid."""

    boxes: tuple[Box, ...]

    @property
    def faulty(self) -> bool:
        """Whether something in it has to be mended."""
        return any(box.error for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet to type in, with what is wrong in it."""

    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    faults: tuple[str, ...] = ()


def typed_rows(post: Mapping[str, str], name: str) -> list[list[str]]:
    """What was typed in a grid, row by row."""
    columns = COLUMNS[name]
    count = post.get("rows", "")
    total = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 6 else 0
    return [[post.get(f"c-{row}-{at}", "")[:LONGEST].strip() for at in range(len(columns))] for row in range(total)]


def grid(table: Table, rows: Sequence[Sequence[str]] | None = None, wrong: Mapping[str, str] | None = None) -> Grid:
    """As it stands, or as it was typed with what is wrong."""
    name, columns = table.name, COLUMNS[table.name]
    settings = name == "方案"
    shown = [list(row) for row in (rows if rows is not None else sheets.texts(table))]
    if rows is None and not settings:
        shown += [[""] * len(columns) for _ in range(BLANKS)]
    wrong = dict(wrong or {})
    lines = []
    kept = -1
    for number, row in enumerate(shown):
        kept += any(row)  # a blank row is left out when saved, so faults count without it
        boxes = tuple(
            _box(name, column, f"c-{number}-{at}", row, at, wrong.pop(f"{kept}:{column}", "") if any(row) else "", settings)
            for at, column in enumerate(columns)
        )  # fmt: skip
        lines.append(Line(boxes))
    heads = tuple((column, FIELDS[name][column].note) for column in columns)
    return Grid(heads, tuple(lines), tuple(wrong.values()))


def _box(name: str, column: str, key: str, row: Sequence[str], at: int, error: str, settings: bool) -> Box:
    field = FIELDS[name][column]
    fixed = settings and at == 0
    hint = SETTING_NOTES.get(row[0], "") if settings and at == 1 else ""
    choices = field.choices if field.strict else ()
    value = row[at] if at < len(row) else ""
    label = row[0] if settings else f"{row[0] or '新的一行'}的{column}"
    return Box(key, label, value, choices if not value or value in choices else (), error, hint, fixed)


# --- an item ----------------------------------------------------------------------------------------------------------

METHODS = tuple(sorted(BY_LABEL, key=place_of))
NEW_TYPES = tuple(one.value for one in ElementType)


@dataclass(frozen=True, slots=True)
class ItemForm:
    """An item to type in: its own boxes, and those of each clause."""

    head: tuple[Box, ...]
    more: tuple[Box, ...]
    clauses: tuple[Line, ...]
    faults: tuple[str, ...] = ()


FIRST = ("板块", "维度", "编号", "指标", "分值", "起评")
"""What an item always needs; the rest stands folded below."""


def typed_item(post: Mapping[str, str]) -> ItemRows:
    """What was typed."""
    head = {column: post.get(f"h-{at}", "")[:LONGEST].strip() for at, column in enumerate(sheets.HEAD)}
    count = post.get("clauses", "")
    total = min(int(count), 60) if count.isdecimal() and len(count) < 4 else 0
    clauses, types = [], []
    for row in range(total):
        clause = {column: post.get(f"k-{row}-{at}", "")[:LONGEST].strip() for at, column in enumerate(sheets.CLAUSE)}
        if any(clause.values()):
            clauses.append(clause)
            kind = post.get(f"t-{row}", "")
            types.append(kind if kind in NEW_TYPES else "")
    return ItemRows(head, clauses, types)


def item_form(item: ItemRows, parts: Sequence[tuple[str, str]], wrong: Mapping[str, str] | None = None) -> ItemForm:
    """The boxes of an item, two empty clauses below. ``parts``: code and name."""
    left = dict(wrong or {})
    head = [
        _head(column, at, item.head.get(column, ""), left.pop(f"0:{column}", ""), parts)
        for at, column in enumerate(sheets.HEAD)
    ]
    shown = [*item.clauses, *({} for _ in range(2))]
    lines = []
    for row, clause in enumerate(shown):
        boxes = [
            Box(
                f"k-{row}-{at}", column, clause.get(column, ""), METHODS if column == "方式" else (),
                left.pop(f"{row}:{column}", "") if clause else "", FIELDS["指标"][column].note.split("\n")[0],
            )
            for at, column in enumerate(sheets.CLAUSE)
        ]  # fmt: skip
        kind = item.types[row] if row < len(item.types) else ""
        boxes.insert(2, Box(f"t-{row}", "是新数据项的，选类型", kind, NEW_TYPES))
        lines.append(Line(tuple(boxes)))
    first = tuple(box for box in head if box.label in FIRST)
    return ItemForm(first, tuple(box for box in head if box.label not in FIRST), tuple(lines), tuple(left.values()))


def _head(column: str, at: int, value: str, error: str, parts: Sequence[tuple[str, str]]) -> Box:
    field = FIELDS["指标"][column]
    choices = tuple(code for code, _ in parts) if column == "板块" else field.choices if field.strict else ()
    if value and value not in choices:
        choices = ()
    return Box(f"h-{at}", column, value, choices, error, field.note.split("\n")[0])


def part_choices(table: Table) -> list[tuple[str, str]]:
    """Code and name of every part."""
    return [(as_text(row[0]), as_text(row[1])) for row in table.rows if as_text(row[0])]
