"""Files read, outside any long transaction; what came of them counts for nothing until ``ready``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from wuze.accounts.values import Actor
from wuze.excel.headers import bare
from wuze.excel.rosters.read import Read, read_roster
from wuze.excel.rosters.words import FIELDS as COLUMNS
from wuze.excel.rosters.words import FORBIDDEN
from wuze.kernel.collecting import put_off
from wuze.kernel.errors import Invalid, refuse
from wuze.registry.enums import RosterState
from wuze.registry.models import Organisation, OrganisationType, Region, Roster, RosterWord, Unit
from wuze.registry.rosters import kinds, policy, queries
from wuze.registry.rosters.actions.compare import SMALL, preview, put_by
from wuze.registry.rosters.actions.shared import note
from wuze.trail.actions import record
from wuze.trail.values import Thing

KEPT = timedelta(days=7)
MOST_ROWS = 60_000


@dataclass(frozen=True)
class Upload:
    """What was entered with the files: ``files`` are (name as sent, where it lies for now)."""

    kind: str
    scope: str
    day: date
    region: Region | None = None
    sector: Unit | None = None
    usual: OrganisationType | None = None
    files: Sequence[tuple[str, Path]] = ()


@put_off()
def stage(actor: Actor, upload: Upload) -> Roster:
    """Read the files; plan every row and put all by, or leave that to the worker. Invisible until ``ready``; left
    behind by a kill, it expires."""
    taken = queries.uploads_in_hour(actor)
    refuse(policy.why_not_import(actor, upload.scope, upload.region, upload.sector, taken))
    if upload.day > actor.today:
        raise Invalid("registry.roster_day", {"day": "数据日期不能晚于今天。"})
    reads = _read(upload)
    if not any(read.lines for read in reads):
        words = "；".join(
            _said(read, f"{remark.problem}，{remark.fix}") for read in reads for remark in read.remarks[:1]
        )
        words = words or "表头下面没有一行单位。"
        raise Invalid("registry.roster_empty", {"books": f"没有读出一行。{words[:300]}"})
    roster = Roster.objects.create(
        kind=upload.kind, scope=upload.scope, region=upload.region, sector=upload.sector, usual=upload.usual,
        day=upload.day, user_id=actor.user, at=actor.at, asked=actor.at, expires=actor.at + KEPT,
        newest=Organisation.objects.aggregate(last=Max("pk"))["last"] or 0, sheets=[_kept(read) for read in reads],
    )  # fmt: skip
    if sum(len(read.lines) for read in reads) > SMALL:
        put_by(roster, reads)
    else:
        list(preview(actor, roster, reads))
    return roster


def _read(upload: Upload) -> list[Read]:
    found: list[Read] = []
    words = queries.words()
    for label, path in upload.files:
        left = MOST_ROWS - sum(len(read.lines) for read in found)
        found += read_roster(path, label, words, kinds.FIELDS[upload.kind], left)
    return found


def _said(read: Read, problem: str) -> str:
    return f"{read.file}{f'“{read.sheet}”' if read.sheet else ''}：{problem}"


def _kept(read: Read) -> dict[str, object]:
    """What is kept of a sheet: heads, places, what was left out; no cell."""
    return {
        "file": read.file, "sheet": read.sheet, "head": read.head, "lines": len(read.lines),
        "columns": [[one.at, "" if one.forbidden else one.head, one.field] for one in read.columns],
        "forbidden": [one.head for one in read.columns if one.forbidden],
        "unread": [one.head for one in read.columns if not one.field and not one.forbidden],
        "skipped": [list(one) for one in read.skipped],
        "remarks": [[one.problem, one.fix, one.stops] for one in read.remarks],
    }  # fmt: skip


@transaction.atomic
def ready(actor: Actor, roster: Roster) -> Roster:
    """Now it can be looked at, or compared by the worker."""
    roster = Roster.objects.select_for_update().get(pk=roster.pk, user=actor.user, state=RosterState.READING)
    roster.state = RosterState.COMPARING if roster.parts.exists() else RosterState.READY
    roster.save(update_fields=["state"])
    after = {
        "files": sorted({str(one["file"]) for one in roster.sheets}), "rows": sum(int(one["lines"]) for one in roster.sheets),
        "forbidden": sorted({str(head) for one in roster.sheets for head in one["forbidden"]}),
    }  # fmt: skip
    note("registry.roster_read", actor, roster, after=after)
    return roster


@transaction.atomic
def drop(actor: Actor, pk: int) -> Roster:
    """Away with it: the rows go now."""
    roster = Roster.objects.select_for_update().get(pk=pk)
    refuse(policy.why_not_apply(roster, actor.at))
    roster.rows.all().delete()
    roster.state, roster.version = RosterState.DROPPED, roster.version + 1
    roster.save(update_fields=["state", "version"])
    note("registry.roster_dropped", actor, roster)
    return roster


@transaction.atomic
def name_column(actor: Actor, pk: int, *, head: str, field: str) -> RosterWord:
    """What this county means by a head; for every later roster."""
    roster = Roster.objects.select_for_update().get(pk=pk)
    refuse(policy.why_not_import(actor, roster.scope, roster.region, roster.sector, 0))
    text = bare(head)[:80]
    unread = {bare(str(one)) for sheet in roster.sheets for one in sheet["unread"]}
    if text not in unread or field not in COLUMNS or field in {"key", "base"} or FORBIDDEN.search(text):
        raise Invalid("registry.roster_word", {"head": "这一列不能这样认。请从没读的列里选，再选它是哪一列。"})
    word, _ = RosterWord.objects.update_or_create(
        head=text, defaults={"field": field, "by": actor.name, "on": actor.today}
    )
    record(
        "registry.roster_word", at=actor.at, who=actor.who(), thing=Thing("registry.roster_word", str(word.pk), text),
        after={"field": COLUMNS[field].label}, origin=actor.origin,
    )  # fmt: skip
    return word


def sweep(at: datetime) -> int:
    """Imports past their time, with all that was read; how many rows went."""
    return Roster.objects.filter(expires__lte=at).delete()[0]
