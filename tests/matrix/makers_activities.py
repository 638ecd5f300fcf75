"""Entries and requests for parameters: each part's branch does and asks."""

from __future__ import annotations

from itertools import count

from tests import world
from tests.matrix.makers import MAKERS, Made, Maker, branches, parts, units
from tests.matrix.makers_ledger import task as task_of
from tests.world import County
from wuze.accounts.links import rules as link_rules
from wuze.accounts.links.tasks import Task
from wuze.accounts.models import OneTimeLink
from wuze.ledger.activities.link import QUICK
from wuze.ledger.activities.models import Activity
from wuze.ledger.link import REPORT
from wuze.ledger.requests.link import JUDGE, RAISE
from wuze.ledger.requests.models import Request, RequestAnswer

_numbers = count(1)


def entries(county: County) -> Made:
    """An entry of each branch."""
    return {
        owner: {
            "pk": Activity.objects.create(
                unit=one, kind="education", title=f"主题党日{next(_numbers)}", happened=world.DAY, entered_by="甲",
                entered_at=world.NOW, entered_on=world.DAY,
            ).pk
        }
        for owner, one in branches(county).items()
    }  # fmt: skip


def corrections(county: County) -> Made:
    """One verb stands for all: to correct."""
    return {owner: found | {"verb": "correct"} for owner, found in entries(county).items()}


def requests(county: County) -> Made:
    """A request of each branch that waits to be handed out by its superior."""
    return {
        owner: {
            "pk": Request.objects.create(
                code=f"诉2026-{next(_numbers):04d}", unit=one, asker="书记", title="测试", text="x", raised_on=world.DAY,
                raised_at=world.NOW, entered_by="甲", keeper=parts(county)[owner], due=world.DAY, dispatch_due=world.DAY,
            ).pk
        }
        for owner, one in branches(county).items()
    }  # fmt: skip


def answered(county: County) -> Made:
    """Answered by the department, for the asker to judge."""
    found = requests(county)
    for row in Request.objects.filter(pk__in=[one["pk"] for one in found.values()]):
        row.state, row.handler, row.due = "answered", county.department, None
        row.save()
        RequestAnswer.objects.create(
            request=row, unit=county.department, text="x", on=world.DAY, by="甲", due=world.DAY
        )
    return found


def judging(county: County) -> Made:
    """The token of a link to judge: whoever has it."""
    pk = answered(county)["north"]["pk"]
    made = tokens(JUDGE)(county)
    OneTimeLink.objects.filter(task=JUDGE.code).update(thing_key=str(pk))
    return made


def handing_out(county: County) -> Made:
    """One verb stands for all: to hand out."""
    return {owner: found | {"verb": "assign"} for owner, found in requests(county).items()}


def tokens(task: Task) -> Maker:
    """The token of a link for the north's branch: whoever has it."""

    def made(county: County) -> Made:
        token, one = link_rules.new_token(), county.north_branch
        OneTimeLink.objects.create(
            task=task.code, task_label=task.label, thing_key=str(one.pk), thing_label=str(one), unit=one.pk, unit_label=str(one),
            for_name=f"王{next(_numbers)}", digest=link_rules.digest(token), issued_by="何敏", issued_at=world.NOW,
            expires_at=link_rules.expiry(world.NOW, 30),
        )  # fmt: skip
        return {"site": {"token": token}}

    return made


def reporting(county: County) -> Made:
    """The token of a link to report on a task: whoever has it."""
    made = tokens(REPORT)(county)
    OneTimeLink.objects.filter(task=REPORT.code).update(thing_key=str(task_of(county, "north").pk))
    return made


MAKERS |= {
    "ledger:report-open": reporting,
    "ledger:activity": entries,
    "ledger:activity-act": corrections,
    "ledger:unit-activities": units,
    "ledger:of-unit": units,
    "ledger:quick-open": tokens(QUICK),
    "ledger:request-one": requests,
    "ledger:request-act": handing_out,
    "ledger:request-open": tokens(RAISE),
    "ledger:request-link": answered,
    "ledger:judge-open": judging,
}
