"""The working days as dated data: a new row from a day on; what was asked before keeps its own."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger.requests import policy, rules
from wuze.ledger.requests.enums import Clock
from wuze.ledger.requests.models import RequestTerm
from wuze.registry.rules import cn
from wuze.trail.actions import record
from wuze.trail.values import Thing


@transaction.atomic
def set_term(actor: Actor, *, clock: str, days: int, since: date, source: str) -> RequestTerm:
    """定时限."""
    refuse(policy.why_not_set_term(actor))
    faults = {}
    if clock not in Clock.values:
        faults["clock"] = "请选哪一种。"
    if not 1 <= days <= rules.LONGEST:
        faults["days"] = f"填1到{rules.LONGEST}。"
    if since < actor.today:
        faults["since"] = f"从今天（{cn(actor.today)}）或以后起，以前的不回头改。"
    if not source.strip():
        faults["source"] = "请填依据：哪个文件、哪次会议。"
    if not faults and RequestTerm.objects.select_for_update().filter(clock=clock, since=since).exists():
        faults["since"] = "这一种从这天起的时限已经定过，换一天。"
    if faults:
        raise Invalid("request.term", faults)
    row = RequestTerm.objects.create(
        clock=clock, days=days, since=since, source=source.strip(), set_by=actor.name, set_on=actor.today
    )
    record(
        "ledger.request_term_set", at=actor.at, who=actor.who(), thing=Thing("ledger.request_term", str(row.pk), str(row)),
        after={"since": since, "source": row.source}, origin=actor.origin,
    )  # fmt: skip
    return row
