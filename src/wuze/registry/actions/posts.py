"""Posts set, changed and closed; people appointed and leaving. Whoever touches appointments locks the post first."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.login.sessions import end_sessions_of_person
from wuze.accounts.models import Grant, Person
from wuze.accounts.rules import excluded
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse, same_version
from wuze.registry import policy, rules
from wuze.registry.actions import people, units
from wuze.registry.actions.people import NewPerson
from wuze.registry.enums import AppointmentKind
from wuze.registry.models import Appointment, Post, Unit
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing


def thing_of(post: Post) -> Thing:
    """The post as the trail names it."""
    return Thing("registry.post", str(post.pk), str(post))


def concerned(post: Post, *persons: Person) -> tuple[Row, ...]:
    """Whose history an act on a post belongs to as well: its unit's and these people's."""
    return (Row(units.thing_of(post.unit)), *(Row(people.thing_of(person)) for person in persons))


def locked(pk: int) -> Post:
    """The post under lock, with its unit."""
    return Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)


def _check(unit: Unit, title: str, role: str, but: int = 0) -> None:
    faults: dict[str, str] = {}
    if Post.objects.filter(unit=unit, title=title, until=None).exclude(pk=but).exists():
        faults["title"] = "这个单位已有同名岗位。"
    if fault := rules.role_fault(unit.kind, role):
        faults["role"] = fault
    if faults:
        raise Invalid("registry.post", faults)


@transaction.atomic
def add_post(actor: Actor, unit: int, *, title: str, role: str, since: date, order: int = 0) -> Post:
    """A new post of a unit, empty for now."""
    owner = Unit.objects.select_for_update().get(pk=unit)
    refuse(policy.why_not_add_post(actor, owner))
    _check(owner, title, role)
    if fault := rules.inside_fault((since, None), (owner.since, owner.until), "单位"):
        raise Invalid("registry.post", {"since": fault})
    post = Post.objects.create(unit=owner, title=title, role=role, since=since, order=order)
    record(
        "registry.post_added", at=actor.at, who=actor.who(), thing=thing_of(post),
        after={"title": title, "role": post.get_role_display(), "since": since}, rows=concerned(post),
        origin=actor.origin,
    )  # fmt: skip
    return post


@transaction.atomic
def edit_post(actor: Actor, pk: int, *, version: int | None, title: str, role: str, order: int) -> Post:
    """Another title, role or place in the list. A new role must fit whoever holds the post."""
    post = locked(pk)
    same_version(post.version, version)
    refuse(policy.why_not_edit_post(actor, post))
    _check(post.unit, title, role, pk)
    if role != post.role:
        for row in post.appointments.exclude(until__lte=actor.today).select_related("person"):
            check_person_role(post, row.person, role, actor.today)
            end_sessions_of_person(row.person_id)
    before: dict[str, object] = {"title": post.title, "role": post.get_role_display(), "order": post.order}
    post.title, post.role, post.order, post.version = title, role, order, post.version + 1
    post.save(update_fields=["title", "role", "order", "version"])
    old, new = units.changed(before, {"title": title, "role": post.get_role_display(), "order": order})
    record(
        "registry.post_edited", at=actor.at, who=actor.who(), thing=thing_of(post), before=old, after=new,
        rows=concerned(post), origin=actor.origin,
    )  # fmt: skip
    return post


@transaction.atomic
def close_post(actor: Actor, pk: int, *, version: int | None, until: date, reason: str) -> Post:
    """The post is no more from ``until`` on."""
    post = locked(pk)
    same_version(post.version, version)
    refuse(policy.why_not_close_post(actor, post))
    last = max([post.since, *(row.until for row in post.appointments.all() if row.until)])
    if until > actor.today or until < last or until == post.since:
        first = rules.cn(last) + ("以后" if last == post.since else "或以后")
        raise Invalid("registry.post", {"until": f"请填{first}、今天或以前的一天。"})
    post.until, post.version = until, post.version + 1
    post.save(update_fields=["until", "version"])
    record(
        "registry.post_closed", at=actor.at, who=actor.who(), thing=thing_of(post),
        after={"until": until, "reason": reason}, rows=concerned(post), origin=actor.origin,
    )  # fmt: skip
    return post


# --- appointments -----------------------------------------------------------------------------------------------------


def check_person_role(post: Post, person: Person, role: str, today: date) -> None:
    """One person is never an administrator and in business (SEC-19)."""
    grants = Grant.objects.filter(user__person=person).exclude(until__lte=today).values_list("role", flat=True)
    held = Appointment.objects.filter(person=person).exclude(until__lte=today).exclude(post=post)
    if reason := excluded([*grants, *held.values_list("post__role", flat=True), role]):
        raise Refused(Refusal("registry.excluded", f"{person}不能任{post}：{reason}"))


def check_appointment(
    actor: Actor, post: Post, person: Person, since: date, until: date | None, but: int = 0, field: str = "since"
) -> None:
    """Raise where the person may not hold the post or the days do not fit."""
    if person.pk == actor.person:
        raise Refused(Refusal("registry.own_post", "不能给自己定任职，请上级或同事来定。"))
    check_person_role(post, person, post.role, actor.today)
    if fault := rules.period_fault(since, until):
        raise Invalid("registry.appointment", {"until": fault})
    fault = rules.inside_fault((since, until), (post.since, post.until), "岗位")
    rows = post.appointments.exclude(pk=but).select_related("person")
    fault = fault or rules.overlap_fault((since, until), [(str(row.person), row.since, row.until) for row in rows])
    if fault:
        raise Invalid("registry.appointment", {field: fault})


@transaction.atomic
def appoint(
    actor: Actor, post: int, *, since: date, basis: str, person: int = 0, new: NewPerson | None = None,
    kind: str = AppointmentKind.FULL, until: date | None = None,
) -> Appointment:  # fmt: skip
    """Someone known (``person``) or ``new`` holds the post from a day on, also a later one."""
    row = locked(post)
    refuse(policy.why_not_appoint(actor, row))
    known = Person.objects.select_for_update()
    someone = people.taken_in(actor, row.unit, new) if new is not None else known.get(pk=person)
    check_appointment(actor, row, someone, since, until)
    made = Appointment.objects.create(post=row, person=someone, kind=kind, since=since, until=until, basis=basis)
    after = {
        "person": someone.name, "kind": made.get_kind_display(), "since": since, "until": until, "basis": basis,
        "new_person": new is not None,
    }  # fmt: skip
    record(
        "registry.appointed", at=actor.at, who=actor.who(), thing=thing_of(row), after=after,
        rows=concerned(row, someone), origin=actor.origin,
    )  # fmt: skip
    return made


def _appointment(pk: int) -> tuple[Appointment, Post]:
    key = Appointment.objects.values_list("post_id", flat=True).get(pk=pk)
    post = locked(key)
    return Appointment.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk), post


@transaction.atomic
def end_appointment(actor: Actor, pk: int, *, version: int | None, until: date, reason: str) -> Appointment:
    """Someone leaves: ``until`` is the first day without the post."""
    row, post = _appointment(pk)
    row.post = post
    same_version(row.version, version)
    refuse(policy.why_not_end_appointment(actor, row))
    if fault := rules.period_fault(row.since, until):
        raise Invalid("registry.appointment", {"until": fault})
    others = post.appointments.exclude(pk=pk).select_related("person")
    found = [(str(one.person), one.since, one.until) for one in others]
    if fault := rules.overlap_fault((row.since, until), found):
        raise Invalid("registry.appointment", {"until": fault})
    before = {"person": row.person.name, "since": row.since, "until": row.until}
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    ended = end_sessions_of_person(row.person_id) if until <= actor.today else 0
    record(
        "registry.appointment_ended", at=actor.at, who=actor.who(), thing=thing_of(post), before=before,
        after={"until": until, "reason": reason, "ended": ended}, rows=concerned(post, row.person), origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_appointment(actor: Actor, pk: int, *, version: int | None, reason: str) -> Post:
    """An appointment that has not begun never was, but for the trail."""
    row, post = _appointment(pk)
    row.post = post
    same_version(row.version, version)
    refuse(policy.why_not_withdraw_appointment(actor, row))
    before = {"person": row.person.name, "since": row.since, "until": row.until, "basis": row.basis}
    person = row.person
    row.delete()
    record(
        "registry.appointment_withdrawn", at=actor.at, who=actor.who(), thing=thing_of(post), before=before,
        after={"reason": reason}, rows=concerned(post, person), origin=actor.origin,
    )  # fmt: skip
    return post
