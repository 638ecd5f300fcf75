"""sheets, feedback: the papers that go out to the units and come back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wuze.cli.shared import (
    DONE,
    EPILOG,
    Misuse,
    folder_for,
    keep_existing,
    open_pair,
    refuse,
    refuse_file,
    warn,
    write_or_refuse,
)

if TYPE_CHECKING:
    from wuze.excel.feedback.bundle import Written

_STAGES = ("自评", "初评", "复核")


def add(commands: Any) -> None:
    """Both commands and their options."""
    says = "按方案给每个单位写一张评分表（A4），填好后 wuze score 直接读"
    sheets = commands.add_parser("sheets", help=says, description=says, epilog=EPILOG)
    sheets.add_argument("scheme", metavar="方案.xlsx")
    sheets.add_argument("data", nargs="+", metavar="名录.xlsx", help="名录，或有名录的数据.xlsx：已有数据的指标不再评")
    sheets.add_argument("-o", "--out", metavar="文件夹", required=True, help="写到这个文件夹（没有就新建）")
    sheets.add_argument("--by", metavar="列", default="", help="按名录的这一列装订，如 属地：一个值一个工作簿")
    sheets.add_argument("--stage", metavar="阶段", choices=_STAGES, default=_STAGES[1], help="自评、初评（默认）或复核")
    sheets.add_argument("--period", metavar="考核期", default="", help="印在表头，默认是方案的年度")
    sheets.add_argument("--force", action="store_true", help="同名文件已有时覆盖（填好的也会没有）")
    sheets.set_defaults(run=_sheets, json=False)
    says = "按结果给每个单位写一页反馈单（Word 和 PDF），给考核办写一张计入分表"
    feedback = commands.add_parser("feedback", help=says, description=says, epilog=EPILOG)
    feedback.add_argument("result", metavar="结果.xlsx", help="wuze score -o 写出的结果")
    feedback.add_argument("-o", "--out", metavar="文件夹", required=True, help="写到这个文件夹（没有就新建）")
    feedback.add_argument("--factor", metavar="系数", default="1", help="计入分 = 总分 × 系数，如 0.1、10%%（默认 1）")
    feedback.add_argument("--office", metavar="名称", default="", help="反馈单位，印在反馈单上")
    feedback.add_argument("--altered", action="store_true", help="结果在计分后改动过也写，并在反馈单上注明")
    feedback.add_argument("--force", action="store_true", help="同名文件已有时覆盖")
    feedback.set_defaults(run=_feedback, json=False)


def _sheets(options: argparse.Namespace) -> int:
    opened = open_pair(options.scheme, options.data)
    if opened.stops:
        return refuse(opened, options)
    from wuze.excel.score_sheets.bundle import workbooks, write_folder  # slow import: xlsxwriter
    from wuze.excel.score_sheets.plan import plan  # slow import: the engine
    from wuze.excel.score_sheets.words import ROSTER_FILE  # slow import: with them

    if options.by and options.by not in opened.facts.attributes:
        raise Misuse(f"名录里没有“{options.by}”这一列。有：{'、'.join(sorted(opened.facts.attributes)) or '（没有）'}")
    planned = plan(opened.scheme, opened.facts, stage=options.stage, period=options.period)
    books = workbooks(planned, opened.facts, options.by)
    folder = folder_for(options.out)
    keep_existing(folder, [*books.files, ROSTER_FILE], force=options.force)

    def write() -> None:
        write_folder(books, opened.scheme, opened.facts, folder, lambda name: opened.progress.step(f"写出{name}"))

    if (status := write_or_refuse(write, options, folder.name)) != DONE:
        return status
    opened.progress.done()
    warn(opened)
    if books.by_data:
        print(f"有{books.by_data}个指标已有数据，由数据计分，表上写着“按数据”。")
    if books.without:
        print(f"有{len(books.without)}个单位没有适用的指标，没有评分表：{'、'.join(one.name for one in books.without)}")
    print(f"{books.sheets}张评分表，{len(books.files)}个工作簿，连同{ROSTER_FILE}写到{folder}。填好后：")
    sources = [*options.data, folder] if books.by_data else [folder]
    print(f"  wuze score {options.scheme} {' '.join(map(str, sources))} -o 结果.xlsx")
    return DONE


def _feedback(options: argparse.Namespace) -> int:
    path = Path(options.result)
    from wuze.excel.feedback.bundle import file_names, write_feedback  # slow import: python-docx, typst
    from wuze.excel.feedback.office import FILE  # slow import: xlsxwriter
    from wuze.excel.feedback.read import read_result  # slow import: calamine
    from wuze.excel.refusal import BookError  # slow import: the border
    from wuze.excel.refusal import refuse as refusing  # slow import: as above
    from wuze.kernel.progress import Progress  # slow import: with the work it tells of
    from wuze.scoring.text import number  # slow import: the engine

    factor = number(options.factor)
    if factor is None or factor <= 0:
        raise Misuse(f"系数“{options.factor}”不对。写成 0.1、10% 或 1。")
    try:
        result = read_result(path)
        if result.altered and not options.altered:
            what = f"“{'”“'.join(result.altered)}”表的内容与计分时写出的不一样，或是旧版写出的"
            raise refusing("result_altered", what, "重新运行 wuze score；确实要用改过的，加 --altered，反馈单上会注明")
    except BookError as refusal:
        return refuse_file(path.name, refusal, options)
    folder, progress = folder_for(options.out), Progress()
    keep_existing(folder, [FILE, *(f"{name}.docx" for name in file_names(result))], force=options.force)
    found: list[Written] = []

    def write() -> None:
        found.append(write_feedback(result, folder, factor, office=options.office, tell=progress.step))

    if (status := write_or_refuse(write, options, folder.name)) != DONE:
        return status
    progress.done()
    _tell(found[0], folder / FILE)
    return DONE


def _tell(written: Written, office: Path) -> None:
    """What a clerk must know of the letters."""
    for wanted, used in written.replaced:
        print(f"本机没有字体“{wanted}”，PDF 用“{used or '（没有中文字体）'}”代替；Word 文件里写的仍是原字体。")
    if written.without_pdf:
        print("本机没有中文字体，没有写 PDF，只写了 Word 文件。")
    if written.shortened:
        print(
            f"有{len(written.shortened)}张一页放不下，扣分原因有删节，全文见结果的“说明”表：{'、'.join(written.shortened)}"
        )
    if written.overlong:
        print(f"有{len(written.overlong)}张超过一页，请看一看：{'、'.join(written.overlong)}")
    print(f"{written.letters}张反馈单，连同{office.name}写到{office.parent}。")
