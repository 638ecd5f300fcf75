"""An uploaded workbook → tables fit for a round: 数据.xlsx, filled 评分表, 计票 sheets; every fault at its cell.

Its 编号 are those of the roster: where the workbook has a 名录 of its own, a subject is found by 编号, else by name.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from wuze.assessment.rounds.models import Member
from wuze.assessment.rounds.queries.inputs import roster_table
from wuze.assessment.schemes.tables import Packed, packed
from wuze.excel.collect import Collected, read_sources
from wuze.excel.locate import Located, locate
from wuze.excel.score_sheets.check import check_forms
from wuze.kernel.errors import Invalid
from wuze.scoring.loading.facts import FACTS, load_facts
from wuze.scoring.loading.scheme import LoadedScheme
from wuze.scoring.tables import Cell, Table
from wuze.scoring.text import key

SUFFIXES = (".xlsx", ".xls", ".et", ".xlsm")
MOST_BYTES = 20 * 1024 * 1024
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: ``tables`` to be kept, or the faults that stop it."""

    name: str
    digest: str
    tables: Packed
    rows: int
    faults: list[Located] = field(default_factory=list)
    warnings: list[Located] = field(default_factory=list)
    roster: Table | None = None


def take(files: Sequence[UploadedFile[bytes]], scheme: LoadedScheme, members: Sequence[Member]) -> Sent:
    """Read uploads as one. Raises Invalid for what is no workbook; other faults stand in ``faults``."""
    for file in files:
        if Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise Invalid("round.file", {"book": f"这种文件读不了，交{'、'.join(SUFFIXES)}。"})
        if (file.size or 0) > MOST_BYTES:
            raise Invalid("round.file", {"book": f"文件超过{MOST_BYTES // 1024 // 1024} MB，分几次交。"})
    hashed = sha256()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder) / str(number) / Path(file.name or "").name[-100:]
            path.parent.mkdir()
            with path.open("wb") as out:
                for chunk in file.chunks():
                    hashed.update(chunk)
                    out.write(chunk)
            paths.append(path)
        names = "、".join(Path(file.name or "").name for file in files)[:200]
        return _read(read_sources(paths), names, hashed.hexdigest(), scheme, members)


def _read(found: Collected, name: str, digest: str, scheme: LoadedScheme, members: Sequence[Member]) -> Sent:
    own = found.loaded.tables.get("名录")
    tables = {name: table for name, table in found.loaded.tables.items() if name in FACTS}
    known = [one for one in found.loaded.findings if one.finding.code != "missing_sheet"]
    if members:
        tables = {name: _recoded(table, _codes(own, members)) for name, table in tables.items()}
        facts, findings = load_facts({**tables, "名录": roster_table(members)}, scheme.scheme, scheme.broken)
        findings = [one for one in findings if one.place.table != "名录"]
        known = known + check_forms(found.forms, scheme.scheme, facts, found.place)
        located = locate(findings, [found.loaded.sources], known)
    else:
        located = known
    faults = [one for one in located if one.finding.stops]
    rows = sum(len(table.rows) for table in tables.values())
    return Sent(name, digest, packed(tables), rows, faults, [one for one in located if one not in faults], own)


def _codes(own: Table | None, members: Sequence[Member]) -> dict[str, str]:
    """编号 as the workbook writes it → 编号 on the roster, for those that differ."""
    if own is None or "名称" not in own.columns:
        return {}
    codes, names = {key(one.code) for one in members}, {key(one.name): one.code for one in members}
    at, called = own.columns.index("编号"), own.columns.index("名称")
    found = {}
    for row in own.rows:
        code, name = key(str(row[at] or "")), key(str(row[called] or ""))
        if code not in codes and name in names:
            found[code] = names[name]
    return found


def _recoded(table: Table, codes: dict[str, str]) -> Table:
    if not codes or "编号" not in table.columns:
        return table
    at = table.columns.index("编号")

    def row(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        fresh = codes.get(key(str(cells[at] or "")))
        return cells if fresh is None else (*cells[:at], fresh, *cells[at + 1 :])

    return Table(table.name, table.columns, tuple(row(cells) for cells in table.rows))
