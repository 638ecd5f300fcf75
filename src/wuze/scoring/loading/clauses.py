"""One row of the 指标 table as a clause: its data items, method, parameters, guard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from wuze.scoring.expressions import BadExpression, Condition
from wuze.scoring.loading.conditions import check_types, read_condition, warn_assumed
from wuze.scoring.loading.sheet import BROKEN, Sheet
from wuze.scoring.methods import BY_LABEL
from wuze.scoring.methods.base import Method, Spec
from wuze.scoring.methods.ratio import Ratio
from wuze.scoring.model import Clause, Start
from wuze.scoring.parsing import Known, Names
from wuze.scoring.text import key
from wuze.scoring.values import ElementType

_MOST = re.compile(r"[;,]?[\[(【]?最多(\d+(?:\.\d+)?)分?[\])】]?$")
_WORDS = {"text": "计分要点", "guard_text": "条件", "source": "数据来源"}
_FREE = ("gate", "reach", "deduct")


class ClauseReader:
    """Reads clauses; ``items`` maps the compared form of item codes and names to codes, for 名次 on an item."""

    def __init__(self, sheet: Sheet, names: Names, items: Mapping[str, str]) -> None:
        self.sheet, self.names, self.items = sheet, names, items
        self.doubtful: set[str] = set()
        """Data items (ids) of clauses that did not read: their levels and ranges are not all known."""

    def read(
        self, first: int, end: int, points: Decimal | None, written: Start | None, cap: Decimal | None
    ) -> tuple[Clause, ...]:
        """The clauses of an item, numbered from 1; rows whose method does not read are left out, with their fault."""
        clauses: list[Clause] = []
        for row in range(first, end):
            clause = self._clause(row, len(clauses) + 1, points, written, cap)
            if clause is not None:
                clauses.append(clause)
        return tuple(clauses)

    def _clause(
        self, row: int, no: int, points: Decimal | None, written: Start | None, cap: Decimal | None
    ) -> Clause | None:
        sheet = self.sheet
        before = len(sheet.problems.faulted)
        typed, most = _split_most(key(sheet.text(row, "参数")))
        guard = self._guard(row)
        label = sheet.text(row, "方式")
        kind = BY_LABEL.get(key(label))
        elements, item = self._elements(row, kind)
        method: Method | None = None
        if kind is None and (label or typed or sheet.text(row, "数据项")):
            what = f"方式“{label}”不认识" if label else "有数据项或参数，但没有写方式"
            sheet.fault("unknown_method", row, "方式", what, f"只能填：{'、'.join(BY_LABEL)}")
        elif kind is not None and elements is not None:
            guarded, full = bool(sheet.text(row, "条件")), written is Start.FULL
            spec = Spec(typed, self.names, elements, points, guarded, full, cap == 0, self.names.types, key(label))
            method = self._method(row, kind, spec, item)
        own = [known.id for known in elements or ()]
        if len(sheet.problems.faulted) > before:
            self.doubtful |= set(own)
            return None
        used = tuple(dict.fromkeys([*own, *(method.more_elements() if method else ())]))
        words = {name: sheet.text(row, column) for name, column in _WORDS.items()}
        group, place = key(sheet.text(row, "互斥组")), sheet.place(row, "编号")
        return Clause(
            no=no, method=method, params=typed, elements=used, item=item, guard=guard, group=group, most=most,
            place=place, **words,
        )  # fmt: skip  # fields by their kind

    def _guard(self, row: int) -> Condition | None:
        text = self.sheet.text(row, "条件")
        named = self.names.elements.get(key(self.sheet.text(row, "数据项")))
        own = named.id if named else None
        return read_condition(text, self.names, self.sheet, row, "条件", own) if text else None

    def _elements(self, row: int, kind: type[Method] | None) -> tuple[tuple[Known, ...] | None, str | None]:
        text = self.sheet.text(row, "数据项")
        if not text:
            return (), None
        words = [text] if key(text) in self.names.elements else re.split("[/÷]", key(text))
        found = [self.names.elements.get(key(word)) for word in words]
        known = tuple(element for element in found if element is not None)
        if len(known) == len(words):
            return known, None
        if kind is not None and kind.TAKES_ITEM and key(text) in self.items:
            return (), self.items[key(text)]
        lost = next(word for word, element in zip(words, found, strict=True) if element is None)
        if key(lost) in self.names.broken:
            self.sheet.fault(BROKEN, row, "数据项", "", "")
            return None, None
        self.sheet.fault("unknown_element", row, "数据项", f"数据项表里没有“{lost}”", "在数据项表登记，或改正名称")
        return None, None

    def _method(self, row: int, kind: type[Method], spec: Spec, item: str | None) -> Method | None:
        if item is None and not self._suits(row, kind, spec):
            return None
        try:
            method = kind.parse(spec)
        except BadExpression as bad:
            self.sheet.fault(bad.code, row, "参数", bad.problem, bad.fix)
            return None
        finally:
            warn_assumed(self.names, self.sheet, row, "参数")
        if not spec.elements and item is None and not method.conditions() and not spec.guarded:
            self.sheet.fault(
                "needs_element", row, "数据项", f"“{spec.label}”要有数据项", "填上数据项，或在参数、条件里写明条件"
            )
            return None
        for condition in method.conditions():
            if not check_types(condition, self.names, self.sheet, row, "参数"):
                return None
        if kind.ID in _FREE and not method.conditions() and not self._yes(row, spec):
            return None
        return method

    def _yes(self, row: int, spec: Spec) -> bool:
        """Without a condition of its own, 扣分, 达到得 and 否则零分 read a 是否 item."""
        own = spec.own
        if own is None or own.type is ElementType.YESNO:
            return True
        what = f"“{own.name}”是“{own.type}”项，“{spec.label}”不写条件时只用“是否”项"
        column = "数据项" if spec.label == "扣分" else "参数"
        code = "element_type" if spec.label == "扣分" else "bad_params"
        self.sheet.fault(code, row, column, what, "换数据项，或在参数里写条件，如 ≥95% 得2")
        return False

    def _suits(self, row: int, kind: type[Method], spec: Spec) -> bool:
        if not spec.elements:
            if not kind.MAY_LACK_ELEMENT:
                self.sheet.fault("needs_element", row, "数据项", f"“{spec.label}”要有数据项", "填上数据项")
            return kind.MAY_LACK_ELEMENT
        pair = len(spec.elements) == 2 and kind is Ratio
        takes = Ratio.TAKES_PAIR if pair else kind.TAKES
        if len(spec.elements) > 1 and not pair:
            self.sheet.fault("element_type", row, "数据项", f"“{spec.label}”只用一个数据项", "只写一个")
            return False
        if kind.ID in _FREE:
            return True
        for element in spec.elements:
            if element.type not in takes:
                allowed = "、".join(kind_ for kind_ in ElementType if kind_ in takes)
                what = f"“{spec.label}”不能用“{element.type}”项“{element.name}”"
                self.sheet.fault("element_type", row, "数据项", what, f"用这些类型的数据项：{allowed}")
                return False
        return True


def _split_most(text: str) -> tuple[str, Decimal | None]:
    found = _MOST.search(text)
    return (text[: found.start()], Decimal(found[1])) if found else (text, None)
