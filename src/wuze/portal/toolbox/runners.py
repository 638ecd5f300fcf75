"""What each tool does with the files of a job: the functions behind the commands, their words for a page.

A runner reads ``job.inputs(slot)`` and ``job.options``, writes into ``job.out``, and says what it did and what is wrong.
Imports are inside, because a process does one thing only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wuze.portal.toolbox.jobs import Job
from wuze.portal.toolbox.wording import Wrong, in_words, of, texts

if TYPE_CHECKING:
    from wuze.excel.handout.source import Options
    from wuze.excel.opened import Opened

Tell = Callable[[str], None]
MARKED = "标注.xlsx"
RESULT, COMPARED, MERGED, SCHEME, DATA = "结果.xlsx", "对比.xlsx", "汇总.xlsx", "方案.xlsx", "数据.xlsx"
BALLOTS = ("测评表.xlsx", "计票单.xlsx", "计票汇总.xlsx")


@dataclass(slots=True)
class Outcome:
    """What a tool did. ``done``: there is a result, whatever else was found; ``name`` names the zip of several files."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    done: bool = False
    paste: str = ""
    name: str = "结果"


# --- 下发和汇总 --------------------------------------------------------------------------------------------------------


def split(job: Job, tell: Tell) -> Outcome:
    """One workbook for each value of a column."""
    from wuze.excel.handout.split import split as split_table  # slow import: the border

    (base,) = job.inputs("base")
    tell("拆分")
    with of(base):
        result = split_table(base, job.out, _options(job))
    lines = [
        f"按“{result.by}”拆成{len(result.parts)}个文件，共{sum(len(part.rows) for part in result.parts)}行。",
        f"关键列：{'、'.join(result.keys)}；要填的列：{'、'.join(result.fills)}。",
        *(in_words(f"提醒：{one.text}") for one in result.notes),
    ]
    return Outcome(lines, done=True, name=f"{base.stem}-下发")


def merge(job: Job, tell: Tell) -> Outcome:
    """The returned files in one table, with what is wrong in them."""
    from wuze.excel.handout.merge import File  # slow import: the border
    from wuze.excel.handout.merge import merge as merge_files  # slow import: the border
    from wuze.excel.handout.merged_out import write_merged  # slow import: openpyxl

    (base,) = job.inputs("base")
    tell("汇总")
    with of(base):
        result = merge_files([File(path.name, path) for path in job.inputs("returned")], base, _options(job))
    tell("写出汇总")
    write_merged(result, job.out / MERGED)
    faults = [in_words(one.text) for one in result.notes if one.finding.stops]
    counts = "，".join(f"{state}{count}行" for state, count in result.counts.items())
    lines = [f"{counts}。", f"问题{len(faults)}处，提醒{len(result.notes) - len(faults)}处，都在汇总的“问题”表里。"]
    return Outcome(lines, faults, done=True, paste=result.reminder)


def _options(job: Job) -> Options:
    from wuze.excel.handout.source import Options  # slow import: the border

    key, fill = (
        tuple(part.strip() for part in re.split("[,，;；、]", job.options.get(name, "")) if part.strip())
        for name in ("key", "fill")
    )
    return Options(job.options.get("by", ""), job.options.get("sheet", ""), job.options.get("head", ""), key, fill)


# --- 方案和计分 --------------------------------------------------------------------------------------------------------


def opened(job: Job, tell: Tell, scheme: str = "scheme") -> Opened:
    """The scheme and, where there are any, the data."""
    from wuze.excel.opened import open_workbooks  # slow import: the engine and calamine

    tell("读取")
    return open_workbooks(job.inputs(scheme)[0], job.inputs("data") or None)


def stopped(job: Job, book: Opened) -> Outcome:
    """Nothing is computed: each fault in words, and marked where it stands."""
    book.write_marked(job.out / MARKED)
    return Outcome([f"有{len(book.faults)}处错误，改好再来；没有写出结果。"], texts(book.faults), name="标注")


def check(job: Job, tell: Tell) -> Outcome:
    """Faults and warnings of a scheme, with its data if given."""
    book = opened(job, tell)
    if book.stops:
        return stopped(job, book)
    if book.located:
        book.write_marked(job.out / MARKED)
    lines = [f"“{book.scheme.name}”可以使用：{len(book.scheme.items)}个指标，提醒{len(book.warnings)}条。"]
    return Outcome([*lines, *(f"提醒：{text}" for text in texts(book.warnings))], done=True, name="标注")


def score(job: Job, tell: Tell) -> Outcome:
    """The results of all subjects."""
    from wuze.excel.result import write_results  # slow import: xlsxwriter

    book = opened(job, tell)
    if book.stops:
        return stopped(job, book)
    tell("计分")
    results = book.evaluate()
    tell("写出结果")
    write_results(results, book.facts, book.reminders, job.out / RESULT)
    provisional = sum(subject.provisional for subject in results.subjects)
    lines = [f"{len(results.subjects)}个对象已计分，其中暂定{provisional}个。"]
    return Outcome([*lines, *(f"提醒：{text}" for text in texts(book.reminders))], done=True)


def compare(job: Job, tell: Tell) -> Outcome:
    """The same data under two schemes."""
    from wuze.excel.comparison import write_comparison  # slow import: xlsxwriter
    from wuze.excel.opened import open_workbooks  # slow import: the engine and calamine
    from wuze.scoring.compare import compare as compare_results  # slow import: the engine
    from wuze.scoring.compare_report import comparison_text  # slow import: the engine

    first = opened(job, tell)
    second = open_workbooks(job.inputs("other")[0], first.source)
    if first.stops or second.stops:
        return stopped(job, first.joined(second))
    tell("两个方案各算一次")
    comparison = compare_results(first.evaluate(), second.evaluate())
    write_comparison(comparison, job.out / COMPARED)
    return Outcome(comparison_text(comparison).splitlines()[:40], done=True)


def read(job: Job, tell: Tell) -> Outcome:
    """A county's own scoring table as a scheme."""
    from wuze.excel.in_force import open_in_force  # slow import: calamine
    from wuze.excel.read_out import write_reading  # slow import: xlsxwriter
    from wuze.reading.read import read_cells  # slow import: the grammar
    from wuze.reading.scheme_rows import scheme_rows  # slow import: the grammar
    from wuze.reading.tables import find  # slow import: the grammar

    (path,) = job.inputs("table")
    tell("读表")
    with of(path):
        book, unseen = open_in_force(path)
    cells, left = find(book.sheets, book.below, unseen)
    if not cells:
        raise Wrong(f"{path.name}：没有找到评分表。表头要有“评分标准”（或“计分办法”等）和“分值”或“指标”两列。")
    readings = read_cells(cells)
    write_reading(scheme_rows(cells, readings, left=left), job.out / SCHEME, title=path.stem, origin=path.name)
    counts = {word: sum(one.status.word == word for one in readings) for word in ("读懂", "核对", "未读")}
    return Outcome(
        [
            f"共{len(cells)}格：读懂{counts['读懂']}，核对{counts['核对']}，未读{counts['未读']}。没读懂的留给人打分。",
            *map(str, left[:20]),
        ],
        done=True,
    )


def template(job: Job, tell: Tell) -> Outcome:
    """Blank workbooks; for a scheme its data workbook alone."""
    from wuze.excel.template import write_data_template, write_templates  # slow import: xlsxwriter

    tell("写空白表")
    if not job.inputs("scheme"):
        write_templates(job.out / SCHEME, job.out / DATA)
        return Outcome(["空白的方案和数据各一个，里面有说明和下拉。"], done=True, name="空白表")
    book = opened(job, tell)
    if book.stops:
        return stopped(job, book)
    write_data_template(book.scheme, job.out / DATA)
    return Outcome([f"按“{book.scheme.name}”写好了数据表，只有它用到的列。"], done=True)


# --- 纸面 --------------------------------------------------------------------------------------------------------------


def sheets(job: Job, tell: Tell) -> Outcome:
    """A 评分表 for each unit."""
    from wuze.excel.score_sheets.bundle import workbooks, write_folder  # slow import: xlsxwriter
    from wuze.excel.score_sheets.plan import plan  # slow import: the engine

    book = opened(job, tell)
    if book.stops:
        return stopped(job, book)
    by = _column(book, job.options.get("by", ""))
    planned = plan(book.scheme, book.facts, stage=job.options["stage"], period=job.options.get("period", ""))
    books = workbooks(planned, book.facts, by)
    write_folder(books, book.scheme, book.facts, job.out, lambda name: tell(f"写出{name}"))
    lines = [f"{books.sheets}张评分表，{len(books.files)}个工作簿，另有一份名录。填好后，连名录一起放进“计分”。"]
    if books.by_data:
        lines.append(f"有{books.by_data}个指标已有数据，由数据计分，表上写着“按数据”。计分时把数据也选上。")
    if books.without:
        names = "、".join(one.name for one in books.without[:20])
        lines.append(f"有{len(books.without)}个单位没有适用的指标，没有评分表：{names}。")
    return Outcome(lines, done=True, name="评分表")


def ballots(job: Job, tell: Tell) -> Outcome:
    """Papers to vote on, sheets to count on, the summary to type into."""
    from wuze.excel.ballots.paper import write_ballots, write_tally_sheets  # slow import: xlsxwriter
    from wuze.excel.ballots.plan import ballot_sets  # slow import: the engine
    from wuze.excel.ballots.summary import write_summary  # slow import: xlsxwriter
    from wuze.scoring.text import number  # slow import: the engine

    quorum = job.options.get("quorum", "")
    share = number(quorum) if quorum else None
    if quorum and (share is None or not 0 < share <= 1):
        raise Wrong(f"到会比例“{quorum}”不对。写成 2/3、80% 或 0.8。")
    book = opened(job, tell)
    if book.stops:
        return stopped(job, book)
    sets = ballot_sets(book.scheme, book.facts, _column(book, job.options.get("by", "")))
    if not sets:
        raise Wrong("这个方案没有用到测评（没有来源是“票数”的板块）。")
    tell("写出测评表")
    papers, tallies, summary = (job.out / name for name in BALLOTS)
    write_ballots(sets, papers)
    write_tally_sheets(sets, tallies)
    write_summary(sets, summary, quorum=quorum)
    lines = [
        f"测评表、计票单、计票汇总各{len(sets)}张。",
        "测评表按人数印发；计完票把数字填进计票汇总，再和数据一起放进“计分”。",
    ]
    return Outcome(lines, done=True, name="测评表")


def feedback(job: Job, tell: Tell) -> Outcome:
    """A page for each unit, and the list for the 考核办."""
    from wuze.excel.feedback.bundle import write_feedback  # slow import: python-docx, typst
    from wuze.excel.feedback.read import read_result  # slow import: calamine
    from wuze.scoring.text import number  # slow import: the engine

    (path,) = job.inputs("result")
    factor = number(job.options.get("factor") or "1")
    if factor is None or factor <= 0:
        raise Wrong(f"系数“{job.options['factor']}”不对。写成 0.1、10% 或 1。")
    with of(path):
        result = read_result(path)
    if result.altered and not job.options.get("altered"):
        names = "”“".join(result.altered)
        raise Wrong(f"{path.name}：“{names}”表和计分时写出的不一样。重新计分；确实要用改过的，就勾上那一项再来。")
    written = write_feedback(result, job.out, factor, office=job.options.get("office", ""), tell=tell)
    lines = [f"{written.letters}张反馈单，另有一张给考核办的表。"]
    lines += [f"没有字体“{wanted}”，PDF 用“{used or '（没有）'}”代替。" for wanted, used in written.replaced]
    if written.without_pdf:
        lines.append("这台机器没有中文字体，只写了 Word 文件。")
    if written.shortened:
        names = "、".join(written.shortened[:20])
        lines.append(f"有{len(written.shortened)}张一页放不下，扣分原因有删节，全文见结果的“说明”表：{names}。")
    if written.overlong:
        lines.append(f"有{len(written.overlong)}张超过一页，请看一看：{'、'.join(written.overlong[:20])}。")
    return Outcome(lines, done=True, name="反馈单")


def _column(book: Opened, name: str) -> str:
    if name and name not in book.facts.attributes:
        raise Wrong(f"名录里没有“{name}”这一列。有：{'、'.join(sorted(book.facts.attributes)) or '（没有）'}。")
    return name


RUNNERS: dict[str, Callable[[Job, Tell], Outcome]] = {
    "split": split, "merge": merge, "template": template, "read": read, "check": check, "score": score,
    "compare": compare, "sheets": sheets, "ballots": ballots, "feedback": feedback,
}  # fmt: skip  # in the order of a year's work
"""By the word that stands in the tool's address."""
