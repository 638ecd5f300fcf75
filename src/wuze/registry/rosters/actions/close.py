"""What a roster lacks, closed after somebody has looked: many at once, one reason, one entry with all names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.models import Organisation, Roster, RosterRow
from wuze.registry.organisations import queries as organisations
from wuze.registry.organisations import states
from wuze.registry.organisations.actions.standings import Why, restand
from wuze.registry.organisations.rules import since_fault
from wuze.registry.rosters import policy, queries
from wuze.registry.rosters.actions.organisations import thing_of as firm_of
from wuze.registry.rosters.actions.shared import thing_of
from wuze.trail.actions import record
from wuze.trail.values import Row

VERB = "close"
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Since when, and on what grounds."""

    since: date
    reason: str
    source: str = ""


@transaction.atomic
def close_gone(
    actor: Actor, pk: int, closing: Closing, *, version: int | None, numbers: Sequence[int] | None = None
) -> tuple[int, int]:
    """注销 of these rows, or of all; answers how many were closed and how many were left because something forbids it."""
    roster = Roster.objects.select_for_update(of=("self",)).select_related("region", "sector").get(pk=pk)
    same_version(roster.version, version)
    refuse(policy.why_not_close(actor, roster))
    if closing.since > actor.today:
        raise Invalid("registry.roster_close", {"since": since_fault(closing.since, actor.today, None)})
    rows = list(queries.gone(roster, numbers))
    firms = _closable(actor, rows, closing.since)
    if not firms:
        raise Invalid(
            "registry.roster_close", {"": "这些都办不了注销：已注销、已报批、不归您管，或现在的状态比这一天晚。"}
        )
    entries = [_close(firm) for firm in firms]
    Organisation.objects.bulk_update(firms, ["status", "version"], batch_size=CHUNK)
    restand(firms, Why(closing.since, closing.source, closing.reason))
    done = {firm.pk for firm in firms}
    written = [row.pk for row in rows if row.organisation_id in done]
    for start in range(0, len(written), CHUNK):
        RosterRow.objects.filter(pk__in=written[start : start + CHUNK]).update(written=True)
    roster.receipt = {**roster.receipt, "closed": int(roster.receipt.get("closed", 0)) + len(firms)}
    roster.version += 1
    roster.save(update_fields=["receipt", "version"])
    record(
        "registry.roster_closed", at=actor.at, who=actor.who(), thing=thing_of(roster), rows=entries, origin=actor.origin,
        after={"rows": len(firms), "since": closing.since, "reason": closing.reason, "source": closing.source},
    )  # fmt: skip
    return len(firms), len(rows) - len(firms)


def _closable(actor: Actor, rows: Sequence[RosterRow], since: date) -> list[Organisation]:
    """Those the actor may close from that day, under lock: what each one's own page would allow."""
    wanted = [row.organisation_id for row in rows if row.organisation_id]
    found: list[Organisation] = []
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        mine = organisations.edited_by(actor).filter(pk__in=some).values("pk")
        barred = queries.not_closable(some, since)
        locked = Organisation.objects.select_for_update().filter(pk__in=mine).order_by("pk")
        found += [firm for firm in locked if firm.pk not in barred and states.after(firm.status, VERB)]
    return found


def _close(firm: Organisation) -> Row:
    before = firm.get_status_display()
    firm.status, firm.version = states.STATUS[firm.status, VERB], firm.version + 1
    return Row(firm_of(firm), {"status": before}, {"status": firm.get_status_display()})
