"""What a package puts on the work desk: a Line for each thing that waits, each thing awaited.

A package names functions ``(actor) -> Queue | None`` in ``settings.DESK_QUEUES``, ``(actor) -> Tally | None`` in
``settings.DESK_TALLIES``. They ask no database: what they would ask depends on the actor alone, is put as one statement
for all packages, and that statement is kept as long as the actor is the same. Which light and which order is decided
here, once, for all packages.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal, TypeVar

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.kernel import workdays
from wuze.kernel.web.components import Figure, Light, QueueRow, Verb
from wuze.portal.together import Asked, asked
from wuze.trail.values import NOWHERE

NO_TERM = Light("none", "不限时")
MOST = 50
"""Lines of one queue, at most."""
ACTORS = 500
"""So many actors' statements are kept in a process: some 100 KB each."""
NO_TIME = datetime.min.replace(tzinfo=UTC)
NAMED = 3
"""Units named in a line for several."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the desk.

    ``mine`` waits for the actor, ``waiting`` is awaited from others. ``due`` gives the light; ``light`` stands where
    there is no date ("送签中"), else the line says 不限时. ``late`` names whose delay it is. ``verb`` is the one thing to
    do; ``no`` is the way to say no, shown to secretaries only. Lines of one ``batch`` with the same day and detail are
    shown as one, which counts as so many ``things``.
    """

    kind: Literal["mine", "waiting"]
    title: str
    url: str
    detail: str = ""
    due: date | None = None
    light: Light | None = None
    late: str = ""
    verb: Verb | None = None
    no: Verb | None = None
    batch: Batch | None = None
    things: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """The same asked of several: what it is, of whom this line is, where all of them stand."""

    what: str
    whose: str
    url: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A line that says only how many. ``rows`` are counted together with those of all other tallies, in one query;
    ``line`` makes lines of the numbers."""

    rows: Mapping[str, QuerySet[Any]]
    line: Callable[[Mapping[str, int]], Sequence[Line]]


Tallier = Callable[[Actor], "Tally | None"]


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures made of numbers; all rows are counted in one query."""

    rows: Mapping[str, QuerySet[Any]]
    figures: Callable[[Mapping[str, int]], Sequence[Figure]]


Summer = Callable[[Actor], "Sum | None"]


@dataclass(frozen=True, slots=True)
class Given:
    """A tallier whose question depends on the actor and on what the county has set, which is read each time."""

    read: Callable[[Actor], Hashable]
    tally: Callable[[Actor, Any], Tally | None]
    known: Hashable = None

    def __call__(self, actor: Actor) -> Tally | None:
        """The tally, with what is known."""
        return self.tally(actor, self.known)


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows that wait, each its line; ``none`` is the line where there is no row."""

    rows: QuerySet[Any]
    line: Callable[[Any], Line | None]
    most: int = MOST
    none: Line | None = None


Queuer = Callable[[Actor], "Queue | None"]


T = TypeVar("T")
Making = Callable[[Sequence[Any]], Sequence[T]]
Maker = Callable[[Sequence[Any]], Sequence["Line | None"]]


def asked_together(actor: Actor, queuers: Iterable[Queuer], talliers: Iterable[Tallier]) -> list[Line]:
    """The lines of all queues and tallies. One query, and one for each setting of the county that they depend on."""
    known = tuple(replace(one, known=one.read(actor)) if isinstance(one, Given) else one for one in talliers)
    statement, makers = _put(standing(actor), tuple(queuers), known)
    answers = iter(statement.read())
    return [line for taken, make in makers for line in make([next(answers) for _ in range(taken)]) if line is not None]


def summed_together(actor: Actor, summers: Iterable[Summer]) -> list[Figure]:
    """The figures of all. One query."""
    statement, makers = _put_sums(standing(actor), tuple(summers))
    answers = iter(statement.read())
    return [figure for taken, make in makers for figure in make([next(answers) for _ in range(taken)])]


def standing(actor: Actor) -> Actor:
    """The actor as they stand all day, without this moment and this request: what a kept statement may depend on."""
    return replace(actor, at=NO_TIME, origin=NOWHERE)


@lru_cache(ACTORS)
def _put(
    actor: Actor, queuers: tuple[Queuer, ...], talliers: tuple[Tallier, ...]
) -> tuple[Asked, tuple[tuple[int, Maker], ...]]:
    """The statement for the actor, and what makes lines of its answers, each of so many."""
    queues = [queue for queuer in queuers if (queue := queuer(actor)) is not None]
    tallies = [tally for tallier in talliers if (tally := tallier(actor)) is not None]
    counted = [rows for tally in tallies for rows in tally.rows.values()]
    makers = [(1, _each(queue.line, queue.none)) for queue in queues]
    makers += [(len(tally.rows), _all(tuple(tally.rows), tally.line)) for tally in tallies]
    return asked([queue.rows[: queue.most] for queue in queues], counted), tuple(makers)


@lru_cache(ACTORS)
def _put_sums(actor: Actor, summers: tuple[Summer, ...]) -> tuple[Asked, tuple[tuple[int, Making[Figure]], ...]]:
    sums = [one for summer in summers if (one := summer(actor)) is not None]
    makers = tuple((len(one.rows), _all(tuple(one.rows), one.figures)) for one in sums)
    return asked((), [rows for one in sums for rows in one.rows.values()]), makers


def _each(line: Callable[[Any], Line | None], none: Line | None) -> Maker:
    return lambda answers: [line(row) for row in answers[0]] or [none]


def _all(names: Sequence[str], make: Callable[[Mapping[str, int]], Sequence[T]]) -> Making[T]:
    return lambda answers: make(dict(zip(names, (number for (number,) in answers), strict=True)))


@dataclass(frozen=True, slots=True)
class Slot:
    """One working day of the strip: how many things fall due."""

    day: date
    count: int
    today: bool
    week: bool


def light_of(line: Line, today: date) -> Light:
    """The light of a line: from its due date, else its own, else none."""
    if line.due is not None:
        left = workdays.left(line.due, today)
        return Light(left.state, left.word)
    return line.light or NO_TERM


def arranged(lines: Iterable[Line], kind: str) -> tuple[Line, ...]:
    """Lines of one kind, the longest overdue first, those without a date last; one for the same of several units."""
    found: dict[object, list[Line]] = {}
    for number, line in enumerate(one for one in lines if one.kind == kind):
        key = (line.batch.what, line.batch.url, line.due, line.detail) if line.batch else number
        found.setdefault(key, []).append(line)
    return tuple(sorted((_together(same) for same in found.values()), key=lambda line: line.due or date.max))


def _together(same: Sequence[Line]) -> Line:
    first = same[0]
    if first.batch is None or len(same) == 1:
        return first
    names = [line.batch.whose for line in same if line.batch]
    some = f"{'、'.join(names[:NAMED])}等{len(names)}个单位" if len(names) > NAMED else "、".join(names)
    verb = replace(first.verb, url=first.batch.url, method="get", hidden=()) if first.verb else None
    return replace(
        first, title=f"{some}：{first.batch.what}", url=first.batch.url, verb=verb, no=None, things=len(names)
    )  # fmt: skip


def row(line: Line, today: date) -> QueueRow:
    """A line as the queue takes it."""
    return QueueRow(line.title, line.url, light_of(line, today), line.detail, line.late, line.verb)


def rows(lines: Sequence[Line], today: date) -> tuple[QueueRow, ...]:
    """Lines as a queue: the verb of the first is the one primary button of the region."""
    first = [replace(line, verb=replace(line.verb, primary=True)) if line.verb else line for line in lines[:1]]
    return tuple(row(line, today) for line in (*first, *lines[1:]))


def summary(lines: Sequence[Line], today: date) -> str:
    """The desk in one sentence: 1件已超期，2件今天到期。"""
    late = sum(line.things for line in lines if line.due is not None and line.due < today)
    now = sum(line.things for line in lines if line.due == today)
    words = [f"{late}件已超期"] if late else []
    words += [f"{now}件今天到期"] if now else []
    if words:
        return f"{'，'.join(words)}。天数都按工作日算。"
    ahead = [line.due for line in lines if line.due is not None]
    if ahead:
        return f"没有超期的，最近一件{min(ahead).month}月{min(ahead).day}日到期。天数都按工作日算。"
    return "没有超期的，都不限时。" if lines else ""


def strip(lines: Sequence[Line], today: date, number: int = 10) -> tuple[Slot, ...]:
    """The next working days with what falls due on each; due on a day of rest counts on the working day before."""
    days = workdays.next_working_days(today, number)
    counts = dict.fromkeys(days, 0)
    for line in lines:
        if line.due is not None and today <= line.due:
            day = max((one for one in days if one <= line.due), default=today)
            if line.due <= days[-1]:
                counts[day] += line.things
    return tuple(
        Slot(day, counts[day], day == today, index > 0 and day.isocalendar()[1] != days[index - 1].isocalendar()[1])
        for index, day in enumerate(days)
    )
