"""说明: one row for each clause or direct score that moved points, with the sentence that says why; then how they add up.

A row that closes an item, a part or the total stands only where adding the rows above does not give what is printed.
"""

from __future__ import annotations

from wuze.excel.page import Page
from wuze.excel.result_sums import item_sums, part_sums
from wuze.excel.styles import Book, Column, Styled, Value, signed
from wuze.scoring.exact import Number
from wuze.scoring.facts import Facts
from wuze.scoring.model import Clause, Item, Scheme
from wuze.scoring.results import ClauseResult, ItemResult, Results, State
from wuze.scoring.wording import na_sentence, period_word, title_of

_COLUMNS = (
    Column("编号", 10, "center"), Column("名称", 24), Column("指标", 22), Column("要点", 30), Column("数据项", 18),
    Column("得失分", 10, "center"), Column("说明", 46),
)  # fmt: skip  # a row of the table
_NOTE = (
    "每条计分要点、每次直接评分的得失分各列一行，为 0 的不列；起评满分的从满分起扣，起评零分的从零起加；"
    "各项先合计，再按下限、上限取值，再取小数位，有变动的列“合计”行"
)


def write_notes(book: Book, results: Results, facts: Facts) -> None:
    """Write the sheet, subjects in 名录 order, items and clauses in scheme order."""
    page = Page(book, "说明", f"{title_of(results.scheme)}得失分说明", _COLUMNS, note=_NOTE, frozen=2)
    texts = _Texts(results.scheme, book)
    closing = part_sums(results.scheme, facts)
    for one in results.subjects:
        for id, item in one.items.items():
            for cells in texts.rows(id, item):
                page.row((one.id, one.name, *cells))
        for name, word, sentence in closing(one):
            page.row((one.id, one.name, name, "合计", "", Styled(word, "missing") if word else "", sentence))
    page.end()


class _Texts:
    """Names and texts by clause, looked up once for all subjects."""

    def __init__(self, scheme: Scheme, book: Book) -> None:
        self.items, self.elements, self.places = scheme.item_by_id, scheme.element_by_id, book.places
        self.signs: dict[Number, Styled] = {}
        self.known: dict[tuple[str, int | None], tuple[str, str, str]] = {}

    def rows(self, id: str, item: ItemResult) -> list[tuple[Value | Styled, ...]]:
        """The rows of one item of one subject."""
        found: list[tuple[Value | Styled, ...]] = []
        for clause in item.clauses:
            if clause.delta:
                names = self.known.get((id, clause.no)) or self._names(id, clause)
                shown = self.signs.get(clause.delta) or self.signs.setdefault(
                    clause.delta, signed(clause.delta, self.places)
                )
                found.append((*names, shown, self._because(id, clause)))
        own = self.items[id]
        if item.state is State.NA:
            found.append((own.name, "", "", Styled("不适用", "na"), na_sentence(own, item)))
        elif not found and item.note and item.state is State.MISSING:
            found.append((own.name, "", "", Styled("缺", "missing"), item.note))
        return found + [(own.name, "合计", "", "", sentence) for sentence in item_sums(own, item)]

    def _because(self, id: str, clause: ClauseResult) -> str:
        if clause.period is None:
            return clause.because
        return f"{period_word(self.items[id].period, clause.period)}：{clause.because}"

    def _names(self, id: str, result: ClauseResult) -> tuple[str, str, str]:
        item = self.items[id]
        clause = clause_of(item, result.no)
        if clause is None:
            names = (item.name, "直接评分", "")
        else:
            read = [self.elements[one].name for one in clause.elements if one in self.elements]
            names = (item.name, clause.text or clause.params, "、".join(read))
        self.known[id, result.no] = names
        return names


def clause_of(item: Item, no: int | None) -> Clause | None:
    """The clause of that number, None for a direct score."""
    return next((clause for clause in item.clauses if clause.no == no), None) if no is not None else None
