"""check, score, explain, compare, template: the engine and its workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wuze.cli.ballots import add_ballots, ballots
from wuze.cli.shared import (
    DONE,
    EPILOG,
    Misuse,
    as_json,
    mark,
    marked_target,
    open_pair,
    print_json,
    refuse,
    target_of,
    warn,
    write_or_refuse,
)


def add(commands: Any) -> None:
    """The five commands and their options."""
    check = _command(commands, "check", "检查方案（可以连数据一起查）", _check, ["方案"])
    check.add_argument("data", nargs="*", metavar="数据.xlsx", help="连这些数据文件或评分表文件夹一起查")
    check.add_argument("--marked", metavar="标注.xlsx", help="另存一份，把有问题的格子标出来")
    score = _command(commands, "score", "按方案和数据计分，写出结果", _score, ["方案", "数据"])
    score.add_argument("-o", "--out", metavar="结果.xlsx", help="结果写到这个文件")
    score.add_argument("--marked", metavar="标注.xlsx", help="有错时另存一份，把有问题的格子标出来")
    explain = _command(commands, "explain", "说明一个对象的每一分怎么来的", _explain, ["方案", "数据"])
    explain.add_argument("--subject", metavar="编号", required=True, help="对象的编号或名称")
    explain.add_argument("--all", action="store_true", help="没有失分的指标也逐条展开")
    compare = _command(
        commands, "compare", "同一份数据按两个方案各算一次，看谁变了、为什么", _compare, ["方案A", "方案B", "数据"]
    )
    compare.add_argument("-o", "--out", metavar="对比.xlsx", help="对比写到这个文件")
    template = commands.add_parser("template", help="写出空白的方案和数据文件，带下拉和填写说明")
    add_ballots(template)
    template.add_argument("-o", "--out", metavar="文件夹", default=".", help="写到这个文件夹（默认当前文件夹）")
    template.add_argument("--scheme", metavar="方案.xlsx", help="按这个方案写数据文件，不写空白方案")
    template.add_argument("--force", action="store_true", help="同名文件已有时覆盖")
    template.set_defaults(run=_template)


def _command(commands: Any, name: str, says: str, run: Any, files: list[str]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says, epilog=EPILOG)
    names = {"方案": "scheme", "方案A": "scheme", "方案B": "other", "数据": "data"}
    for file in files:
        many: dict[str, Any] = (
            {"nargs": "+", "help": "一个或几个：数据.xlsx、填好的评分表文件夹、计票汇总"} if file == "数据" else {}
        )
        parser.add_argument(names[file], metavar=f"{file}.xlsx", **many)
    parser.add_argument("--json", action="store_true", help="结果或错误以 JSON 写到标准输出")
    parser.set_defaults(run=run)
    return parser


def _check(options: argparse.Namespace) -> int:
    marked = marked_target(options)
    opened = open_pair(options.scheme, options.data)
    mark(opened, marked)
    if opened.stops:
        return refuse(opened, options)
    if options.json:
        print_json({"format": 1, "faults": [], "warnings": as_json(opened.warnings)})
        return DONE
    for warning in opened.warnings:
        print(f"{warning.finding.level.value if warning.finding.level != 'warning' else '提醒'}  {warning.text}")
    print(f"“{opened.scheme.name}”可以使用：{len(opened.scheme.items)}个指标，提醒{len(opened.warnings)}条。")
    return DONE


def _score(options: argparse.Namespace) -> int:
    out, marked = target_of(options), marked_target(options)
    opened = open_pair(options.scheme, options.data)
    if opened.stops:
        mark(opened, marked)
        return refuse(opened, options)
    results = opened.evaluate()
    if out is not None:
        from wuze.excel.result import write_results  # slow import: xlsxwriter

        opened.progress.step("写出结果")
        status = write_or_refuse(lambda: write_results(results, opened.facts, opened.reminders, out), options, out.name)
        opened.progress.done()
        if status != DONE:
            return status
    if options.json:
        from wuze.scoring.report import results_json  # slow import: the engine

        print_json(results_json(results, as_json(opened.reminders)))
        return DONE
    provisional = sum(subject.provisional for subject in results.subjects)
    warn(opened)
    print(f"{len(results.subjects)}个对象已计分，其中暂定{provisional}个。结果：{out}")
    return DONE


def _explain(options: argparse.Namespace) -> int:
    opened = open_pair(options.scheme, options.data)
    subject = opened.subject(options.subject) if not opened.stops else None
    if opened.stops or subject is None:
        return refuse(opened, options)
    from wuze.scoring.explain import explain  # slow import: the engine
    from wuze.scoring.report import results_json  # slow import: the engine
    from wuze.scoring.tree import fold, render  # slow import: the engine

    results = opened.evaluate()
    tree = explain(results, opened.facts, subject)
    if options.json:
        whole = results_json(results, as_json(opened.reminders))
        whole["subjects"] = [one for one in whole["subjects"] if one["id"] == subject]
        print_json(whole | {"tree": [node.as_json() for node in tree]})
    else:
        print(render(tree if options.all else fold(tree)))
    return DONE


def _compare(options: argparse.Namespace) -> int:
    out = target_of(options)
    first = open_pair(options.scheme, options.data)
    second = open_pair(options.other, first.source)
    if first.stops or second.stops:
        return refuse(first.joined(second), options)
    from wuze.scoring.compare import compare  # slow import: the engine

    comparison = compare(first.evaluate(), second.evaluate())
    if out is not None:
        from wuze.excel.comparison import write_comparison  # slow import: xlsxwriter

        if (status := write_or_refuse(lambda: write_comparison(comparison, out), options, out.name)) != DONE:
            return status
    if options.json:
        from wuze.scoring.compare_report import comparison_json  # slow import: the engine

        print_json(comparison_json(comparison) | {"warnings": as_json(first.joined(second).reminders)})
    else:
        from wuze.scoring.compare_report import comparison_text  # slow import: the engine

        warn(first.joined(second))
        print(comparison_text(comparison))
        print(f"对比：{out}")
    return DONE


def _template(options: argparse.Namespace) -> int:
    folder = Path(options.out)
    if not folder.is_dir():
        raise Misuse(f"没有文件夹“{folder}”。先建好文件夹，或用 -o 指定别的。")
    if options.what:
        return ballots(options, folder)
    scheme, data = folder / "方案.xlsx", folder / "数据.xlsx"
    written = [data] if options.scheme else [scheme, data]
    for path in written:
        if path.exists() and not options.force:
            raise Misuse(f"“{path}”已有，没有覆盖。换一个文件夹，或加 --force。")
    options.json, names = False, "、".join(path.name for path in written)
    from wuze.excel.template import write_data_template, write_templates  # slow import: xlsxwriter

    if options.scheme:
        opened = open_pair(options.scheme, None)
        if opened.stops:
            return refuse(opened, options)
        status = write_or_refuse(lambda: write_data_template(opened.scheme, data), options, names)
    else:
        status = write_or_refuse(lambda: write_templates(scheme, data), options, names)
    if status == DONE:
        print(f"已写出：{'、'.join(str(path) for path in written)}。填好后运行 wuze check。")
    return status
