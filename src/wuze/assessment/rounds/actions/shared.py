"""What all acts share: the round under lock, its name in the trail, one step of the table of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wuze.accounts.values import Actor
from wuze.assessment.rounds import states
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.models import Member, Round, Step
from wuze.kernel.errors import Invalid, same_version
from wuze.trail.actions import record
from wuze.trail.values import NOWHERE, Origin, Row, Thing, Who

KIND = "assessment.round"


def thing_of(row: Round) -> Thing:
    """The round as the trail names it."""
    return Thing(KIND, str(row.pk), str(row))


def locked(pk: int, version: int | None) -> Round:
    """The round under lock, if it is still what the form was made from."""
    row = Round.objects.select_for_update(of=("self",)).select_related("unit", "edition").get(pk=pk)
    same_version(row.version, version)
    return row


@dataclass(frozen=True, slots=True)
class Doer:
    """Whoever asked for what the worker does now."""

    name: str
    post: str
    user: int
    at: datetime
    today: date
    origin: Origin = NOWHERE

    def who(self) -> Who:
        """As the trail names them."""
        return Who(self.name, self.post, f"user:{self.user}" if self.user else "")


def step(actor: Actor | Doer, row: Round, verb: str, reason: str = "") -> None:
    """By the table; who, when and why stay."""
    target = states.after(row.state, verb, row.steps)
    assert target is not None  # noqa: S101 - the policy has refused what is not in the table
    before, row.state = row.state, target
    save(row)
    went(actor, row, verb, before, reason)


def went(actor: Actor | Doer, row: Round, verb: str, before: str, reason: str = "") -> None:
    """The step stays with who, when and why."""
    Step.objects.create(
        round=row, verb=verb, before=before, after=row.state, by=actor.name, post=actor.post[:120], user=actor.user,
        at=actor.at, on=actor.today, reason=reason,
    )  # fmt: skip


def save(row: Round) -> None:
    """One version further."""
    row.version += 1
    row.save()


def word(state: str) -> str:
    """A state as it is read."""
    return RoundState(state).label


def needs_reason(reason: str, sentence: str = "请填理由。", field: str = "reason") -> str:
    """The reason without blanks around it."""
    if not reason.strip():
        raise Invalid("round.reason", {field: sentence})
    return reason.strip()


def note(
    code: str, actor: Actor | Doer, row: Round, *, before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None, members: Iterable[Member] = (), who: Who | None = None,
) -> None:  # fmt: skip
    """The entry in the trail, last; in the history of the units it is about as well."""
    rows = tuple(Row(Thing("registry.unit", str(one.unit_id), one.name)) for one in members if one.unit_id)
    record(
        code, at=actor.at, who=who or actor.who(), thing=thing_of(row), before=before, after=after, rows=rows,
        origin=actor.origin,
    )  # fmt: skip
