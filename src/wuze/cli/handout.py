"""split, merge: 下发 a table to many units, and 汇总 what comes back."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wuze.cli.shared import DONE, Misuse, print_json, refuse_file
from wuze.kernel.progress import Progress

if TYPE_CHECKING:
    from wuze.excel.handout.merge import File
    from wuze.excel.handout.notes import Note
    from wuze.excel.handout.results import MergeResult
    from wuze.excel.handout.source import Options
    from wuze.excel.handout.split import SplitResult

_SPLIT_END = """关键列、回填列不写时：关键列取第一个不空、不重复的“编号、代码”列，没有就取“名称、姓名”列；
回填列取整列都空的列，一列也没有时取关键列、拆分列、序号和公式以外的各列。关键列等不许改的格加锁（没有密码），
回填列标黄、可填。退出码：0 完成；1 文件有错，什么也不写；2 用法不对。"""
_MERGE_END = """不该改的格以总表为准，改动只报告；没有并入的行，内容都写在“问题”表里。
退出码：0 完成（不论查出多少问题）；1 总表读不了或结果写不了；2 用法不对。"""


def add(commands: Any) -> None:
    """The two commands and their options."""
    split = commands.add_parser(
        "split", help="把总表按一列拆开，每个单位一个文件", epilog=_SPLIT_END,
        description="把总表按一列（如属地）拆开，每个单位一个文件；版式、公式、下拉照原样。",
    )  # fmt: skip  # the words in two lines
    split.add_argument("base", metavar="总表.xlsx")
    split.add_argument("--by", metavar="列名", required=True, help="按这一列拆，如 属地")
    split.add_argument("-o", "--out", metavar="文件夹", required=True, help="写到这个文件夹（没有就新建）")
    split.add_argument("--force", action="store_true", help="覆盖以前下发的同名文件（别的文件从不覆盖）")
    merge = commands.add_parser(
        "merge", help="把交回的各个文件汇总，问题逐条列出", epilog=_MERGE_END,
        description="把交回的各个文件汇总到总表，列出没交的、改动的、填得不对的，附催报文字。",
    )  # fmt: skip  # the words in two lines
    merge.add_argument("returned", metavar="回收", nargs="+", help="放交回文件的文件夹，或一个个文件")
    merge.add_argument("-o", "--out", metavar="汇总.xlsx", help="结果写到这个文件；与总表同名时，原来的总表另存一份")
    merge.add_argument("--base", metavar="总表.xlsx", required=True, help="下发时用的总表")
    merge.add_argument("--by", metavar="列名", default="", help="按哪一列拆的（下发信息还在时不用写）")
    for one in (split, merge):
        one.add_argument("--key", metavar="列名", action="append", default=[], help="关键列，几列用逗号隔开，如 编号")
        one.add_argument("--fill", metavar="列名", action="append", default=[], help="要填的列，几列用逗号隔开")
        one.add_argument("--sheet", metavar="工作表", default="", help="总表在哪张工作表（默认第一张有这一列的）")
        one.add_argument("--head", metavar="行", default="", help="表头是第几行，如 3 或 3-4（默认自己找）")
        one.add_argument("--json", action="store_true", help="结果或错误以 JSON 写到标准输出")
    split.set_defaults(run=_split)
    merge.set_defaults(run=_merge)


def _options(options: argparse.Namespace) -> Options:
    from wuze.excel.handout.source import Options  # slow import: the border

    key, fill = (tuple(_names(words)) for words in (options.key, options.fill))
    return Options(options.by, options.sheet, options.head, key, fill)


def _names(words: list[str]) -> list[str]:
    return [part.strip() for word in words for part in re.split("[,，;；]", word) if part.strip()]


def _split(options: argparse.Namespace) -> int:
    from wuze.excel.handout.split import split  # slow import: the border
    from wuze.excel.refusal import BookError  # slow import: the border

    base, out = Path(options.base), Path(options.out)
    if out.exists() and not out.is_dir():
        raise Misuse(f"“{out}”是文件，-o 要写文件夹。")
    progress = Progress()
    progress.step("拆分")
    try:
        result = split(base, out, _options(options), force=options.force)
    except BookError as refusal:
        return refuse_file(base.name, refusal, options)
    finally:
        progress.done()
    if options.json:
        print_json(result.as_json())
    else:
        _say_split(result, out)
    return DONE


def _say_split(result: SplitResult, out: Path) -> None:
    _warn(result.notes)
    for part in result.parts:
        print(f"{part.file}  {len(part.rows)}行")
    print(f"关键列：{'、'.join(result.keys)}；回填列：{'、'.join(result.fills)}。")
    print(f"按“{result.by}”拆成{len(result.parts)}个文件，放在 {out}。")


def _warn(notes: list[Note]) -> None:
    for one in notes:
        print(f"提醒  {one.text}", file=sys.stderr)


def _merge(options: argparse.Namespace) -> int:
    base = Path(options.base)
    out = _target(options, base)
    from wuze.excel.handout.merge import merge  # slow import: the border
    from wuze.excel.handout.merged_out import write_merged  # slow import: openpyxl
    from wuze.excel.refusal import BookError  # slow import: the border

    files = _files(options, base, out)
    progress = Progress()
    progress.step("汇总")
    try:
        result = merge(files, base, _options(options))
    except BookError as refusal:
        return refuse_file(base.name, refusal, options)
    finally:
        progress.done()
    kept = ""
    if out is not None:
        try:
            kept = _keep_base(base, out)
            write_merged(result, out)
        except BookError as refusal:
            return refuse_file(out.name, refusal, options)
    if options.json:
        print_json(result.as_json())
    else:
        _say_merge(result, out, kept)
    return DONE


def _target(options: argparse.Namespace, base: Path) -> Path | None:
    """Where the result goes; None where only JSON is asked for."""
    if options.out is None:
        if not options.json:
            raise Misuse("要写结果文件（-o 汇总.xlsx），或用 --json 写到标准输出。")
        return None
    out = Path(options.out)
    if out.suffix.lower() != ".xlsx":
        raise Misuse(f"“{out.name}”要以 .xlsx 结尾。")
    for name in options.returned:
        path = Path(name)
        inside = path.is_dir() and path.resolve() in out.resolve().parents and out.resolve() != base.resolve()
        if inside or path.resolve() == out.resolve():
            raise Misuse(f"“{out}”在交回的文件当中，结果换一个位置放。")
    return out


def _files(options: argparse.Namespace, base: Path, out: Path | None) -> list[File]:
    from wuze.excel.handout.merge import File, files_in  # slow import: the border

    found: list[File] = []
    for name in options.returned:
        path = Path(name)
        if not path.exists():
            raise Misuse(f"没有“{path}”这个文件夹或文件。")
        found += files_in(path) if path.is_dir() else [File(path.name, path)]
    own = {base.resolve(), _kept_name(base).resolve()} | ({out.resolve()} if out else set())
    found = list({one.path.resolve(): one for one in found if one.path.resolve() not in own}.values())
    if not found:
        raise Misuse(f"“{'、'.join(options.returned)}”里没有交回的文件。")
    return found


def _kept_name(base: Path) -> Path:
    from wuze.excel.handout.results import KEPT  # slow import: the border

    return base.with_name(f"{base.stem}{KEPT}{base.suffix}")


def _keep_base(base: Path, out: Path) -> str:
    """Where the result replaces the base, a copy of the base beside it; its name."""
    if out.resolve() != base.resolve():
        return ""
    from wuze.excel.refusal import refuse  # slow import: the border

    kept = _kept_name(base)
    if kept.exists() and not (kept.is_file() and kept.read_bytes() == base.read_bytes()):
        raise refuse("cannot_write", f"“{kept.name}”已有，总表没有地方另存", "移走它，或把结果写到别的文件名")
    try:
        shutil.copyfile(base, kept)
    except OSError as error:
        raise refuse("cannot_write", f"“{kept.name}”写不进去，没有汇总", "确认有写入权限，或把结果写到别处") from error
    return kept.name


def _say_merge(result: MergeResult, out: Path | None, kept: str) -> None:
    faults = [one for one in result.notes if one.finding.stops]
    for one in faults[:_SHOWN]:
        print(one.text, file=sys.stderr)
    if len(faults) > _SHOWN:
        print(f"……还有{len(faults) - _SHOWN}处，见结果的“问题”表。", file=sys.stderr)
    print(result.reminder)
    print()
    counts = "，".join(f"{state}{count}行" for state, count in result.counts.items())
    print(f"{counts}；问题{len(faults)}处，提醒{len(result.notes) - len(faults)}处。结果：{out}")
    if kept:
        print(f"原来的总表另存为 {kept}；再次汇总时 --base 用它。")


_SHOWN = 20
