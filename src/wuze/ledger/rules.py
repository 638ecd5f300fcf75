"""Rules of tasks: pure, the date passed in. Findings are sentences; "" means it holds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from wuze.kernel import reminder
from wuze.kernel.workdays import AMBER, CHINA, Count, Left, add_working_days, left, working_days_between
from wuze.ledger.enums import Rhythm, Standing, TaskState, Turn
from wuze.ledger.states import FINISHED, WITH_ISSUER, WITH_LEAD
from wuze.registry.enums import UnitKind
from wuze.registry.rules import cn

NOTICE = 3
"""Working days from issue to node, at least; fewer needs a reason and approval and is not counted."""

REVIEW = 3
"""Working days the issuer has to answer a report, and to verify what was accepted (N13)."""

SUPPLEMENT = 3
"""Working days for what was returned, at least."""

MOST_ITEMS = 200
"""Things to fill in of one matter, at most."""

LONGEST_TERM = 500
"""Working days of a term or an extension, at most."""

LIGHTS = ("red", "amber", "green")
ONE = timedelta(days=1)


def turn(state: str) -> Turn:
    """Who has to act next in a state."""
    if state in WITH_LEAD:
        return Turn.LEAD
    return Turn.ISSUER if state in WITH_ISSUER else Turn.NOBODY


# --- dates ------------------------------------------------------------------------------------------------------------


def notice(issued: date, due: date) -> int:
    """Working days from issue to node."""
    return working_days_between(issued, due).total


def is_short(issued: date, due: date) -> bool:
    """Too little time given?"""
    return notice(issued, due) < NOTICE


def node_fault(due: date | None, term: int | None) -> str:
    """A node by a day or by a term: one of the two."""
    if (due is None) != (term is None):
        return ""
    return "时间节点和工作日数填一样：定了日子填节点，没定日子填交办后几个工作日。"


def rest_note(due: date | None) -> str:
    """What to know of a node on a day of rest: it holds, and is not moved; "" on a working day."""
    if due is None or CHINA.works(due):
        return ""
    after = add_working_days(due, 1)
    doubt = "" if after.confirmed else "（放假安排未确认）"
    return f"{cn(due)}休息（{CHINA.day(due).name or CHINA.day(due).kind.value}），下一个工作日是{cn(after.end)}{doubt}。节点不自动顺延。"


def due_fault(issued: date, due: date) -> str:
    """May this be the node of a task issued on that day?"""
    if due < issued:
        return f"节点不能早于交办当天（{cn(issued)}）。"
    most = add_working_days(issued, LONGEST_TERM).end
    return f"节点最晚到{cn(most)}；更长的事请分年立项。" if due > most else ""


def short_fault(issued: date, due: date) -> str:
    """Why a node that is too near cannot simply be issued."""
    days = notice(issued, due)
    return f"从交办到节点只有{days}个工作日，不足{NOTICE}个，要写理由报批；批了也不计入按时率。"


def planned(issued: date, due: date | None, term: int | None) -> date:
    """The node of what is issued on a day: the one that was set, else so many working days after."""
    return due if due is not None else add_working_days(issued, term or 0).end


def review_due(day: date) -> date:
    """Until when the issuer answers."""
    return add_working_days(day, REVIEW).end


def supplement_due(day: date, due: date) -> date:
    """Until when a returned report is supplemented: the node where it still lies ahead, else the days for supplements."""
    return max(due, add_working_days(day, SUPPLEMENT).end)


def extended(due: date, days: int) -> Count:
    """The node after an extension."""
    return add_working_days(due, days)


def late_days(due: date, received: date) -> int:
    """Working days a report came too late; at least one where only days of rest lie between."""
    return 0 if received <= due else max(working_days_between(due, received).total, 1)


def amber_until(today: date) -> date:
    """The last node whose light is amber today: what ``workdays.left`` says, as a bound for a query."""
    return add_working_days(today, AMBER + 1).end - ONE


def light(turn_due: date | None, today: date) -> Left | None:
    """The light of whoever holds the matter; None where no clock runs."""
    return None if turn_due is None else left(turn_due, today)


def report_due(rhythm: str, after: date) -> date | None:
    """The next day on which progress is due: the last working day of the month or quarter, never ``after`` itself."""
    if rhythm == Rhythm.NONE:
        return None
    months = 1 if rhythm == Rhythm.MONTH else 3
    year, month = after.year, after.month + (-after.month % months)
    while True:
        day = date(year, month, monthrange(year, month)[1])
        while not CHINA.works(day):
            day -= ONE
        if day > after:
            return day
        year, month = (year + (month + months > 12), (month + months - 1) % 12 + 1)


def report_light(report: date | None, today: date) -> Left | None:
    """The light of a periodic report once it is near; None while there is time, or where none is asked."""
    return left(report, today) if report is not None and report <= amber_until(today) else None


def times(rhythm: str, issued: date, due: date) -> int:
    """How often a task is reported on from issue to node: at the end, and at each day of its rhythm before."""
    number, day = 1, report_due(rhythm, issued)
    while day is not None and day < due:
        number, day = number + 1, report_due(rhythm, day)
    return number


def over_fault(unit: str, asked: int, new: int, most: int | None) -> str:
    """Would this take what one office asks of one unit in a year over the ceiling?"""
    if most is None or asked + new <= most:
        return ""
    return f"今年已向{unit}要过{asked}项次，加上这件{new}项次，超过上限{most}项次，要写理由报批。"


def near_ceiling(asked: int, most: int) -> bool:
    """Nine tenths of the ceiling are used: it is shown before anything has to be approved."""
    return asked * 10 >= most * 9


def default_rhythm(kind: str) -> str:
    """By layer: towns, committees and departments report every quarter; a branch only where it is asked."""
    return Rhythm.NONE if kind == UnitKind.PARTY else Rhythm.QUARTER


def rhythm_fault(kind: str, rhythm: str) -> str:
    """A branch reports at most once a quarter."""
    if kind == UnitKind.PARTY and rhythm == Rhythm.MONTH:
        return "党组织最多每季报一次，请选每季或不定期。"
    return ""


def reopen_fault(today: date, due: date) -> str:
    """A node set anew leaves as much time as a first one: no way around the approval of too little time."""
    if not is_short(today, due):
        return ""
    return f"重新办也至少留{NOTICE}个工作日，最早{cn(add_working_days(today, NOTICE).end)}。"


def happened_fault(happened: date, received: date, today: date) -> dict[str, str]:
    """Event date and receipt date (N16): the event first, neither in the future."""
    faults = {}
    if received > today:
        faults["received"] = f"收到日期不能晚于今天（{cn(today)}）。"
    if happened > received:
        faults["happened"] = f"事情发生的日期不能晚于收到日期（{cn(received)}）。"
    return faults


def reminded(due: date | None, report: date | None, near: date, today: date) -> str:
    """What a unit is told of a task in its hands: its light once the node is near, and a report that is due; "" when
    there is time."""
    words = []
    if due is not None and due <= near:
        words.append(left(due, today).word)
    if report is not None and report <= near:
        words.append(f"该汇报，{left(report, today).word}")
    return "，".join(words)


# --- counting ---------------------------------------------------------------------------------------------------------


def standing(state: str, *, due: date, late: int, counted: bool, excused: bool, today: date) -> Standing:
    """How a task counts in the rates on a day. Done late stays late."""
    if not counted or excused or state in {TaskState.DRAFT, TaskState.CANCELLED}:
        return Standing.OUT
    if late:
        return Standing.LATE
    if state in FINISHED:
        return Standing.ON_TIME
    return Standing.LATE if due < today else Standing.AHEAD


def excuse_holds(excused: bool, excused_on: date | None, state: str, due: date | None) -> bool:
    """A noted reason is about the delay that it was noted for: not about a node set afterwards."""
    if not excused or excused_on is None:
        return excused
    return not (state in WITH_LEAD and due is not None and due > excused_on)


def code(year: int, serial: int) -> str:
    """2026-0118."""
    return f"{year}-{serial:04d}"


def part_code(group: str, number: int) -> str:
    """One unit's part of a matter given to many: 2026-0126-07."""
    return f"{group}-{number:02d}"


# --- words ------------------------------------------------------------------------------------------------------------


def how_it_came(
    issued: date | None, term: int | None, due: date, extensions: Iterable[tuple[date, date, int]]
) -> list[str]:
    """How a node came about, a sentence a step: issue, extensions. ``extensions``: old, new, days."""
    steps = list(extensions)
    first = steps[0][0] if steps else due
    if issued is None:
        return [f"交办后{term}个工作日" if term else f"{cn(due)}，还没有交办"]
    counted = working_days_between(issued, first)
    if term:
        found = [add_working_days(issued, term).sentence]
    else:
        doubt = "" if counted.confirmed else "；其中有的年份放假安排未确认，可能有变"
        found = [f"节点由交办时写定：{cn(first)}，{cn(issued)}交办，当中{counted.total}个工作日{doubt}"]
    found += [rest_note(due)] if rest_note(due) else []
    return [*found, *(f"延期{days}个工作日：{extended(old, days).sentence}" for old, _, days in steps)]


def reminder_text(matters: Mapping[str, Sequence[str]], at: datetime) -> str:
    """Matters by unit, to paste into a chat group: units and matters only."""
    end = "办好后请在系统里反馈，或把材料交上级代录。有困难请今天回话。"
    return reminder.text("请以下单位抓紧办理", matters, at, end, between="；")
