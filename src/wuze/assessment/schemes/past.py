"""Results of past years from a workbook: unit, year, total, grade; and every fault at its cell. Pure but for the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from wuze.excel.book import Sheet, open_book
from wuze.excel.cells import a1
from wuze.excel.handout.frame import Frame, find_head, frame_of, shown
from wuze.excel.headers import bare, plain
from wuze.excel.lists import Fault
from wuze.excel.refusal import BookError
from wuze.scoring.exact import half_up
from wuze.scoring.text import key, number

FIELDS: dict[str, tuple[str, ...]] = {
    "unit": ("单位", "单位名称", "党组织名称", "党组织", "支部名称", "考核对象", "名称", "组织名称", "被考核单位"),
    "year": ("年度", "年份", "考核年度"),
    "total": ("得分", "总分", "考核得分", "最终得分", "综合得分", "总得分", "考核总分"),
    "grade": ("等次", "等级", "考核等次", "考核结果", "评定等次", "评定结果", "结果"),
}
MOST = 20_000
LONGEST_GRADE, LARGEST = 20, Decimal(99999)
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Line:
    """One result to be imported."""

    unit: int
    name: str
    year: int
    total: Decimal | None
    grade: str
    cell: str

    def kept(self) -> list[str | int]:
        """As JSON keeps it between preview and import."""
        return [self.unit, self.name, self.year, "" if self.total is None else str(self.total), self.grade, self.cell]

    @classmethod
    def back(cls, kept: list[str | int]) -> Line:
        """From what was kept."""
        unit, name, year, total, grade, cell = kept
        points = Decimal(str(total)) if total != "" else None
        return cls(int(unit), str(name), int(year), points, str(grade), str(cell))


@dataclass(slots=True)
class Read:
    """A whole file: what can be imported, what is there already, what is wrong."""

    lines: list[Line] = field(default_factory=list)
    known: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Reader:
    """Reads a file against the units an actor may write results for.

    ``units``: compared name → numbers of the units so called; ``taken``: unit, title, year that are there already.
    ``year`` holds where the file has no column of its own.
    """

    def __init__(
        self,
        units: Mapping[str, Collection[int]],
        taken: Collection[tuple[int, str, int]],
        title: str,
        year: int | None,
    ) -> None:
        self.units, self.taken, self.title, self.year = units, taken, title, year
        self.found = Read()
        self.seen: dict[tuple[int, int], str] = {}

    def read(self, path: Path, label: str) -> Read:
        """All sheets that have a head. Never raises for bad input."""
        try:
            book = open_book(path)
        except BookError as refused:
            self.found.faults.append(Fault(label, refused.finding.problem, refused.finding.fix))
            return self.found
        for sheet in book.sheets:
            head = find_head(sheet, {word for name in ("unit", "total", "grade") for word in FIELDS[name]})
            if head is not None:
                self._sheet(sheet, frame_of(sheet, *head), f"{label}!{sheet.name}")
        if not self.found.lines and not self.found.faults and not self.found.known:
            fix = "表头要有“单位”一列，和“得分”或“等次”一列，名称相近也认"
            self.found.faults.append(Fault(label, "没有找到结果表的表头，或表头下面没有数据", fix))
        return self.found

    def _sheet(self, sheet: Sheet, frame: Frame, where: str) -> None:
        columns = _columns(frame)
        if "unit" not in columns or not {"total", "grade"} & set(columns):
            self.found.faults.append(Fault(where, "缺“单位”列，或“得分”“等次”两列都没有", "补上再导；名称相近的列也认"))
            return
        if "year" not in columns and self.year is None:
            self.found.faults.append(Fault(where, "没有“年度”一列，页面上也没有填年度", "补一列年度，或在页面上填年度"))
            return
        for row in frame.data:
            if len(self.found.lines) >= MOST:
                self.found.faults.append(Fault(where, f"一次最多{MOST}行", "分几个文件导"))
                return
            self._row(frame, columns, row, where)

    def _row(self, frame: Frame, columns: Mapping[str, int], row: int, where: str) -> None:
        cells = {name: f"{where}!{a1(row, at)}" for name, at in columns.items()}
        text = {name: shown(frame.value(row, at)).strip() for name, at in columns.items()}
        if not any(text.values()):
            return
        before = len(self.found.faults)
        unit = self._unit(text["unit"], cells["unit"])
        year = self._year(text.get("year", ""), cells.get("year", where))
        total = self._total(text.get("total", ""), cells.get("total", where))
        grade = text.get("grade", "")
        if len(grade) > LONGEST_GRADE:
            self._fault(cells["grade"], f"等次有{len(grade)}个字", f"最多{LONGEST_GRADE}个字")
        if total is None and not grade and len(self.found.faults) == before:
            self._fault(cells["unit"], "得分和等次都没有", "至少填一样；没有参加考核的删去这一行")
        if len(self.found.faults) > before or unit is None or year is None:
            return
        self._take(Line(unit, text["unit"], year, total, grade, cells["unit"]))

    def _take(self, line: Line) -> None:
        first = self.seen.setdefault((line.unit, line.year), line.cell)
        if first != line.cell:
            self._fault(line.cell, f"“{line.name}”{line.year}年在{first.rpartition('!')[2]}已有一行", "只留一行")
        elif (line.unit, self.title, line.year) in self.taken:
            self.found.known.append(line)
        else:
            self.found.lines.append(line)

    def _unit(self, text: str, cell: str) -> int | None:
        found = sorted(self.units.get(key(text), ()))
        if len(found) == 1:
            return found[0]
        if not text:
            self._fault(cell, "没有写单位", "写上单位全称，或删去这一行")
        elif found:
            self._fault(cell, f"有{len(found)}个单位叫“{text[:30]}”", "写全称；仍分不开的，先在单位里改名")
        else:
            self._fault(cell, f"单位里没有“{text[:30]}”", "照系统里的全称或简称写；已撤销的单位也认")
        return None

    def _year(self, text: str, cell: str) -> int | None:
        if not text and self.year is not None:
            return self.year
        digits = text.removesuffix("年度").removesuffix("年")
        if digits.isdecimal() and len(digits) == 4 and int(digits) in YEARS:
            return int(digits)
        self._fault(cell, f"年度“{text[:20]}”不认识", "写四位数字，如2025")
        return None

    def _total(self, text: str, cell: str) -> Decimal | None:
        if not text or text in {"-", "—", "/"}:
            return None
        value = number(text.removesuffix("分"))
        if not isinstance(value, Decimal) or abs(value) > LARGEST:
            self._fault(cell, f"得分“{text[:20]}”不是数", "只填数字，如86.5；没有就空着")
            return None
        return half_up(value, 3)

    def _fault(self, cell: str, problem: str, fix: str) -> None:
        self.found.faults.append(Fault(cell, problem, fix))


def _columns(frame: Frame) -> dict[str, int]:
    known = {plain(word): name for name, words in FIELDS.items() for word in words}
    found: dict[str, int] = {}
    for heading in frame.headings:
        last = heading.path[-1] if heading.path else ""
        name = known.get(plain(last)) or known.get(bare(last), "")
        if name:
            found.setdefault(name, heading.at)
    return found
