"""The ``wuze`` command: check, score, explain, compare and template work without the web site.

Exit status: 0 done, 1 faults (listed on stderr, nothing written), 2 wrong usage. Heavy parts are imported only by the
command that needs them, so that ``--help`` and errors answer at once.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from wuze import __version__

if TYPE_CHECKING:
    from wuze.excel.opened import Opened

DONE, FAULTY, MISUSED = 0, 1, 2
EPILOG = "退出码：0 完成；1 文件有错，逐条列出，什么也不写；2 用法不对。"


class Misuse(Exception):
    """The command was called wrongly; the message is a sentence for the user."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Formatter)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这个说明")

    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{self.format_usage().strip()}\n用法不对：{_in_chinese(message)}")


def _in_chinese(message: str) -> str:
    for english, chinese in (
        ("the following arguments are required: ", "缺少："),
        ("unrecognized arguments: ", "不认识："),
        ("expected one argument", "后面要跟一个值"),
        ("invalid choice: ", "没有这个命令："),
        ("argument ", ""),
        ("choose from", "可用的有"),
    ):
        message = message.replace(english, chinese)
    return message


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.disable()  # a command keeps what it makes until it ends; looking for rubbish took a fifth of its time
    try:
        options = _parser().parse_args(argv)
        status: int = options.run(options)
    except Misuse as misuse:
        print(misuse, file=sys.stderr)
        return MISUSED
    except SystemExit as done:
        return int(done.code or 0)
    except BrokenPipeError:
        sys.stdout = None  # type: ignore[assignment]  # whoever read the output has enough; nothing is left to flush
        return DONE
    finally:
        gc.enable()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="wuze", description="五责：从方案和数据算出考核结果，每一分都说得出理由。", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"wuze {__version__}", help="显示版本")
    commands = parser.add_subparsers(metavar="命令", required=True, parser_class=_Parser)
    check = _command(commands, "check", "检查方案（可以连数据一起查）", _check, ["方案"])
    check.add_argument("data", nargs="?", metavar="数据.xlsx", help="连这个数据文件一起查")
    check.add_argument("--marked", metavar="标注.xlsx", help="另存一份，把有问题的格子标出来")
    score = _command(commands, "score", "按方案和数据计分，写出结果", _score, ["方案", "数据"])
    score.add_argument("-o", "--out", metavar="结果.xlsx", help="结果写到这个文件")
    score.add_argument("--marked", metavar="标注.xlsx", help="有错时另存一份，把有问题的格子标出来")
    explain = _command(commands, "explain", "说明一个对象的每一分怎么来的", _explain, ["方案", "数据"])
    explain.add_argument("--subject", metavar="编号", required=True, help="对象的编号或名称")
    compare = _command(
        commands, "compare", "同一份数据按两个方案各算一次，看谁变了、为什么", _compare, ["方案A", "方案B", "数据"]
    )
    compare.add_argument("-o", "--out", metavar="对比.xlsx", help="对比写到这个文件")
    template = commands.add_parser("template", help="写出空白的方案和数据文件，带下拉和填写说明")
    template.add_argument("-o", "--out", metavar="文件夹", default=".", help="写到这个文件夹（默认当前文件夹）")
    template.add_argument("--scheme", metavar="方案.xlsx", help="按这个方案写数据文件，不写空白方案")
    template.add_argument("--force", action="store_true", help="同名文件已有时覆盖")
    template.set_defaults(run=_template)
    return parser


def _command(commands: Any, name: str, says: str, run: Any, files: list[str]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says, epilog=EPILOG)
    names = {"方案": "scheme", "方案A": "scheme", "方案B": "other", "数据": "data"}
    for file in files:
        parser.add_argument(names[file], metavar=f"{file}.xlsx")
    parser.add_argument("--json", action="store_true", help="结果或错误以 JSON 写到标准输出")
    parser.set_defaults(run=run)
    return parser


# --- commands ---------------------------------------------------------------------------------------------------------
def _check(options: argparse.Namespace) -> int:
    opened = _open(options.scheme, options.data)
    if options.marked:
        _mark(opened, options)
    if opened.stops:
        return _refuse(opened, options)
    if options.json:
        _print_json({"format": 1, "faults": [], "warnings": opened.warnings_json()})
        return DONE
    for warning in opened.warnings:
        print(f"{warning.finding.level.value if warning.finding.level != 'warning' else '提醒'}  {warning.text}")
    print(f"“{opened.scheme.name}”可以使用：{len(opened.scheme.items)}个指标，提醒{len(opened.warnings)}条。")
    return DONE


def _score(options: argparse.Namespace) -> int:
    out = _target(options)
    opened = _open(options.scheme, options.data)
    if opened.stops:
        if options.marked:
            _mark(opened, options)
        return _refuse(opened, options)
    results = opened.evaluate()
    if out is not None:
        from wuze.excel.result import write_results  # slow import: xlsxwriter

        opened.progress.step("写出结果")
        if (status := _write(lambda: write_results(results, opened.facts, opened.warnings, out), options)) != DONE:
            return status
    opened.progress.done()
    if options.json:
        from wuze.scoring.report import results_json  # slow import: the engine

        _print_json(results_json(results, opened.warnings_json()))
        return DONE
    provisional = sum(subject.provisional for subject in results.subjects)
    _warn(opened)
    print(f"{len(results.subjects)}个对象已计分，其中暂定{provisional}个。结果：{out}")
    return DONE


def _explain(options: argparse.Namespace) -> int:
    opened = _open(options.scheme, options.data)
    subject = opened.subject(options.subject) if not opened.stops else None
    if opened.stops or subject is None:
        return _refuse(opened, options)
    from wuze.scoring.explain import explain  # slow import: the engine
    from wuze.scoring.report import results_json  # slow import: the engine
    from wuze.scoring.tree import render  # slow import: the engine

    results = opened.evaluate()
    opened.progress.done()
    tree = explain(results, opened.facts, subject)
    if options.json:
        whole = results_json(results, opened.warnings_json())
        whole["subjects"] = [one for one in whole["subjects"] if one["id"] == subject]
        _print_json(whole | {"tree": [node.as_json() for node in tree]})
    else:
        print(render(tree))
    return DONE


def _compare(options: argparse.Namespace) -> int:
    out = _target(options)
    first, second = _open(options.scheme, options.data), _open(options.other, options.data)
    if first.stops or second.stops:
        return _refuse(first.joined(second), options)
    from wuze.scoring.compare import compare  # slow import: the engine

    comparison = compare(first.evaluate(), second.evaluate())
    if out is not None:
        from wuze.excel.comparison import write_comparison  # slow import: xlsxwriter

        if (status := _write(lambda: write_comparison(comparison, out), options)) != DONE:
            return status
    first.progress.done()
    second.progress.done()
    if options.json:
        from wuze.scoring.compare_report import comparison_json  # slow import: the engine

        _print_json(comparison_json(comparison) | {"warnings": first.joined(second).warnings_json()})
    else:
        from wuze.scoring.compare_report import comparison_text  # slow import: the engine

        _warn(first.joined(second))
        print(comparison_text(comparison))
        print(f"对比：{out}")
    return DONE


def _template(options: argparse.Namespace) -> int:
    folder = Path(options.out)
    if not folder.is_dir():
        raise Misuse(f"没有文件夹“{folder}”。先建好文件夹，或用 -o 指定别的。")
    scheme, data = folder / "方案.xlsx", folder / "数据.xlsx"
    written = [data] if options.scheme else [scheme, data]
    for path in written:
        if path.exists() and not options.force:
            raise Misuse(f"“{path}”已有，没有覆盖。换一个文件夹，或加 --force。")
    options.json = False
    from wuze.excel.template import write_data_template, write_templates  # slow import: xlsxwriter

    if options.scheme:
        opened = _open(options.scheme, None)
        if opened.stops:
            return _refuse(opened, options)
        status = _write(lambda: write_data_template(opened.scheme, data), options)
    else:
        status = _write(lambda: write_templates(scheme, data), options)
    if status == DONE:
        print(f"已写出：{'、'.join(str(path) for path in written)}。填好后运行 wuze check。")
    return status


# --- shared -----------------------------------------------------------------------------------------------------------
def _open(scheme: str, data: str | None) -> Opened:
    from wuze.excel.opened import open_workbooks  # slow import: the engine and calamine

    return open_workbooks(Path(scheme), Path(data) if data else None)


def _target(options: argparse.Namespace) -> Path | None:
    if options.out is None:
        if not options.json:
            raise Misuse("要写结果文件（-o 结果.xlsx），或用 --json 写到标准输出。")
        return None
    out = Path(options.out)
    if out.suffix.lower() != ".xlsx":
        raise Misuse(f"“{out.name}”要以 .xlsx 结尾。")
    inputs = [options.scheme, options.data, getattr(options, "other", options.data)]
    if any(out.resolve() == Path(name).resolve() for name in inputs):
        raise Misuse(f"“{out.name}”就是输入的文件，换一个名字。")
    return out


def _write(write: Any, options: argparse.Namespace) -> int:
    from wuze.excel.refusal import BookError  # slow import: with the writer that raises it

    try:
        write()
    except BookError as refusal:
        found = refusal.finding
        fault = {"file": str(getattr(options, "out", "")), "sheet": "", "cell": "", "code": found.code}
        fault |= {"problem": found.problem, "fix": found.fix}
        if options.json:
            _print_json({"format": 1, "faults": [fault], "warnings": []})
        print(f"{found.problem} → {found.fix}", file=sys.stderr)
        return FAULTY
    return DONE


def _mark(opened: Opened, options: argparse.Namespace) -> None:
    for path in opened.write_marked(Path(options.marked)):
        print(f"标注：{path}", file=sys.stderr)


def _warn(opened: Opened) -> None:
    for warning in opened.warnings:
        print(f"提醒  {warning.text}", file=sys.stderr)


def _refuse(opened: Opened, options: argparse.Namespace) -> int:
    opened.progress.done()
    for fault in opened.faults:
        print(fault.text, file=sys.stderr)
    if options.json:
        _print_json(
            {"format": 1, "faults": [one.as_json() for one in opened.faults], "warnings": opened.warnings_json()}
        )
    print(f"共{len(opened.faults)}处错误，改好后再运行；没有写出任何文件。", file=sys.stderr)
    return FAULTY


def _print_json(thing: dict[str, Any]) -> None:
    json.dump(thing, sys.stdout, ensure_ascii=False)
    print()


if __name__ == "__main__":
    sys.exit(main())
