"""Pieces of the pages about facts: who fills which data item, where sources differ, what is missing, one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from wuze.assessment.rounds.models import Calculation, Round, Upload
from wuze.assessment.rounds.queries import decisions_of, members_of, scheme_of
from wuze.assessment.schemes import binding
from wuze.assessment.schemes.binding import BAN
from wuze.assessment.schemes.enums import Origin
from wuze.assessment.schemes.tables import unpacked
from wuze.excel.locate import Located
from wuze.kernel import reminder as reminding
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.text import key

NAMES = {"registry": "名录", "ledger": "台账"}
WORDS = {"1": "是", "0": "否"}
ROWS = 200
FEW = 12
"""Names shown of those who lack something; the reminder and the list have the others."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A data item and where it comes from."""

    name: str
    kind: str
    source: str
    items: str


def _provided() -> dict[str, str]:
    """Compared name of a provider's item → the package's word."""
    found = {}
    for path in settings.FACT_PROVIDERS:
        module = path.rsplit(".", 1)[0]
        package = module.split(".")[1]
        for name in import_string(f"{module}.ITEMS"):
            found[key(name)] = NAMES.get(package, package)
    return found


def bound(row: Round) -> list[Bound]:
    """Every data item of the scheme, with its source."""
    scheme, provided = scheme_of(row).scheme, _provided()
    found = []
    for kept in binding.bound(row.edition, scheme):
        one = kept.element
        items = [item.name for item in scheme.items if one.id in item.elements][:3] + [BAN] * (BAN in kept.used)
        found.append(Bound(one.name, one.type.value, _source(kept, provided), "、".join(items)))
    return found


def _source(kept: binding.Bound, provided: Mapping[str, str]) -> str:
    """What the edition says of it; where it says nothing, by name as it is gathered."""
    one = kept.element
    if one.formula is not None or kept.origin is not Origin.OPEN:
        return kept.says
    system = provided.get(key(one.name)) or provided.get(key(one.origin))
    return f"系统：{system}" if system else one.origin or "表或平时记录"


def what(row: Round) -> list[tuple[str, str]]:
    """What can be entered: indicators scored by people first, then data items."""
    scheme = scheme_of(row).scheme
    direct = [(f"i:{item.id}", f"{item.id} {item.name}：得分") for item in scheme.items if not item.elements]
    return direct + [
        (f"e:{one.id}", f"{one.name}（{one.type.value}）") for one in scheme.elements if one.formula is None
    ]


def differ(row: Round, run: Calculation | None) -> list[dict[str, Any]]:
    """Where two sources say different things, with the unit's name."""
    names = {one.code: one.name for one in members_of(row)} if run and run.differ else {}
    return [one | {"name": names.get(one["code"], one["code"])} for one in (run.differ if run else [])][:ROWS]


def apart(row: Round, run: Calculation | None) -> list[dict[str, Any]]:
    """Stages further apart than the scheme allows, with both reasons."""
    if run is None or not run.apart:
        return []
    names, items = {one.code: one.name for one in members_of(row)}, scheme_of(row).scheme.item_by_id
    return [one | {"name": names.get(one["subject"], ""), "label": items[one["item"]].name} for one in run.apart][:ROWS]


@dataclass(frozen=True, slots=True)
class Lack:
    """One data item that is missing: which indicators wait, how many units, some of their names; for how many it was
    decided since the run."""

    name: str
    items: str
    count: int
    names: str
    decided: int = 0


def owners(row: Round, run: Calculation | None) -> list[tuple[str, list[Lack]]]:
    """What is missing by who provides it."""
    if run is None or not run.missing:
        return []
    names = {one.code: one.name for one in members_of(row)}
    decided: dict[str, set[str]] = {}
    for made in decisions_of(row):
        decided.setdefault(f"e:{made.element}" if made.element else f"i:{made.item}", set()).update(made.values)
    found: dict[str, list[Lack]] = {}
    for one in run.missing:
        shown = [names.get(code, code) for code in one["codes"][:FEW]]
        more = f"等{len(one['codes'])}个" if len(one["codes"]) > FEW else ""
        lack = Lack(
            one["name"], "、".join(one["items"]), len(one["codes"]), "、".join(shown) + more,
            len(decided.get(one["key"], set()) & set(one["codes"])),
        )  # fmt: skip
        found.setdefault(one["origin"], []).append(lack)
    return sorted(found.items(), key=lambda one: -sum(lack.count for lack in one[1]))


def reminder(row: Round, run: Calculation | None, at: datetime) -> tuple[str, str]:
    """Text to paste, and its scope."""
    found = owners(row, run)
    matters = {owner: [f"{lack.name}缺{lack.count}个" for lack in lacks] for owner, lacks in found}
    count = sum(lack.count for _, lacks in found for lack in lacks)
    text = reminding.text(f"{row}还缺的数据", matters, at, "请尽快补上；确实没有的说明原因。")
    return text, f"{len(found)}家，{count}处"


def located(one: Located) -> tuple[str, str, str]:
    """Where, what is wrong, what to do."""
    where = "!".join(part for part in (one.file, one.sheet, one.cell) if part)
    return where, one.finding.problem, one.finding.fix


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook as it is shown."""

    name: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    more: int


def sheets(upload: Upload, names: Mapping[str, str], *, whole: bool) -> list[Sheet]:
    """Each sheet with the units' names beside their 编号; without ``whole`` only the rows of these units."""
    found = []
    for name, table in unpacked(upload.tables).items():
        at = table.columns.index("编号") if "编号" in table.columns else None
        named = at is not None and "名称" not in table.columns
        rows = [row for row in table.rows if whole or (at is not None and as_text(row[at]) in names)]
        shown = [[as_text(cell) for cell in row] for row in rows[:ROWS]]
        if named and at is not None:
            shown = [[*row[: at + 1], names.get(row[at], ""), *row[at + 1 :]] for row in shown]
        columns = (*table.columns[: (at or 0) + 1], "名称", *table.columns[(at or 0) + 1 :]) if named else table.columns
        found.append(Sheet(name, columns, shown, len(rows) - len(shown)))
    return [sheet for sheet in found if sheet.rows]
