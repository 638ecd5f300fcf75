"""A duty put on a post, taken by another, helped by others; many at once by the role of the post."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.duty.assignments import policy, queries, rules
from wuze.duty.assignments.enums import Share
from wuze.duty.assignments.models import Assignment
from wuze.duty.common import concerned
from wuze.duty.editions import actions as editions
from wuze.duty.editions import policy as edition_policy
from wuze.duty.editions.models import DutyPart
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse
from wuze.registry.models import Post, Unit
from wuze.registry.queries import in_force
from wuze.trail.actions import record
from wuze.trail.values import Thing

CHUNK = 500
NAMING = "naming"
"""What is released: not one post, but the naming of the unit."""


def thing_of(part: DutyPart) -> Thing:
    """The duty, as the trail names it."""
    return Thing("duty.duty", str(part.duty_id), str(part.duty))


def _locked(part: int) -> DutyPart:
    rows = DutyPart.objects.select_for_update(of=("self",)).select_related("duty__edition")
    return rows.get(pk=part)


def _end(row: Assignment, day: date) -> None:
    """Half-open: what began today was never in force and goes."""
    if row.since >= day:
        row.delete()
        return
    row.until = day
    row.version += 1
    row.save(update_fields=["until", "version"])


@transaction.atomic
def assign(actor: Actor, part: int, unit: int, *, post: int, share: str = Share.LEAD) -> Assignment:
    """From today on. Another lead before ends today; a post that helped and now leads helps no more."""
    row, owner = _locked(part), Unit.objects.get(pk=unit)
    committee = Unit.objects.filter(queries.COMMITTEES, pk=unit).exists()
    refuse(policy.why_not_assign(actor, row, owner, committee=committee))
    chosen = Post.objects.filter(in_force(actor.today), unit=owner, pk=post).first()
    if chosen is None:
        raise Invalid("duty.assign", {"post": f"请选{owner}现有的岗位。"})
    standing = list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(part=row, unit=owner, until=None)
        .select_related("post")
    )
    lead = next((one for one in standing if one.share == Share.LEAD), None)
    if any(one.post_id == chosen.pk and one.share == share for one in standing):
        raise Invalid("duty.assign", {"post": "这个岗位已经担这一项。"})
    if share == Share.ASSIST and lead is not None and lead.post_id == chosen.pk:
        raise Invalid("duty.assign", {"share": "主责岗位不用再协助。"})
    if row.scope == "named" and not standing:
        refuse(policy.why_not_name(actor, row))
    before = lead.post if lead and share == Share.LEAD else None
    for one in standing:
        if share == Share.LEAD and (one is lead or one.post_id == chosen.pk):
            _end(one, actor.today)
    made = Assignment.objects.create(
        part=row, unit=owner, post=chosen, share=share, since=actor.today, set_by=actor.name
    )
    record(
        "duty.assigned", at=actor.at, who=actor.who(), thing=thing_of(row), rows=concerned([owner]), origin=actor.origin,
        before={"post": str(before) if before else ""},
        after={"unit": str(owner), "post": chosen.title, "share": Share(share).label},
    )  # fmt: skip
    return made


@transaction.atomic
def name(actor: Actor, part: int, unit: int) -> Assignment:
    """点名: this unit owes it; on which post it falls the unit says."""
    row, owner = _locked(part), Unit.objects.get(pk=unit)
    refuse(policy.why_not_name(actor, row))
    committee = Unit.objects.filter(queries.COMMITTEES, pk=unit).exists()
    refuse(policy.why_not_assign(actor, row, owner, committee=committee))
    if Assignment.objects.filter(part=row, unit=owner, until=None).exists():
        raise Invalid("duty.name", {"unit": f"{owner}已经点过名。"})
    made = Assignment.objects.create(part=row, unit=owner, since=actor.today, set_by=actor.name)
    record(
        "duty.named", at=actor.at, who=actor.who(), thing=thing_of(row), rows=concerned([owner]),
        after={"unit": str(owner)}, origin=actor.origin,
    )  # fmt: skip
    return made


@transaction.atomic
def release(actor: Actor, part: int, unit: int, *, what: str, reason: str) -> int:
    """撤下: one post that helps (``what`` is its number), or the naming of the unit with all that followed (NAMING). From today
    on; what was stays in the record. Who leads is changed by putting it on another post."""
    row, owner = _locked(part), Unit.objects.get(pk=unit)
    standing = list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(part=row, unit=owner, until=None)
        .select_related("post")
    )
    refuse(policy.why_not_release(actor, row, owner))
    naming = what == NAMING
    if naming:
        refuse(policy.why_not_name(actor, row))
    ends = standing if naming else [one for one in standing if one.share == Share.ASSIST and str(one.post_id) == what]
    if not ends:
        raise Invalid("duty.release", {"what": "请选一样现在还在的。"})
    for one in ends:
        _end(one, actor.today)
    record(
        "duty.unnamed" if naming else "duty.released", at=actor.at, who=actor.who(), thing=thing_of(row),
        rows=concerned([owner]), origin=actor.origin,
        after={"unit": str(owner), "post": "、".join(str(one.post) for one in ends if one.post), "reason": reason.strip()},
    )  # fmt: skip
    return len(ends)


@transaction.atomic
def spread(actor: Actor, edition: int, *, version: int | None = None) -> int:
    """按岗位落下去: where a unit has one post only, or one of the responsible person's role, the duty falls to it. What
    stands is left; what is not clear stays a gap."""
    row = editions.locked(edition, version)
    refuse(edition_policy.why_not_spread(actor, row))
    parts = list(DutyPart.objects.filter(duty__edition=row))
    every = Unit.objects.filter(in_force(actor.today))
    posts = clear_posts(actor.today)
    open_ = Assignment.objects.filter(part__in=parts, until=None, share=Share.LEAD)
    taken = {(one.part_id, one.unit_id): one for one in open_}
    made: list[Assignment] = []
    for part in parts:
        for unit in queries.owing(part, every, actor.today).values_list("pk", flat=True):
            there = taken.get((part.pk, unit))
            if unit not in posts or (there is not None and there.post_id is not None):
                continue
            if there is not None:
                _end(there, actor.today)
            made.append(Assignment(part=part, unit_id=unit, post_id=posts[unit], since=actor.today, set_by=actor.name))
    if not made:
        raise Refused(Refusal("duty.nothing", "能按岗位落的都落了，剩下的要一个一个定。"))
    Assignment.objects.bulk_create(made, batch_size=CHUNK)
    editions.save(row)
    record(
        "duty.spread", at=actor.at, who=actor.who(), thing=editions.thing_of(row), after={"rows": len(made)},
        origin=actor.origin,
    )  # fmt: skip
    return len(made)


def clear_posts(day: date, units: Collection[int] | None = None) -> dict[int, int]:
    """Unit → the post that answers, where there is no doubt."""
    rows = Post.objects.filter(in_force(day), in_force(day, "unit__"))
    rows = rows if units is None else rows.filter(unit__in=units)
    found: dict[int, list[tuple[int, bool]]] = {}
    for pk, unit, role, kind in rows.values_list("pk", "unit", "role", "unit__kind"):
        found.setdefault(unit, []).append((pk, rules.OWNERS.get(kind) == role))
    clear = {}
    for unit, posts in found.items():
        right = [pk for pk, by_role in posts if by_role]
        if len(posts) == 1 or len(right) == 1:
            clear[unit] = right[0] if len(right) == 1 else posts[0][0]
    return clear
