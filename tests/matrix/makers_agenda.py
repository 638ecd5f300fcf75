"""Things of 议题, problems, contact points and the year's list: each part's unit owns a decision and a problem."""

from __future__ import annotations

from datetime import timedelta

from tests import world
from tests.matrix.makers import MAKERS, Made, Maker, parts
from tests.matrix.makers_organisations import of_organisations
from tests.registry.organisations import making
from tests.world import County
from wuze.duty.agenda.models import Agenda, Decision, MajorProblem
from wuze.duty.contacts.models import Liaison, Promise, Visit
from wuze.duty.years.models import YearLine
from wuze.registry.models import LeaderContact, Post

DUE = world.DAY + timedelta(days=14)


def agendas(county: County) -> Made:
    """Held, with one decision for the unit of each part."""
    found: Made = {}
    for number, (owner, unit) in enumerate(parts(county).items(), Agenda.objects.count() + 1):
        row = Agenda.objects.create(
            code=f"2026议{number:02d}",
            title="x",
            meeting="会",
            day=world.DAY,
            state="held",
            number="1号",
            entered_by="甲",
            entered_on=world.DAY,
        )
        Decision.objects.create(agenda=row, line=1, text="x", unit=unit, due=DUE)
        found[owner] = {"pk": row.pk}
    return found


def problems(county: County) -> Made:
    """One each part's unit solves."""
    return {
        owner: {"pk": MajorProblem.objects.create(title="x", text="x", unit=unit, raised_on=world.DAY, due=DUE).pk}
        for owner, unit in parts(county).items()
    }


def with_verb(maker: Maker, verb: str) -> Maker:
    """One verb stands for all; each verb's own rule is tested with its part."""
    return lambda county: {owner: found | {"verb": verb} for owner, found in maker(county).items()}


def _contact(county: County) -> LeaderContact:
    firm = making.organisation(county.north, "联系点企业")
    return LeaderContact.objects.create(organisation=firm, person=county.users["leader"].person, since=world.LONG_AGO)


def contacts(county: County) -> Made:
    """The leader's."""
    return {"north": {"pk": _contact(county).pk}}


def visits(county: County) -> Made:
    """A planned one."""
    row = Visit.objects.create(contact=_contact(county), planned_on=DUE, state="planned", entered_by="甲")
    return {"north": {"pk": row.pk}}


def promises(county: County) -> Made:
    """An open one of the leader's post."""
    visit = Visit.objects.create(contact=_contact(county), done_on=world.DAY, state="done", entered_by="甲")
    post = Post.objects.get(appointments__person=county.users["leader"].person_id)
    return {"north": {"pk": Promise.objects.create(visit=visit, post=post, text="x", due=DUE).pk}}


def liaisons(county: County) -> Made:
    """The reader's post, which gives no right of its own."""
    leader = Post.objects.get(appointments__person=county.users["leader"].person_id)
    keeper = Post.objects.get(appointments__person=county.users["inspector"].person_id)
    return {"site": {"pk": Liaison.objects.create(leader=leader, post=keeper, since=world.DAY, until=world.DAY).pk}}


def lines(county: County) -> Made:
    """One of the year."""
    row = YearLine.objects.create(
        number=YearLine.objects.count() + 1, title="x", requirement="x", standard="x", audience=["town"], start_month=12,
        start_day=1, due_month=12, due_day=20,
    )  # fmt: skip
    return {"site": {"pk": row.pk}}


MAKERS |= {
    "duty:agenda": agendas,
    "duty:agenda-act": with_verb(agendas, "decide"),
    "ledger:of-agenda": agendas,
    "duty:problem": problems,
    "duty:problem-act": with_verb(problems, "take"),
    "duty:contact": contacts,
    "duty:visit-plan": contacts,
    "duty:visit-done": contacts,
    "duty:visit-miss": visits,
    "duty:promise": promises,
    "duty:liaison-end": liaisons,
    "duty:of-organisation": of_organisations(),
    "duty:year-edit": lines,
    "duty:year-drop": lines,
}
