"""Evidence of reports of each part's branch; the other kinds go through the same views with a holder of their own."""

from __future__ import annotations

from itertools import count

from tests import world
from tests.files.samples import png, sent
from tests.matrix.makers import MAKERS, Made, branches
from tests.matrix.makers_ledger import task
from tests.world import County
from wuze.files import store
from wuze.files.actions import keep
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Report, ReportFile

_sizes = count(2)


def reports(county: County) -> dict[str, Report]:
    """A difficulty of each branch."""
    return {
        owner: Report.objects.create(
            task=task(county, owner), kind=ReportKind.HARD, text="x", happened=world.DAY, received=world.DAY, entered_by="甲",
            entered_at=world.NOW, answer_due=world.DAY,
        )
        for owner in branches(county)
    }  # fmt: skip


def things(county: County) -> Made:
    """To add one to."""
    return {owner: {"holder": "report", "pk": one.pk} for owner, one in reports(county).items()}


def files(county: County) -> Made:
    """A picture of each branch, another content for each."""
    found: Made = {}
    for owner, one in reports(county).items():
        taken = store.take(sent("图.png", png(next(_sizes), 2)))
        row = ReportFile.objects.create(
            thing=one, file=keep(taken, world.NOW), name=taken.name, happened=world.DAY, received=world.DAY, by="甲",
            at=world.NOW,
        )  # fmt: skip
        found[owner] = {"holder": "report", "pk": row.pk}
    return found


MAKERS |= {
    "evidence:add": things,
    "evidence:file": files,
    "evidence:look": files,
    "evidence:withdraw": files,
}
