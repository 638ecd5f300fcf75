"""Reading the trail on screen: what the audit administrator asks for, a page of entries, one entry, a stretch checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from wuze.portal.text import one_line, value
from wuze.trail import catalogue, queries
from wuze.trail.enums import Result
from wuze.trail.models import Anchor, Entry
from wuze.trail.rules import in_zone
from wuze.trail.verify import GENESIS, Report, export_lines, verify

PAGE = 50
"""Entries a page; nobody can ask for more (SEC-18)."""

STRETCH = 5000
"""Entries checked in one step: about a second, so that the page can say how far it is."""

LONGEST = 80
TERMS = ("since", "until", "name", "person", "code", "kind", "key", "result", "request")


def day_of(text: str) -> date | None:
    """A day as a date field sends it; None for nonsense."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def number_of(text: str) -> int:
    """A number of an entry; 0 for nonsense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def midnight(day: date) -> datetime:
    """The beginning of a day here."""
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Asked:
    """The terms of an address that mean something; days are whole days, both included."""

    terms: Mapping[str, str]

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Keep what is a day, a known code, kind or result, or text of a sensible length without control characters."""
        terms = {name: given.get(name, "").strip() for name in TERMS}
        terms = {name: text if text.isprintable() and len(text) <= LONGEST else "" for name, text in terms.items()}
        for name in ("since", "until"):
            terms[name] = terms[name] if day_of(terms[name]) else ""
        terms["code"] = terms["code"] if terms["code"] in catalogue.codes() else ""
        terms["result"] = terms["result"] if terms["result"] in Result.values else ""
        terms["key"] = terms["key"] if terms["kind"] else ""
        return cls({name: text for name, text in terms.items() if text})

    def filters(self) -> queries.Filters:
        """As the trail takes them."""
        term = self.terms.get
        since, until = day_of(term("since", "")), day_of(term("until", ""))
        return queries.Filters(
            since=midnight(since) if since else None,
            until=midnight(until + timedelta(days=1)) if until and until < date.max else None,
            codes=(term("code", ""),) if term("code") else (), person=term("person", ""), name=term("name", ""),
            result=term("result", ""), request=term("request", ""), kind=term("kind", ""), key=term("key", ""),
        )  # fmt: skip

    def address(self, **more: object) -> str:
        """The same terms with others added."""
        return f"?{urlencode({**self.terms, **more})}"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the list."""

    number: int
    at: datetime
    who: str
    post: str
    sentence: str
    code: str
    result: str
    behalf: str
    day: date


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first; addresses of the older and the newer ones, "" where there are none."""

    lines: tuple[Line, ...]
    older: str
    newer: str


def page(asked: Asked, before: int = 0, after: int = 0) -> Page:
    """The page that ends before a number, or begins after one: no counting, no offset, whatever the trail's length."""
    found = queries.entries(asked.filters())
    if after:
        rows = list(found.filter(number__gt=after).order_by("number")[: PAGE + 1])
        more = len(rows) > PAGE
        rows = rows[:PAGE][::-1]
        older = bool(rows)
    else:
        rows = list((found.filter(number__lt=before) if before else found)[: PAGE + 1])
        older, rows, more = len(rows) > PAGE, rows[:PAGE], bool(before)
    return Page(
        tuple(line(row) for row in rows),
        asked.address(before=rows[-1].number) if older else "",
        asked.address(after=rows[0].number) if more and rows else "",
    )


def line(entry: Entry) -> Line:
    """An entry as the list shows it."""
    result = "" if entry.result == Result.DONE else str(entry.get_result_display())
    return Line(
        entry.number, in_zone(entry.at, entry.zone), one_line(entry.who_name), one_line(entry.who_post),
        one_line(catalogue.sentence(entry)), entry.code, result, one_line(entry.who_on_behalf), entry.day,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act: before, after, and whether it changed."""

    name: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One object of a bulk act with its fields."""

    label: str
    kind: str
    key: str
    fields: tuple[Field, ...]


def fields(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Field, ...]:
    """All fields of both sides, in the order of the alphabet."""
    was, now = before or {}, after or {}
    names = sorted({*was, *now})
    return tuple(
        Field(one_line(name), value(was.get(name)), value(now.get(name)), was.get(name) != now.get(name))
        for name in names
    )


def parts(entry: Entry, most: int = 200) -> tuple[Part, ...]:
    """The first rows of a bulk act."""
    return tuple(
        Part(one_line(row["label"]), row["kind"], row["key"], fields(row["before"], row["after"]))
        for row in entry.rows[:most]
    )


# --- checking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """How far the chain has been checked. ``broken`` is the entry at fault (0: the place is in the sentence)."""

    done: int
    last: int
    total: int
    report: Report
    broken: int = 0

    @property
    def finished(self) -> bool:
        """Nothing more to check: broken, or at the end."""
        return bool(self.report.problem) or self.done >= self.last

    @property
    def share(self) -> str:
        """How much of it, for the bar."""
        return f"{min(self.done / self.last, 1) * 100:.1f}" if self.last else "100.0"


def check(after: int, stretch: int = STRETCH) -> Check:
    """Check the entries after a number, up to one stretch, with the outsider's own verifier.

    The stretch is tied to the entry before it by that entry's hash as it is stored; so stretches in a row check the
    whole chain. The first one is tied to the anchor, or to the beginning.
    """
    last = queries.last_link().number
    number, anchor = _before(after)
    rows: QuerySet[Entry] = Entry.objects.filter(number__gt=number).order_by("number")[:stretch]
    listed = [entry.as_row() for entry in rows]
    report = verify(export_lines(listed, settings.SYSTEM_NAME, (number, anchor)))
    broken = listed[report.rows]["number"] if report.problem and report.rows < len(listed) else 0
    done = max(report.last, number) if listed else last
    return Check(done, last, last - _first(), report, broken)


def _first() -> int:
    """The number before which nothing is kept."""
    newest = Anchor.objects.order_by("-number").first()
    return newest.number if newest else 0


def _before(after: int) -> tuple[int, str]:
    """Number and hash of the entry, or of what stands for it."""
    if after:
        entry = Entry.objects.filter(number=after).values_list("number", "hash").first()
        if entry:
            return entry
    newest = Anchor.objects.order_by("-number").first()
    return (newest.number, newest.hash) if newest else (0, GENESIS)


def code_choices() -> Iterable[tuple[str, str]]:
    """Registered codes for the filter."""
    return [(code, code) for code in catalogue.codes()]


def kind_choices(known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds that occur, with their name where one is known."""
    names = dict(known)
    found = Entry.objects.order_by("thing_kind").values_list("thing_kind", flat=True).distinct()
    return [(kind, names.get(kind, kind)) for kind in found]
