"""What an imported running ledger would change: rows to set up, rows that are there already, faults at their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wuze.excel.lists import Fault, Line, Read
from wuze.ledger.enums import TaskState
from wuze.ledger.models import Task
from wuze.registry.models import Unit
from wuze.registry.rules import cn

OVER = ("销号", "办结", "完成", "已办", "已结")
NOT_OVER = ("未", "没有", "正在", "进行", "基本", "部分", "推进")
CALLED_OFF = ("取消", "不再", "撤销")


@dataclass(frozen=True, slots=True)
class New:
    """A row that would be set up. Kept between preview and import as plain values."""

    title: str
    lead: int
    requirement: str
    standard: str
    why_label: str
    due: date
    issued: date | None
    state: str
    done: date | None
    said: str

    def kept(self) -> list[str | int]:
        """As JSON keeps it."""
        days = [day.isoformat() if day else "" for day in (self.due, self.issued, self.done)]
        return [self.title, self.lead, self.requirement, self.standard, self.why_label, self.state, self.said, *days]

    @classmethod
    def back(cls, kept: list[str | int]) -> New:
        """From what was kept."""
        title, lead, requirement, standard, why, state, said, *days = kept
        due, issued, done = (date.fromisoformat(str(day)) if day else None for day in days)
        assert due is not None  # noqa: S101 - a row without a node was never kept
        return cls(
            str(title), int(lead), str(requirement), str(standard), str(why), due, issued, str(state), done, str(said)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the preview shows."""

    fresh: tuple[New, ...]
    known: tuple[str, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...]

    @property
    def states(self) -> str:
        """How many of which state, so that a column read wrongly is seen before anything is written."""
        found = Counter(one.state for one in self.fresh)
        return "、".join(f"{TaskState(state).label}{number}件" for state, number in sorted(found.items()))


def state_of(text: str, done: date | None) -> str:
    """From the words of a ledger: over, called off, or under way."""
    if any(word in text for word in CALLED_OFF):
        return TaskState.CANCELLED
    over = any(word in text for word in OVER) and not any(word in text for word in NOT_OVER)
    return TaskState.CLOSED if over or (done is not None and not text) else TaskState.DOING


def plan(
    read: Read, units: Iterable[Unit], tasks: Mapping[str, Task], open_: Collection[tuple[str, int]], today: date
) -> Plan:
    """``tasks`` by code; ``open_`` are (title, lead) of what is asked already. A code of ours with other content is said
    and not written: core content changes by approval, on the page."""
    names: dict[str, Unit] = {}
    for unit in units:
        names.setdefault(unit.name, unit)
        if unit.short:
            names.setdefault(unit.short, unit)
    fresh: list[New] = []
    known: list[str] = []
    faults = list(read.faults)
    ours = {place for line in read.lines if line.values.get("code") in tasks for place in line.cells.values()}
    faults = [fault for fault in faults if fault.place not in ours]
    taken = set(open_)
    for line in read.lines:
        code = line.values.get("code", "")
        if code in tasks:
            known.append(_compared(tasks[code], line))
            continue
        row = _new(line, names, faults, today)
        if row is None:
            continue
        if (row.title, row.lead) in taken and row.state == TaskState.DOING:
            known.append(f"{line.place}：{row.title}，这个单位已有同样的事")
            continue
        taken.add((row.title, row.lead))
        fresh.append(row)
    return Plan(tuple(fresh), tuple(known), tuple(faults), tuple(read.unread))


def _compared(task: Task, line: Line) -> str:
    mine = {"title": task.title, "due": task.due.isoformat() if task.due else "", "requirement": task.requirement}
    labels = {"title": "事项", "due": "时间节点", "requirement": "要求"}
    different = [labels[name] for name in mine if line.values.get(name) and line.values[name] != mine[name]]
    end = f"{'、'.join(different)}和系统里不一样，要改请到事项页报批调整或申请延期" if different else "和系统里一样"
    return f"{line.place}：{task.code}已有，{end}"


def _new(line: Line, names: Mapping[str, Unit], faults: list[Fault], today: date) -> New | None:
    values, before = line.values, len(faults)
    bad = {fault.place for fault in faults}
    for name, word in (("title", "事项"), ("lead", "责任单位"), ("due", "时间节点")):
        if not values.get(name) and line.cells[name] not in bad:
            faults.append(Fault(line.cells[name], f"没有填{word}", f"补上{word}"))
    unit = names.get(values.get("lead", ""))
    if values.get("lead") and unit is None:
        fix = "写单位全称或简称；多个单位的拆成多行，一行一个牵头单位"
        faults.append(Fault(line.cells["lead"], f"没有叫“{values['lead'][:20]}”的单位，或不归您交办", fix))
    days = {name: date.fromisoformat(values[name]) if values.get(name) else None for name in ("due", "issued", "done")}
    due, issued, done = days["due"], days["issued"], days["done"]
    if due and issued and due < issued:
        faults.append(Fault(line.cells["due"], f"时间节点早于交办日期{cn(issued)}", "改其中一个"))
    if done and done > today:
        faults.append(Fault(line.cells["done"], "办结日期在今天以后", "填已经办结的日期；没办完的空着"))
    if len(faults) > before or unit is None or due is None or bad & set(line.cells.values()):
        return None
    said = values.get("state", "")
    title, why = values["title"], values.get("why_label", "导入的台账")
    requirement, standard = values.get("requirement", title), values.get("standard", "按要求办完")
    return New(title, unit.pk, requirement, standard, why, due, issued, state_of(said, done), done, said)
