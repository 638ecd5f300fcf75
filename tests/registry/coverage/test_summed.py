"""Numbers kept by slices: after every act about an organisation they are what counting all anew gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import pytest

from tests import world
from tests.registry.organisations import making
from tests.registry.organisations.test_actions import held
from wuze.accounts.values import Actor
from wuze.kernel.web.counted import SLICE, Piece, Slices
from wuze.registry import memo
from wuze.registry.coverage import actions, queries, rules
from wuze.registry.enums import CoverKind
from wuze.registry.models import Coverage, CoverStep, Organisation
from wuze.registry.organisations import actions as organisations
from wuze.registry.parties import actions as parties
from wuze.registry.parties.actions import Cover
from wuze.trail.actions import record
from wuze.trail.values import SYSTEM, Thing

pytestmark = pytest.mark.django_db
DAYS = rules.month_days(world.DAY, 12)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    memo.forget()
    yield
    memo.forget()


Count = Callable[[Slices], Iterable[Piece]]


def numbers_of(actor: Actor) -> dict[str, Count]:
    """All that is counted in slices but the lists, which count alike."""
    return {
        "alike": lambda some: queries.alike(actor, world.DAY, "region", some),
        "moves": lambda some: queries.moves(actor, DAYS, some),
        "blanks": lambda some: queries.blank_numbers(actor, some),
    }


class Office:
    """Four firms in as many slices, a clerk of the county and one of the north, and what was asked to be counted."""

    def __init__(self) -> None:
        self.site = making.registered()
        places = self.site.county.north, self.site.county.south, self.site.county.south, self.site.county.north
        self.firms = [
            making.organisation(place, f"厂{at}", pk=SLICE * (at + 2), members=at + 1)
            for at, place in enumerate(places)
        ]
        making.covers(self.firms[0], self.site.county.north_branch, CoverKind.JOINT)
        self.clerk, self.north = self.site.actor("lead_clerk"), self.site.actor("town_clerk")
        self.asked: list[Slices] = []

    def version(self, at: int) -> int:
        return Organisation.objects.get(pk=self.firms[at].pk).version

    def check(self) -> None:
        """Everything counted in slices is, for both clerks, what is counted now."""
        for actor in (self.clerk, self.north):
            for name, count in numbers_of(actor).items():
                found = memo.Keeping(actor, few=0).summed((name,), self.noting(count))
                assert found == memo.together(count(None)), name

    def noting(self, count: Count) -> Count:
        """The same, noting which slices it was asked for."""

        def counted(some: Slices) -> Iterable[Piece]:
            self.asked.append(some)
            return count(some)

        return counted


def test_after_every_act_about_an_organisation() -> None:
    office = Office()
    clerk, firms, day = office.clerk, office.firms, world.DAY
    branch, month = office.site.county.north_branch.pk, day - timedelta(days=40)

    def cover(at: int, since: date) -> Callable[[], object]:
        entered = Cover(kind=CoverKind.JOINT, since=since, party=branch)
        return lambda: parties.cover(clerk, firms[at].pk, entered, version=office.version(at))

    def covering(at: int) -> Coverage:
        return Coverage.objects.get(organisation=firms[at], until=None)

    def moved() -> object:
        row = Organisation.objects.get(pk=firms[3].pk)
        facts = held(row, region=office.site.south.region_id, members=7)
        return organisations.edit(clerk, row.pk, facts, version=row.version, since=month)

    def merged() -> object:
        return organisations.merge(
            clerk, firms[1].pk, firms[0].pk, version=office.version(1), other_version=office.version(0), reason="同一家"
        )

    def corrected() -> object:
        row = covering(2)
        right = actions.Corrected(kind=row.kind, since=month, until=day, evidence="", evidence_on=None)
        return actions.correct(clerk, row.pk, right, version=row.version, reason="录错")

    acts: list[Callable[[], object]] = [
        lambda: actions.put_step(clerk, firms[1].pk, version=0, step="上门", due=day + timedelta(days=9)),
        cover(1, month), cover(2, day), corrected, cover(2, day),
        lambda: actions.strike(clerk, covering(2).pk, version=1, reason="录错"),
        lambda: parties.end_cover(clerk, covering(1).pk, version=1, until=day, reason="撤了"), moved,
        lambda: organisations.change(clerk, firms[2].pk, "close", version=office.version(2), since=day, reason="吊销"),
        lambda: organisations.change(clerk, firms[2].pk, "reopen", version=office.version(2), since=day, reason="误办"),
        merged,
        lambda: organisations.add(clerk, held(Organisation.objects.get(pk=firms[3].pk), name="新办的厂"), since=month),
    ]  # fmt: skip
    office.check()
    for act in acts:
        office.asked.clear()
        act()
        office.check()
        assert office.asked
        assert all(some is not None and len(some) <= 2 for some in office.asked)
    office.asked.clear()
    office.check()
    assert office.asked == []
    assert CoverStep.objects.exists()


def test_an_act_about_anything_else_counts_all_anew() -> None:
    office = Office()
    office.check()
    Coverage.objects.all().delete()  # as a unit's act might
    record("registry.unit_closed", at=world.NOW, who=SYSTEM, thing=Thing("registry.unit", "1", "x"),
           after={"until": world.DAY, "reason": "x"})  # fmt: skip
    office.asked.clear()
    office.check()
    assert set(map(type, office.asked)) == {type(None)}
