"""Rules of coverage: who counts in which rate, lights, questions, and the light of a next step. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import add, attrgetter, sub
from typing import NamedTuple

from wuze.kernel import reminder
from wuze.kernel.web.components import Light
from wuze.registry.enums import CoverKind, LimitCode, Question, Status
from wuze.registry.models import BY_PARTY
from wuze.registry.parties.rules import MANY, months_later

OUGHT = 3
"""From so many formal members an organisation of its own is to be set up (regulations, 1.4.1)."""

SOON = 14
"""Days before its date from which a step shows amber."""

USUAL: Mapping[str, int] = {
    LimitCode.GREEN: 85, LimitCode.AMBER: 70, LimitCode.WIDE: 1, LimitCode.MANY: MANY, LimitCode.SILENT: 12,
    LimitCode.AGAIN: 6,
}  # fmt: skip
"""What holds while the county has set nothing."""

RANGES: Mapping[str, tuple[int, int]] = {
    LimitCode.GREEN: (1, 100), LimitCode.AMBER: (1, 100), LimitCode.WIDE: (0, 1), LimitCode.MANY: (2, 200),
    LimitCode.SILENT: (1, 60), LimitCode.AGAIN: (1, 60),
}  # fmt: skip

Limits = Mapping[str, int]

BASES = (("operating", "在营"), ("registered", "在册"), ("ought", "应建"))
BASE_WORDS = {
    "operating": "正常经营的", "registered": "在册的（含停业、空壳，不含已注销）",
    "ought": f"正常经营、有{OUGHT}名以上正式党员的",
}  # fmt: skip
"""The three denominators; every rate says which one it has (1.4.3)."""


def party_kinds(limits: Limits) -> tuple[CoverKind, ...]:
    """Which ways count as 组织覆盖: with own and joint also those of several units, unless the county left them out."""
    return BY_PARTY if limits[LimitCode.WIDE] else (CoverKind.OWN, CoverKind.JOINT)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many: the three denominators, and of the base asked for those with an own organisation, with any Party
    organisation, with any coverage; ``built`` are those that ought to have a Party organisation and do."""

    registered: int = 0
    operating: int = 0
    ought: int = 0
    base: int = 0
    own: int = 0
    party: int = 0
    any: int = 0
    built: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(add, _numbers(self), _numbers(other)))

    def __sub__(self, other: Tally) -> Tally:
        return Tally(*map(sub, _numbers(self), _numbers(other)))


_numbers = attrgetter(*(one.name for one in fields(Tally)))


def total(found: Iterable[Tally]) -> Tally:
    """All together."""
    return sum(found, Tally())


OWN, JOINT, SEVERAL, WORK, BLANK = range(5)
"""The best way in which an organisation is covered: all that a rate asks."""

RANKS: Mapping[str, int] = {
    CoverKind.OWN: OWN, CoverKind.JOINT: JOINT, CoverKind.REGIONAL: SEVERAL, CoverKind.SECTOR: SEVERAL,
    CoverKind.FUNCTIONAL: SEVERAL, CoverKind.INSTRUCTOR: WORK, CoverKind.LIAISON: WORK, CoverKind.MASS: WORK,
}  # fmt: skip


class State(NamedTuple):
    """All of one organisation on one day that a rate looks at; ``many``: does it have so many members that it ought?"""

    status: str
    many: int
    rank: int


def tally_of(state: State, base: str, limits: Limits, number: int = 1) -> Tally:
    """What so many organisations of this state add."""
    operating = int(state.status == Status.OPERATING)
    registered, ought = int(state.status != Status.CLOSED), operating * state.many
    inside = number * {"registered": registered, "operating": operating, "ought": ought}[base]
    party = int(state.rank <= (SEVERAL if limits[LimitCode.WIDE] else JOINT))
    return Tally(
        number * registered, number * operating, number * ought, inside, inside * int(state.rank == OWN), inside * party,
        inside * int(state.rank != BLANK), number * ought * party,
    )  # fmt: skip


# --- the four rates ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: which number over which; ``what`` is the filter of the list behind it."""

    key: str
    label: str
    what: str
    fixed: bool = False

    def parts(self, found: Tally) -> tuple[int, int]:
        """Numerator and denominator."""
        if self.key == "built":
            return found.built, found.ought
        return getattr(found, self.key), found.base


RATES = (
    Rate("party", "组织覆盖率", "party"), Rate("own", "单独组建率", "own"), Rate("any", "工作覆盖率", "any"),
    Rate("built", "应建已建率", "party", fixed=True),
)  # fmt: skip
"""``fixed``: its denominator is always 应建."""


def definition(rate: Rate, base: str, limits: Limits) -> str:
    """The rate in words: what stands above and what below the line."""
    wide = "单独、联合组建或区域、行业、功能型党组织覆盖" if limits[LimitCode.WIDE] else "单独或联合组建党组织"
    above = {
        "party": f"由{wide}的，一家只算一次", "own": "单独组建了党组织的",
        "any": "有党组织覆盖，或有指导员、联络员、群团组织联系的，一家只算一次", "built": f"其中由{wide}的",
    }[rate.key]  # fmt: skip
    return f"{above}÷{BASE_WORDS['ought' if rate.fixed else base]}。由名录当天的状态逐家数出来，不填报。"


def percent(part: int, whole: int) -> str:
    """ "84.7%", rounded half up to one place in whole numbers; 没有数据 where there is nothing to divide by."""
    if not whole:
        return "没有数据"
    tenths = _tenths(part, whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _tenths(part: int, whole: int) -> int:
    return (part * 2000 + whole) // (2 * whole)


def rate_light(part: int, whole: int, limits: Limits) -> Light:
    """Compared exactly, not as rounded for show."""
    if not whole:
        return Light("none", "没有")
    if part * 100 >= limits[LimitCode.GREEN] * whole:
        return Light("green", "绿")
    return Light("amber", "黄") if part * 100 >= limits[LimitCode.AMBER] * whole else Light("red", "红")


# --- questions about coverage on paper --------------------------------------------------------------------------------


def is_many(covers: int, limits: Limits) -> bool:
    """Does one organisation of several units cover more than can be looked after?"""
    return covers > limits[LimitCode.MANY]


def silent_before(day: date, limits: Limits) -> date:
    """With its last sign of life before this day an organisation is asked about."""
    return months_later(day, -limits[LimitCode.SILENT])


def asked_again(day: date, limits: Limits) -> date:
    """An answer given on or before this day no longer settles the question."""
    return months_later(day, -limits[LimitCode.AGAIN])


def seen_words(question: str, covers: int, active_on: date | None) -> str:
    """What the rule saw, in words."""
    if question == Question.MANY:
        return f"覆盖{covers}家"
    return f"最近有活动：{active_on.year}年{active_on.month}月{active_on.day}日" if active_on else "没有填过活动日期"


# --- the drive --------------------------------------------------------------------------------------------------------


def step_light(due: date | None, today: date) -> Light:
    """No step yet, overdue, near, or in time."""
    if due is None:
        return Light("red", "没定下一步")
    left = (due - today).days
    if left < 0:
        return Light("red", f"超期{-left}天")
    return Light("amber", f"剩{left}天") if left <= SOON else Light("green", f"剩{left}天")


def reminder_text(towns: Mapping[str, Sequence[str]], at: datetime) -> str:
    """Blanks by town, to paste into a chat group: organisations and dates only."""
    end = "定了下一步请在系统里填，已经覆盖的请登记。有困难请今天回话。"
    return reminder.text("请以下属地抓紧空白组织的覆盖", towns, at, end)


def month_days(day: date, months: int) -> list[date]:
    """The same day of so many months, the last of them ``day`` itself."""
    return [months_later(day, -back) for back in range(months - 1, -1, -1)]


def named(limits: Limits) -> list[tuple[str, str, int]]:
    """Code, words and number of each limit."""
    return [(code, str(label), limits[code]) for code, label in LimitCode.choices]


def change(now: tuple[int, int], before: tuple[int, int]) -> str:
    """ "＋0.7" points since then, as the two rates are shown; "" where one of them is missing."""
    if not now[1] or not before[1]:
        return ""
    tenths = _tenths(*now) - _tenths(*before)
    sign = "＋" if tenths > 0 else "−" if tenths < 0 else "±"
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"
