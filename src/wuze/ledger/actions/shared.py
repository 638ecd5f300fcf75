"""What all verbs share: the row under lock, its name in the trail, the next number, one step of the table of states."""

from __future__ import annotations

from collections.abc import Mapping

from wuze.accounts.enter_for import Behalf, behalf_faults, who
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.ledger import policy, states
from wuze.ledger.models import Numbering, Task
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

KIND = "ledger.task"


def thing_of(task: Task) -> Thing:
    """The task as the trail names it."""
    return Thing(KIND, str(task.pk), task.label)


def concerned(*units: Unit) -> tuple[Row, ...]:
    """Whose history an act belongs to as well."""
    return tuple(Row(Thing("registry.unit", str(unit.pk), str(unit))) for unit in units)


def locked(pk: int, version: int | None) -> Task:
    """The task under lock with its units, if it is still what the form was made from."""
    rows = Task.objects.select_for_update(of=("self",)).select_related("lead", "issuer", "post")
    task = rows.get(pk=pk)
    same_version(task.version, version)
    return task


def step(task: Task, verb: str) -> None:
    """By the table; the policy has already refused what is not in it."""
    task.state = states.TASK[(task.state, verb)]


def save(task: Task) -> None:
    """One version further."""
    task.version += 1
    task.save()


def numbers(year: int, many: int = 1) -> int:
    """Take so many numbers of a year; the first of them."""
    Numbering.objects.get_or_create(year=year)
    row = Numbering.objects.select_for_update().get(year=year)
    row.last += many
    row.save(update_fields=["last"])
    return row.last - many + 1


def needs_reason(reason: str, sentence: str = "请填理由。", field: str = "reason") -> str:
    """The reason without blanks around it."""
    if not reason.strip():
        raise Invalid("ledger.reason", {field: sentence})
    return reason.strip()


def check_behalf(actor: Actor, unit: Unit, behalf: Behalf | None) -> None:
    """Who does not belong to the unit says for whom and from which paper."""
    if behalf is None:
        refuse(policy.why_must_enter_for(actor, unit))
    if faults := behalf_faults(behalf, actor.today):
        raise Invalid("ledger.behalf", faults)


def note(
    code: str, actor: Actor, task: Task, *, before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None, behalf: Behalf | None = None, units: tuple[Unit, ...] = (),
) -> None:  # fmt: skip
    """The entry in the trail, last."""
    record(
        code, at=actor.at, who=who(actor, behalf), thing=thing_of(task), before=before, after=after,
        rows=concerned(*units), origin=actor.origin,
    )  # fmt: skip
