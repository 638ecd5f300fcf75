"""What a package puts on the work desk: a Line for each thing that waits, each thing awaited.

A provider is a function ``(actor) -> Sequence[Line]``, named by dotted path in ``settings.DESK_PROVIDERS``; its number of
queries does not grow with its lines. Which light and which order is decided here, once, for all packages.

A desk is kept until the next act, five minutes at most (``desk.kept``): what a line says should change only by an act that
leaves an entry in the trail, or with the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.kernel import workdays
from wuze.kernel.web.components import Light, QueueRow, Verb
from wuze.portal.together import numbers_of

NO_TERM = Light("none", "不限时")
MOST = 50
"""Lines of one provider, at most."""
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


Provider = Callable[[Actor], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Tally:
    """A line that says only how many. ``rows`` are counted together with those of all other tallies, in one query;
    ``line`` makes lines of the numbers."""

    rows: Mapping[str, QuerySet[Any]]
    line: Callable[[Mapping[str, int]], Sequence[Line]]


Tallier = Callable[[Actor], "Tally | None"]


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows that wait, each its line. They are read only where there are any: that is asked for all queues at once."""

    rows: QuerySet[Any]
    line: Callable[[Any], Line | None]
    most: int = MOST


Queuer = Callable[[Actor], "Queue | None"]


def asked_together(actor: Actor, queuers: Iterable[Queuer], talliers: Iterable[Tallier]) -> list[Line]:
    """The lines of all queues and tallies: one query for all, and one for each queue that is not empty."""
    queues = [queue for queuer in queuers if (queue := queuer(actor)) is not None]
    tallies = [tally for tallier in talliers if (tally := tallier(actor)) is not None]
    counted = [rows for tally in tallies for rows in tally.rows.values()]
    found = iter(numbers_of([queue.rows for queue in queues], counted))
    waiting = [queue for queue in queues if next(found)]
    lines = [queue.line(row) for queue in waiting for row in queue.rows[: queue.most]]
    for tally in tallies:
        lines += tally.line({name: next(found) for name in tally.rows})
    return [line for line in lines if line is not None]


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
