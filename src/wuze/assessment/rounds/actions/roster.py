"""The roster: by rule, by table, by hand; taken out with a reason; frozen when the round is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy
from wuze.assessment.rounds.actions import shared
from wuze.assessment.rounds.enums import MemberWay
from wuze.assessment.rounds.models import Member, Round
from wuze.assessment.rounds.queries.registry import named_units, units_by_rule
from wuze.assessment.rounds.roster import Line, lines_of
from wuze.assessment.schemes.tables import packed
from wuze.kernel.errors import Invalid, refuse
from wuze.registry.enums import UnitKind
from wuze.scoring.tables import Table

MOST = 5000


@dataclass(frozen=True, slots=True)
class Taken:
    """How many lines are new, how many were there and took the new columns."""

    added: int
    known: int


@transaction.atomic
def add_by_rule(actor: Actor, pk: int, *, version: int | None, kinds: Sequence[str], above: str, day: date) -> Taken:
    """按规则: all units of these kinds, as they stood on a day."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_change_roster(actor, row))
    lines = units_by_rule(kinds, above, day)
    if not lines:
        raise Invalid("round.nobody", {"kinds": "这些条件下没有单位，换一类或换一个日期。"})
    row.roster_on = day
    words = "、".join(UnitKind(kind).label for kind in kinds)
    return _take(actor, row, lines, MemberWay.RULE, f"{words}，{day}在册")


@transaction.atomic
def add_by_table(actor: Actor, pk: int, table: Table, name: str, *, version: int | None) -> Taken:
    """按表: the 名录 of a workbook. Lines that are there (编号 or 名称) take its columns."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_change_roster(actor, row))
    lines = lines_of(table, named_units(row.roster_on or actor.today))
    faults = [f"第{at}行没有编号" for at, line in enumerate(lines, 1) if not line.code]
    codes = [line.code for line in lines]
    faults += [f"编号{code}有两行" for code in dict.fromkeys(codes) if code and codes.count(code) > 1][:5]
    if not lines or faults:
        raise Invalid("round.table", {"book": f"{'，'.join(faults[:5]) or '名录是空的'}。改好再交，没有写入。"})
    return _take(actor, row, lines, MemberWay.TABLE, name)


@transaction.atomic
def add_by_hand(actor: Actor, pk: int, *, version: int | None, unit: int, reason: str) -> Member:
    """人工加入: one unit the rule does not take, with a reason."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_change_roster(actor, row))
    why = shared.needs_reason(reason)
    day = row.roster_on or actor.today
    found = [line for line in units_by_rule(list(UnitKind), "", day) if line.unit == unit]
    if not found:
        raise Invalid("round.nobody", {"unit": "这一天没有这个单位。"})
    if row.members.filter(code=found[0].code).exists():
        raise Invalid("round.there", {"unit": f"{found[0].name}已经在名单里。"})
    _take(actor, row, found, MemberWay.HAND, why)
    return Member.objects.get(round=row, code=found[0].code)


def _take(actor: Actor, row: Round, lines: list[Line], way: MemberWay, how: str) -> Taken:
    there = {member.code: member for member in row.members.all()}
    by_unit = {member.unit_id: member for member in there.values() if member.unit_id}
    fresh, known = [], []
    for number, line in enumerate(lines, len(there) + 1):
        member = there.get(line.code) or (by_unit.get(line.unit) if line.unit else None)
        if member is not None:
            known.append(_filled(member, line, old=dict(member.attributes)))
        else:
            fresh.append(_filled(Member(
                round=row, code=line.code, name=line.name, initials=line.initials, unit_id=line.unit, way=way,
                reason=how[:500], by=actor.name, order=number,
            ), line, old={}))  # fmt: skip
    if len(there) + len(fresh) > MOST:
        raise Invalid("round.many", {"": f"一轮最多{MOST}个对象。"})
    Member.objects.bulk_create(fresh, batch_size=500)
    Member.objects.bulk_update(known, ("name", "place", "above", "type", "attributes"), batch_size=500)
    shared.save(row)
    shared.note("round.added", actor, row, after={"count": len(fresh), "known": len(known), "how": how})
    return Taken(len(fresh), len(known))


def _filled(member: Member, line: Line, old: dict[str, object]) -> Member:
    """The columns of the 名录; a blank one takes nothing away."""
    sheet = packed({"x": Table("x", tuple(line.attributes), (tuple(line.attributes.values()),))})["x"]
    given = dict(zip(sheet["columns"], sheet["rows"][0], strict=True))
    member.attributes = old | {name: value for name, value in given.items() if value is not None or name not in old}
    member.place, member.above = line.place or member.place, line.above or member.above
    member.type = line.type or member.type
    return member


@transaction.atomic
def take_out(actor: Actor, pk: int, *, reason: str) -> Member:
    """移出, with a reason; the line stays to be read."""
    return _set_out(actor, pk, out=True, reason=reason)


@transaction.atomic
def put_back(actor: Actor, pk: int) -> Member:
    """放回."""
    return _set_out(actor, pk, out=False, reason="")


def _set_out(actor: Actor, pk: int, *, out: bool, reason: str) -> Member:
    row = shared.locked(Member.objects.values_list("round_id", flat=True).get(pk=pk), None)
    member = Member.objects.select_for_update().get(pk=pk)
    refuse(policy.why_not_change_roster(actor, row))
    if out:
        member.reason = shared.needs_reason(reason)
    member.out, member.by = out, actor.name
    member.save(update_fields=["out", "by", "reason"])
    shared.save(row)
    code = "round.taken_out" if out else "round.put_back"
    shared.note(code, actor, row, after={"member": member.name, "reason": reason}, members=(member,))
    return member
