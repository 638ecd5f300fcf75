"""The formalism linter (mission, line 3): what a scheme asks that only makes work. Findings, never faults.

提示 for what Party rules themselves set, once a scheme; 须说明 for what needs a named person's reason; 阻止采用 for what
rewards traces instead of work. A scheme sent down by a superior is annotated only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wuze.scoring.exact import ZERO
from wuze.scoring.loading.formalism import sources
from wuze.scoring.loading.formalism.pattern import Pattern, sentences, tidy
from wuze.scoring.loading.formalism.patterns import PATTERNS
from wuze.scoring.loading.formalism.sense import Sense, of_method, of_text
from wuze.scoring.loading.formalism.yearly import hint, within
from wuze.scoring.loading.sheet import Problems, Sheet
from wuze.scoring.model import Clause, Item, Scheme
from wuze.scoring.tables import Level, Place, Table
from wuze.scoring.text import key

_DOCUMENT = re.compile(r"[〔\[(【]?(?:19|20)\d{2}[〕\])】]第?\d+号|(?:19|20)\d{2}年第\d+号")
_NAMED = re.compile(r"《.+》|第[\d一二三四五六七八九十百]+条")
_BLANK = {"", "无", "暂无", "/", "-", "—", "待定", "待补", "略", "同上"}
_CODES = {Level.EXPLAIN: "formalism_explain", Level.BLOCK: "formalism_block", Level.HINT: "formalism_yearly"}
_SENT_DOWN = "（上级下发，仅标注，供向上反馈）"


def lint(scheme: Scheme, tables: Mapping[str, Table], problems: Problems) -> None:
    """Add the findings of a scheme, in the order of its items; then those of its vetoes."""
    report = _Report(problems, sent_down="上级下发" in key(scheme.origin))
    for item in scheme.items:
        _item(scheme, item, report)
    found = hint(
        [(item, clause, text.words, text.place) for item in scheme.items for clause, text in _texts(scheme, item)]
    )
    if found is not None:
        report.add("formalism_yearly", found.place, found.problem, found.fix, Level.HINT, found.basis)
    _vetoes(Sheet(tables, "否决", problems), report)


@dataclass(frozen=True, slots=True)
class _Report:
    problems: Problems
    sent_down: bool

    def add(self, code: str, place: Place, problem: str, fix: str, level: Level, basis: str) -> None:
        if self.sent_down:
            level, problem = Level.HINT, problem + _SENT_DOWN
        self.problems.warn(code, place, problem, fix, level, basis)


@dataclass(frozen=True, slots=True)
class _Text:
    """Some words of a clause and where they stand."""

    column: str
    words: str
    place: Place


def _texts(scheme: Scheme, item: Item) -> Iterator[tuple[Clause, _Text]]:
    """What each clause says: its 计分要点 and the names of its data items; the item's own name comes last."""
    for clause in item.clauses:
        where = clause.place
        names = "、".join(scheme.element_by_id[element].name for element in clause.elements)
        for column, words in (("计分要点", clause.text), ("数据项", names)):
            if words:
                yield clause, _Text(column, words, Place(where.table, where.row, column))
    for clause in item.clauses:
        yield clause, _Text("指标", item.name, Place(item.place.table, item.place.row, "指标"))


def _item(scheme: Scheme, item: Item, report: _Report) -> None:
    """One finding a clause and kind; the item's name counts only for a kind none of its clauses showed."""
    told: set[tuple[int, str]] = set()
    for clause, text in _texts(scheme, item):
        for pattern in PATTERNS:
            named = text.column == "指标"
            if (clause.no, pattern.kind) in told or (named and any(kind == pattern.kind for _, kind in told)):
                continue
            word = _word(pattern, item, clause, text.words)
            if word:
                told.add((clause.no, pattern.kind))
                what = f"{text.column}里有“{word}”：{pattern.why}"
                report.add(_CODES[pattern.level], text.place, what, pattern.fix, pattern.level, pattern.basis)


def _word(pattern: Pattern, item: Item, clause: Clause, words: str) -> str:
    if pattern.kind == "责任书" and (pattern.level is Level.BLOCK) == _approved(item, clause):
        return ""
    for sentence in sentences(words):
        found = pattern.find(sentence)
        if found and _meant(pattern, item, clause, sentence):
            return found
    return ""


def _approved(item: Item, clause: Clause) -> bool:
    return any(_DOCUMENT.search(tidy(text)) for text in (clause.text, clause.source, item.name))


def _meant(pattern: Pattern, item: Item, clause: Clause, sentence: str) -> bool:
    sense = _sense(item, clause, sentence)
    held = pattern.kind == "会议" and pattern.level is Level.BLOCK and within(sentence, sense.up_to)
    return pattern.wants(sense) and not held


def _sense(item: Item, clause: Clause, sentence: str) -> Sense:
    if clause.method is None:
        return of_text(sentence if sentence in tidy(clause.text) else tidy(clause.text) or sentence)
    return of_method(clause.method, item.points or ZERO, sentence + tidy(clause.text))


def _vetoes(sheet: Sheet, report: _Report) -> None:
    """A veto needs its 依据; words that name no document need a 文号 beside them."""
    for row in range(len(sheet)):
        basis, document = key(sheet.text(row, "依据")), key(sheet.text(row, "文号"))
        place = sheet.place(row, "依据")
        if place in report.problems.faulted:
            continue
        name = sheet.text(row, "情形") or sheet.text(row, "条件")
        if basis in _BLANK:
            what = f"否决“{name}”没有写依据" + ("，只有文号" if document not in _BLANK else "和文号")
            fix = "写上依据的文件和条款，并填文号；找不到依据的，不能作否决，改为扣分"
            report.add("veto_basis", place, what, fix, Level.BLOCK, sources.VETOES)
        elif document in _BLANK and not (_NAMED.search(basis) or _DOCUMENT.search(basis)):
            what = f"否决“{name}”的依据“{sheet.text(row, '依据')}”看不出是哪个文件，也没有文号"
            report.add("veto_basis", place, what, "写明文件名称和条款，或填文号", Level.EXPLAIN, sources.VETOES)
