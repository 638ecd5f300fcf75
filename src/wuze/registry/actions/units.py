"""The tree of units: added, changed, moved, closed, opened again. Whoever changes its shape locks its root first."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Min

from wuze.accounts.values import Actor
from wuze.kernel.errors import WHOLE_FORM, Invalid, refuse, same_version
from wuze.kernel.pinyin import initials
from wuze.registry import policy, rules
from wuze.registry.models import Appointment, Coverage, Post, Unit, UnitParent
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

FIELDS = ("name", "short", "kind", "region", "sector")


def thing_of(unit: Unit) -> Thing:
    """The unit as the trail names it."""
    return Thing("registry.unit", str(unit.pk), unit.name)


def facts(unit: Unit) -> dict[str, object]:
    """What an edit may change, in words."""
    return {
        "name": unit.name, "short": unit.short, "kind": unit.get_kind_display(), "region": str(unit.region or ""),
        "sector": str(unit.sector or ""),
    }  # fmt: skip


def changed(before: dict[str, object], after: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Only what differs, on both sides."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _lock_tree() -> None:
    """One change of shape at a time: treebeard writes paths by SQL."""
    list(Unit.objects.select_for_update().filter(depth=1).order_by("pk").values_list("pk", flat=True))


def _locked(pk: int) -> Unit:
    row: Unit = Unit.objects.select_for_update().get(pk=pk)
    return row


def _check(parent: Unit | None, kind: str, name: str, but: int = 0) -> None:
    faults: dict[str, str] = {}
    if fault := rules.kind_fault(parent.kind if parent else None, kind):
        faults["kind"] = fault
    if Unit.objects.filter(name=name, until=None).exclude(pk=but).exists():
        faults["name"] = "已有同名的单位，请写全称以便分清。"
    if faults:
        raise Invalid("registry.unit", faults)


@transaction.atomic
def add_unit(
    actor: Actor, *, name: str, kind: str, parent: int | None, since: date, short: str = "",
    region: int | None = None, sector: int | None = None, source: str = "",
) -> Unit:  # fmt: skip
    """A new unit below ``parent`` (None: the county itself), with its first dated parent."""
    _lock_tree()
    above = _locked(parent) if parent else None
    refuse(policy.why_not_add_unit(actor, above))
    _check(above, kind, name)
    if above is not None and since < above.since:
        raise Invalid("registry.unit", {"since": f"上级{rules.cn(above.since)}才有，请填这天或以后。"})
    values = {
        "name": name, "short": short, "kind": kind, "region_id": region, "sector_id": sector, "since": since,
        "initials": initials(name),
    }  # fmt: skip
    unit: Unit = Unit.objects.add_child(above, values) if above else Unit.objects.add_root(values)
    UnitParent.objects.create(unit=unit, parent=above, since=since, source=source)
    after = {**facts(unit), "parent": str(above or ""), "since": since, "source": source}
    record("registry.unit_added", at=actor.at, who=actor.who(), thing=thing_of(unit), after=after, origin=actor.origin)
    return unit


@transaction.atomic
def edit_unit(
    actor: Actor, pk: int, *, version: int | None, name: str, short: str, kind: str, region: int | None,
    sector: int | None,
) -> Unit:  # fmt: skip
    """Name, kind, place and sector. The superior is changed by ``move_unit``."""
    unit = _locked(pk)
    same_version(unit.version, version)
    refuse(policy.why_not_edit_unit(actor, unit))
    parent = Unit.objects.get_parent(unit)
    _check(parent, kind, name, pk)
    roles = Post.objects.filter(unit=unit, until=None).values_list("role", flat=True)
    if any(rules.role_fault(kind, role) for role in roles):
        raise Invalid("registry.unit", {"kind": "现有岗位的角色和这个类别不合，先改岗位。"})
    below = Unit.objects.filter(path__startswith=unit.path, depth=unit.depth + 1, until=None)
    if any(rules.kind_fault(kind, child) for child in below.values_list("kind", flat=True)):
        raise Invalid("registry.unit", {"kind": "现有下级单位不能放在这个类别下面，先移走下级。"})
    if sector == pk:
        raise Invalid("registry.unit", {"sector": "行业主管不能是自己。"})
    before = facts(unit)
    unit.name, unit.short, unit.kind, unit.initials = name, short, kind, initials(name)
    unit.region_id, unit.sector_id, unit.version = region, sector, unit.version + 1
    unit.save(update_fields=[*FIELDS, "initials", "version"])
    unit.refresh_from_db()
    old, new = changed(before, facts(unit))
    record(
        "registry.unit_edited", at=actor.at, who=actor.who(), thing=thing_of(unit), before=old, after=new,
        origin=actor.origin,
    )  # fmt: skip
    return unit


@transaction.atomic
def date_unit(actor: Actor, pk: int, *, version: int | None, since: date, reason: str) -> Unit:
    """The day it was set up, put right: its first affiliation and the posts set up with it begin that day too."""
    _lock_tree()
    unit = _locked(pk)
    same_version(unit.version, version)
    refuse(policy.why_not_edit_unit(actor, unit))
    first = UnitParent.objects.select_for_update(of=("self",)).select_related("parent").filter(unit=unit).last()
    if fault := rules.set_up_fault(since, unit.since, actor.today, _frame(unit, first)):
        raise Invalid("registry.date", {"since": fault})
    before = {"since": unit.since}
    with_it = Post.objects.select_for_update().filter(unit=unit, since=unit.since)
    moved = [*with_it]
    with_it.update(since=since)
    if first is not None:
        first.since = since
        first.save(update_fields=["since"])
    unit.since, unit.version = since, unit.version + 1
    unit.save(update_fields=["since", "version"])
    record(
        "registry.unit_dated", at=actor.at, who=actor.who(), thing=thing_of(unit), before=before,
        after={"since": since, "reason": reason}, origin=actor.origin,
        rows=[Row(Thing("registry.post", str(post.pk), f"{unit} {post.title}")) for post in moved],
    )  # fmt: skip
    return unit


def _frame(unit: Unit, first: UnitParent | None) -> rules.Frame:
    """Between which days a unit may have been set up: when its superior was, and when something of its own began."""
    began = (
        ("有人任职", Appointment.objects.filter(post__unit=unit)),
        ("设了岗位", Post.objects.filter(unit=unit).exclude(since=unit.since)),
        ("有下级单位", UnitParent.objects.filter(parent=unit)), ("开始覆盖", Coverage.objects.filter(party=unit)),
    )  # fmt: skip
    ended = (("撤过岗位", Post.objects.filter(unit=unit)), ("改了隶属", UnitParent.objects.filter(unit=unit)))
    days = [(day, what) for what, rows in began if (day := rows.aggregate(day=Min("since"))["day"])]
    ends = [(day, what) for what, rows in ended if (day := rows.aggregate(day=Min("until"))["day"])]
    above = first.parent.since if first and first.parent else None
    return rules.Frame(above, min(days, default=None), min(ends, default=None))


@transaction.atomic
def move_unit(actor: Actor, pk: int, *, version: int | None, parent: int, since: date, source: str) -> Unit:
    """Another superior from ``since`` on: the path changes now, the old affiliation ends that day."""
    _lock_tree()
    unit, above = _locked(pk), _locked(parent)
    same_version(unit.version, version)
    refuse(policy.why_not_move_unit(actor, unit))
    refuse(policy.why_not_add_unit(actor, above))
    standing = UnitParent.objects.select_for_update(of=("self",)).select_related("parent").get(unit=unit, until=None)
    if fault := _move_fault(unit, above, standing):
        raise Invalid("registry.move", {"parent": fault})
    if fault := rules.move_fault(since, actor.today, standing.since):
        raise Invalid("registry.move", {"since": fault})
    before = {"parent": str(standing.parent or ""), "since": standing.since, "source": standing.source}
    if since == standing.since:  # set right on the same day: no period of no days
        standing.parent, standing.source = above, source
        standing.save(update_fields=["parent", "source"])
    else:
        standing.until = since
        standing.save(update_fields=["until"])
        UnitParent.objects.create(unit=unit, parent=above, since=since, source=source)
    Unit.objects.move(unit, above, "last-child")
    unit = Unit.objects.get(pk=pk)
    unit.version += 1
    unit.save(update_fields=["version"])
    record(
        "registry.unit_moved", at=actor.at, who=actor.who(), thing=thing_of(unit), before=before,
        after={"parent": str(above), "since": since, "source": source}, origin=actor.origin,
    )  # fmt: skip
    return unit


def _move_fault(unit: Unit, above: Unit, standing: UnitParent) -> str:
    if fault := rules.cycle_fault(unit.path, above.path):
        return fault
    if standing.parent_id == above.pk:
        return f"现在就隶属{above}。"
    return rules.kind_fault(above.kind, unit.kind)


@transaction.atomic
def close_unit(actor: Actor, pk: int, *, version: int | None, until: date, reason: str) -> Unit:
    """The unit is no more from ``until`` on; its place in the tree stays, for the past."""
    _lock_tree()
    unit = _locked(pk)
    same_version(unit.version, version)
    refuse(policy.why_not_close_unit(actor, unit))
    standing = UnitParent.objects.select_for_update().filter(unit=unit, until=None).first()
    first = max(unit.since, standing.since) if standing else unit.since
    if not first < until <= actor.today:
        raise Invalid("registry.close", {"until": f"请填{rules.cn(first)}以后、今天或以前的一天。"})
    unit.until, unit.version = until, unit.version + 1
    unit.save(update_fields=["until", "version"])
    if standing:
        standing.until = until
        standing.save(update_fields=["until"])
    record(
        "registry.unit_closed", at=actor.at, who=actor.who(), thing=thing_of(unit),
        after={"until": until, "reason": reason}, origin=actor.origin,
    )  # fmt: skip
    return unit


@transaction.atomic
def reopen_unit(actor: Actor, pk: int, *, version: int | None, reason: str) -> Unit:
    """Undo of closing: as if it had never been, but for the trail."""
    _lock_tree()
    unit = _locked(pk)
    same_version(unit.version, version)
    refuse(policy.why_not_reopen_unit(actor, unit))
    if Unit.objects.filter(name=unit.name, until=None).exists():
        raise Invalid("registry.reopen", {WHOLE_FORM: "已有同名的单位在用，先给那个改名。"})
    before = {"until": unit.until}
    last = UnitParent.objects.select_for_update().filter(unit=unit, until=unit.until).first()
    if last:
        last.until = None
        last.save(update_fields=["until"])
    unit.until, unit.version = None, unit.version + 1
    unit.save(update_fields=["until", "version"])
    record(
        "registry.unit_reopened", at=actor.at, who=actor.who(), thing=thing_of(unit), before=before,
        after={"reason": reason}, origin=actor.origin,
    )  # fmt: skip
    return unit
