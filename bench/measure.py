"""One measurement in a process of its own; prints JSON.

``python -m bench.measure phases 方案 数据 结果 | reading 方案 数据 | command NAME …``
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from wuze.scoring.results import Results

T = TypeVar("T")
Figures = dict[str, float]
WHOLE = "整个进程"
STATUS = Path("/proc/self/status")


def peak() -> float:
    """The most memory this process has held so far, in MB; 0 where the system does not tell (Windows).

    Linux carries the peak of the parent over in ``getrusage``, so its own word for it is taken there.
    """
    if STATUS.exists():
        return int(STATUS.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) / 1024
    return _usage("RUSAGE_SELF")


def peak_of_children() -> float:
    """The same of the largest process that this one has started and seen end."""
    return _usage("RUSAGE_CHILDREN")


def _usage(whose: str) -> float:
    try:
        import resource  # slow import: not on Windows
    except ImportError:
        return 0.0
    used: int = resource.getrusage(getattr(resource, whose)).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


class Watch:
    """Seconds by the clock and of the processor, and peak memory (up to then), of each named phase."""

    def __init__(self) -> None:
        self.seconds: Figures = {}
        self.cpu: Figures = {}
        self.memory: Figures = {}

    def __call__(self, phase: str, work: Callable[[], T]) -> T:
        """Do the work and note what it took."""
        began, busy = time.perf_counter(), _busy()
        done = work()
        self.seconds[phase], self.cpu[phase] = time.perf_counter() - began, _busy() - busy
        self.memory[phase] = peak()
        return done

    def as_json(self, **more: object) -> str:
        """For the parent process."""
        return json.dumps({"seconds": self.seconds, "cpu": self.cpu, "memory": self.memory, **more}, ensure_ascii=False)


def _busy() -> float:
    """Seconds the processor has worked for this process and those it has seen end."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def reading(watch: Watch, scheme: Path, data: Path) -> None:
    """数据.xlsx → Facts, as ``wuze score`` does."""
    gc.disable()  # as the command
    from wuze.excel.load import read_data, read_scheme  # slow import: part of what is measured
    from wuze.scoring.loading.facts import load_facts, roster_of  # slow import: as above
    from wuze.scoring.loading.scheme import load_scheme  # slow import: as above

    tables = read_scheme(scheme).tables
    read = watch("读取", lambda: read_data(data))
    loaded = load_scheme(tables, roster_of(read.tables))
    _, findings = watch("成为数据", lambda: load_facts(read.tables, loaded.scheme))
    assert not findings


def phases(watch: Watch, scheme: Path, data: Path, out: Path) -> None:
    """File to file, phase by phase, as ``wuze score`` does."""
    gc.disable()  # as the command
    watch("启动引擎", _imports)
    from wuze.excel.load import read_data, read_scheme  # slow import: measured above
    from wuze.excel.result import write_results  # slow import: as above
    from wuze.scoring.evaluate import evaluate  # slow import: as above
    from wuze.scoring.loading.facts import load_facts, roster_of  # slow import: as above
    from wuze.scoring.loading.scheme import load_scheme  # slow import: as above

    tables, read = watch("读取工作簿", lambda: (read_scheme(scheme).tables, read_data(data)))
    loaded = watch("检查方案", lambda: load_scheme(tables, roster_of(read.tables)))
    facts, findings = watch("检查数据", lambda: load_facts(read.tables, loaded.scheme))
    assert not loaded.stops
    assert not findings
    results = watch("计分", lambda: evaluate(loaded.scheme, facts))
    watch("全部说明", lambda: _sentences(results))
    watch("写出结果", lambda: write_results(results, facts, [], out))


def _sentences(results: Results) -> int:
    items = (item for one in results.subjects for item in one.items.values())
    return sum(len(clause.because) for item in items for clause in item.clauses)


def _imports() -> None:
    import wuze.excel.opened  # slow import: this is what is measured
    import wuze.excel.result  # noqa: F401  # slow import: this is what is measured


def command(watch: Watch, words: list[str]) -> None:
    """Another program, from start to end."""
    watch(WHOLE, lambda: subprocess.run(words, check=True, capture_output=True))
    watch.memory[WHOLE] = peak_of_children()


if __name__ == "__main__":
    stopwatch, (what, *rest) = Watch(), sys.argv[1:]
    if what == "command":
        command(stopwatch, rest)
    else:
        (phases if what == "phases" else reading)(stopwatch, *map(Path, rest))
    print(stopwatch.as_json())
