"""What a list takes: views, search, filters, chips, columns, rows, pages, export, bulk verbs.

Addresses are made by the view that knows the query; the template adds the htmx attributes that reload only the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wuze.kernel.web.components import Empty, Light, Link, Refused, Tag, Verb


@dataclass(frozen=True, slots=True)
class View:
    """A saved way to look at the list, with its count."""

    label: str
    count: int
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as a native select. The first choice means "all" and has the value ""."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def active(self) -> bool:
        """True when it narrows the list."""
        return any(choice.chosen and choice.value for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is one of the ``w-…`` classes; ``optional`` columns go first where the screen is narrow.

    On a phone a row is a block: the ``light`` column leads, the ``title`` has a line of its own, ``off`` is left out.
    """

    label: str
    width: str = ""
    numeric: bool = False
    optional: bool = False
    phone: Literal["", "light", "title", "off"] = ""
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field: a light, or text that may be a link, and marks that stay."""

    text: str = ""
    url: str = ""
    light: Light | None = None
    tags: tuple[Tag, ...] = ()
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``key`` is what a bulk verb is told, ``label`` what a screen reader hears at the check box."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page number or 下一页; no url: the one shown, or the mark of a gap."""

    label: str
    url: str = ""


GAP = Page("…")


@dataclass(frozen=True, slots=True)
class Bulk:
    """What can be done with the rows chosen. ``reminder_url`` answers with 催办文字 for them."""

    verbs: tuple[Verb, ...] = ()
    refused: tuple[Refused, ...] = ()
    reminder_url: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Text to paste into a chat group: units and matters only; no persons, no cases, no scores."""

    scope: str
    text: str
    note: str = "只有单位和事项，没有个人信息，可以发到群里。"
    verbs: tuple[Verb, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list. ``total`` counts what the filters leave; ``export`` gives exactly that.

    ``keep`` are terms of the address that a new search must not lose (the order).
    """

    id: str
    caption: str
    url: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    first: int
    last: int
    empty: Empty
    noun: str = "件"
    placeholder: str = ""
    query: str = ""
    views: tuple[View, ...] = ()
    filters: tuple[Filter, ...] = ()
    chips: tuple[Link, ...] = ()
    clear_url: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    pages: tuple[Page, ...] = ()
    export: Link | None = None
    bulk: Bulk | None = None
    hint: str = ""

    @property
    def chosen(self) -> int:
        """How many rows are chosen."""
        return sum(row.picked for row in self.rows)
