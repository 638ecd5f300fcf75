"""How well a file of cells with expected readings is read: ``python bench/reading.py rules.jsonl [--half 0|1] [--verbose]``.

Compared: method sequence, numeric parameters, thresholds of conditions, groups up to their names, start, floor, cap,
status. A field named as doubtful by ``why`` is open.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from wuze.reading.read import read_cell

OPEN = {"start?": "start", "cap?": "cap", "exclusive?": "group", "mode?": "mode"}
SIGN = re.compile(r"[≥≤<>]\d+(?:\.\d+)?(?:%|/\d+)?")
TABLES = ("bands", "options", "levels", "grades")
EXACT = ("points", "each", "required", "max", "base", "step", "side", "effect", "mode", "order", "range")


def differences(expect: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """What is not as expected, as short sentences."""
    open_fields = {OPEN[why] for why in expect.get("why", []) if why in OPEN}
    found = [name for name in ("start", "floor", "cap") if name not in open_fields and expect[name] != got[name]]
    wanted, made = expect["clauses"], got["clauses"]
    if [one["method"] for one in wanted] != [one["method"] for one in made]:
        return [*found, f"methods {[one['method'] for one in made]}"]
    for one, other in zip(wanted, made, strict=True):
        found += parameters(one["params"], other["params"], open_fields, one["method"])
    if "group" not in open_fields and groups(wanted) != groups(made):
        found.append(f"groups {groups(made)}")
    return found


def groups(clauses: list[dict[str, Any]]) -> list[int | None]:
    """Group letters by order of first use."""
    seen: dict[str, int] = {}
    return [seen.setdefault(one["group"], len(seen)) if one.get("group") else None for one in clauses]


def parameters(wanted: dict[str, Any], made: dict[str, Any], open_fields: set[str], method: str) -> list[str]:
    """Parameters that differ."""
    found = [
        f"{name}: {made.get(name)} for {wanted.get(name)}"
        for name in EXACT
        if name not in open_fields and wanted.get(name) != made.get(name)
    ]
    for name in TABLES:
        values = [[line[1] for line in side.get(name, [])] for side in (wanted, made)]
        if values[0] != values[1]:
            found.append(f"{name}: {made.get(name)}")
        if name == "bands" and [line[0] for line in wanted.get(name, [])] != [line[0] for line in made.get(name, [])]:
            found.append(f"{name}: {made.get(name)}")
    signs = [set(SIGN.findall(str(side.get("condition")))) for side in (wanted, made)]
    if signs[0] != signs[1] and method in ("reach", "gate", "deduct"):
        found.append(f"condition: {made.get('condition')} for {wanted['condition']}")
    return found


def main() -> None:
    """Read every cell of the file and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only even or odd rows")
    parser.add_argument("--verbose", action="store_true", help="print what differs")
    options = parser.parse_args()
    lines = options.file.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for number, line in enumerate(lines) if options.half in (None, number % 2)]
    begun = time.perf_counter()
    readings = [read_cell(row["text"], row["points"]) for row in rows]
    seconds = time.perf_counter() - begun
    got = [reading.as_json(row["id"]) | {"doubts": reading.doubts} for row, reading in zip(rows, readings, strict=True)]
    counts: Counter[str] = Counter()
    by_method: dict[str, Counter[str]] = {}
    for row, one in zip(rows, got, strict=True):
        expect = row["expect"]
        faults = differences(expect, one)
        verdict = judge(expect, one, faults)
        counts[f"{expect['status']} → {verdict}"] += 1
        for method in {clause["method"] for clause in expect["clauses"]} or {"none"}:
            by_method.setdefault(method, Counter())[verdict] += 1
        if options.verbose and verdict not in ("读懂，对", "核对，对", "未读，对"):
            print(
                f"{row['id']} {verdict} {expect['status']} {expect.get('why', '')} points={row['points']}\n   {row['text']!r}"
            )
            print(f"   {faults} doubts={one['doubts']} unused={one['unused']}\n   {one['says']}")
    report(counts, by_method, len(rows), seconds)


def judge(expect: dict[str, Any], one: dict[str, Any], faults: list[str]) -> str:
    """The verdict on one cell."""
    if one["status"] == "read":
        return "读懂，对" if expect["status"] == "read" and not faults else "错读为读懂"
    word = {"check": "核对", "unread": "未读"}[one["status"]]
    return f"{word}，对" if not faults and expect["status"] == one["status"] else f"{word}"


def report(counts: Counter[str], by_method: dict[str, Counter[str]], total: int, seconds: float) -> None:
    """Print the figures."""
    wanted = sum(count for name, count in counts.items() if name.startswith("read"))
    right = counts["read → 读懂，对"]
    wrong = sum(count for name, count in counts.items() if name.endswith("错读为读懂"))
    print(
        f"{total} cells in {seconds:.3f} s; read right {right} of {wanted} ({right / max(wanted, 1):.1%}); wrongly marked 读懂 {wrong}"
    )
    for name, count in sorted(counts.items()):
        print(f"   {name}: {count}")
    for method, verdicts in sorted(by_method.items()):
        print(f"   {method:12} " + "  ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items())))


if __name__ == "__main__":
    main()
