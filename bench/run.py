"""Prints figures of speed and memory; never fails because of one. ``python bench/run.py [--short] [--pandas PYTHON]``."""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from bench import libreoffice, make  # noqa: E402 - the line above lets them be found
from bench.measure import Figures  # noqa: E402 - as above

HEAVY = ("django", "pydantic", "lark", "python_calamine", "xlsxwriter", "openpyxl")
HEADS = ("", "秒", "CPU 秒", "至此峰值 MB", "目标")
Row = tuple[str, ...]
LOADED = f"""
import sys
from wuze.cli import main
main(sys.argv[1:])
print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr, sep="、")
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured, and how often."""

    subjects: int = 3000
    readers: int = 20000
    line: tuple[int, ...] = (1500, 3000, 6000)
    runs: int = 5
    starts: int = 15


SHORT = Size(1000, 5000, (500, 1000, 2000), 1, 5)


@dataclass(slots=True)
class Median:
    """Several runs of one measurement: the median of each figure."""

    runs: list[dict[str, Any]] = field(default_factory=list)

    def of(self, what: str) -> Figures:
        """``seconds``, ``cpu`` or ``memory`` by phase."""
        return {phase: median(run[what][phase] for run in self.runs) for phase in self.runs[0][what]}


def child(python: str, module: str, *words: object) -> Any:
    """What a process of its own prints as JSON."""
    command = [python, "-m", module, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    return json.loads(done.stdout)


def repeated(times: int, python: str, module: str, *words: object) -> Median:
    """The same measurement several times."""
    return Median([child(python, module, *words) for _ in range(times)])


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A Markdown table, so that it can be pasted."""
    print(f"\n### {title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def whole(size: Size, folder: Path, pandas: str) -> None:
    """File to file with all explanations, beside the two others on the same numbers."""
    made = make.case(size.subjects, 40, 2)
    scheme, data = make.write(made, folder)
    own = repeated(size.runs, sys.executable, "bench.measure", "phases", scheme, data, folder / "结果.xlsx")
    rows = [*_phases(own, {"计分": "≤ 1.5"})]
    command = [*wuze(), "score", scheme, data, "-o", folder / "结果.xlsx"]
    process = repeated(size.runs, sys.executable, "bench.measure", "command", *command)
    rows.append(_sum("wuze score（从文件到文件）", process))
    own_totals = _totals(folder / "结果.xlsx")
    rows += _pandas(size, pandas, data, own_totals)
    rows += _libreoffice(size, made, folder, own_totals)
    table(f"{size.subjects} 个对象 × 40 项指标 × 2 条要点", HEADS, rows)


def _phases(runs: Median, wanted: dict[str, str]) -> Iterable[Row]:
    seconds, cpu, memory = runs.of("seconds"), runs.of("cpu"), runs.of("memory")
    for phase in seconds:
        yield phase, f"{seconds[phase]:.2f}", f"{cpu[phase]:.2f}", f"{memory[phase]:.0f}", wanted.get(phase, "")


def _sum(name: str, runs: Median, wanted: str = "") -> Row:
    seconds, cpu = sum(runs.of("seconds").values()), sum(runs.of("cpu").values())
    return name, f"{seconds:.2f}", f"{cpu:.2f}", f"{max(runs.of('memory').values()):.0f}", wanted


def _pandas(size: Size, python: str, data: Path, own: dict[str, str]) -> list[Row]:
    words = (python, "bench.pandas_bare", data, data.with_name("pandas.xlsx"), 40, 2)
    if child(*words) is None:
        return [("pandas 只做算术：pandas 未安装，跳过", "—", "—", "—", "")]
    runs = repeated(size.runs, *words)
    assert runs.runs[0]["totals"] == own, "pandas 的总分与五责不同"
    return [_sum("pandas 只做算术（从文件到文件，无说明）", runs)]


def _libreoffice(size: Size, made: make.Case, folder: Path, own: dict[str, str]) -> list[Row]:
    if libreoffice.office() is None:
        return [("LibreOffice 重算公式：LibreOffice 未安装，跳过", "—", "—", "—", "")]
    source = folder / "公式.xlsx"
    libreoffice.write(made, source)
    command = libreoffice.recalculation(source, folder / "office")
    runs = repeated(min(size.runs, 3), sys.executable, "bench.measure", "command", *command)
    assert _totals(folder / "office" / source.name) == own, "LibreOffice 的总分与五责不同"
    return [_sum("LibreOffice 重算公式（从文件到文件，无说明）", runs)]


def _totals(path: Path) -> dict[str, str]:
    from python_calamine import load_workbook  # slow import: only to compare

    rows = load_workbook(str(path)).get_sheet_by_name("得分").to_python()
    head = next(row for row in rows if "总分" in row)
    at = head.index("总分")
    return {str(row[0]): f"{row[at]:.2f}" for row in rows if str(row[0]).startswith("Z")}


def wuze() -> list[str]:
    """The command of this environment."""
    found = shutil.which("wuze", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "wuze.cli"]


def starts(size: Size, folder: Path) -> None:
    """How soon the command answers, and what it imports for that."""
    scheme = folder / "方案.xlsx"
    rows = []
    for words, wanted in ((["--help"], "≤ 150 毫秒，不载入右列任何一个"), (["check", str(scheme)], "远小于 1 秒"),
                          (["check", "没有.xlsx"], "远小于 1 秒"), (["scroe"], "")):  # fmt: skip  # one table
        taken = median(_timed([*wuze(), *words]) for _ in range(size.starts))
        loaded = subprocess.run([sys.executable, "-c", LOADED, *words], cwd=ROOT, capture_output=True, text=True,
                                encoding="utf-8", check=False).stderr.splitlines()[-1]  # fmt: skip  # one call
        rows.append(
            (f"wuze {' '.join(Path(word).name for word in words)}", f"{taken * 1000:.0f}", loaded or "无", wanted)
        )
    bare = median(_timed([sys.executable, "-c", ""]) for _ in range(size.starts))
    rows.append(("空的 Python 进程（对照）", f"{bare * 1000:.0f}", "", ""))
    table("启动", ("命令", "毫秒", "载入的重型模块", "目标"), rows)


def _timed(command: list[str]) -> float:
    began = perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return perf_counter() - began


def reading(size: Size, folder: Path) -> None:
    """A large 数据.xlsx to facts."""
    files = make.write(make.case(size.readers, 40, 1), folder)
    runs = repeated(size.runs, sys.executable, "bench.measure", "reading", *files)
    rows = [*_phases(runs, {}), _sum("合计", runs, "< 2（20000 × 40）")]
    table(f"{size.readers} × 40 个数据", HEADS, rows)


def line(size: Size, folder: Path) -> None:
    """Twice the subjects, twice the time and memory?"""
    rows = []
    for subjects in size.line:
        scheme, data = make.write(make.case(subjects, 40, 2), folder)
        runs = repeated(
            min(size.runs, 3), sys.executable, "bench.measure", "phases", scheme, data, folder / "结果.xlsx"
        )
        cpu, memory = runs.of("cpu"), runs.of("memory")
        started, most = memory["启动引擎"], max(memory.values())
        working = sum(cpu.values()) - cpu["启动引擎"]
        rows.append((str(subjects), f"{cpu['计分']:.2f}", f"{working:.2f}", f"{working / subjects * 1000:.2f}",
                     f"{most:.0f}", f"{(most - started) / subjects * 1000:.0f}"))  # fmt: skip  # one row
    heads = ("对象", "计分 CPU 秒", "全部 CPU 秒", "每千个 CPU 秒", "峰值 MB", "每千个 MB（不含启动）")
    table("是否线性（40 项指标 × 2 条要点）", heads, rows)


def main() -> None:
    """All figures."""
    parser = argparse.ArgumentParser(prog="bench/run.py", description="打印速度和内存数据，不作门槛")
    parser.add_argument("--short", action="store_true", help="小规模，各跑一次，两分钟以内")
    parser.add_argument(
        "--pandas", metavar="PYTHON", default=sys.executable, help="装有 pandas 的 Python（默认本环境）"
    )
    options = parser.parse_args()
    size = SHORT if options.short else Size()
    print(f"Python {platform.python_version()}，{platform.system()} {platform.machine()}；各取 {size.runs} 次的中位数")
    with TemporaryDirectory() as name:
        folder = Path(name)
        whole(size, folder, options.pandas)
        starts(size, folder)
        reading(size, folder)
        line(size, folder)


if __name__ == "__main__":
    main()
