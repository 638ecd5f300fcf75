"""The 数据项 table and its formulas."""

from __future__ import annotations

from dataclasses import replace

from wuze.scoring.expressions import BadExpression, Formula, refs
from wuze.scoring.loading.conditions import warn_assumed
from wuze.scoring.loading.sheet import Sheet
from wuze.scoring.model import Element
from wuze.scoring.parsing import Known, Names, parse_formula
from wuze.scoring.text import key, split_list
from wuze.scoring.values import WORDS, ElementType

COMPUTABLE = (ElementType.COUNT, ElementType.NUMBER, ElementType.RATE)


def read_elements(
    sheet: Sheet, attributes: frozenset[str] | None, types: tuple[str, ...]
) -> tuple[tuple[Element, ...], Names]:
    """Data items, and the names that expressions may use; formulas parsed, cycles reported."""
    elements: list[Element] = []
    rows: dict[str, int] = {}
    known: dict[str, Known] = {}
    broken: set[str] = set()
    for row in range(len(sheet)):
        element = _element(sheet, row, known)
        if element is not None:
            elements.append(element)
            rows[element.id] = row
            seen = Known(element.id, element.name, element.type, element.options)
            known[key(element.id)] = known[key(element.name)] = seen
        else:
            broken |= {key(sheet.text(row, column)) for column in ("编号", "名称")} - {""}
    names = Names(known, attributes, types, broken=broken - known.keys())
    formulas = {element.id: _formula(sheet, rows[element.id], element, names) for element in elements}
    _cycles(sheet, rows, formulas)
    return tuple(replace(element, formula=formulas[element.id]) for element in elements), names


def _element(sheet: Sheet, row: int, known: dict[str, Known]) -> Element | None:
    name, code = sheet.text(row, "名称"), sheet.text(row, "编号")
    if not name and not code:
        sheet.fault("missing_name", row, "名称", "数据项没有名称", "填上名称")
        return None
    for column, word in (("编号", code), ("名称", name)):
        if word and key(word) in known:
            sheet.fault("duplicate_id", row, column, f"数据项“{word}”登记了两次", "删去一行，或改名")
            return None
    formula = sheet.text(row, "公式").lstrip("=＝")
    kind = sheet.word(row, "类型", ElementType, "bad_type")
    if kind is None:
        if sheet.text(row, "类型") or not formula:
            sheet.fault("bad_type", row, "类型", f"数据项“{name}”没有写类型", f"只能填：{'、'.join(ElementType)}")
            return None
        kind = ElementType.NUMBER
    if formula and kind not in COMPUTABLE:
        sheet.fault("bad_type", row, "类型", f"有公式的数据项不能是“{kind}”", f"改成：{'、'.join(COMPUTABLE)}")
    options = split_list(sheet.text(row, "选项")) if kind in WORDS else ()
    origin, unit = sheet.text(row, "来源"), sheet.text(row, "单位")
    return Element(code or name, name or code, kind, unit, options, origin, None, formula)


def _formula(sheet: Sheet, row: int, element: Element, names: Names) -> Formula | None:
    if not element.formula_text:
        return None
    try:
        return parse_formula(element.formula_text, names)
    except BadExpression as bad:
        sheet.fault(bad.code, row, "公式", bad.problem, bad.fix)
        return None
    finally:
        warn_assumed(names, sheet, row, "公式")


def _cycles(sheet: Sheet, rows: dict[str, int], formulas: dict[str, Formula | None]) -> None:
    uses = {
        element: {ref.name for ref in refs(formula) if not ref.attribute} if formula is not None else set()
        for element, formula in formulas.items()
    }
    for members in cycles(uses):
        last = max(members, key=lambda element: rows[element])
        chain = " → ".join(sorted(members, key=lambda element: rows[element]))
        sheet.fault("cycle", rows[last], "公式", f"公式互相引用，算不出来：{chain}", "去掉其中一处引用")


def cycles(uses: dict[str, set[str]]) -> list[set[str]]:
    """The sets of things that use each other in a circle (one alone when it uses itself)."""
    reach: dict[str, set[str]] = {}
    for start, first in uses.items():
        seen: set[str] = set()
        todo = list(first)
        while todo:
            step = todo.pop()
            if step not in seen:
                seen.add(step)
                todo.extend(uses.get(step, ()))
        reach[start] = seen
    found: list[set[str]] = []
    for start in uses:
        if start in reach[start] and not any(start in members for members in found):
            found.append({other for other in uses if other in reach[start] and start in reach[other]})
    return found
