"""One unit's page: its numbers, each with its definition and the list behind it, and rows with their lights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Figure, Light, Tag
from wuze.ledger import rules
from wuze.ledger.models import Cooperator, Task
from wuze.ledger.queries import Sums
from wuze.ledger.tables import LATE, light_of, marks, of_unit
from wuze.registry.models import Unit

Row = tuple[Task, Light, tuple[Tag, ...]]


def lit(actor: Actor, tasks: Iterable[Task]) -> list[Row]:
    """Tasks with their lights and the marks that stay."""
    return [(task, light_of(actor, task), marks(task)) for task in tasks]


def help_lines(actor: Actor, rows: Iterable[Cooperator]) -> list[tuple[Cooperator, Light]]:
    """What a unit hands in for others, with the light of its own day."""
    found = []
    for one in rows:
        left = rules.light(one.due, actor.today)
        found.append((one, Light(left.state, left.word) if left else Light("none", "")))
    return found


def figures(sums: Sums | None, unit: Unit, today: date) -> tuple[Figure, ...]:
    """Now, then the year."""
    one, year = sums or Sums(), today.year
    rate = f"{one.on_time * 100 / one.settled:.1f}%" if one.settled else "没有数据"
    nodes = f"year={year}&"
    return (
        Figure("未销号", f"{one.open}件", "交办了、还没有销号的，等审核的也算。", today, url=of_unit(unit, "view=open&")),
        Figure("超期", f"{one.overdue}件", LATE, today, url=of_unit(unit, "view=late&")),
        Figure("该汇报", f"{one.report}件", "定了按月、按季汇报的，到期或再过2个工作日就到期。", today, url=of_unit(unit, "mark=report&")),
        Figure(
            f"{year}年按时率", rate, "节点在今年、已经到了节点或已经办完的，没有迟的占多少；不计的除外。", today,
            f"{one.on_time}/{one.settled}" if one.settled else "", url=of_unit(unit, f"view=all&mark=settled&{nodes}"),
        ),
        Figure(
            f"{year}年销号", f"{one.closed}件", "节点在今年、核验销号了的。迟过的，销了号也还是迟。", today,
            remark=f"迟过{one.late}件", url=of_unit(unit, f"view=closed&{nodes}"),
        ),
    )  # fmt: skip
