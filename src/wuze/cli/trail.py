"""trail verify: an exported trail checked without the site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wuze.cli.shared import Misuse, print_json


def add(commands: Any) -> None:
    """The command and its options."""
    trail = commands.add_parser("trail", help="核验留痕导出文件", description="核验留痕导出文件，不需要网站。")
    verify = trail.add_subparsers(metavar="动作", required=True, parser_class=type(trail)).add_parser(
        "verify",
        help="逐条核验，指出第一条不对的",
        description="逐条核验，指出第一条不对的。",
        epilog="退出码：0 完整；1 不完整；2 没有核验。",
    )
    verify.add_argument("file", metavar="留痕.jsonl")
    verify.add_argument("--head", metavar="哈希", action="append", default=[], help="另处留存的哈希，必须在链中")
    verify.add_argument("--json", action="store_true", help="结果以 JSON 写到标准输出")
    verify.set_defaults(run=_trail_verify)


def _trail_verify(options: argparse.Namespace) -> int:
    from wuze.trail.verify import verify_file  # slow import: only this command needs it

    try:
        report = verify_file(Path(options.file), options.head)
    except OSError as problem:
        raise Misuse(f"读不了“{options.file}”：没有这个文件，或没有权限。") from problem
    if options.json:
        print_json(report.as_json())
    else:
        print(report.text)
    return report.status
