"""Split a table into 20 workbooks of 1,000 rows, fill them, merge them: ``python bench/handout.py [--rows 1000]``.

Prints seconds; the target for the merge, from files to file, is under 10 s. The merge is checked row by row.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.excel.handout.towns import FIRST, HEADS, SHEET_NAME, answers, sent, write_base
from wuze.cli import main as run
from wuze.excel.book import open_book
from wuze.excel.handout.frame import shown

TOWNS = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000, help="rows of each town")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        base = write_base(folder / "总表.xlsx", TOWNS, rows)
        begun = time.perf_counter()
        with redirect_stdout(io.StringIO()):
            assert run(["split", str(base), "--by", "属地", "-o", str(folder / "下发")]) == 0
        print(f"split: {TOWNS} files × {rows} rows: {time.perf_counter() - begun:.2f} s")
        (folder / "回收").mkdir()
        for number in range(1, TOWNS + 1):
            one = sent(folder / "下发", number, rows)
            one.write(folder / "回收" / one.file)
        begun, used = time.perf_counter(), time.process_time()
        with redirect_stdout(io.StringIO()):
            assert run(["merge", str(folder / "回收"), "-o", str(folder / "汇总.xlsx"), "--base", str(base)]) == 0
        print(
            f"merge: {time.perf_counter() - begun:.2f} s, CPU {time.process_time() - used:.2f} s, target 10 s; "
            f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
        )
        check(folder / "汇总.xlsx", rows)


def check(path: Path, rows: int) -> None:
    """Every row of every town carries its answers."""
    sheet = next(one for one in open_book(path).sheets if one.name == SHEET_NAME)
    by_key = {row[1]: row for row in sheet.rows[FIRST:] if row[1] is not None}
    assert len(by_key) == TOWNS * rows
    for number in range(1, TOWNS + 1):
        for row in range(1, rows + 1):
            found = by_key[f"P{number:02}{row:03}"]
            for name, value in answers(number, row).items():
                assert shown(found[HEADS.index(name)]) == str(value)
    print(f"checked: {len(by_key)} rows equal")


if __name__ == "__main__":
    main()
