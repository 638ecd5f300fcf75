"""The 板块, 测评 and 测评主体 tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from wuze.scoring.exact import Number, plain, total
from wuze.scoring.loading.sheet import BROKEN, Sheet, as_number, as_text, excused
from wuze.scoring.model import Part, Poll
from wuze.scoring.parsing import Names
from wuze.scoring.tables import Place
from wuze.scoring.text import key
from wuze.scoring.values import NUMERIC


def read_parts(sheet: Sheet, names: Names, polls: tuple[Poll, ...], lost: int = 0) -> tuple[Part, ...]:
    """The parts, still without items. ``lost``: polls without a valid name."""
    if sheet.columns and not len(sheet):
        sheet.problems.fault("missing_id", sheet.place(None, "编号"), "板块表是空的", "一行填一个板块")
    targets = [_target(key(text).partition(":")[2]) for text in sheet.column("来源")]
    excuse = excused(targets, (key(poll.name) for poll in polls), lost)
    parts: list[Part] = []
    for row in range(len(sheet)):
        code = sheet.text(row, "编号")
        if not code:
            sheet.fault("missing_id", row, "编号", "板块没有编号", "填上编号，如 P1")
            code = sheet.text(row, "名称")
        if any(key(part.id) == key(code) for part in parts):
            sheet.fault("duplicate_id", row, "编号", f"板块编号“{code}”重复", "改成不同的编号")
            continue
        points = sheet.number(row, "分值", least=0)
        if points is None and sheet.place(row, "分值") not in sheet.problems.faulted:
            sheet.fault("missing_points", row, "分值", f"板块“{code}”没有分值", "填分值；加分或扣分板块填0")
        source, target = _source(sheet, row, names, polls, excuse)
        cap, floor = sheet.number(row, "上限"), sheet.number(row, "下限")
        if cap is not None and floor is not None and floor >= cap:
            sheet.fault("never_counts", row, "编号", f"板块“{code}”的下限不小于上限", "改正上限或下限")
        name, scaled, place = sheet.text(row, "名称"), sheet.yes(row, "折算"), sheet.place(row, "编号")
        parts.append(Part(code, name, points or Decimal(0), source, target, scaled, cap, floor, (), place))
    return tuple(parts)


def _target(word: str) -> str:
    return word.strip('〈〉<>《》“”"')


def _source(sheet: Sheet, row: int, names: Names, polls: tuple[Poll, ...], excuse: frozenset[str]) -> tuple[str, str]:
    text = key(sheet.text(row, "来源"))
    if text in ("", "指标"):
        return "指标", ""
    kind, _, target = text.partition(":")
    target = _target(target)
    if kind == "票数":
        found = next((poll.name for poll in polls if key(poll.name) == target), None)
        if found is None:
            code = BROKEN if target in excuse else "unknown_poll"
            sheet.fault(code, row, "来源", f"测评表里没有“{target}”", "在测评表登记，或改正名称")
        return "票数", found or target
    if kind == "引用":
        known = names.elements.get(target)
        if known is None:
            code = BROKEN if target in names.broken else "unknown_element"
            sheet.fault(code, row, "来源", f"数据项表里没有“{target}”", "在数据项表登记，或改正名称")
        elif known.type not in NUMERIC:
            what = f"引用的“{known.name}”是“{known.type}”项，不是数"
            sheet.fault("element_type", row, "来源", what, "引用次数、数值、比率或打分项")
        return "引用", known.id if known else target
    sheet.fault("unknown_source", row, "来源", f"来源“{text}”不认识", "写 指标、票数:测评名 或 引用:数据项")
    return "指标", ""


@dataclass(slots=True)
class _Draft:
    row: int
    options: list[tuple[str, Number | None]]
    least: int
    meeting: bool
    bodies: list[tuple[str, Number]]
    last_weight: Place | None = None
    rows: set[Place] = field(default_factory=set)


def read_polls(sheet: Sheet, bodies: Sheet) -> tuple[tuple[Poll, ...], frozenset[str], frozenset[str]]:
    """Polls with their options and the weights of the bodies that vote.

    Also the compared names of polls with a fault, and of bodies whose poll is not known.
    """
    drafts: dict[str, _Draft] = {}
    current = ""
    for row in range(len(sheet)):
        current = sheet.text(row, "测评") or current
        if not current:
            code = BROKEN if drafts else "missing_name"
            sheet.fault(code, row, "测评", "测评没有名称", "填上测评的名称，如 民主测评")
        draft = next((one for name, one in drafts.items() if key(name) == key(current)), None)
        if draft is None:
            draft = drafts[current] = _Draft(row, [], 1, False, [])
        _poll_row(sheet, row, draft)
    strays = _bodies(bodies, drafts, len(sheet.lost("测评")))
    for name, draft in drafts.items():
        _poll(sheet, name, draft)
    found = tuple(
        Poll(name, tuple(draft.options), draft.least, draft.meeting, tuple(draft.bodies))
        for name, draft in drafts.items()
    )
    wrong = {Place(place.table, place.row) for place in sheet.problems.faulted}
    return found, frozenset(key(name) for name, draft in drafts.items() if draft.rows & wrong), frozenset(strays)


def _poll_row(sheet: Sheet, row: int, draft: _Draft) -> None:
    draft.rows.add(Place(sheet.name, row))
    _option(sheet, row, draft)
    least = sheet.number(row, "最少人数", least=0)
    if least is not None and least != int(least):
        sheet.fault("bad_number", row, "最少人数", f"最少人数“{plain(least)}”不是整数", "填0、1、2……")
    draft.least = int(least) if least is not None else draft.least
    short = key(sheet.text(row, "人数不足时"))
    if short not in ("", "不计并折算", "会议评议"):
        sheet.fault("bad_word", row, "人数不足时", f"“{short}”不认识", "只能填：不计并折算、会议评议")
    draft.meeting = draft.meeting or short == "会议评议"


def _poll(sheet: Sheet, name: str, draft: _Draft) -> None:
    """A poll needs a face value and a body; not asked where a cell that might give it is at fault."""
    wrong = {Place(place.table, place.row) for place in sheet.problems.faulted} & draft.rows
    faces = [face for _, face in draft.options if face is not None]
    if not wrong and (not faces or max(faces) <= 0):
        sheet.fault("bad_poll", draft.row, "测评", f"测评“{name}”没有大于0的面值", "至少给一个选项填面值")
    elif not wrong and not draft.bodies:
        what = f"测评“{name}”在测评主体表里没有主体"
        sheet.fault("bad_poll", draft.row, "测评", what, "在测评主体表填主体和权重")


def _option(sheet: Sheet, row: int, draft: _Draft) -> None:
    option = sheet.text(row, "选项")
    if not option:
        sheet.fault("missing_name", row, "选项", "选项空着", "填上选项，如 好、较好、一般、差")
    elif any(key(word) == key(option) for word, _ in draft.options):
        sheet.fault("duplicate_id", row, "选项", f"选项“{option}”重复", "删去一行")
    else:
        draft.options.append((option, _share(sheet, row, "面值")))


def _share(sheet: Sheet, row: int, column: str) -> Number | None:
    cell = sheet.cell(row, column)
    if cell is None or cell == "":
        return None
    value = as_number(cell)
    if value is None or value < 0:
        sheet.fault("bad_number", row, column, f"{column}“{as_text(cell)}”不是不小于0的数", "填数，如 100、80、40%")
        return None
    return value


def _bodies(sheet: Sheet, drafts: dict[str, _Draft], lost: int) -> set[str]:
    current, strays = "", set[str]()
    excuse = excused(sheet.column("测评"), map(key, drafts), lost)
    for row in range(len(sheet)):
        current = sheet.text(row, "测评") or current
        body, weight = sheet.text(row, "主体"), _share(sheet, row, "权重")
        draft = next((draft for name, draft in drafts.items() if key(name) == key(current)), None)
        if draft is not None:
            draft.rows.add(Place(sheet.name, row))
        if draft is None:
            code = BROKEN if key(current) in excuse else "unknown_poll"
            sheet.fault(code, row, "测评", f"测评表里没有“{current}”", "在测评表登记，或改正名称")
            excuse |= {key(current)}
            strays.add(key(body))
        elif not body:
            sheet.fault("missing_name", row, "主体", "主体空着", "填上主体，如 党员代表")
        elif any(key(word) == key(body) for word, _ in draft.bodies):
            sheet.fault("duplicate_id", row, "主体", f"主体“{body}”重复", "删去一行")
        elif not weight and sheet.place(row, "权重") not in sheet.problems.faulted:
            sheet.fault("bad_number", row, "权重", f"主体“{body}”没有大于0的权重", "填数，如 40%")
        elif weight:
            draft.bodies.append((body, weight))
            draft.last_weight = sheet.place(row, "权重")
    for name, draft in drafts.items():
        _weights(sheet, name, draft)
    return strays


def _weights(sheet: Sheet, name: str, draft: _Draft) -> None:
    together = total(weight for _, weight in draft.bodies)
    if draft.last_weight is not None and together not in (1, 100):
        what = f"“{name}”各主体权重合计{plain(together)}，不是100%"
        sheet.problems.warn("weights_sum", draft.last_weight, what, "都写百分数（如 40%），合计 100%；不改则按比例折算")
