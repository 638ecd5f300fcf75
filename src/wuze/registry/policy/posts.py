"""Posts, appointments and people: set by whoever manages the unit (own and below), the lead office's clerks everywhere."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from wuze.accounts.enums import Capability, Role
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry.models import Appointment, Handover, Post, Unit
from wuze.registry.models.handovers import OPEN
from wuze.registry.queries import managed_by, manages
from wuze.registry.queries.scope import in_force
from wuze.registry.rules import cn

NOT_YOURS = Refusal("registry.not_managed", "这个单位的岗位由它自己或上级的经办设，您管不到。")


def ended(until: date | None, today: date) -> bool:
    """Is the period over?"""
    return until is not None and until <= today


def why_not_add_post(actor: Actor, unit: Unit) -> Refusal | None:
    """A new post of a unit."""
    if not manages(actor, unit):
        return NOT_YOURS
    return Refusal("registry.unit_closed", "单位已撤销，不能再设岗位。") if unit.until is not None else None


def why_not_edit_post(actor: Actor, post: Post) -> Refusal | None:
    """Title, role, order."""
    if not manages(actor, post.unit):
        return NOT_YOURS
    return Refusal("registry.post_closed", f"岗位{cn(post.until)}已撤销。") if post.until is not None else None


def why_not_close_post(actor: Actor, post: Post) -> Refusal | None:
    """Refused while somebody holds it or will."""
    if refusal := why_not_edit_post(actor, post):
        return refusal
    if refusal := _in_handover(post):
        return refusal
    for row in post.appointments.select_related("person").order_by("-since"):
        if not ended(row.until, actor.today):
            return Refusal("registry.post_held", f"{row.person}还在任或将到任，先办离任。")
    return None


def why_not_appoint(actor: Actor, post: Post) -> Refusal | None:
    """Somebody to a post that is or will be free."""
    if refusal := why_not_edit_post(actor, post):
        return refusal
    if refusal := _in_handover(post):
        return refusal
    row = post.appointments.filter(until=None).select_related("person").first()
    if row is not None:
        return Refusal("registry.post_held", f"{row.person}在任。换人请办交接；只离任不接替请先办离任。")
    return None


def why_not_end_appointment(actor: Actor, row: Appointment) -> Refusal | None:
    """Someone leaves a post."""
    if not manages(actor, row.post.unit):
        return NOT_YOURS
    if ended(row.until, actor.today):
        return Refusal("registry.appointment_ended", "已经离任。")
    return _in_handover(row.post)


def why_not_withdraw_appointment(actor: Actor, row: Appointment) -> Refusal | None:
    """An appointment that has not begun."""
    if not manages(actor, row.post.unit):
        return NOT_YOURS
    if row.since <= actor.today:
        return Refusal("registry.appointment_begun", "已经到任，不能撤回，请办离任。")
    return _in_handover(row.post)


def _in_handover(post: Post) -> Refusal | None:
    if Handover.objects.filter(post=post, state__in=OPEN).exists():
        return Refusal("registry.in_handover", "这个岗位正在交接，先办完或取消交接。")
    return None


def why_not_add_person(actor: Actor) -> Refusal | None:
    """A person without a post: the lead office only; others enter new people while they appoint them."""
    if Role.LEAD_CLERK in actor.roles:
        return None
    return Refusal(
        "registry.person_by_post", "新人在定任职时填：打开岗位，点“定任职”。", "到岗位", reverse("registry:posts")
    )


def why_not_edit_person(actor: Actor, person: Person) -> Refusal | None:
    """Name and office phone: whoever manages a unit in which the person holds a post; everyone their own phone's entry
    goes the same way."""
    if Role.LEAD_CLERK in actor.roles:
        return None
    if actor.may(Capability.EDIT_POSTS):
        units = managed_by(actor).values("pk")
        held = Appointment.objects.filter(in_force(actor.today), person=person, post__unit_id__in=units)
        if held.exists():
            return None
    return Refusal("registry.person_not_managed", "这个人的姓名、电话由其单位或上级的经办改。")
