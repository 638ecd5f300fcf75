"""Rounds for the matrix: of the lead office (``lead``), with what each part's branch has in it (north, south, sector)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.assessment.rounds_site import Site, workbook
from tests.matrix.makers import MAKERS, Made, Maker
from tests.world import DAY, County
from wuze.assessment.rounds import actions, queries
from wuze.assessment.rounds.actions import Challenge, Seen
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.uploading import take

PARTS = ("north", "south", "sector")


def rounds(make: Callable[[Site], Round], **more: str) -> Maker:
    """A round of the office in this state."""
    return lambda county: {"lead": {"pk": make(Site(county)).pk, **more}}


def missing(site: Site) -> Round:
    """Computed, with nothing in it yet."""
    row = site.collecting()
    site.compute(row)
    return row


def results(county: County) -> Made:
    """Each branch's result in a round that was fed back."""
    site = Site(county)
    row = site.fed_back()
    return {part: {"pk": site.result(row, at).pk} for at, part in enumerate(PARTS)}


def grades(county: County) -> Made:
    """The same, for another grade."""
    return {part: keys | {"which": "proposed"} for part, keys in results(county).items()}


def members(county: County) -> Made:
    """Each branch's line of a roster that is not yet fixed; it is the office's."""
    site = Site(county)
    return {"lead": {"pk": site.members(site.drafted())[0].pk}}


def entries(county: County, *, published: bool) -> Made:
    """An entry about each branch, while facts are taken or after they were fed back."""
    site = Site(county)
    row = site.collecting()
    found: Made = {}
    for part, member in zip(PARTS, site.members(row), strict=True):
        found[part] = {"pk": actions.enter(site.actor("lead_clerk"), member.pk, Seen("e:D1", "4", "visit", DAY)).pk}
    if published:
        site.compute(row)
        actions.feed_back(site.actor("lead_clerk"), row.pk, version=None)
    return found


def uploads(county: County, *, published: bool) -> Made:
    """A workbook of the office."""
    site = Site(county)
    row = site.collecting()
    sent = take(
        [workbook(数据=[("编号", "学习次数"), (site.members(row)[0].code, 3)])],
        queries.scheme_of(row),
        queries.members_of(row),
    )
    made = actions.upload(site.actor("lead_clerk"), row.pk, sent, version=None)
    if published:
        site.compute(row)
        actions.feed_back(site.actor("lead_clerk"), row.pk, version=None)
    return {"lead": {"pk": made.pk}}


def decisions(county: County) -> Made:
    """A decision about what is missing."""
    site = Site(county)
    row = site.collecting()
    site.compute(row)
    return {
        "lead": {"pk": actions.decide(site.actor("lead_clerk"), row.pk, ["e:D1"], "undone", "催过", version=None)[0].pk}
    }


def objections(county: County) -> Made:
    """A challenge of the northern branch in a round that the second clerk computed: the lead office answers."""
    site = Site(county)
    row = site.fed(site.collecting())
    site.compute(row, "second_clerk")
    actions.feed_back(site.actor("lead_clerk"), row.pk, version=None)
    made = actions.object_to(site.actor("secretary"), site.result(row).pk, Challenge("B1", "x"))
    return {"lead": {"pk": made.pk}}


MAKERS |= {
    **dict.fromkeys(("rounds:one", "rounds:roster", "rounds:facts", "rounds:reminder", "rounds:entries",
                     "rounds:results", "rounds:workbook", "rounds:objections", "rounds:check"), rounds(Site.fed_back)),
    **dict.fromkeys(("rounds:edit", "rounds:table"), rounds(Site.drafted)),
    "rounds:act": rounds(Site.drafted, verb="fix"),
    **dict.fromkeys(("rounds:compute", "rounds:upload-new", "rounds:entry-new"), rounds(Site.collecting)),
    **dict.fromkeys(("rounds:card", "rounds:sheet", "rounds:object"), results),
    "rounds:grade": grades,
    "rounds:missing": rounds(missing),
    "rounds:member-out": members,
    "rounds:entry": partial(entries, published=True),
    "rounds:entry-void": partial(entries, published=False),
    "rounds:upload": partial(uploads, published=True),
    "rounds:upload-drop": partial(uploads, published=False),
    "rounds:undecide": decisions,
    "rounds:answer": objections,
    "rounds:answer-paper": objections,
}  # fmt: skip
