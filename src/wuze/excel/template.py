"""`wuze template`: empty 方案.xlsx and 数据.xlsx, ready to fill; and a 数据.xlsx made for one scheme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from wuze.excel.form_words import FIELDS, Field
from wuze.excel.forms import COLUMNS, Form
from wuze.excel.guide import write_guide
from wuze.excel.scheme_out import write_settings
from wuze.excel.styles import Book, Styled, Value, open_book, width_of
from wuze.scoring.expressions import Condition, Formula, Ref, refs
from wuze.scoring.model import Clause, Element, Item, Scheme
from wuze.scoring.values import MANY, WORDS, ElementType

Rows = Sequence[Sequence[Value | Styled]]

_SETTINGS: dict[str, Value | Styled] = {
    "名称": "两新党组织年度考核（示例）", "年度": "2026", "版本": "示例", "考核对象": "两新党组织", "满分": "10", "小数位": "2",
    "类型": "社会组织；非公企业",
}  # fmt: skip  # one table
_SCHEME: dict[str, Rows] = {
    "板块": [["P1", "组织建设", 10, "指标", "否", None, None]],
    "指标": [
        ["P1", None, "A1", "换届和服务职工", 6, "满分", None, None, None, None,
         "职工诉求超过7日没有答复的，每件扣0.5分", "迟复诉求数", "每次扣", "每次扣0.5 最多2", None, None, None, None, None, "党支部"],
        [None, None, None, None, None, None, None, None, None, None,
         "换届不按期的扣4分", "换届不按期", "扣分", "扣4", None, None, None, None, None, "党支部"],
        ["P1", None, "A2", "党员教育", 4, "零分", None, None, None, None,
         "党员参训率95%以上得4分，90%以上得2分", "参训率", "分档", "≥95%:4；≥90%:2；其他:0", None, None, None, None, None, "县委党校"],
    ],
    "等次": [
        ["优秀", 9, "50%", "舍去"], ["合格", 6, None, None], ["不合格", None, None, None],
    ],
    "否决": [["弄虚作假", "数据弄虚作假=是", "12月", "不得高于合格", "《两新党组织年度考核办法（示例）》第九条", "示例〔2026〕1号"]],
    "测评": [], "测评主体": [],
    "数据项": [
        ["D1", "迟复诉求数", "次数", "件", None, "党支部", None], ["D2", "换届不按期", "是否", None, None, "党支部", None],
        ["D3", "参训率", "比率", None, None, "县委党校", None], ["D4", "数据弄虚作假", "是否", None, None, "牵头部门", None],
    ],
}  # fmt: skip  # tables
_DATA: dict[str, tuple[tuple[str, ...], Rows]] = {
    "名录": (("编号", "名称", "类型", "属地"),
             [["S1", "示例一党支部", "社会组织", "城关镇"], ["S2", "示例二党支部", "非公企业", "工业园区"]]),
    "数据": (("编号", "名称", "迟复诉求数", "换届不按期", "参训率", "数据弄虚作假"),
             [["S1", "示例一党支部", 0, "否", "96%", "否"], ["S2", "示例二党支部", 1, "否", "91%", "否"]]),
    "数据明细": (COLUMNS["数据明细"], []), "事件": (COLUMNS["事件"], []), "票数": (COLUMNS["票数"], []),
    "得分": (COLUMNS["得分"], []),
}  # fmt: skip  # tables


def write_templates(scheme_path: Path, data_path: Path) -> None:
    """Write both empty workbooks with a tiny valid example in grey. Existing files are replaced.

    Raises :class:`wuze.excel.styles.CannotWrite`.
    """
    with open_book(scheme_path, title="方案（空表）") as book:
        write_settings(book, _SETTINGS)
        for name, rows in _SCHEME.items():
            _form(book, name, COLUMNS[name], rows, {}, frozen=4 if name == "指标" else 0)
        write_guide(book)
    choices = {"类型": ("社会组织", "非公企业"), "换届不按期": _YES, "数据弄虚作假": _YES}
    with open_book(data_path, title="数据（空表）") as book:
        for name, (columns, rows) in _DATA.items():
            _form(
                book, name, columns, rows, {column: Field(16, "", words) for column, words in choices.items()}, frozen=2
            )
        write_guide(book, data=True)


_YES = ("是", "否", "不适用")


def _form(
    book: Book, name: str, columns: Sequence[str], rows: Rows, fields: dict[str, Field], *, frozen: int = 0
) -> Form:  # fmt: skip  # the signature in two lines
    own = {column: field for column, field in fields.items() if column in columns}
    form = Form(book, name, columns, own, frozen=min(frozen, len(columns)))
    for row in rows:
        form.row(row, "example")
    form.end()
    return form


def write_data_template(scheme: Scheme, path: Path) -> None:
    """Write an empty 数据.xlsx for one scheme: its data items as columns, its words as drop-downs, only needed sheets.

    Raises :class:`wuze.excel.styles.CannotWrite`.
    """
    with open_book(path, title=f"{scheme.name}数据", places=scheme.places) as book:
        _roster(book, scheme)
        wide, long = _wide(scheme), _long(scheme)
        if wide:
            _wide_form(book, wide, scheme)
        if long:
            names = tuple(element.name for element in long)
            _form(book, "数据明细", COLUMNS["数据明细"], [], {"数据项": _list("数据明细", "数据项", names)}, frozen=2)
        events = [element for element in scheme.elements if element.type is ElementType.EVENT]
        if events:
            names = tuple(element.name for element in events)
            _form(book, "事件", COLUMNS["事件"], [], {"数据项": _list("事件", "数据项", names)}, frozen=2)
        _votes(book, scheme)
        _scores(book, scheme)
        write_guide(book, data=True)


def _list(sheet: str, column: str, words: Iterable[str]) -> Field:
    known = FIELDS[sheet][column]
    return Field(known.width, known.note, tuple(words))


def _roster(book: Book, scheme: Scheme) -> None:
    more = [name for name in attributes(scheme) if name not in COLUMNS["名录"]]
    kinds = {"类型": _list("名录", "类型", scheme.types)} if scheme.types else {}
    fields = kinds | {name: Field(14, "方案里的条件、分组或公式要用到这一列") for name in more}
    _form(book, "名录", (*COLUMNS["名录"], *more), [], fields, frozen=2)


def attributes(scheme: Scheme) -> tuple[str, ...]:
    """The columns of the 名录 that a scheme reads, in order of first use."""
    nodes: list[Condition | Formula | None] = []
    for item in scheme.items:
        nodes.append(item.applies)
        for clause in item.clauses:
            nodes += [clause.guard, *(clause.method.conditions() if clause.method is not None else ())]
    nodes += [veto.condition for veto in scheme.vetoes]
    nodes += [element.formula for element in scheme.elements]
    found = [ref for node in nodes if node is not None for ref in refs(node)]
    grouped = [Ref(scheme.group_by, attribute=True)] if scheme.group_by else []
    return tuple(dict.fromkeys(ref.name for ref in [*grouped, *found] if ref.attribute))


def _periodic(scheme: Scheme) -> frozenset[str]:
    return frozenset(element for item in scheme.items if item.period for element in item.elements)


def _wide(scheme: Scheme) -> list[Element]:
    periodic = _periodic(scheme)
    return [
        element for element in scheme.elements
        if element.formula is None and element.type not in MANY and element.type is not ElementType.EVENT
        and element.id not in periodic
    ]  # fmt: skip  # one condition a line


def _long(scheme: Scheme) -> list[Element]:
    """Data items with a row for each rater or period."""
    periodic = _periodic(scheme)
    return [
        element for element in scheme.elements
        if element.formula is None and element.type is not ElementType.EVENT
        and (element.type in MANY or element.id in periodic)
    ]  # fmt: skip  # one condition a line


def _wide_form(book: Book, elements: Sequence[Element], scheme: Scheme) -> None:
    columns = ("编号", "名称", *(element.name for element in elements))
    form = Form(book, "数据", columns, {element.name: _field(element) for element in elements}, frozen=2)
    form.end()
    for element in elements:
        rule = _RULES.get(element.type)
        if rule is not None:
            form.check(element.name, *rule)


def _field(element: Element) -> Field:
    note = f"{_KIND_NOTES.get(element.type, '')}{f'，单位：{element.unit}' if element.unit else ''}"
    provider = f"\n由{element.origin}提供" if element.origin else ""
    words: tuple[str, ...] = _YES if element.type is ElementType.YESNO else ()
    if element.type in WORDS and element.options:
        words = (*element.options, "不适用")
    return Field(max(12, min(width_of(element.name) + 4, 30)), note + provider, words)


_KIND_NOTES = {
    ElementType.YESNO: "填是或否", ElementType.COUNT: "填次数（整数）", ElementType.NUMBER: "填数",
    ElementType.RATE: "填比率，如 95% 或 0.95", ElementType.OPTION: "从下拉里选",
}  # fmt: skip  # one table
_OR_NA = '{c}="不适用"'
_RULES = {
    ElementType.COUNT: (f"OR({_OR_NA},AND(ISNUMBER({{c}}),{{c}}>=0,{{c}}=INT({{c}})))", "次数", "填 0 或正整数；不适用填“不适用”"),
    ElementType.NUMBER: (f"OR({_OR_NA},ISNUMBER({{c}}))", "数值", "填数；不适用填“不适用”"),
    ElementType.RATE: (f"OR({_OR_NA},AND(ISNUMBER({{c}}),{{c}}<=2))", "比率", "填比率，如 95% 或 0.95；不适用填“不适用”"),
}  # fmt: skip  # one table


def _votes(book: Book, scheme: Scheme) -> None:
    used = [part.target for part in scheme.parts if part.source == "票数"]
    polls = [poll for poll in scheme.polls if poll.name in used]
    if not polls:
        return
    words = {
        "测评": [poll.name for poll in polls],
        "主体": [body for poll in polls for body, _ in poll.bodies],
        "选项": [option for poll in polls for option, _ in poll.options],
    }
    fields = {column: _list("票数", column, dict.fromkeys(found)) for column, found in words.items()}
    _form(book, "票数", COLUMNS["票数"], [], fields, frozen=2)


def _scores(book: Book, scheme: Scheme) -> None:
    targets = [item.id for item in scheme.items if scored_by_hand(item)]
    meeting = {poll.name for poll in scheme.polls if poll.meeting}
    targets += [part.id for part in scheme.parts if part.source == "票数" and part.target in meeting]
    if targets:
        _form(book, "得分", COLUMNS["得分"], [], {"指标": _list("得分", "指标", targets)}, frozen=2)


def scored_by_hand(item: Item) -> bool:
    """True for an item that needs a 得分 row: no clause has a method, or a band leaves a range to the scorer."""

    def ranged(clause: Clause) -> bool:
        return clause.method is not None and clause.method.inclusive_scores()

    return all(clause.method is None for clause in item.clauses) or any(map(ranged, item.clauses))
