"""What the page of an import says: where it stands, what may be done, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.excel.rosters.words import FIELDS
from wuze.kernel.web.components import Link, Note, Refused, StateBar, Step, Verb
from wuze.registry.enums import Choice, Outcome, RosterState
from wuze.registry.models import Roster, RosterRow
from wuze.registry.rosters import policy, queries, tables
from wuze.registry.rosters.back import cell_of

LINKED = {"instructors": "指导员", "contacts": "领导联系点", "covers": "组织覆盖", "secretaries": "书记"}


def bar(actor: Actor, roster: Roster, counts: Mapping[str, int]) -> StateBar:
    """Read, settled, written."""
    refusal = policy.why_not_apply(roster, actor.at)
    done, dropped = roster.state == RosterState.APPLIED, roster.state == RosterState.DROPPED
    asks, writes = counts["unsettled"], counts["writes"]
    steps = (
        Step("读表", "done", (f"{sum(int(one['lines']) for one in roster.sheets)}行",)),
        Step("定待定的", "done" if done or not asks else "later" if dropped else "now", (f"还有{asks}行",) if asks else ()),
        Step("作废", "now") if dropped else Step("写入", "now" if done or not asks else "later", (f"{writes}行",) if not done else ()),
    )  # fmt: skip
    if refusal:
        return StateBar(steps, "已写入" if done else "已作废", refused=(Refused("写入名录", refusal.reason),))
    verbs = [Verb("作废", reverse("rosters:drop", args=[roster.pk]), "get")]
    if writes:
        verbs.insert(0, Verb(f"写入{writes}行", reverse("rosters:apply", args=[roster.pk]), "get", primary=True))
    turn = f"预览：新增{counts['new']}，有变化{counts['changed']}，待定{counts['ask']}，不能写入{counts['bad']}，表里没有{counts['gone']}"
    detail = f"还没有写入。{asks}行待定，不定就不写。" if asks else "还没有写入。"
    return StateBar(steps, turn, None, detail, tuple(verbs))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An import in the worker's hands: what stands, how many are before it, seconds since it was asked for."""

    bar: StateBar
    ahead: int
    quiet: bool
    rows: int


LONG_WAIT = timedelta(seconds=30)


def waiting(roster: Roster, at: datetime) -> Waiting:
    """How far it is. ``quiet``: nothing has begun for half a minute, with nobody before it."""
    ahead = queries.before(roster)
    rows = sum(int(one["lines"]) for one in roster.sheets)
    writing = roster.state == RosterState.WRITING
    steps = (
        Step("读表", "done", (f"{rows}行",)), Step("比对名录", "done" if writing else "now"), Step("写入", "now" if writing else "later"),
    )  # fmt: skip
    turn = (
        f"前面还有{ahead}份名册，办完就轮到" if ahead else f"后台{RosterState(roster.state).label}，{roster.percent}%"
    )
    detail = "页面会自己变；可以先去办别的，回头再看。" + (
        "要么全部写入，要么一行不写。" if writing else "还没有写入。"
    )
    quiet = not ahead and not roster.percent and at - roster.asked > LONG_WAIT
    return Waiting(StateBar(steps, turn, None, detail), ahead, quiet, rows)


def notes(actor: Actor, roster: Roster) -> list[Note]:
    """What somebody must know before writing: columns never taken, sheets not read, rows left out."""
    found = [Note(roster.trouble, "ask")] if roster.trouble else []
    forbidden = sorted({str(head) for one in roster.sheets for head in one["forbidden"]})
    if forbidden:
        found.append(Note(f"这些列本系统不收，没有读、没有存：{'、'.join(forbidden)}。以后交表请先删去。", "ask"))
    if stopped := _remarks(roster, stops=True):
        found.append(
            Note(f"{len(stopped)}处没有读：{'；'.join(stopped[:3])}。", "bad", Link("逐处看", sheets_url(roster)))
        )
    if mild := _remarks(roster, stops=False):
        found.append(Note(f"{len(mild)}处请核对：{'；'.join(mild[:3])}。", "ask", Link("逐处看", sheets_url(roster))))
    if left := queries.gone(roster).count() if policy.why_not_close(actor, roster) is None else 0:
        said = f"表里没有的{left}家不会自己变。核实确已注销的，可以成批办。"
        found.append(Note(said, "plain", Link("办注销", reverse("rosters:close", args=[roster.pk]))))
    skipped = sum(len(one["skipped"]) for one in roster.sheets)
    unread = {str(head) for one in roster.sheets for head in one["unread"]}
    if skipped or unread:
        words = [f"跳过{skipped}行（合计、说明等）"] if skipped else []
        words += [f"没读的列：{'、'.join(sorted(unread))[:80]}"] if unread else []
        found.append(Note(f"{'；'.join(words)}。", "plain", Link("看是哪些", sheets_url(roster))))
    return found


def _remarks(roster: Roster, *, stops: bool) -> list[str]:
    """What was said of the sheets: that one was not read, or how it was."""
    return [
        f"{one['file']}“{one['sheet']}”：{text}"
        for one in roster.sheets for text, _, stopped in one["remarks"] if stopped is stops
    ]  # fmt: skip


def sheets_url(roster: Roster) -> str:
    """The page of what was read and left out."""
    return reverse("rosters:sheets", args=[roster.pk])


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row in full: its state, its fields as (label, cell, in the file, now, will be), its faults, its buttons."""

    bar: StateBar
    fields: list[tuple[str, str, str, str, str]]
    faults: list[tuple[str, str, str]]
    place: str


def row_page(actor: Actor, roster: Roster, row: RosterRow) -> RowPage:
    """Everything a person needs to decide about a row."""
    verbs, refused = [], []
    if len(row.candidates) > 1:
        for key, words in row.candidates:
            if policy.why_not_choose(roster, row, Choice.TAKE, actor.at, key) is None:
                url = reverse("rosters:settle", args=[roster.pk, Choice.TAKE])
                hidden = (("row", str(row.pk)), ("back", "row"), ("organisation", str(key)))
                verbs.append(Verb(f"就是{words}", url, hidden=hidden))
    for choice, label in tables.choices(roster):
        refusal = policy.why_not_choose(roster, row, choice, actor.at)
        if refusal is None and choice != row.choice:
            url = reverse("rosters:settle", args=[roster.pk, choice])
            verbs.append(Verb(label, url, hidden=(("row", str(row.pk)), ("back", "row"))))
        elif refusal is not None and row.outcome == Outcome.ASK:
            refused.append(Refused(label, refusal.reason))
    shown = {label: (now, new) for label, now, new in row.shown}
    fields = []
    for name, value in row.said.items():
        label = FIELDS[name].label
        if name != "base":
            fields.append((label, cell_of(roster, row, name), str(value), *shown.pop(label, ("", ""))))
    fields += [(label, "", "", now, new) for label, (now, new) in shown.items()]
    said = f"{Choice(row.choice).label}。" if row.choice else ""
    if row.choice == Choice.TAKE and len(row.candidates) > 1:
        said = f"就是{dict(row.candidates)[row.organisation_id]}。"
    turn = f"{Outcome(row.outcome).label}：{row.why}" if row.why else str(Outcome(row.outcome).label)
    asks = row.outcome == Outcome.ASK and not row.choice
    steps = (
        Step("读表", "done"), Step("定", "now" if asks else "done"),
        Step("写入", "done" if row.written else "later" if asks or roster.state != RosterState.READY else "now"),
    )  # fmt: skip
    state = StateBar(steps, turn, None, f"{said}{'已写入。' if row.written else ''}", tuple(verbs), tuple(refused))
    faults = [(cell_of(roster, row, name), problem, fix) for name, problem, fix in row.faults]
    return RowPage(state, fields, faults, tables.place_of(roster, row))


def receipt(roster: Roster) -> list[tuple[str, int]]:
    """What was written, and what was not, as lines."""
    if roster.state != RosterState.APPLIED:
        return []
    words = {
        "new": "新增", "changed": "改", **{name: f"加{label}" for name, label in LINKED.items()}, "same": "没有变化",
        "left": "待定，没写入", "skipped": "选了不写", "bad": "不能写入", "closed": "表里没有，办了注销", "gone": "表里没有，没动",
    }  # fmt: skip
    return [(label, int(roster.receipt[name])) for name, label in words.items() if roster.receipt.get(name)]
