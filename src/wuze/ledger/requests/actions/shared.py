"""What all verbs share: the row under lock, its name in the trail, one step of the table, the entry last."""

from __future__ import annotations

from collections.abc import Mapping

from wuze.accounts.enter_for import Behalf, behalf_faults, who
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.ledger.requests import policy, states
from wuze.ledger.requests.enums import RequestState
from wuze.ledger.requests.models import LABEL, Request
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "ledger.request"


def thing_of(row: Request) -> Thing:
    """The request as the trail names it."""
    return Thing(KIND, str(row.pk), row.label[:LABEL])


def locked(pk: int, version: int | None) -> Request:
    """Under lock with its units, if it is still what the form was made from."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("unit", "keeper", "handler")
    row = rows.get(pk=pk)
    same_version(row.version, version)
    return row


def step(row: Request, verb: str) -> None:
    """By the table; the policy has already refused what is not in it."""
    row.state = states.REQUEST[(RequestState(row.state), verb)]


def save(row: Request) -> None:
    """One version further."""
    row.version += 1
    row.save()


def needs(text: str, sentence: str, field: str = "reason") -> str:
    """The words without blanks around them."""
    if not text.strip():
        raise Invalid("request.words", {field: sentence})
    return text.strip()


def check_behalf(actor: Actor, unit: Unit, behalf: Behalf | None) -> None:
    """Who does not belong to the asking unit says for whom and from which paper."""
    if behalf is None:
        refuse(policy.why_must_enter_for(actor, unit))
    if faults := behalf_faults(behalf, actor.today):
        raise Invalid("request.behalf", faults)


def note(
    code: str, actor: Actor, row: Request, *, before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None, behalf: Behalf | None = None,
) -> None:  # fmt: skip
    """In the past of the request alone: more people see the unit than see what it asks."""
    record(
        code, at=actor.at, who=who(actor, behalf), thing=thing_of(row), before=before, after=after,
        origin=actor.origin,
    )  # fmt: skip
