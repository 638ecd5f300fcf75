"""The data workbook's tables → Facts, every fault at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wuze.scoring.exact import plain
from wuze.scoring.facts import Fact, Facts, Subject
from wuze.scoring.loading.checks import may_be_na, warn_na
from wuze.scoring.loading.rows import EventReader, Known, ScoreReader, VoteReader, date_of, subject_of
from wuze.scoring.loading.scheme import Broken, Roster
from wuze.scoring.loading.sheet import BROKEN, Problems, Sheet, as_text, excused
from wuze.scoring.loading.values import BadValue, convert, period
from wuze.scoring.methods.discretion import Discretion
from wuze.scoring.model import PERIODS, Element, Scheme
from wuze.scoring.tables import Cell, Finding, Place, Table
from wuze.scoring.text import key
from wuze.scoring.values import MANY, NA, Absent, Value

IDENTITY = ("编号", "名称")
FACTS = ("数据", "数据明细", "事件", "票数", "得分")
NOTHING = Broken()


def roster_of(tables: Mapping[str, Table]) -> Roster:
    """The 名录's own columns and the 类型 that occur, for reading a scheme against it."""
    table = tables.get("名录")
    if table is None:
        return Roster(frozenset(), ())
    columns = frozenset(column for column in table.columns if column not in IDENTITY)
    at = table.columns.index("类型") if "类型" in columns else None
    kinds = dict.fromkeys(as_text(row[at]) for row in table.rows) if at is not None else {}
    return Roster(columns, tuple(kind for kind in kinds if kind))


def load_facts(
    tables: Mapping[str, Table], scheme: Scheme, broken: Broken = NOTHING, lost: Iterable[Place] = ()
) -> tuple[Facts, list[Finding]]:
    """Facts for a scheme, and what is wrong with them.

    ``broken`` is what has a fault in the scheme already; ``lost`` are cells whose value the border could not read.
    """
    problems = Problems(faulted=set(lost), lost=set(lost))
    sheets = {name: Sheet(tables, name, problems) for name in ("名录", *FACTS)}
    facts = Facts(_subjects(sheets["名录"], scheme))
    facts.attributes = roster_of(tables).attributes
    known = _known(sheets, facts)
    values = ValueReader(scheme, facts, known, broken)
    values.wide(sheets["数据"])
    values.long(sheets["数据明细"])
    EventReader(scheme, facts, known, broken).read(sheets["事件"])
    VoteReader(scheme, facts, known, broken).read(sheets["票数"])
    ScoreReader(scheme, facts, known, broken).read(sheets["得分"])
    _blank_policies(scheme, facts, broken, problems)
    return facts, problems.findings


def _blank_policies(scheme: Scheme, facts: Facts, broken: Broken, problems: Problems) -> None:
    """A warning for each item that a fact makes 不适用 while it says nothing of that."""
    absent = {name for filed in facts.values.values() for name, rows in filed.items() if rows[0].value is NA}
    spared = {name for filed in facts.scores.values() for name, rows in filed.items() if rows[-1].points is NA}
    for item in scheme.items:
        if item.na is not None or key(item.id) in broken.names or may_be_na(scheme, item):
            continue
        if item.id in spared or item.elements & absent:
            warn_na(item, f"数据里“{item.name}”有不适用的，但没有写不适用时怎么办", problems)


def _known(sheets: Mapping[str, Sheet], facts: Facts) -> Known:
    """Compared 编号 → 编号; None for one that the 名录 has lost, whose rows are left out without a word."""
    roster = sheets["名录"]
    known: dict[str, str | None] = {key(subject.id): subject.id for subject in facts.subjects}
    if len(roster) and not roster.lost("编号"):
        return known
    words = [word for name in FACTS for word in sheets[name].column("编号")]
    if roster.columns and not len(roster) and words:
        roster.problems.fault("missing_id", roster.place(None, "编号"), "名录是空的", "一行填一个考核对象")
        return dict.fromkeys(map(key, words))
    lost, wide = roster.lost("编号"), sheets["数据"]
    names = {key(roster.text(row, "名称")) for row in lost} - {""}
    named = {
        key(code) for code, name in zip(wide.column("编号"), wide.column("名称"), strict=True) if key(name) in names
    }
    excuse = (named - known.keys()) or excused(words, known, len(lost), 2)
    return known | dict.fromkeys(excuse)


def _subjects(sheet: Sheet, scheme: Scheme) -> tuple[Subject, ...]:
    subjects: dict[str, Subject] = {}
    allowed = {key(kind): kind for kind in scheme.types}
    for row in range(len(sheet)):
        code = sheet.text(row, "编号")
        if not code:
            sheet.fault("missing_id", row, "编号", "名录里有一行没有编号", "填上编号")
        elif key(code) in subjects:
            sheet.fault("duplicate_id", row, "编号", f"编号“{code}”在名录里出现两次", "改成不同的编号，或删去一行")
        else:
            attributes = {column: sheet.cell(row, column) for column in sheet.columns if column not in IDENTITY}
            kind = as_text(attributes.get("类型"))
            if kind and allowed and key(kind) not in allowed:
                fix = f"清单：{'、'.join(scheme.types)}"
                sheet.fault("unknown_type", row, "类型", f"类型“{kind}”不在方案的类型清单里", fix)
            elif kind:
                attributes["类型"] = allowed.get(key(kind), kind)
            subjects[key(code)] = Subject(code, sheet.text(row, "名称") or code, attributes)
    return tuple(subjects.values())


class ValueReader:
    """数据 and 数据明细."""

    def __init__(self, scheme: Scheme, facts: Facts, known: Known, broken: Broken) -> None:
        self.scheme, self.facts, self.known, self.broken = scheme, facts, known, broken.names
        self.names = {one.id: one.name for one in facts.subjects}
        self.ranges: dict[str, list[Discretion]] = {}
        self.periods: dict[str, int] = {}
        for item in scheme.items:
            for clause in item.clauses:
                for element in clause.elements:
                    if isinstance(clause.method, Discretion):
                        self.ranges.setdefault(element, []).append(clause.method)
                    if item.period:
                        self.periods[element] = max(self.periods.get(element, 0), PERIODS[item.period])

    def subject(self, sheet: Sheet, row: int) -> str | None:
        """The 编号 of a row, as it stands in the 名录."""
        return subject_of(sheet, row, self.known)

    def wide(self, sheet: Sheet) -> None:
        """One row a subject, one column a data item."""
        columns: list[tuple[int, str, Element, dict[Cell, tuple[Fact, ...]]]] = []
        for column, at in sheet.columns.items():
            element = self.scheme.element_names.get(key(column))
            if element is not None:
                columns.append((at, column, element, {}))
            elif column not in IDENTITY and key(column) not in self.broken:
                what = f"“{column}”不是方案的数据项"
                sheet.problems.fault("unknown_element", sheet.place(None, column), what, "改正列名，或在数据项表登记")
        for row, cells in enumerate(sheet.rows):
            subject = self.subject(sheet, row)
            self._same_name(sheet, row, subject)
            filed = self.facts.values.setdefault(subject, {}) if subject is not None else {}
            for at, column, element, seen in columns:
                cell = cells[at]
                if cell is None or cell == "":
                    continue
                fact = seen.get(cell)
                if fact is None or type(cell) is bool or element.id in filed:
                    self._wide_cell(sheet, row, column, element, filed, seen)
                else:
                    filed[element.id] = fact

    def _same_name(self, sheet: Sheet, row: int, subject: str | None) -> None:
        """A name beside the 编号 that is another subject's name: the sign of shifted rows."""
        written = sheet.text(row, "名称")
        if subject is not None and written and key(written) != key(self.names[subject]):
            what = f"编号“{subject}”在名录里是“{self.names[subject]}”，这里写“{written}”"
            sheet.problems.warn("name_differs", sheet.place(row, "名称"), what, "核对这一行是不是错位")

    def _wide_cell(
        self, sheet: Sheet, row: int, column: str, element: Element, filed: dict[str, tuple[Fact, ...]],
        seen: dict[Cell, tuple[Fact, ...]],
    ) -> None:  # fmt: skip  # two lines of parameters
        value = self.value(sheet, row, column, element)
        if value is None:
            return
        self.file(sheet, row, column, element, filed, Fact(value))
        cell = sheet.cell(row, column)
        if not isinstance(cell, bool):
            seen[cell] = (Fact(value),)

    def value(self, sheet: Sheet, row: int, column: str, element: Element) -> Value | Absent | None:
        """The cell as a value; None after a fault."""
        cell = sheet.cell(row, column)
        if element.formula_text:
            what = f"“{element.name}”由公式计算，这里不能填数"
            sheet.fault("computed_value", row, column, what, "清空这一格，或删去数据项表里的公式")
            return None
        try:
            value = convert(element, cell)
        except BadValue as bad:
            sheet.fault("bad_value", row, column, bad.problem, bad.fix)
            return None
        for method in self.ranges.get(element.id, ()):
            if not isinstance(value, (Absent, bool, str)) and not method.low <= value <= method.high:
                what = f"“{element.name}”给{as_text(cell)}分，不在{plain(method.low)}~{plain(method.high)}之间"
                sheet.fault("score_range", row, column, what, "改成幅度以内的分数")
                return None
        return value

    def file(
        self, sheet: Sheet, row: int, column: str, element: Element, filed: dict[str, tuple[Fact, ...]], fact: Fact
    ) -> None:
        """Put a fact away; a second one for the same 期 is a fault, save for 评等 and 打分."""
        before = filed.get(element.id, ())
        if element.type not in MANY and any(other.period == fact.period for other in before):
            when = f"第{fact.period}期" if fact.period else ""
            what = f"“{element.name}”{when}的数据出现了两次"
            sheet.fault("duplicate_fact", row, column, what, "删去一处；一个单位一个数据项只填一次")
            return
        filed[element.id] = (*before, fact)

    def long(self, sheet: Sheet) -> None:
        """One row a fact."""
        for row in range(len(sheet)):
            subject = self.subject(sheet, row)
            name = sheet.text(row, "数据项")
            element = self.scheme.element_names.get(key(name))
            if element is None:
                code = BROKEN if key(name) in self.broken else "unknown_element"
                what = f"“{name}”不是方案的数据项" if name else "没有写数据项"
                sheet.fault(code, row, "数据项", what, "填方案里数据项的名称或编号，或在数据项表登记")
                continue
            if not sheet.text(row, "值"):
                continue
            on = date_of(sheet, row)
            which = self._period(sheet, row, element)
            value = self.value(sheet, row, "值", element)
            certain = sheet.place(row, "期") not in sheet.problems.faulted
            if subject is not None and value is not None and certain:
                fact = Fact(value, on, which, sheet.text(row, "来源"), sheet.text(row, "佐证"))
                self.file(sheet, row, "值", element, self.facts.values.setdefault(subject, {}), fact)

    def _period(self, sheet: Sheet, row: int, element: Element) -> int | None:
        try:
            return period(sheet.cell(row, "期"), self.periods.get(element.id))
        except BadValue as bad:
            sheet.fault("bad_period", row, "期", bad.problem, bad.fix)
            return None
