"""Things of the ledger for parameters: each part's branch is asked by its superior by affiliation."""

from __future__ import annotations

from itertools import count

from tests import world
from tests.matrix.makers import MAKERS, Made, branches, parts, units
from tests.matrix.makers_organisations import of_organisations
from tests.world import County
from wuze.ledger.enums import ReportKind, TaskState
from wuze.ledger.models import Cooperator, Report, SavedView, Task
from wuze.ledger.reminders.models import Channel

_numbers = count(1)


def task(county: County, owner: str, state: str = TaskState.DOING) -> Task:
    """A task of this part's branch, in this state."""
    number = next(_numbers)
    draft = state == TaskState.DRAFT
    return Task.objects.create(
        code=f"2026-{number:04d}", title=f"测试{number}", why="duty", why_label="x", requirement="x", standard="x",
        issuer=parts(county)[owner], lead=branches(county)[owner], state=state, due=world.DAY, drafted_on=world.DAY,
        drafted_by="甲", issued_on=None if draft else world.DAY, turn_due=None if draft else world.DAY,
    )  # fmt: skip


def tasks(county: County) -> Made:
    """Under way."""
    return {owner: {"pk": task(county, owner).pk} for owner in parts(county)}


def drafts(county: County) -> Made:
    """Not yet issued."""
    return {owner: {"pk": task(county, owner, TaskState.DRAFT).pk} for owner in parts(county)}


def verbs(county: County) -> Made:
    """One verb stands for all: to report. Each verb's own rule is tested with the ledger."""
    return {owner: found | {"verb": "report"} for owner, found in tasks(county).items()}


def helps(county: County) -> Made:
    """What each branch hands in for its superior's own task."""
    found: Made = {}
    for owner in parts(county):
        one = task(county, owner)
        one.lead = parts(county)[owner]
        one.save()
        row = Cooperator.objects.create(task=one, unit=branches(county)[owner], gives="x", due=world.DAY)
        found[owner] = {"pk": row.pk}
    return found


def hard(county: County) -> Made:
    """A difficulty of each branch."""
    return {
        owner: {
            "pk": Report.objects.create(
                task=task(county, owner), kind=ReportKind.HARD, text="x", happened=world.DAY, received=world.DAY,
                entered_by="甲", entered_at=world.NOW, answer_due=world.DAY,
            ).pk
        }
        for owner in parts(county)
    }  # fmt: skip


def no_view(county: County) -> Made:
    """A view of nobody in this county: what is one's own is seen by nobody else."""
    row = SavedView.objects.create(user=0, name="别人的", query="view=late")
    return {key: {"pk": row.pk} for key in parts(county)}


def channels(county: County) -> Made:
    """A group of each part."""
    found: Made = {}
    for owner, unit in parts(county).items():
        row = Channel.objects.create(
            unit=unit, kind="wecom", name=f"群{next(_numbers)}", sealed="x", set_by="甲", set_on=world.DAY
        )
        found[owner] = {"pk": row.pk}
    return found


def channel_verbs(county: County) -> Made:
    """One verb stands for all."""
    return {owner: found | {"verb": "change"} for owner, found in channels(county).items()}


def behind(county: County) -> Made:
    """The same units, over a year."""
    span = {"since": "2026-01-01", "until": "2027-01-01", "on": "2026-11-24"}
    return {owner: {**keys, **span} for owner, keys in units(county).items()}


MAKERS |= {
    "ledger:channel": channels,
    "ledger:channel-act": channel_verbs,
    "ledger:nodes": behind,
    "ledger:said": behind,
    "task-used": tasks,
    "ledger:view-drop": no_view,
    "ledger:task": tasks,
    "ledger:edit": drafts,
    "ledger:act": verbs,
    "ledger:task-link": tasks,
    "ledger:hand-in": helps,
    "ledger:answer": hard,
    "ledger:unit": units,
    "ledger:of-organisation": of_organisations(),
}
