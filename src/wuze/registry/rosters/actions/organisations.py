"""Organisations of a roster, written by the thousand, their past with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Max

from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.kernel.web import bulk
from wuze.registry.enums import Choice, Status
from wuze.registry.models import Apart, FormerKey, Organisation, Roster, RosterRow
from wuze.registry.organisations.actions.standings import Why, restand
from wuze.registry.organisations.rules import TEMPORARY, number_of, temporary_key
from wuze.registry.rosters.known import COLUMNS
from wuze.registry.rosters.planning import LABELS
from wuze.trail.values import Row, Thing

CHUNK = 500
STANDINGS = 4000
MORE = ("initials", "key", "as_of", "source", "version")


def write(actor: Actor, roster: Roster, rows: Sequence[RosterRow], firms: Mapping[int, Organisation]) -> list[Row]:
    """New ones with their keys, changed ones with what they had before; the rows of the trail's entry."""
    new: list[Organisation] = []
    changed: dict[int, Organisation] = {}
    entries: list[Row] = []
    made: list[tuple[RosterRow, Organisation]] = []
    former: list[FormerKey] = []
    why = Why(roster.day, str(roster)[:80])
    for row in rows:
        if row.organisation_id and row.choice != Choice.NEW:
            firm = firms[row.organisation_id]
            entries.append(_change(actor, why, row, firm, former))
            if row.write:
                changed[firm.pk] = firm
        else:
            firm = _made(why, row)
            new.append(firm)
            made.append((row, firm))
    _found(new)
    bulk.update(list(changed.values()), [*COLUMNS, *MORE])
    FormerKey.objects.bulk_create(former, batch_size=CHUNK)
    _past(why, [*new, *changed.values()])
    Apart.objects.bulk_create(
        [
            Apart(first_id=row.organisation_id, second=firm, by=actor.name, on=actor.today)
            for row, firm in made if row.organisation_id
        ], batch_size=CHUNK,
    )  # fmt: skip
    for row, firm in made:
        row.organisation = firm
        entries.append(Row(thing_of(firm), None, {"key": firm.key, **_words(row, 2)}))
    return [one for one in entries if one.after]


def thing_of(firm: Organisation) -> Thing:
    """The organisation as the trail names it."""
    return Thing("registry.organisation", str(firm.pk), firm.name)


def _made(why: Why, row: RosterRow) -> Organisation:
    values = {name: row.write[name] for name in COLUMNS if name in row.write}
    values.setdefault("status", Status.OPERATING)
    return Organisation(**values, initials=row.initials, as_of=why.since, source=why.source)


def _found(new: Sequence[Organisation]) -> None:
    """New ones with their keys, then with the numbers the database gave them."""
    last = Organisation.objects.aggregate(last=Max("pk"))["last"] or 0
    _keys(new)
    bulk.insert(new)
    numbers = dict(Organisation.objects.filter(pk__gt=last).order_by().values_list("key", "pk"))
    for firm in new:
        firm.pk = numbers[firm.key]


def _keys(new: Sequence[Organisation]) -> None:
    """Codes are keys; whoever has none gets the next of ours, once and for ever."""
    last = 0
    for model in (Organisation, FormerKey):
        found = model._default_manager.filter(key__startswith=TEMPORARY).aggregate(last=Max("key"))["last"]
        last = max(last, number_of(found or ""))
    for firm in new:
        if firm.uscc:
            firm.key = firm.uscc
        else:
            last += 1
            firm.key = temporary_key(last)


def _change(actor: Actor, why: Why, row: RosterRow, firm: Organisation, former: list[FormerKey]) -> Row:
    write = {name: value for name, value in row.write.items() if getattr(firm, name) != value}
    for name, value in write.items():
        setattr(firm, name, value)
    row.write = write
    if write:
        firm.as_of, firm.source = why.since, why.source
        firm.version += 1
    if "name" in write:
        firm.initials = initials(firm.name)
    if write.get("uscc") and firm.key != firm.uscc:
        former.append(FormerKey(key=firm.key, organisation=firm, why="补上信用代码", on=actor.today))
        firm.key = firm.uscc
    return Row(thing_of(firm), _words(row, 1), _words(row, 2))


def _words(row: RosterRow, side: int) -> dict[str, object]:
    """What the preview showed, column by column, as far as it is written: 1 before, 2 after."""
    shown = {str(one[0]): one[side] for one in row.shown}
    return {name.removesuffix("_id"): shown[LABELS[name]] for name in row.write if LABELS[name] in shown}


def _past(why: Why, rows: Sequence[Organisation]) -> None:
    for start in range(0, len(rows), STANDINGS):
        restand(rows[start : start + STANDINGS], why)
