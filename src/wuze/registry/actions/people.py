"""People: added and changed. Who they are on this site comes from posts and grants, never from here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.kernel.pinyin import initials
from wuze.registry import policy, queries
from wuze.registry.models import Appointment, Unit
from wuze.registry.queries import in_force
from wuze.trail.actions import record
from wuze.trail.values import Sensitive, Thing


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Someone not yet known. ``another``: it has been seen that the unit has someone of this name."""

    name: str
    phone: str = ""
    another: bool = False


def thing_of(person: Person) -> Thing:
    """The person as the trail names them."""
    return Thing("registry.person", str(person.pk), person.name)


def check_name(actor: Actor, unit: Unit, new: NewPerson, but: int = 0) -> None:
    """Raise Invalid where the unit has someone of this name and nobody said that it is another."""
    if not new.another and queries.same_name_in(unit, new.name, actor.today, but).exists():
        raise Invalid(
            "registry.same_name", {"another": f"{unit}已有一位{new.name}。是同一个人请选他；是另一个人请勾上这里再存。"}
        )


def taken_in(actor: Actor, unit: Unit, new: NewPerson) -> Person:
    """Somebody new to a unit, inside another action: the row alone."""
    check_name(actor, unit, new)
    return create(new)


def create(new: NewPerson) -> Person:
    """The row alone, inside another action."""
    return Person.objects.create(name=new.name, phone=new.phone, initials=initials(new.name))


@transaction.atomic
def add_person(actor: Actor, new: NewPerson) -> Person:
    """Someone without a post yet."""
    refuse(policy.why_not_add_person(actor))
    if not new.another and Person.objects.filter(name=new.name).exists():
        raise Invalid("registry.same_name", {"another": f"已有{new.name}。确是另一个人请勾上这里再存。"})
    person = create(new)
    record(
        "registry.person_added", at=actor.at, who=actor.who(), thing=thing_of(person), after={"name": person.name},
        origin=actor.origin,
    )  # fmt: skip
    return person


@transaction.atomic
def edit_person(actor: Actor, pk: int, *, version: int | None, name: str, phone: str, another: bool = False) -> Person:
    """Name and office phone; the phone enters the trail as a digest only."""
    person = Person.objects.select_for_update().get(pk=pk)
    same_version(person.version, version)
    refuse(policy.why_not_edit_person(actor, person))
    if name != person.name:
        held = Appointment.objects.filter(in_force(actor.today), person=person).select_related("post__unit")
        for row in held:
            check_name(actor, row.post.unit, NewPerson(name, another=another), pk)
    before = {"name": person.name, "phone": Sensitive(person.phone)}
    person.name, person.phone, person.initials, person.version = name, phone, initials(name), person.version + 1
    person.save(update_fields=["name", "phone", "initials", "version"])
    record(
        "registry.person_edited", at=actor.at, who=actor.who(), thing=thing_of(person), before=before,
        after={"name": name, "phone": Sensitive(phone)}, origin=actor.origin,
    )  # fmt: skip
    return person
