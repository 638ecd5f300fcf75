"""The bare arithmetic of the bench's scheme in pandas, file to file: points, totals, ranks. No sentence, no exact decimal.

``python -m bench.pandas_bare 数据.xlsx 结果.xlsx ITEMS CLAUSES`` prints JSON; without pandas it prints ``null``.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

from bench.clauses import GATE, LEVELS, RELATIVE
from bench.make import GRADES, POINTS, Item, Used, items_of
from bench.measure import Watch


def main(data: Path, out: Path, items: tuple[Item, ...]) -> None:
    """Read, compute, write."""
    if importlib.util.find_spec("pandas") is None:
        print("null")
        return
    watch = Watch()
    pandas = watch("启动", lambda: importlib.import_module("pandas"))
    engine = "calamine" if importlib.util.find_spec("python_calamine") else "openpyxl"
    sheets = watch("读取工作簿", lambda: pandas.read_excel(data, sheet_name=None, engine=engine))
    result = watch("计分", lambda: _computed(pandas, sheets, items))
    watch("写出结果", lambda: result.to_excel(out, index=False, engine="xlsxwriter"))
    totals = {id: f"{total:.2f}" for id, total in zip(result["编号"], result["总分"], strict=True)}
    print(watch.as_json(totals=totals))


def _computed(pandas: Any, sheets: dict[str, Any], items: tuple[Item, ...]) -> Any:
    result = sheets["名录"].copy()
    facts = result[["编号", "属地"]].merge(sheets["数据"], on="编号", how="left")
    events = sheets["事件"].assign(points=sheets["事件"]["级别"].map(LEVELS))
    sums = events.pivot_table(index="编号", columns="数据项", values="points", aggfunc="sum")
    for item in items:
        points: Any = 0.0 if item.start == "零分" else float(POINTS)
        holds: Any = True
        for used in item.clauses:
            if used.clause is GATE:
                holds = used.clause.bare(facts[used.names[0]])
            else:
                points = points + used.clause.bare(*_seen(used, facts, sums))
        result[item.id] = _half_up(points.clip(0, POINTS) * holds)
    result["总分"] = _half_up(result[[item.id for item in items]].sum(axis=1))
    result["名次"] = result.groupby("属地")["总分"].rank(method="min", ascending=False).astype(int)
    full = POINTS * len(items)
    lines = [float("-inf"), *(full * share for _, share in reversed(GRADES) if share is not None), float("inf")]
    result["等次"] = pandas.cut(result["总分"], lines, right=False, labels=[name for name, _ in reversed(GRADES)])
    return result


def _seen(used: Used, facts: Any, sums: Any) -> tuple[Any, ...]:
    name = used.names[0]
    if used.clause.columns[0].type == "事件":
        return (facts["编号"].map(sums[name]).fillna(0),)
    if used.clause is RELATIVE:
        return facts[name], facts.groupby("属地")[name].transform("max")
    return tuple(facts[name] for name in used.names)


def _half_up(points: Any) -> Any:
    """Two decimals, ties up; the nudge is for what binary fractions cannot hold."""
    return (points * 100 + 0.5 + 1e-7) // 1 / 100


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), items_of(int(sys.argv[3]), int(sys.argv[4])))
