"""read: a county's own scoring table as a scheme."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from wuze.cli.shared import DONE, print_json, refuse_file, target_of, write_or_refuse


def add(commands: Any) -> None:
    """The command and its options."""
    read = commands.add_parser(
        "read",
        help="读一份现成的评分表，写成方案",
        description="读一份现成的评分表（.xlsx、.xls、.et 或 .docx），写成方案；读不懂的留给人打分。",
        epilog="退出码：0 完成（不论读懂多少）；1 文件读不了或没有评分表；2 用法不对。",
    )
    read.add_argument("scheme", metavar="旧表.xlsx")
    read.add_argument("-o", "--out", metavar="方案.xlsx", help="方案写到这个文件")
    read.add_argument("--json", action="store_true", help="读出的规则或错误以 JSON 写到标准输出")
    read.set_defaults(run=_read, data=None)


def _read(options: argparse.Namespace) -> int:
    out, path = target_of(options), Path(options.scheme)
    from wuze.excel.in_force import open_in_force  # slow import: calamine
    from wuze.excel.refusal import BookError, refuse  # slow import: the border
    from wuze.reading.read import read_cells  # slow import: the grammar
    from wuze.reading.tables import find  # slow import: the grammar

    try:
        book, unseen = open_in_force(path)
        cells, left = find(book.sheets, book.below, unseen)
        if not cells:
            raise refuse("no_table", "没有找到评分表", "表头要有“评分标准”（或“计分办法”等）和“分值”或“指标”两列")
    except BookError as refusal:
        return refuse_file(path.name, refusal, options)
    readings = read_cells(cells)
    for one in left:
        print(f"提醒  {path.name}!{one}", file=sys.stderr)
    if out is not None:
        from wuze.excel.read_out import write_reading  # slow import: xlsxwriter
        from wuze.reading.scheme_rows import scheme_rows  # slow import: only when written

        rows = scheme_rows(cells, readings, left=left)
        if (
            status := write_or_refuse(
                lambda: write_reading(rows, out, title=path.stem, origin=path.name), options, out.name
            )
        ) != DONE:
            return status
    if options.json:
        pairs = zip(cells, readings, strict=True)
        print_json({"format": 1, "cells": [reading.as_json(cell.cell) for cell, reading in pairs]})
        return DONE
    counts = {word: sum(one.status.word == word for one in readings) for word in ("读懂", "核对", "未读")}
    print(f"共{len(cells)}格：读懂{counts['读懂']}，核对{counts['核对']}，未读{counts['未读']}。方案：{out}")
    return DONE
