"""What the commands share: opening workbooks, targets that may be written, faults and JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wuze.excel.collect import Collected
    from wuze.excel.locate import Located
    from wuze.excel.opened import Opened
    from wuze.excel.refusal import BookError

DONE, FAULTY, MISUSED = 0, 1, 2
EPILOG = "退出码：0 完成；1 文件有错，逐条列出，什么也不写；2 用法不对。"


class Misuse(Exception):
    """The command was called wrongly; the message is a sentence for the user."""


def as_json(findings: list[Located]) -> list[dict[str, str]]:
    """Located findings as JSON objects."""
    return [one.as_json() for one in findings]


def open_pair(scheme: str, data: list[str] | Collected | None) -> Opened:
    """A scheme and its data (workbooks and folders, or what was read already), read and checked."""
    from wuze.excel.opened import open_workbooks  # slow import: the engine and calamine

    return open_workbooks(Path(scheme), [Path(one) for one in data] or None if isinstance(data, list) else data)


def target_of(options: argparse.Namespace) -> Path | None:
    """Where the result goes; None where only JSON is asked for."""
    if options.out is None:
        if not options.json:
            raise Misuse("要写结果文件（-o 结果.xlsx），或用 --json 写到标准输出。")
        return None
    return _new_workbook(options.out, options)


def marked_target(options: argparse.Namespace) -> Path | None:
    """Where the marked copy goes; None where none is asked for."""
    if options.marked is None:
        return None
    marked = _new_workbook(options.marked, options)
    out = getattr(options, "out", None)
    if out is not None and marked.resolve() == Path(out).resolve():
        raise Misuse(f"“{marked.name}”不能既是结果又是标注，换一个名字。")
    return marked


def _new_workbook(name: str, options: argparse.Namespace) -> Path:
    target = Path(name)
    if target.suffix.lower() != ".xlsx":
        raise Misuse(f"“{target.name}”要以 .xlsx 结尾。")
    _not_an_input(target, options)
    return target


def _not_an_input(target: Path, options: argparse.Namespace) -> None:
    names = (options.scheme, *(options.data or ()), getattr(options, "other", None))
    inputs = [name for name in names if name is not None]
    if any(target.resolve() == Path(name).resolve() for name in inputs):
        raise Misuse(f"“{target.name}”就是输入的文件，换一个名字。")


def write_or_refuse(write: Callable[[], None], options: argparse.Namespace, file: str) -> int:
    """Write a workbook; what keeps it from being written is a fault of ``file``."""
    from wuze.excel.refusal import BookError  # slow import: with the writer that raises it

    try:
        write()
    except BookError as refusal:
        return refuse_file(file, refusal, options)
    return DONE


def refuse_file(name: str, refusal: BookError, options: argparse.Namespace) -> int:
    """One fault about a whole file."""
    from wuze.excel.locate import Located  # slow import: with the border that refused

    fault = Located(name, "", "", refusal.finding)
    if options.json:
        print_json({"format": 1, "faults": as_json([fault]), "warnings": []})
    print(fault.text, file=sys.stderr)
    return FAULTY


def mark(opened: Opened, target: Path | None) -> None:
    """Write the marked copies; where they cannot be written, that is one more fault."""
    if target is None:
        return
    written = opened.write_marked(target)
    for path in written:
        print(f"标注：{path}", file=sys.stderr)
    if not opened.located:
        print("没有要标注的，没有写标注文件。", file=sys.stderr)


def warn(opened: Opened) -> None:
    for warning in opened.reminders:
        print(f"提醒  {warning.text}", file=sys.stderr)


def refuse(opened: Opened, options: argparse.Namespace) -> int:
    opened.progress.done()
    for fault in opened.faults:
        print(fault.text, file=sys.stderr)
    if options.json:
        print_json({"format": 1, "faults": as_json(opened.faults), "warnings": as_json(opened.warnings)})
    print(f"共{len(opened.faults)}处错误，改好后再运行；没有写出结果。", file=sys.stderr)
    return FAULTY


def print_json(thing: dict[str, Any]) -> None:
    json.dump(thing, sys.stdout, ensure_ascii=False)
    print()


def folder_for(name: str) -> Path:
    """A folder to write into, made where only it is missing."""
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        raise Misuse(f"“{folder}”是文件，不是文件夹。换一个名字。")
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            raise Misuse(f"没有文件夹“{folder.parent}”。先建好它，或用 -o 指定别的。")
        folder.mkdir()
    return folder


def keep_existing(folder: Path, names: Iterable[str], *, force: bool) -> None:
    """Refuse to write over files that are there: they may be filled in."""
    there = [name for name in names if (folder / name).exists()]
    if there and not force:
        more = f"等{len(there)}个文件" if len(there) > 1 else ""
        raise Misuse(f"“{folder / there[0]}”{more}已有，没有覆盖。换一个文件夹，或加 --force。")
