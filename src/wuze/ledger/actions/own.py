"""An account's own views of the list, the ceiling of burden, and the daily reminders."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.workdays import CHINA
from wuze.ledger import policy
from wuze.ledger.models import Ceiling, Digest, SavedView
from wuze.ledger.queries import digests
from wuze.registry.enums import UnitKind
from wuze.trail.actions import record
from wuze.trail.values import Thing

MOST_VIEWS = 12
MOST_CEILING = 10_000


@transaction.atomic
def save_view(actor: Actor, *, name: str, query: str) -> SavedView:
    """存为视图: one's own; the same name takes the new terms."""
    word = name.strip()
    rows = SavedView.objects.select_for_update().filter(user=actor.user)
    faults = {}
    if not word:
        faults["name"] = "请给这个视图起个名。"
    elif not rows.filter(name=word).exists() and rows.count() >= MOST_VIEWS:
        faults["name"] = f"最多存{MOST_VIEWS}个，先删掉不用的。"
    if faults:
        raise Invalid("ledger.view", faults)
    row, _ = SavedView.objects.update_or_create(user=actor.user, name=word, defaults={"query": query[:300]})
    _note("ledger.view_saved", actor, row)
    return row


@transaction.atomic
def drop_view(actor: Actor, pk: int) -> None:
    """One of one's own goes."""
    row = SavedView.objects.select_for_update().get(pk=pk, user=actor.user)
    _note("ledger.view_dropped", actor, row)
    row.delete()


def _note(code: str, actor: Actor, row: SavedView) -> None:
    thing = Thing("ledger.view", str(row.pk), row.name)
    record(code, at=actor.at, who=actor.who(), thing=thing, origin=actor.origin)


@transaction.atomic
def set_ceiling(actor: Actor, *, kind: str, most: int, since: date, basis: str) -> Ceiling:
    """定负担上限: from a day on; what held before stays readable."""
    refuse(policy.why_not_set_ceiling(actor))
    faults = {}
    if not 1 <= most <= MOST_CEILING:
        faults["most"] = f"填1到{MOST_CEILING}。"
    if since < actor.today:
        faults["since"] = "从今天或以后开始；以前的已经照旧上限办了。"
    if not basis.strip():
        faults["basis"] = "请写依据。"
    if Ceiling.objects.select_for_update().filter(kind=kind, since=since).exists():
        faults["since"] = "这类单位这一天已经定过上限，换一天。"
    if faults:
        raise Invalid("ledger.ceiling", faults)
    row = Ceiling.objects.create(kind=kind, most=most, since=since, basis=basis.strip(), set_by=actor.name)
    record(
        "ledger.ceiling_set", at=actor.at, who=actor.who(), thing=Thing("ledger.ceiling", str(row.pk), UnitKind(kind).label),
        after={"most": most, "since": since, "basis": row.basis}, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def remind(today: date) -> int:
    """每日提醒: one a unit and working day; run again the same day it writes nothing. How many units got one."""
    if not CHINA.works(today):
        return 0
    found = digests.due_lines(today)
    done = set(Digest.objects.filter(day=today).values_list("unit", flat=True))
    rows = [Digest(unit_id=unit, day=today, lines=lines) for unit, lines in found.items() if unit not in done]
    Digest.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)
