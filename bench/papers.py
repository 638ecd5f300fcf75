"""Prints how long the papers of a county take: 400 评分表 out and back, 400 反馈单. ``python bench/papers.py [--short]``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import openpyxl
import xlsxwriter

UNITS, SHORT = 400, 40
ITEMS = 20


def scheme(path: Path) -> None:
    """Items scored by hand, twenty of five points."""
    sheets: dict[str, list[list[object]]] = {
        "方案": [["项目", "内容"], ["名称", "两新支部考核"], ["年度", 2026], ["满分", 100]],
        "板块": [["编号", "名称", "分值"], ["P1", "组织建设", 100]],
        "指标": [["板块", "编号", "指标", "分值", "起评", "计分要点"],
               *(["P1", f"A{n}", f"指标{n}", 5, "满分", f"第{n}条要求没有做到的，每处扣0.5分，扣完为止"] for n in range(ITEMS))],
        "等次": [["等次", "最低分"], ["优秀", 90], ["合格", None]],
    }  # fmt: skip  # tables
    book(path, sheets)


def book(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    """Rows as a workbook."""
    workbook = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    workbook.close()


def fill(folder: Path) -> None:
    """Every sheet filled in, some points lost."""
    for number, path in enumerate(sorted(folder.glob("S*.xlsx"))):
        workbook = openpyxl.load_workbook(path)
        page = workbook.worksheets[0]
        for row in range(6, 6 + ITEMS):
            lost = (row + number) % 3 == 0
            page.cell(row, 5).value = 4.5 if lost else 5
            page.cell(row, 6).value = "现场查看有一处没有做到，已当场指出" if lost else None
        workbook.save(path)


def timed(title: str, *words: object) -> None:
    """Run the command and print what it took."""
    began = perf_counter()
    subprocess.run([sys.executable, "-m", "wuze.cli", *map(str, words)], check=True, capture_output=True)
    print(f"| {title} | {perf_counter() - began:.1f} |", flush=True)


def main() -> None:
    """All steps, in a folder that is thrown away."""
    units = SHORT if "--short" in sys.argv else UNITS
    with TemporaryDirectory() as name:
        folder = Path(name)
        scheme(folder / "方案.xlsx")
        roster: list[list[object]] = [["编号", "名称"], *([f"S{n:03}", f"第{n}党支部"] for n in range(units))]
        book(folder / "名录.xlsx", {"名录": roster})
        print(f"\n### {units} 个单位 × {ITEMS} 项\n\n| 步骤 | 秒 |\n|---|---|")
        timed(
            "wuze sheets，一个单位一个工作簿",
            "sheets",
            folder / "方案.xlsx",
            folder / "名录.xlsx",
            "-o",
            folder / "评分表",
        )
        fill(folder / "评分表")
        timed("wuze score，读回文件夹", "score", folder / "方案.xlsx", folder / "评分表", "-o", folder / "结果.xlsx")
        timed("wuze feedback，Word 和 PDF", "feedback", folder / "结果.xlsx", "-o", folder / "反馈")


if __name__ == "__main__":
    main()
