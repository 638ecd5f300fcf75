"""The 等次 and 否决 tables."""

from __future__ import annotations

import re

from wuze.scoring.exact import Number, plain
from wuze.scoring.expressions import Condition
from wuze.scoring.loading.conditions import read_condition
from wuze.scoring.loading.sheet import BROKEN, Sheet, as_number, as_text, excused
from wuze.scoring.model import Effect, Grade, Veto
from wuze.scoring.parsing import Names
from wuze.scoring.text import key

ROUNDINGS = ("舍去", "进一", "四舍五入")
_SET = {effect: key(effect) for effect in (Effect.CEILING, Effect.SET)}


def read_grades(sheet: Sheet) -> tuple[Grade, ...]:
    """The grades, best first; 最低分 must fall from row to row."""
    grades: list[Grade] = []
    for row in range(len(sheet)):
        name = sheet.text(row, "等次")
        if not name:
            sheet.fault("missing_name", row, "等次", "等次没有名称", "填上等次，如 优秀")
            continue
        if any(key(grade.name) == key(name) for grade in grades):
            sheet.fault("duplicate_id", row, "等次", f"等次“{name}”重复", "删去一行，或改名")
        least = sheet.number(row, "最低分")
        rounding = sheet.text(row, "取整") or "舍去"
        if rounding not in ROUNDINGS:
            sheet.fault("bad_rounding", row, "取整", f"取整“{rounding}”不认识", f"只能填：{'、'.join(ROUNDINGS)}")
        share = _share(sheet, row, first=not grades)
        above = grades[-1].least if grades else None
        if least is not None and above is not None and least >= above:
            what = f"“{name}”的最低分{plain(least)}不低于上一等次的{plain(above)}，两档重叠"
            sheet.fault("band_order", row, "最低分", what, "等次从高到低写，最低分逐行降低")
        last = not any(sheet.text(later, "等次") for later in range(row + 1, len(sheet)))
        if least is None and not last and sheet.place(row, "最低分") not in sheet.problems.faulted:
            sheet.fault(
                "band_gap", row, "最低分", f"“{name}”没有最低分，等次断档", "填最低分；只有最后一个等次可以不填"
            )
        grades.append(Grade(name, least, share, rounding))
    return tuple(grades)


def _share(sheet: Sheet, row: int, *, first: bool) -> Number | None:
    cell = sheet.cell(row, "名额比例")
    if cell is None or cell == "":
        return None
    value = as_number(cell)
    if value is None or not 0 <= value <= 1:
        sheet.fault("bad_number", row, "名额比例", f"名额比例“{as_text(cell)}”不在0到100%之间", "写成 15% 或 0.15")
        return None
    if not first:
        place = sheet.place(row, "名额比例")
        sheet.problems.warn(
            "quota_ignored", place, "名额比例只对第一个等次起作用，这一个没有采用", "删去，或移到第一行"
        )
        return None
    return value


def read_vetoes(
    sheet: Sheet, names: Names, grades: tuple[Grade, ...], *, lost: int = 0, dated: bool = True
) -> tuple[Veto, ...]:
    """The vetoes, in order. ``lost``: grades without a valid name; ``dated``: there is a 截止日 to look back from."""
    vetoes = []
    known = [key(grade.name) for grade in grades]
    named = (_bare(text).removeprefix(word) for text in sheet.column("后果") for word in _SET.values()
             if _bare(text).startswith(word))  # fmt: skip  # one sentence
    excuse = excused(named, known, lost)
    for row in range(len(sheet)):
        condition = _condition(sheet, row, names)
        window = _window(sheet, row, dated=dated)
        effect, grade = _effect(sheet, row, grades, excuse)
        if condition is not None and effect is not None:
            vetoes.append(
                Veto(
                    sheet.text(row, "情形"),
                    condition,
                    sheet.text(row, "条件"),
                    window,
                    sheet.text(row, "回溯期"),
                    effect,
                    grade,
                    sheet.text(row, "依据"),
                    sheet.text(row, "文号"),
                )
            )
    return tuple(vetoes)


def _condition(sheet: Sheet, row: int, names: Names) -> Condition | None:
    text = sheet.text(row, "条件")
    if not text:
        sheet.fault("bad_condition", row, "条件", "否决没有写条件", "写成“数据项 = 是”或“数据项 ≥ 数”")
        return None
    return read_condition(text, names, sheet, row, "条件")


def _window(sheet: Sheet, row: int, *, dated: bool) -> int | None:
    text = key(sheet.text(row, "回溯期"))
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,3})(个?月|年)", text)
    if found is None or int(found[1]) == 0:
        sheet.fault("bad_window", row, "回溯期", f"回溯期“{text}”看不懂", "写成 12月 或 2年")
        return None
    if not dated:
        what = "写了回溯期，但方案没有截止日，也没有年度"
        sheet.fault("bad_window", row, "回溯期", what, "在方案表填年度或截止日")
    return int(found[1]) * (12 if found[2] == "年" else 1)


def _bare(text: str) -> str:
    return re.sub("[〈〉<>《》“”\"':]", "", key(text))


def _effect(
    sheet: Sheet, row: int, grades: tuple[Grade, ...], excuse: frozenset[str]
) -> tuple[Effect | None, str | None]:
    text = _bare(sheet.text(row, "后果"))
    for effect in (Effect.DROP, Effect.OUT, Effect.NULL):
        if text == key(effect):
            return effect, None
    for effect, word in _SET.items():
        if text.startswith(word) and text != word:
            wanted = text.removeprefix(word)
            named = next((grade.name for grade in grades if key(grade.name) == wanted), None)
            if named is None:
                what = f"后果里的等次“{wanted}”不在等次表里"
                listed = "、".join(grade.name for grade in grades) or "（等次表是空的）"
                sheet.fault(BROKEN if wanted in excuse else "unknown_grade", row, "后果", what, f"等次：{listed}")
                return None, None
            return effect, named
    allowed = "不得高于〈等次〉、降一等、定为〈等次〉、不参评、总分归零"
    sheet.fault("unknown_effect", row, "后果", f"后果“{text}”不认识" if text else "没有写后果", f"只能填：{allowed}")
    return None, None
