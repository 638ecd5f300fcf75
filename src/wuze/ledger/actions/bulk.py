"""One matter given to many units at once: one row each, one entry in the trail with the list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger import policy, queries, rules
from wuze.ledger.actions import setting, shared
from wuze.ledger.actions.setting import Content
from wuze.ledger.models import Task
from wuze.ledger.queries import burden
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

CHUNK = 500
MOST = 2000
"""Units at once."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of it."""

    group: str
    issued: int
    skipped: int


@transaction.atomic
def issue_many(actor: Actor, units: Collection[int], content: Content, *, parent: int | None = None) -> Bulk:
    """交办给多个单位. Units that are asked the same already are left out; whoever may not be asked stops all."""
    refuse(policy.why_not_set_up(actor))
    above = shared.locked(parent, None) if parent else None
    if above is not None:
        refuse(policy.why_not_split(actor, above))
    rows = list(Unit.objects.filter(pk__in=units).order_by("path"))
    for unit in rows:
        refuse(policy.why_not_issue_to(actor, unit))
    due = check_many(actor, content, rows)
    taken = queries.already_asked(content.title, [unit.pk for unit in rows])
    fresh = [unit for unit in rows if unit.pk not in taken]
    if not fresh:
        raise Invalid("ledger.bulk", {"title": "选的单位都已经有这件事，还没有办完。同一件事不问两遍。"})
    issuer = above.lead_id if above else setting.issuer_of(actor, fresh[0])
    _check_burden(actor, issuer, content, fresh, due)
    group = rules.code(actor.today.year, shared.numbers(actor.today.year))
    posts = queries.only_posts([unit.pk for unit in fresh])
    tasks = []
    for number, unit in enumerate(fresh, 1):
        task = setting.drafted(
            actor,
            content,
            code=rules.part_code(group, number),
            lead=unit,
            issuer_id=issuer,
            parent=above,
            group=group,
            post_id=posts.get(unit.pk),
        )
        setting.hand_out(task, actor, due)
        tasks.append(task)
    _write(actor, tasks, group, content)
    return Bulk(group, len(tasks), len(taken))


def check_many(actor: Actor, content: Content, units: Sequence[Unit]) -> date:
    """The node of what would be issued today. Raises Invalid with all faults."""
    faults = setting.faults_of(content, actor.today)
    if not units:
        faults["scope"] = "请至少选一个单位。"
    elif len(units) > MOST:
        faults["scope"] = f"一次最多{MOST}个单位，选了{len(units)}个。请分几次。"
    elif fault := next((found for unit in units if (found := rules.rhythm_fault(unit.kind, content.rhythm))), ""):
        faults["rhythm"] = fault
    if faults:
        raise Invalid("ledger.bulk", faults)
    due = rules.planned(actor.today, content.due, content.term)
    if rules.is_short(actor.today, due):
        sentence = f"批量交办至少留{rules.NOTICE}个工作日。更急的逐件立项，写理由报批。"
        raise Invalid("ledger.bulk", {"due" if content.due else "term": sentence})
    return due


def _check_burden(actor: Actor, issuer: int, content: Content, units: Sequence[Unit], due: date) -> None:
    """Nobody is taken over the ceiling by a bulk act: whoever must be asked all the same is asked alone, by approval."""
    limits = burden.ceilings(actor.today)
    asked = burden.asked_by_unit(issuer, [unit.pk for unit in units], actor.today.year)
    new = content.items * rules.times(content.rhythm, actor.today, due)
    over = [
        unit for unit in units
        if unit.pk != issuer and unit.kind in limits and asked.get(unit.pk, 0) + new > limits[unit.kind].most
    ]  # fmt: skip
    if over:
        names = "、".join(str(unit) for unit in over[:5])
        more = "等" if len(over) > 5 else ""
        sentence = (
            f"{names}{more}共{len(over)}个单位会超过负担上限。减少要填的项、少报几次，或勾上这次不发，逐件立项报批。"
        )
        raise Invalid("ledger.bulk", {"items": sentence})


def _write(actor: Actor, tasks: list[Task], group: str, content: Content) -> None:
    Task.objects.bulk_create(tasks, batch_size=CHUNK)
    rows = [Row(shared.thing_of(task), after={"lead": str(task.lead)}) for task in tasks]
    rows += shared.concerned(*{task.lead_id: task.lead for task in tasks}.values())
    record(
        "ledger.issued_many", at=actor.at, who=actor.who(), thing=Thing("ledger.group", group, content.title),
        after={"units": len(tasks), "due": tasks[0].due, "group": group}, rows=rows, origin=actor.origin,
    )  # fmt: skip
