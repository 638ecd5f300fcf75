"""The 板块, 测评 and 测评主体 tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wuze.scoring.exact import Number
from wuze.scoring.loading.sheet import BROKEN, Sheet, as_number
from wuze.scoring.model import Part, Poll
from wuze.scoring.parsing import Names
from wuze.scoring.text import key
from wuze.scoring.values import NUMERIC


def read_parts(sheet: Sheet, names: Names, polls: tuple[Poll, ...]) -> tuple[Part, ...]:
    """The parts, still without items."""
    parts: list[Part] = []
    for row in range(len(sheet)):
        code = sheet.text(row, "编号")
        if not code:
            sheet.fault("missing_id", row, "编号", "板块没有编号", "填上编号，如 P1")
            continue
        if any(key(part.id) == key(code) for part in parts):
            sheet.fault("duplicate_id", row, "编号", f"板块编号“{code}”重复", "改成不同的编号")
            continue
        points = sheet.number(row, "分值", least=0)
        if points is None and sheet.place(row, "分值") not in sheet.problems.faulted:
            sheet.fault("missing_points", row, "分值", f"板块“{code}”没有分值", "填分值；加分或扣分板块填0")
        source, target = _source(sheet, row, names, polls)
        cap, floor = sheet.number(row, "上限"), sheet.number(row, "下限")
        if cap is not None and floor is not None and floor >= cap:
            sheet.fault("never_counts", row, "编号", f"板块“{code}”的下限不小于上限", "改正上限或下限")
        parts.append(
            Part(
                code,
                sheet.text(row, "名称"),
                points or Decimal(0),
                source,
                target,
                sheet.yes(row, "折算"),
                cap,
                floor,
                (),
                sheet.place(row, "编号"),
            )
        )
    return tuple(parts)


def _source(sheet: Sheet, row: int, names: Names, polls: tuple[Poll, ...]) -> tuple[str, str]:
    text = key(sheet.text(row, "来源"))
    if text in ("", "指标"):
        return "指标", ""
    kind, _, target = text.partition(":")
    target = target.strip("〈〉<>《》")
    if kind == "票数":
        found = next((poll.name for poll in polls if key(poll.name) == target), None)
        if found is None:
            sheet.fault("unknown_poll", row, "来源", f"测评表里没有“{target}”", "在测评表登记，或改正名称")
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


def read_polls(sheet: Sheet, bodies: Sheet) -> tuple[Poll, ...]:
    """Polls with their options and the weights of the bodies that vote."""
    drafts: dict[str, _Draft] = {}
    current = ""
    for row in range(len(sheet)):
        current = sheet.text(row, "测评") or current
        draft = drafts.setdefault(current, _Draft(row, [], 1, False, []))
        _option(sheet, row, draft)
        least = sheet.number(row, "最少人数", least=0)
        draft.least = int(least) if least is not None else draft.least
        short = key(sheet.text(row, "人数不足时"))
        if short not in ("", "不计并折算", "会议评议"):
            sheet.fault("bad_word", row, "人数不足时", f"“{short}”不认识", "只能填：不计并折算、会议评议")
        draft.meeting = draft.meeting or short == "会议评议"
    _bodies(bodies, drafts)
    for name, draft in drafts.items():
        faces = [face for _, face in draft.options if face is not None]
        if not faces or max(faces) <= 0:
            sheet.fault("bad_poll", draft.row, "测评", f"测评“{name}”没有大于0的面值", "至少给一个选项填面值")
        elif not draft.bodies:
            sheet.fault(
                "bad_poll", draft.row, "测评", f"测评“{name}”在测评主体表里没有主体", "在测评主体表填主体和权重"
            )
    return tuple(
        Poll(name, tuple(draft.options), draft.least, draft.meeting, tuple(draft.bodies))
        for name, draft in drafts.items()
    )


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
        sheet.fault("bad_number", row, column, f"{column}“{cell}”不是不小于0的数", "填数，如 100、80、40%")
        return None
    return value


def _bodies(sheet: Sheet, drafts: dict[str, _Draft]) -> None:
    current = ""
    for row in range(len(sheet)):
        current = sheet.text(row, "测评") or current
        body, weight = sheet.text(row, "主体"), _share(sheet, row, "权重")
        draft = next((draft for name, draft in drafts.items() if key(name) == key(current)), None)
        if draft is None:
            sheet.fault("unknown_poll", row, "测评", f"测评表里没有“{current}”", "在测评表登记，或改正名称")
        elif not body:
            sheet.fault("missing_name", row, "主体", "主体空着", "填上主体，如 党员代表")
        elif any(key(word) == key(body) for word, _ in draft.bodies):
            sheet.fault("duplicate_id", row, "主体", f"主体“{body}”重复", "删去一行")
        elif not weight and sheet.place(row, "权重") not in sheet.problems.faulted:
            sheet.fault("bad_number", row, "权重", f"主体“{body}”没有大于0的权重", "填数，如 40%")
        elif weight:
            draft.bodies.append((body, weight))
