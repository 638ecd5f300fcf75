"""Things for the parameters of addresses: url name → function(county) → owner → the parameters' values.

An owner is the part of the county to which the thing belongs: ``north`` is town_clerk's and secretary's, ``south`` is
south_clerk's and south_secretary's, ``sector`` is sector_clerk's. A new address with parameters needs a line here.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from django.db import transaction

from tests import world
from tests.world import County
from wuze.accounts.approvals import acts
from wuze.accounts.enums import Role
from wuze.accounts.links import rules as link_rules
from wuze.accounts.models import Approval, ApproverRule, OneTimeLink
from wuze.portal.actions import issue_head
from wuze.portal.enums import About
from wuze.portal.models import Complaint
from wuze.registry.enums import HandoverState, UnitKind
from wuze.registry.links.tasks import CONFIRM
from wuze.registry.models import Appointment, Handover, Unit, UnitCheck
from wuze.trail.actions import record
from wuze.trail.values import SYSTEM, Thing

Made = dict[str, dict[str, Any]]
Maker = Callable[[County], Made]

MAKERS: dict[str, Maker] = {}
"""Filled below."""

ACT = acts.Act("test.asked", "registry.unit", "测试报批")
"""Something to ask approval for, so that these lines do not hang on what packages register."""

_numbers = count(1)

NOTHING: Made = {"": {}}
"""For an address without parameters."""


def made(name: str, parameters: tuple[str, ...], county: County) -> Made:
    """The parameters of an address for each owner. Raises KeyError where nobody has said what to put there."""
    return MAKERS[name](county) if parameters else NOTHING


# --- the registry -----------------------------------------------------------------------------------------------------


def units(county: County) -> Made:
    """Each part's branch: its superior by affiliation cares for it."""
    return {
        "north": {"pk": county.north_branch.pk}, "south": {"pk": county.south_branch.pk},
        "sector": {"pk": county.sector_branch.pk},
    }  # fmt: skip


def closed_units(county: County) -> Made:
    """A branch of each part that was dissolved."""
    found = {}
    for owner, above in parts(county).items():
        row = world.unit(f"{above.name}撤销的党支部", UnitKind.PARTY, parent=above, region=above.region)
        row.until = world.DAY
        row.save()
        found[owner] = {"pk": row.pk}
    return found


def empty_units(county: County) -> Made:
    """A branch of each part without posts."""
    return {
        owner: {"pk": world.unit(f"{one.name}新党支部", UnitKind.PARTY, parent=one, region=one.region).pk}
        for owner, one in parts(county).items()
    }


def parts(county: County) -> dict[str, Unit]:
    """Owner → the committee."""
    return {"north": county.north, "south": county.south, "sector": county.sector}


def branches(county: County) -> dict[str, Unit]:
    """Owner → its branch."""
    return {"north": county.north_branch, "south": county.south_branch, "sector": county.sector_branch}


def posts(county: County) -> Made:
    """A post of each branch that nobody holds."""
    return {
        owner: {"pk": world.post(one, Role.SECRETARY, f"副书记{next(_numbers)}").pk}
        for owner, one in branches(county).items()
    }


def appointments(county: County) -> dict[str, Appointment]:
    """Somebody without an account holds a post of each branch."""
    return {
        owner: world.appoint(
            world.person(f"{one.name}组织委员"), world.post(one, Role.SECRETARY, f"组织委员{next(_numbers)}")
        )
        for owner, one in branches(county).items()
    }


def secretaries(county: County) -> dict[str, Appointment]:
    """The appointments of those secretaries who have an account."""
    found = {"north": county.users["secretary"], "south": county.users["south_secretary"]}
    return {owner: user.person.appointments.get() for owner, user in found.items()}


def appointed_today(county: County) -> Made:
    """Appointments of today, which may still be withdrawn."""
    return {
        owner: {
            "pk": world.appoint(
                world.person("误任"), world.post(one, Role.SECRETARY, f"纪检委员{next(_numbers)}"), world.DAY
            ).pk
        }
        for owner, one in branches(county).items()
    }


def held_posts(county: County) -> Made:
    """A post of each branch that somebody holds."""
    return {owner: {"pk": one.post_id} for owner, one in appointments(county).items()}


def appointed(county: County) -> Made:
    """The appointments themselves."""
    return {owner: {"pk": one.pk} for owner, one in appointments(county).items()}


def people(county: County) -> Made:
    """Whoever holds the posts."""
    return {owner: {"pk": one.person_id} for owner, one in appointments(county).items()}


def handovers(state: str) -> Maker:
    """A post of each branch that changes hands, in this state."""

    def made_(county: County) -> Made:
        found: Made = {}
        incoming = county.users["inspector"].person
        for owner, one in (appointments(county) | secretaries(county)).items():
            Handover.objects.filter(post=one.post).delete()  # at most one open; another address made it
            row = Handover.objects.create(
                post=one.post, outgoing=one, incoming=incoming, on=world.DAY, basis="任免文件", state=state,
                drafted_by="何敏", drafted_at=world.NOW,
            )  # fmt: skip
            found[owner] = {"pk": row.pk}
        return found

    return made_


def history(county: County) -> Made:
    """The past of each branch."""
    return {owner: {"kind": "registry.unit", "key": str(one.pk)} for owner, one in branches(county).items()}


# --- approvals, the trail, complaints ---------------------------------------------------------------------------------


def approvals(county: County) -> Made:
    """A request of each town's clerk about its branch; in the north it is the head's turn."""
    acts.register(ACT)
    askers = {
        "north": county.users["town_clerk"],
        "south": county.users["south_clerk"],
        "sector": county.users["sector_clerk"],
    }
    head = county.users["town_head"].person.appointments.get().post
    found = {}
    for owner, one in branches(county).items():
        above = parts(county)[owner]
        row = Approval.objects.create(
            act=ACT.code, act_label=ACT.label, thing_kind="registry.unit", thing_key=f"{one.pk}-{next(_numbers)}", thing_label=one.name,
            unit_label=one.name, units=[one.pk, above.pk, county.root.pk], reason="测试", asked_user=askers[owner].pk,
            asked_by=askers[owner].person.name, asked_unit=above.pk, asked_at=world.NOW,
            post=head.pk if owner == "north" else 0,
        )  # fmt: skip
        found[owner] = {"pk": row.pk}
    return found


def approver_lines(county: County) -> Made:
    """A line of the approver table; it belongs to the lead office."""
    acts.register(ACT)
    head = county.users["lead_head"].person.appointments.get().post
    row = ApproverRule.objects.create(
        act=f"{ACT.code}{next(_numbers)}", post=head.pk, post_label=str(head), since=world.LONG_AGO, reason="测试", set_by="甲",
        set_at=world.NOW,
    )  # fmt: skip
    return {"site": {"pk": row.pk}}


def links(county: County) -> Made:
    """A one-time link for a branch of each part."""
    return {owner: {"pk": one_link(one)[0]} for owner, one in branches(county).items()}


def tokens(county: County) -> Made:
    """The token of a link: whoever has it."""
    return {"site": {"token": one_link(county.north_branch)[1]}}


def one_link(one: Unit) -> tuple[int, str]:
    """A link and its token."""
    token = link_rules.new_token()
    row = OneTimeLink.objects.create(
        task=CONFIRM.code, task_label=CONFIRM.label, thing_key=str(one.pk), thing_label=str(one), unit=one.pk, unit_label=str(one),
        for_name=f"王{next(_numbers)}", digest=link_rules.digest(token), issued_by="何敏", issued_at=world.NOW,
        expires_at=link_rules.expiry(world.NOW, 30),
    )  # fmt: skip
    return row.pk, token


def checks(county: County) -> Made:
    """What a branch of each part said of its entry."""
    return {
        owner: {"pk": UnitCheck.objects.create(unit=one, same=False, note="x", entered_by="王秀兰", at=world.NOW).pk}
        for owner, one in branches(county).items()
    }


def entries(_county: County) -> Made:
    """An entry of the trail; it belongs to no part."""
    with transaction.atomic():
        row = record(
            "trail.pruned", at=world.NOW, who=SYSTEM, thing=Thing("trail.trail", "", "留痕"), after={"count": 0}
        )
    return {"site": {"number": row.number}}


def heads(county: County) -> Made:
    """A head of a day that was issued."""
    entries(county)
    return {"site": {"number": issue_head(world.actor(county.users["audit_admin"]), world.DAY)}}


def complaints(_county: County) -> Made:
    """A complaint; it belongs to no part."""
    return {"site": {"pk": Complaint.objects.create(about=About.values[0], text="字太小", day=world.DAY).pk}}


MAKERS |= {
    **dict.fromkeys(("registry:unit", "registry:branch", "registry:unit-edit", "registry:unit-date", "registry:unit-move",
                     "registry:post-add"), units),
    "registry:unit-close": empty_units,
    "registry:unit-reopen": closed_units,
    **dict.fromkeys(("registry:post", "registry:post-edit", "registry:post-close", "registry:post-appoint"), posts),
    "registry:handover-draft": held_posts,
    "registry:appointment-end": appointed,
    "registry:appointment-withdraw": appointed_today,
    **dict.fromkeys(("registry:person", "registry:person-edit"), people),
    **dict.fromkeys(("registry:handover", "registry:handover-sheet", "registry:handover-give", "registry:handover-register",
                     "registry:handover-cancel"), handovers(HandoverState.DRAFTED)),
    "registry:handover-take": handovers(HandoverState.GIVEN),
    **dict.fromkeys(("approvals:one", "approvals:approve", "approvals:refuse", "approvals:withdraw"),
                    approvals),
    "approvers:offline": approvals,
    **dict.fromkeys(("approvers:change", "approvers:end"), approver_lines),
    **dict.fromkeys(("unit-links:one", "unit-links:void", "unit-links:reissue"), links),
    "unit-links:check": checks,
    "unit-links:check-for": units,
    "unit-links:confirm": tokens,
    "history": history,
    "trail-entry": entries,
    "trail-head": heads,
    "complaint-answer": complaints,
}  # fmt: skip

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if _module.name.startswith("makers_"):  # the makers of a part, in a file of its own, add themselves
        import_module(f"tests.matrix.{_module.name}")
