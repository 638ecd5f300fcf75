"""What is to become of rows that ask, or that shall not be written."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse, same_version
from wuze.registry.enums import Choice, Outcome
from wuze.registry.models import Organisation, Roster, RosterRow
from wuze.registry.rosters import policy
from wuze.registry.rosters.actions.shared import thing_of
from wuze.trail.actions import record


@transaction.atomic
def settle(
    actor: Actor,
    pk: int,
    numbers: Sequence[int],
    choice: str,
    *,
    version: int | None = None,
    organisation: int | None = None,
) -> int:
    """The same choice for several rows; taking one row of an organisation leaves its other rows out. ``organisation``:
    which of those it may be."""
    roster = Roster.objects.select_for_update().get(pk=pk)
    same_version(roster.version, version)
    rows = list(RosterRow.objects.filter(roster=roster, number__in=numbers).order_by("number"))
    taken: set[str] = set()
    for row in rows:
        refuse(policy.why_not_choose(roster, row, choice, actor.at, organisation))
        if organisation is not None and organisation != row.organisation_id:
            _turn_to(row, organisation)
        row.choice = Choice.SKIP if row.group in taken else Choice(choice)
        if row.group and choice == Choice.TAKE:
            taken.add(row.group)
    RosterRow.objects.bulk_update(rows, ["choice", "organisation", "before"], batch_size=500)
    others = RosterRow.objects.filter(roster=roster, outcome=Outcome.ASK, group__in=taken).exclude(number__in=numbers)
    others.update(choice=Choice.SKIP)
    roster.version, roster.trouble = roster.version + 1, ""
    roster.save(update_fields=["version", "trouble"])
    after = {"choice": Choice(choice).label, "rows": len(rows)}
    record(
        "registry.roster_settled",
        at=actor.at,
        who=actor.who(),
        thing=thing_of(roster),
        after=after,
        origin=actor.origin,
    )
    return len(rows)


def _turn_to(row: RosterRow, organisation: int) -> None:
    """Another one of those it may be: from now on the row is compared with that."""
    firm = Organisation.objects.get(pk=organisation)
    row.organisation, row.before = firm, {column: getattr(firm, column) for column in row.write}
