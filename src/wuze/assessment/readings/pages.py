"""What the page of a reading shows: where it stands, one line a cell, and which verbs are dead and why."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.assessment.readings import policy
from wuze.assessment.readings.enums import WAITING, CellState, TableState
from wuze.assessment.readings.models import ReadCell, TableReading
from wuze.assessment.readings.queries import SHOWN, Counts
from wuze.assessment.readings.tables import CELL_LIGHTS, table_light
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Light, Offer, Refused, StateBar, Step, Tag, Verb, alive, dead, joined
from wuze.kernel.web.listing import Page, View
from wuze.kernel.web.templatetags.wuze import cn_moment
from wuze.reading.choices import Question, question
from wuze.reading.doubts import SAYS
from wuze.reading.echo import bounds, clause_says, extra_says
from wuze.reading.marks import Piece, numbers_in, pieces
from wuze.reading.model import Reading

PAGE = 100
LABELS = (
    ("", "全部"),
    ("waiting", "要看的"),
    ("read", "读懂"),
    ("check", "核对"),
    ("unread", "未读"),
    ("person", "人定的"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One cell: the county's words left, the reading right, and what may be done with it."""

    cell: ReadCell
    light: Light
    words: tuple[Piece, ...]
    clauses: tuple[str, ...]
    how: tuple[str, ...]
    doubts: tuple[str, ...]
    ask: Question | None
    tags: tuple[Tag, ...]
    numbers: int
    no_accept: Refusal | None
    no_touch: Refusal | None
    now: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody has still to look."""
        return self.cell.state in WAITING


def line(actor: Actor, cell: ReadCell, *, now: bool = False) -> Line:
    """A cell for the page; no queries."""
    reading = cell.reading
    checked = cell.state == CellState.CHECK
    return Line(
        cell=cell, light=Light(CELL_LIGHTS[cell.state], CellState(cell.state).label),
        words=pieces(cell.text, reading.spans, cell.unused), clauses=tuple(clause_says(one) for one in reading.clauses),
        how=_how(cell, reading), doubts=tuple(SAYS[code] for code in reading.doubts) if checked else (),
        ask=question(reading) if checked else None, tags=_tags(cell),
        numbers=numbers_in(cell.text) if cell.state == CellState.READ else 0,
        no_accept=policy.why_not_accept(actor, cell), no_touch=policy.why_not_touch(actor, cell.table), now=now,
    )  # fmt: skip


def _tags(cell: ReadCell) -> tuple[Tag, ...]:
    found = (Tag(cell.hint, "ask"),) if cell.hint and not cell.decided else ()
    return (*found, Tag("没有分值", "late")) if not cell.points else found


def _how(cell: ReadCell, reading: Reading) -> tuple[str, ...]:
    """Beside the clauses: start and bounds, groups, extras, and who decided."""
    found = []
    if reading.clauses:
        usual = reading.floor == "0" and reading.cap == (cell.points or None)
        start = {"full": "先给满分再扣", "zero": "从零分起"}[reading.start or "full"]
        found.append(start if usual else f"{start}，{bounds(reading)}")
        if any(one.group for one in reading.clauses):
            found.append("同一字母的几条只取数最大的一条")
        found += [f"另有{extra_says(extra)}" for extra in reading.extras]
    elif cell.state == CellState.LEFT:
        found.append(f"由人直接打分，0到{cell.points or '?'}分，不满分要写理由")
    else:
        found.append("没有计分办法，原文照留，没有猜。不改就由人直接打分。")
    if cell.decided and cell.at:
        found.append(f"{cell.by}，{cn_moment(cell.at)}")
    return tuple(found)


# --- the page ---------------------------------------------------------------------------------------------------------


def bar(actor: Actor, table: TableReading, found: Counts) -> StateBar:
    """读入 → 核对中 → 已完成, with its verbs."""
    order = list(TableState)
    here = order.index(TableState(table.state))
    notes = {
        TableState.READ_IN: (cn_moment(table.at), table.by),
        TableState.CHECKING: (f"定了{found.settled}/{found.all}格",),
    }
    if table.done_at:
        notes[TableState.DONE] = (cn_moment(table.done_at), table.done_by)
    steps = tuple(
        Step(state.label, "done" if at < here or table.state == TableState.DONE else "now" if at == here else "later",
             notes.get(state, ()))
        for at, state in enumerate(order)
    )  # fmt: skip
    verbs, refused = _verbs(actor, table, found)
    left = found.of(CellState.UNREAD, CellState.LEFT)
    detail = f"{left}格由人直接打分" if left else ""
    if table.state == TableState.DONE:
        return StateBar(steps, "核对完了，可以下载方案", table_light(table), detail, verbs, refused)
    turn = f"轮到我们核对：还有{found.waiting}格要看" if found.waiting else "都定了，可以完成核对"
    return StateBar(steps, turn, table_light(table), detail, verbs, refused)


def _verbs(actor: Actor, table: TableReading, found: Counts) -> tuple[tuple[Verb, ...], tuple[Refused, ...]]:
    version = (("version", str(table.version)),)
    done = table.state == TableState.DONE
    no_scheme = policy.why_not_download(found.pointless)
    offers: list[Offer] = [
        (
            Verb("下载方案.xlsx", reverse("readings:scheme", args=[table.pk]), "get", icon="download"),
            no_scheme,
        )
    ]
    if done:
        offers.insert(0, (Verb("立成方案", reverse("schemes:from-reading", args=[table.pk]), primary=True), no_scheme))
        offers.append(
            (Verb("重新核对", reverse("readings:reopen", args=[table.pk]), "get"), policy.why_not_reopen(actor, table))
        )
    else:
        no = policy.why_not_finish(actor, table, found.of(CellState.CHECK), found.pointless)
        finish = Verb(
            "完成核对", reverse("readings:finish", args=[table.pk]), primary=not found.waiting, hidden=version
        )
        offers.insert(0, (finish, no))
    return alive(offers), joined(dead(offers))


def views(found: Counts, show: str) -> tuple[tuple[View, Light | None], ...]:
    """The ways to look at it, each with its count and, for the system's words, their light."""
    lights = {"read": CellState.READ, "check": CellState.CHECK, "unread": CellState.UNREAD}
    made = []
    for name, label in LABELS:
        count = found.of(*SHOWN[name]) if SHOWN[name] else found.all
        light = Light(CELL_LIGHTS[lights[name]], f"{label}{count}") if name in lights else None
        made.append((View(label, count, f"?{urlencode({'show': name})}" if name else "?", name == show), light))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Shown:
    """The cells of one page of a view."""

    lines: tuple[Line, ...]
    pages: tuple[Page, ...]


def lines(actor: Actor, rows: QuerySet[ReadCell], show: str, at: str, page: str) -> Shown:
    """The page on which the cell ``at`` stands, else the page asked for; the first that waits is the present one."""
    states = list(rows.values_list("pk", "state"))
    keys = [pk for pk, _ in states]
    waits = next((pk for pk, state in states if state in WAITING), keys[0] if keys else 0)
    here = int(at) if at.isdecimal() and len(at) < 12 and int(at) in set(keys) else 0
    number = keys.index(here) // PAGE if here else min(_number(page), max(len(keys) - 1, 0) // PAGE)
    if not here and not page:
        here = waits
        number = keys.index(here) // PAGE if keys else 0
    wanted = keys[number * PAGE : (number + 1) * PAGE]
    here = here if here in wanted else next(iter(wanted), 0)
    found = tuple(line(actor, cell, now=cell.pk == here) for cell in rows.filter(pk__in=wanted))
    return Shown(found, _pages(len(keys), number, show))


def _number(page: str) -> int:
    return max(int(page) - 1, 0) if page.isdecimal() and len(page) < 8 else 0


def _pages(total: int, number: int, show: str) -> tuple[Page, ...]:
    last = (total + PAGE - 1) // PAGE
    if last < 2:
        return ()
    terms = {"show": show} if show else {}
    return tuple(
        Page(str(one + 1), "" if one == number else f"?{urlencode({**terms, 'page': one + 1})}") for one in range(last)
    )
