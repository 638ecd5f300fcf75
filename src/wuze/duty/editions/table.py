"""An edition ⇄ the rows of its table, as Word and Excel carry them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from wuze.duty.editions import rules
from wuze.duty.editions.enums import Group, Layer
from wuze.duty.editions.models import Duty, DutyPart
from wuze.excel.duty_list import LAYERS
from wuze.excel.lists import Fault, Read

PENDING = "（待核）"


@dataclass(slots=True)
class Plan:
    """What would become an edition, and every fault. A file with a fault is not taken: a list is whole or it is not."""

    lines: list[rules.Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def line_of(duty: Duty, parts: Iterable[DutyPart]) -> rules.Line:
    """A stored duty as a row."""
    held = {part.layer: (part.word, part.scope) for part in parts}
    return rules.Line(
        duty.code, duty.title, duty.requirement, duty.basis, duty.group, duty.standard, duty.unconfirmed, held
    )


def texts(line: rules.Line) -> list[str]:
    """A row's cells in the order of the table's columns."""
    basis = f"{line.basis}{PENDING}" if line.unconfirmed else line.basis
    words = [rules.cell(*line.parts[layer]) if layer in line.parts else "" for layer in LAYERS]
    return [line.code, Group(line.group).label, line.title, line.requirement, line.standard, basis, *words]


def plan(read: Read) -> Plan:
    """Numbers are given where the table has none; faults name the cell."""
    found = Plan(faults=list(read.faults), unread=list(read.unread))
    groups = {str(one.label): one.value for one in Group}
    for number, row in enumerate(read.lines, 1):
        values, cells = row.values, row.cells
        for name, label in (("title", "职责"), ("requirement", "要求"), ("basis", "依据")):
            if name not in values:
                found.faults.append(Fault(cells[name], f"{label}空着", "填上，或整行删去"))
        group = groups.get(values.get("group", ""), "" if values.get("group") else Group.DO.value)
        if not group:
            found.faults.append(Fault(cells["group"], f"不认识类别“{values['group']}”", "填定责、履职、督考问之一"))
        basis = values.get("basis", "")
        parts = {layer: rules.parted(values[layer]) for layer in LAYERS if layer in values}
        code = values.get("code", f"D-{number:02d}")
        code = f"D-{int(code):02d}" if code.isdecimal() else code
        line = rules.Line(
            code, values.get("title", ""), values.get("requirement", ""), basis.removesuffix(PENDING),
            group or Group.DO.value, values.get("standard", ""), basis.endswith(PENDING), parts,
        )  # fmt: skip
        for name, sentence in rules.faults_of(line).items():
            found.faults.append(Fault(cells.get(name, row.place), sentence, f"例如“{Layer.TOWN.label}”一列填“兜底”"))
        found.lines.append(line)
    for code in sorted(rules.repeated(line.code for line in found.lines)):
        found.faults.append(Fault(read.lines[0].place, f"编号{code}有两行", "每项一个编号"))
    return found
