"""template 测评: papers to vote on, sheets to count on, and the summary to type into."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wuze.cli.shared import DONE, Misuse, keep_existing, open_pair, refuse, write_or_refuse

FILES = ("测评表.xlsx", "计票单.xlsx", "计票汇总.xlsx")


def add_ballots(template: Any) -> None:
    """The words of ``wuze template`` that make it write a 测评."""
    template.add_argument("what", nargs="?", choices=["测评"], metavar="测评", help="写测评表、计票单和计票汇总")
    template.add_argument("--data", metavar="名录.xlsx", help="测评：名录，每个单位一行")
    template.add_argument("--by", metavar="列", default="", help="测评：按名录的这一列分开，如 属地")
    template.add_argument(
        "--quorum", metavar="比例", default="", help="测评：实到须占应到的比例，如 2/3、80%%（默认不要求）"
    )


def ballots(options: argparse.Namespace, folder: Path) -> int:
    """Write the three workbooks for every 测评 of a scheme."""
    if not options.scheme or not options.data:
        raise Misuse("写测评表要有方案和名录：wuze template 测评 --scheme 方案.xlsx --data 名录.xlsx -o 文件夹")
    keep_existing(folder, FILES, force=options.force)
    options.json = False
    opened = open_pair(options.scheme, [options.data])
    if opened.stops:
        return refuse(opened, options)
    from wuze.excel.ballots.paper import write_ballots, write_tally_sheets  # slow import: xlsxwriter
    from wuze.excel.ballots.plan import ballot_sets  # slow import: the engine
    from wuze.excel.ballots.summary import write_summary  # slow import: xlsxwriter
    from wuze.scoring.text import number  # slow import: the engine

    if options.by and options.by not in opened.facts.attributes:
        raise Misuse(f"名录里没有“{options.by}”这一列。有：{'、'.join(sorted(opened.facts.attributes)) or '（没有）'}")
    share = number(options.quorum) if options.quorum else None
    if options.quorum and (share is None or not 0 < share <= 1):
        raise Misuse(f"到会比例“{options.quorum}”不对。写成 2/3、80% 或 0.8。")
    sets = ballot_sets(opened.scheme, opened.facts, options.by)
    if not sets:
        raise Misuse("这个方案没有用到测评（没有来源是“票数”的板块）。")

    def write() -> None:
        write_ballots(sets, folder / FILES[0])
        write_tally_sheets(sets, folder / FILES[1])
        write_summary(sets, folder / FILES[2], quorum=options.quorum)

    if (status := write_or_refuse(write, options, "、".join(FILES))) != DONE:
        return status
    print(f"已写出：{'、'.join(str(folder / name) for name in FILES)}，各{len(sets)}张。")
    print(
        "测评表按人数印发；计完票把数字填进计票汇总，再和数据一起算：wuze score 方案.xlsx 数据.xlsx 计票汇总.xlsx -o 结果.xlsx"
    )
    return DONE
