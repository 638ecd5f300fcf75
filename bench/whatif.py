"""A what-if at the size of a county: one item and its part changed, on facts that are read already.

``python -m bench.whatif [subjects] [items]`` prints seconds. Figures are for reading; nothing fails on them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bench.make import case, write
from wuze.excel.load import read_data, read_scheme
from wuze.scoring.compare import compare
from wuze.scoring.evaluate import evaluate
from wuze.scoring.loading.facts import load_facts
from wuze.scoring.loading.scheme import load_scheme

T = TypeVar("T")


def main(subjects: int, items: int) -> None:
    """Read once, compute once, then change and compute again."""
    with tempfile.TemporaryDirectory() as folder:
        scheme_path, data_path = write(case(subjects, items, 2), Path(folder))
        tables, data = read_scheme(scheme_path).tables, read_data(data_path).tables
    scheme = load_scheme(tables).scheme
    facts, _ = timed("facts read", lambda: load_facts(data, scheme))
    before = timed("first results", lambda: evaluate(scheme, facts))
    part = scheme.parts[0]
    item = replace(part.items[0], points=(part.items[0].points or 0) + 1, cap=(part.items[0].cap or 0) + 1)  # type: ignore[arg-type]  # Decimal + 1
    other = replace(
        scheme, parts=(replace(part, points=part.points + 1, items=(item, *part.items[1:])), *scheme.parts[1:])
    )
    timed("the change: read again", lambda: load_facts(data, other))
    after = timed("the change: computed", lambda: evaluate(other, facts, before))
    timed("the change: compared", lambda: compare(before, after))


def timed(what: str, act: Callable[[], T]) -> T:
    """Print how long it took."""
    began = time.perf_counter()
    found = act()
    print(f"{what}: {time.perf_counter() - began:.2f} s")
    return found


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:3]]
    main(*(sizes if len(sizes) == 2 else (1200, 50)))
