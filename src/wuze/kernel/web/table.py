"""From a queryset and the terms of an address to a Listing: views, search, filters, order, pages, and the same rows for
an export. A package describes its list once, as a Table; nothing here knows what a row means.

Terms of the address: ``q`` search, ``view``, one per filter, ``order`` (a column's key, ``-`` before it turns it),
``page``. Unknown or senseless terms are ignored, so that an old bookmark still opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, Model, Q, QuerySet

from wuze.kernel.web.components import Empty, Link
from wuze.kernel.web.counted import Keep, Piece, Slices, Sum, at_once, slice_of, within
from wuze.kernel.web.listing import GAP, Bulk, Cell, Choice, Column, Filter, Listing, Page, Row, View

M = TypeVar("M", bound=Model)
PAGE = 50
"""Rows a page; nobody can ask for more (SEC-18)."""

AROUND = 2
"""Page numbers shown on either side of the present one."""

LONGEST = 60
"""Characters of a search that are looked at."""


@dataclass(frozen=True, slots=True)
class Col(Generic[M]):
    """A column: how a row shows in it, and by which fields it sorts (none: it does not)."""

    key: str
    label: str
    cell: Callable[[M], Cell]
    sort: tuple[str, ...] = ()
    width: str = ""
    phone: Any = ""
    optional: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """A filter: its choices (value, label) without "全部", and the condition a value stands for."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    condition: Callable[[str], Q]


@dataclass(frozen=True, slots=True)
class Seen:
    """A saved view: its name in the address, its label, its condition. The first one is the default."""

    name: str
    label: str
    condition: Q


@dataclass(frozen=True)
class Table(Generic[M]):
    """A list. ``search`` are lookups tried with the words typed (initials included); ``order`` holds when none is asked.

    ``once``: no lookup or condition reaches over a relation to many, so no row comes twice and counting is twice as fast.
    ``about``: the field with the number of the thing that a row is about, where a large list is counted by slices of it.
    """

    id: str
    caption: str
    columns: tuple[Col[M], ...]
    label: Callable[[M], str]
    search: tuple[str, ...] = ()
    placeholder: str = ""
    order: tuple[str, ...] = ("pk",)
    filters: tuple[Pick, ...] = ()
    views: tuple[Seen, ...] = ()
    noun: str = "件"
    empty: Empty = field(default_factory=lambda: Empty("还没有内容。"))
    bulk: Bulk | None = None
    hint: str = ""
    export: bool = True
    once: bool = False
    about: str = ""


@dataclass(frozen=True)
class Asked(Generic[M]):
    """What one address asks of a table."""

    table: Table[M]
    terms: Mapping[str, str]

    def __post_init__(self) -> None:
        """Only terms that mean something are kept."""
        known = {"q": self.terms.get("q", "").strip()[:LONGEST], "view": self.terms.get("view", "")}
        known["order"] = self.terms.get("order", "")
        for pick in self.table.filters:
            value = self.terms.get(pick.name, "")
            known[pick.name] = value if value in {choice for choice, _ in pick.choices} else ""
        if known["view"] not in {view.name for view in self.table.views[1:]}:
            known["view"] = ""
        if known["order"].removeprefix("-") not in {column.key for column in self.table.columns if column.sort}:
            known["order"] = ""
        object.__setattr__(self, "terms", known)

    def address(self, **changed: str) -> str:
        """The address with some terms changed; a change goes back to the first page."""
        kept = {name: value for name, value in {**self.terms, **changed}.items() if value}
        return f"?{urlencode(kept)}"

    def elsewhere(self, view: Seen) -> str:
        """The address with another view; the first needs no name."""
        return self.address(view="" if view is self.table.views[0] else view.name)

    def narrowed(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Search and filters, without the view."""
        for word in self.terms["q"].split():
            one = Q()
            for lookup in self.table.search:
                one |= Q(**{lookup: word.lower() if lookup.startswith("initials") or "__initials" in lookup else word})
            rows = rows.filter(one)
        for pick in self.table.filters:
            if value := self.terms[pick.name]:
                rows = rows.filter(pick.condition(value))
        return rows

    def view(self) -> Seen | None:
        """The view asked for, else the first, else none."""
        named = [view for view in self.table.views if view.name == self.terms["view"]]
        return next(iter([*named, *self.table.views]), None)

    def rows(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Exactly what this address shows, on all its pages, in its order."""
        view, narrowed = self.view(), self.narrowed(rows)
        seen = narrowed.filter(view.condition) if view else narrowed
        return seen.order_by(*self.order(), "pk")

    def order(self) -> tuple[str, ...]:
        """The fields to sort by."""
        asked = self.terms["order"]
        if not asked:
            return self.table.order
        column = next(column for column in self.table.columns if column.key == asked.removeprefix("-"))
        return tuple(turned(name) for name in column.sort) if asked.startswith("-") else column.sort


def turned(name: str) -> str:
    """A field of an order, the other way round."""
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def listing(
    table: Table[M], terms: Mapping[str, str], rows: QuerySet[M], *, picked: Sequence[str] = (), keep: Keep = at_once,
    summed: Sum | None = None, wide: QuerySet[M] | None = None,
) -> Listing:  # fmt: skip
    """The Listing: one query for the counts, one for the page. ``keep`` and ``summed`` may know what was counted of a large
    list already: they are told what narrows it. ``wide``: the same rows under fewer conditions, from which a page is fetched
    once it is known which rows it has."""
    asked = Asked(table, terms)
    narrow = tuple(sorted((name, value) for name, value in asked.terms.items() if name not in {"view", "order"}))
    if summed is None or not table.about:
        counts = keep((table.id, *narrow), lambda: _counts(asked, rows))
    else:
        counts = summed((table.id, *narrow), lambda some: _counts_by_slice(asked, rows, some))
    view = asked.view()
    total = counts[view.name if view else ""]
    number = page_number(terms.get("page", ""), total)
    start = (number - 1) * PAGE
    if keep is at_once:
        shown = list(asked.rows(rows)[start : start + PAGE])
    else:
        known = (table.id, *narrow, "page", start, asked.terms["view"], *asked.order())
        keys = keep(known, lambda: _numbers(asked, rows, start)).values()
        shown = _in_order(rows if wide is None else wide, list(keys))
    chips = _chips(asked)
    return Listing(
        id=table.id, caption=table.caption, url="?", columns=tuple(_column(asked, one) for one in table.columns),
        rows=tuple(_row(table, one, picked) for one in shown), total=total, first=start + 1 if shown else 0, last=start + len(shown),
        noun=table.noun, placeholder=table.placeholder, query=asked.terms["q"], views=_views(asked, counts), filters=_filters(asked), chips=chips,
        clear_url=asked.address(q="", **{pick.name: "" for pick in table.filters}) if len(chips) > 1 else "",
        keep=tuple((name, asked.terms[name]) for name in ("view", "order") if asked.terms[name]),
        pages=_pages(asked, number, total), empty=_empty(asked, rows, counts) if not shown else table.empty, bulk=table.bulk, hint=table.hint,
        export=Link(f"导出这{total}{table.noun}", asked.address(export="xlsx")) if table.export else None,
    )  # fmt: skip


def _numbers(asked: Asked[M], rows: QuerySet[M], start: int) -> Mapping[str, int]:
    """The rows of one page by number: of a large list the database sorts numbers, not all that is joined to them."""
    found = asked.rows(rows).values_list("pk", flat=True)[start : start + PAGE]
    return {str(at): pk for at, pk in enumerate(found)}


def _in_order(rows: QuerySet[M], keys: Sequence[int]) -> list[M]:
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def page_number(text: str, total: int) -> int:
    """The page asked for, kept inside what there is."""
    last = max((total + PAGE - 1) // PAGE, 1)
    return min(max(int(text), 1), last) if text.isdecimal() and len(text) < 8 else 1


def _counts(asked: Asked[M], rows: QuerySet[M]) -> dict[str, int]:
    views = asked.table.views or (Seen("", "", Q()),)
    found = asked.narrowed(rows).order_by().aggregate(**_view_counts(asked, views))
    return {view.name: found[f"n{index}"] for index, view in enumerate(views)}


def _counts_by_slice(asked: Asked[M], rows: QuerySet[M], some: Slices) -> Iterable[Piece]:
    views, about = asked.table.views or (Seen("", "", Q()),), asked.table.about
    found = asked.narrowed(rows.filter(within(about, some))).order_by().values_list(slice_of(about))
    for place, *numbers in found.annotate(**_view_counts(asked, views)):
        yield from ((place, view.name, number) for view, number in zip(views, numbers, strict=True))


def _view_counts(asked: Asked[M], views: Sequence[Seen]) -> dict[str, Count]:
    once = asked.table.once
    return {
        f"n{index}": Count("pk", filter=view.condition or None, distinct=not once) for index, view in enumerate(views)
    }


def _views(asked: Asked[M], counts: Mapping[str, int]) -> tuple[View, ...]:
    here = asked.view()
    return tuple(View(one.label, counts[one.name], asked.elsewhere(one), one is here) for one in asked.table.views)


def _filters(asked: Asked[M]) -> tuple[Filter, ...]:
    def choices(pick: Pick) -> tuple[Choice, ...]:
        return tuple(
            Choice(value, label, value == asked.terms[pick.name]) for value, label in (("", "全部"), *pick.choices)
        )

    return tuple(Filter(pick.name, pick.label, choices(pick)) for pick in asked.table.filters)


def _chips(asked: Asked[M]) -> tuple[Link, ...]:
    query = asked.terms["q"]
    chosen = ((pick, asked.terms[pick.name]) for pick in asked.table.filters)
    chips = [Link(dict(pick.choices)[value], asked.address(**{pick.name: ""})) for pick, value in chosen if value]
    return (*([Link(f"“{query}”", asked.address(q=""))] if query else []), *chips)


def _column(asked: Asked[M], column: Col[M]) -> Column:
    order = asked.terms["order"]
    sorted_ = {column.key: "ascending", f"-{column.key}": "descending"}.get(order, "")
    url = asked.address(order=f"-{column.key}" if order == column.key else column.key) if column.sort else ""
    return Column(
        column.label, column.width, column.numeric, column.optional, column.phone, url, sorted_  # type: ignore[arg-type]  # one of three words by construction
    )  # fmt: skip


def _row(table: Table[M], one: M, picked: Sequence[str]) -> Row:
    key = str(one.pk)
    return Row(key, table.label(one), tuple(column.cell(one) for column in table.columns), key in picked)


def _pages(asked: Asked[M], number: int, total: int) -> tuple[Page, ...]:
    last = (total + PAGE - 1) // PAGE
    if last <= 1:
        return ()
    near = sorted({1, last, *range(max(number - AROUND, 1), min(number + AROUND, last) + 1)})
    pages: list[Page] = []
    for before, one in zip([0, *near], near, strict=False):
        pages += [GAP] if one - before > 1 else []
        pages.append(Page(str(one), "" if one == number else asked.address(page=str(one))))
    back = [Page("上一页", asked.address(page=str(number - 1)))] if number > 1 else []
    onward = [Page("下一页", asked.address(page=str(number + 1)))] if number < last else []
    return (*back, *pages, *onward)


def _empty(asked: Asked[M], rows: QuerySet[M], counts: Mapping[str, int]) -> Empty:
    """Where another view has what is sought, that one; where conditions leave nothing, the way back to all; where there is
    nothing at all, the table's own next step."""
    here = asked.view()
    other = next((view for view in asked.table.views if counts[view.name]), None)
    if here is not None and other is not None:
        label = f"看“{other.label}”里的{counts[other.name]}{asked.table.noun}"
        return Empty(f"“{here.label}”里没有。", Link(label, asked.elsewhere(other)))
    if not any(asked.terms[name] for name in asked.terms if name != "order"):
        return asked.table.empty
    return Empty(
        f"这些条件下没有{asked.table.caption}。", Link("去掉全部条件", "?"), f"后有{rows.count()}{asked.table.noun}。"
    )


def sheet(table: Table[M], terms: Mapping[str, str], rows: QuerySet[M]) -> tuple[list[str], QuerySet[M]]:
    """For an export: the heads, and the rows this address shows; ``texts`` makes each into cells."""
    return [column.label for column in table.columns], Asked(table, terms).rows(rows)


def texts(table: Table[M], one: M) -> list[str]:
    """A row's cells as words, marks after them: what is seen is what is exported."""
    return [cell_text(column.cell(one)) for column in table.columns]


def cell_text(cell: Cell) -> str:
    """Light, text and marks in one line."""
    parts = [cell.light.word if cell.light else "", cell.text, *(f"〔{tag.word}〕" for tag in cell.tags)]
    return " ".join(part for part in parts if part)
