"""The ``wuze`` command: works without the web site.

Exit status: 0 done, 1 faults (listed on stderr, nothing written), 2 wrong usage. Heavy parts are imported only by the
command that needs them, so that ``--help`` and errors answer at once.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from wuze import __version__
from wuze.cli import handout, reading, scoring, sheets, site, trail
from wuze.cli.shared import DONE, EPILOG, MISUSED, Misuse


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
        ("expected at least one argument", "后面要跟值"),
        ("ignored explicit argument ", "后面不能跟值："),
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
        sys.stdout = None  # whoever read the output has enough; nothing is left to flush
        return DONE
    finally:
        gc.enable()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="wuze", description="五责：从方案和数据算出考核结果，每一分都说得出理由。", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"wuze {__version__}", help="显示版本")
    commands = parser.add_subparsers(metavar="命令", required=True, parser_class=_Parser)
    for part in (scoring, sheets, reading, handout, trail, site):
        part.add(commands)
    return parser
