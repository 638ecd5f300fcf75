"""One row on its way to the preview: what it writes, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wuze.excel.rosters.values import Fault
from wuze.kernel.pinyin import initials
from wuze.registry.enums import Outcome
from wuze.registry.models import RosterRow


@dataclass
class Plan:
    """A row on its way to the preview."""

    row: RosterRow
    faults: list[tuple[str, Fault]]
    write: dict[str, object] = field(default_factory=dict)

    def fault(self, name: str, problem: str, fix: str) -> None:
        """Something is wrong with a field."""
        self.faults.append((name, Fault(problem, fix)))

    def end(self, outcome: Outcome, why: str = "") -> RosterRow:
        """The row as it is kept."""
        self.row.outcome, self.row.why = outcome, why[:200]
        self.row.write, self.row.initials = self.write, initials(self.row.name)
        self.row.faults = [[name, fault.problem, fault.fix] for name, fault in self.faults]
        return self.row
