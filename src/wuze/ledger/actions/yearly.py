"""The year's list made into tasks by one act: one task a line and unit, what is there already left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger import policy, queries, rules
from wuze.ledger.actions import setting, shared
from wuze.ledger.actions.bulk import CHUNK, MOST
from wuze.ledger.actions.setting import Content
from wuze.ledger.enums import Why
from wuze.ledger.models import Task
from wuze.ledger.queries.yearly import Planned, Unready
from wuze.registry.rules import cn
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of it."""

    lines: int
    tasks: int


def content_of(one: Planned) -> Content:
    """What a task of this line says."""
    line, span = one.line, one.span
    return Content(
        title=f"{one.year}年{line.title}"[:60], why=Why.TEMPLATE, why_label=f"{one.year}年度安排第{line.number}项",
        why_code=one.code, requirement=f"{cn(span.start)}开始。{line.requirement}", standard=line.standard, due=span.due,
    )  # fmt: skip


@transaction.atomic
def issue_year(actor: Actor, year: int, lines: Collection[int]) -> Issued:
    """照年度安排交办: the chosen lines of a year. Nothing is issued where a chosen line cannot be."""
    refuse(policy.why_not_issue_year(actor))
    chosen = [one for one in queries.planned(actor, year) if one.line.pk in lines]
    if not chosen:
        raise Invalid("ledger.year", {"lines": "请至少选一项。"})
    if bad := [one for one in chosen if one.unready in {Unready.PAST, Unready.SHORT}]:
        raise Invalid("ledger.year", {"lines": f"{bad[0].line}：{bad[0].unready.label}。"})
    if sum(len(one.fresh) for one in chosen) > MOST * 5:
        raise Invalid("ledger.year", {"lines": f"一次最多{MOST * 5}件，请分几次。"})
    tasks = [task for one in chosen for task in _tasks(actor, one)]
    if not tasks:
        raise Invalid("ledger.year", {"lines": "选的几项都已经交办过，没有新的。"})
    Task.objects.bulk_create(tasks, batch_size=CHUNK)
    done = Issued(len({task.why_code for task in tasks}), len(tasks))
    told = shared.concerned(*{task.lead_id: task.lead for task in tasks}.values())
    record(
        "ledger.year_issued", at=actor.at, who=actor.who(), thing=Thing("ledger.year", str(year), f"{year}年度安排"),
        after={"lines": done.lines, "tasks": done.tasks},
        rows=[*(Row(shared.thing_of(task), after={"lead": str(task.lead)}) for task in tasks), *told], origin=actor.origin,
    )  # fmt: skip
    return done


def _tasks(actor: Actor, one: Planned) -> list[Task]:
    """Of one line, issued today, in memory."""
    if not one.fresh:
        return []
    content = content_of(one)
    group = rules.code(actor.today.year, shared.numbers(actor.today.year))
    posts = queries.only_posts([unit.pk for unit in one.fresh])
    issuer = setting.issuer_of(actor, one.fresh[0])
    found = []
    for number, unit in enumerate(one.fresh, 1):
        task = setting.drafted(
            actor, content, code=rules.part_code(group, number), lead=unit, issuer_id=issuer, group=group,
            post_id=posts.get(unit.pk),
        )  # fmt: skip
        setting.hand_out(task, actor, one.span.due)
        found.append(task)
    return found
