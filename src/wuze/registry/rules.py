"""Rules of units, posts and appointments: pure, the date passed in. Findings are sentences; "" means it holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from wuze.accounts.enums import Role
from wuze.kernel import reminder
from wuze.kernel.errors import Refusal
from wuze.kernel.periods import overlap
from wuze.registry.enums import RegionKind, UnitKind

MANY = 3
"""From so many posts at once a person is shown as 兼岗多."""

Period = tuple[date, date | None]

PARENTS: dict[str, frozenset[str]] = {
    UnitKind.COUNTY: frozenset(),
    UnitKind.LEAD: frozenset({UnitKind.COUNTY}),
    UnitKind.DEPARTMENT: frozenset({UnitKind.COUNTY}),
    UnitKind.TOWN: frozenset({UnitKind.COUNTY}),
    UnitKind.PARK: frozenset({UnitKind.COUNTY, UnitKind.TOWN}),
    UnitKind.SECTOR: frozenset({UnitKind.COUNTY, UnitKind.LEAD, UnitKind.DEPARTMENT}),
    UnitKind.PARTY: frozenset(UnitKind.values),
}
"""Under which kinds a kind may stand."""

ROLES: dict[str, tuple[Role, ...]] = {
    UnitKind.COUNTY: (Role.LEADER, Role.READER),
    UnitKind.LEAD: (Role.LEAD_CLERK, Role.LEAD_HEAD, Role.INSPECTOR, Role.READER),
    UnitKind.DEPARTMENT: (Role.DEPARTMENT, Role.INSPECTOR, Role.READER),
    UnitKind.TOWN: (Role.TOWN_CLERK, Role.TOWN_HEAD, Role.INSPECTOR, Role.READER),
    UnitKind.SECTOR: (Role.SECTOR_CLERK, Role.SECTOR_HEAD, Role.READER),
    UnitKind.PARK: (Role.SECTOR_CLERK, Role.SECTOR_HEAD, Role.READER),
    UnitKind.PARTY: (Role.SECRETARY, Role.READER),
}
"""What posts of a unit may be: nobody reaches a wider scope by setting a post in the own unit."""


def cn(day: date) -> str:
    """2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def span(since: date, until: date | None) -> str:
    """A period as read: both days that are named belong to what is said of them."""
    return f"{cn(since)}起" if until is None else f"{cn(since)}至{cn(until)}"


def kind_fault(parent: str | None, child: str) -> str:
    """May a unit of this kind stand under one of that kind?"""
    if parent is None:
        return "" if child == UnitKind.COUNTY else "只有县委没有上级，请选上级单位。"
    if parent in PARENTS[child]:
        return ""
    words = "、".join(UnitKind(kind).label for kind in UnitKind if kind in PARENTS[child])
    below = UnitKind(child).label
    return f"{below}的上级只能是：{words}。" if words else f"{below}没有上级。"


BEGUN = Refusal("registry.begun", "本站已经有单位，不能再从头设。")


def place_code(code: str) -> str:
    """A code of 6, 9 or 12 digits as the 12 that a place is known by."""
    return code.ljust(12, "0")


def code_fault(code: str, lengths: Collection[int] = (6, 9, 12)) -> str:
    """Is this the national code of a place?"""
    if code.isascii() and code.isdigit() and len(code) in lengths:
        return ""
    return f"区划代码要是{'、'.join(str(one) for one in lengths)}位数字。"


def inside_code_fault(code: str, county: str) -> str:
    """Does a place lie in the county?"""
    return "" if not county or code.startswith(county) else f"不是本县的代码，本县的以{county}开头。"


def beginning_faults(county: str, code: str, lead: str, people: Sequence[str]) -> dict[str, str]:
    """What a county that begins must say of itself."""
    faults = {}
    if not 2 <= len(county) <= 20:
        faults["county"] = "请写县（市、区）的名称，如青岚县。"
    if fault := code_fault(code, (6,)):
        faults["code"] = fault
    if not 2 <= len(lead) <= 80:
        faults["lead"] = "请写牵头机关的全称，如县委社会工作部。"
    if not all(people) or len(set(people)) < len(people):
        faults["people"] = "牵头机关的负责人和经办要填两个不同的人。"
    return faults


def cycle_fault(path: str, target: str) -> str:
    """May a unit be moved below this one? Never below itself."""
    return "不能移到自己或自己的下级下面。" if target.startswith(path) else ""


def role_fault(kind: str, role: str) -> str:
    """May a unit of this kind have a post of this role?"""
    if role in ROLES[kind]:
        return ""
    return f"{UnitKind(kind).label}的岗位只能是：{'、'.join(one.label for one in ROLES[kind])}。"


def period_fault(since: date, until: date | None) -> str:
    """Half-open: the end lies after the beginning."""
    return "" if until is None or until > since else "离任日期要晚于任职日期。"


def inside_fault(period: Period, frame: Period, what: str) -> str:
    """Does a period lie inside the one of what carries it?"""
    since, until = period
    if since < frame[0]:
        return f"{what}{cn(frame[0])}才有，请填这天或以后。"
    if frame[1] is not None and (until is None or until > frame[1]):
        return f"{what}到{cn(frame[1])}为止。"
    return ""


def overlap_fault(period: Period, taken: Iterable[tuple[str, date, date | None]]) -> str:
    """Does a new appointment share a day with one that stands, also with one long ended? Names the first it meets."""
    for name, since, until in sorted(taken, key=lambda one: one[1]):
        if overlap(period, (since, until)):
            if until is None:
                return f"{name}从{cn(since)}起任这个岗位，还没有离任。先办交接或免去，或把日期改到{cn(since)}以前。"
            return f"{name}{cn(since)}至{cn(until)}任这个岗位，时间重了。{cn(until)}起可以。"
    return ""


class Frame(NamedTuple):
    """When the superior was set up; the first day on which something of the unit's own began, and ended, with what."""

    above: date | None
    began: tuple[date, str] | None
    ended: tuple[date, str] | None


def set_up_fault(since: date, standing: date, today: date, frame: Frame) -> str:
    """May a unit have been set up on this day instead?"""
    if since == standing:
        return f"现在写的就是{cn(since)}。"
    if since > today:
        return f"设立日期不能晚于今天（{cn(today)}）。"
    if frame.above and since < frame.above:
        return f"上级{cn(frame.above)}才有，请填这天或以后；上级的日期也不对的，先改上级。"
    if frame.began and since > frame.began[0]:
        day, what = frame.began
        return f"它{cn(day)}就{what}，设立不能晚于这天。"
    if frame.ended and since >= frame.ended[0]:
        day, what = frame.ended
        return f"它{cn(day)}{what}，设立要早于这天。"
    return ""


def move_fault(since: date, today: date, standing: date) -> str:
    """May the new affiliation begin on this day? Not in the future, not before the one that stands."""
    if since > today:
        return f"隶属关系当天就变，日期不能晚于今天（{cn(today)}）。"
    return f"现在的隶属从{cn(standing)}起，新的要从这天或以后起。" if since < standing else ""


def reminder_text(gaps: Mapping[str, Sequence[str]], at: datetime) -> str:
    """Empty posts by unit, to paste into a chat group: units and posts only."""
    end = "定了人请在系统里登记任职，或把文件交上级代录。有困难请今天回话。"
    return reminder.text("请以下单位抓紧配齐岗位", gaps, at, end)


# --- places -----------------------------------------------------------------------------------------------------------

LINE = re.compile(r"([0-9]{6}|[0-9]{9}|[0-9]{12})[\s,，、]+(\S.*)")
PARK_CODES = range(400, 500)
NAME_MOST = 80
OWN = "9"
"""A place whose code nobody wrote gets one of our own, county and then 9xx: no town of the national list begins so."""


def is_own_code(code: str) -> bool:
    """Does this wait for the national code?"""
    return code[6] == OWN


def place_kind(code: str) -> RegionKind:
    """What a code of 12 digits stands for; those of the fourth hundred are parks."""
    if code.endswith("000000"):
        return RegionKind.COUNTY
    if not code.endswith("000"):
        return RegionKind.VILLAGE
    return RegionKind.PARK if int(code[6:9]) in PARK_CODES else RegionKind.TOWN


def places_from(text: str, known: frozenset[str]) -> tuple[dict[str, str], list[str]]:
    """Names by code of 12 digits, and what is wrong, by line. Every place lies in one that is known or entered too."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.strip())
        if match is None or len(match[2]) > NAME_MOST:
            faults.append(
                f"第{number}行“{line.strip()[:20]}”读不懂，要写代码（6、9或12位数字）、空格、名称（80字以内）"
            )
        elif found.setdefault(match[1].ljust(12, "0"), match[2]) != match[2]:
            faults.append(f"第{number}行的代码{match[1]}写了两个名称")
    for code, name in found.items():
        above = {code[:6].ljust(12, "0"), code[:9].ljust(12, "0")}
        if missing := sorted(above - found.keys() - known):
            faults.append(f"{name}的上级代码{missing[0]}没有登记，请一起写上")
    return found, faults
