"""Requests for approval in the small county, and browsers."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import world
from wuze.accounts.approvals import actions, acts
from wuze.accounts.approvals.values import COUNTY, PaperDecision, Place, PostRef
from wuze.accounts.enums import Paper
from wuze.accounts.models import Approval, Installation, User
from wuze.accounts.values import Actor
from wuze.registry.approvers.queries import place
from wuze.registry.models import Post, Unit
from wuze.trail.values import Thing

PLAIN = acts.Act("test.plain", "registry.unit", "撤销党组织")
STRICT = acts.Act("test.strict", "registry.unit", "问责决定", strict=True)
APART = acts.Act("test.apart", "registry.unit", "核验整改", other_unit=True)
_numbers = count(1)


def known() -> None:
    """The acts of these tests."""
    for act in (PLAIN, STRICT, APART):
        acts.register(act)


def post_of(user: User) -> Post:
    """The post of an account's person."""
    post: Post = user.person.appointments.get().post
    return post


def set_approver(
    county: world.County, by: str, act: acts.Act = PLAIN, where: Unit | None = None, since: date = world.DAY
) -> PostRef:
    """The table: this act is approved by the post of ``by``."""
    known()
    post = post_of(county.users[by])
    ref = PostRef(post.pk, str(post))
    actor = world.actor(county.users["lead_clerk"])
    there = Place(where.pk, str(where)) if where else COUNTY
    actions.set_approver(actor, act.code, there, ref, since=since, reason="县委〔2026〕1号")
    return ref


def ask(user: User, unit: Unit, act: acts.Act = PLAIN, **more: Any) -> Approval:
    """A request about a unit; each about another thing."""
    known()
    key = more.pop("key", f"{unit.pk}-{next(_numbers)}")
    small = more.pop("small_office", False)
    actor = world.actor(user, small_office=small)
    return actions.ask(
        actor, act.code, Thing("registry.unit", key, str(unit)), place(unit), reason="党员不足3人", **more
    )


def paper(day: date = world.DAY, **more: Any) -> PaperDecision:
    """A decision on paper."""
    values: dict[str, Any] = {
        "approved": True, "decided_on": day, "approver": "周启明", "approver_post": "云峰乡党委 书记", "paper": Paper.MEMO,
        "title": "关于撤销的请示", "number": "云党呈〔2026〕87号",
    }  # fmt: skip
    return PaperDecision(**(values | more))


def alone(user: User) -> Actor:
    """In a small office."""
    return world.actor(user, small_office=True)


def frozen(*, small_office: bool = False) -> None:
    """The site stands on the day of the tests."""
    values = {"demo": True, "demo_day": world.DAY, "small_office": small_office}
    Installation.objects.update_or_create(id=1, defaults=values)


def client_of(user: User | None) -> Client:
    """A browser in which this account is logged in; None: nobody is."""
    client = Client()
    if user:
        client.force_login(user)
    return client


def get(user: User | None, name: str, *keys: Any, **terms: str) -> HttpResponse:
    """A page."""
    return client_of(user).get(reverse(name, args=keys), terms)  # type: ignore[return-value]  # the test client's own class


def send(user: User | None, name: str, *keys: Any, **entered: Any) -> HttpResponse:
    """A form with a fresh one-time key."""
    data = {"once": f"a{next(_numbers)}", **entered}
    return client_of(user).post(reverse(name, args=keys), data)  # type: ignore[return-value]  # as above


def text(response: HttpResponse) -> str:
    """What the page says."""
    return response.content.decode()
