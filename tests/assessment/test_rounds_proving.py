"""A large round is settled by the worker: it waits for its proof, holds nothing, and begins again where it was cut off."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests import world
from tests.assessment.rounds_site import Site, get, send
from tests.calls import client_of
from wuze.accounts.models import User
from wuze.assessment.rounds import actions
from wuze.assessment.rounds.actions import runs
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Calculation, Proof, Result, Round
from wuze.kernel.errors import Refused
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)


@pytest.fixture
def site() -> Site:
    """A county."""
    return Site()


@pytest.fixture
def row(site: Site, monkeypatch: pytest.MonkeyPatch) -> Round:
    """Deliberated; three subjects are many here."""
    made = site.fed_back()
    clerk = site.actor("lead_clerk", DAY)
    actions.advance(clerk, made.pk, "propose", version=None)
    actions.deliberate(clerk, made.pk, version=None, meeting="部务会", met_on=DAY, minutes="〔2026〕9号")
    monkeypatch.setattr(runs, "SMALL", 2)
    return site.again(made)


def asked(site: Site, row: Round) -> Proof:
    """The second clerk settles."""
    actions.settle(site.actor("second_clerk", DAY), row.pk, version=None)
    return Proof.objects.get()


def fragment(user: User, row: Round) -> HttpResponse:
    """What the page asks again and again."""
    return client_of(user).get(reverse("rounds:one", args=[row.pk]), HTTP_HX_REQUEST="true")  # type: ignore[return-value]  # the test client's own class


def test_it_waits_and_is_settled_by_the_worker(site: Site, row: Round) -> None:
    proof = asked(site, row)
    assert (site.again(row).state, proof.state, proof.settles) == (RoundState.DELIBERATED, RunState.WAITING, True)
    assert (actions.work_waiting(world.NOW), actions.work_waiting(world.NOW)) == ("1次", "")
    now = site.again(row)
    assert (now.state, now.settled_on, now.settled_by) == (RoundState.SETTLED, DAY, "沈一帆")
    last = row.history.last()
    assert last is not None
    assert (last.verb, last.by, last.user) == ("settle", "沈一帆", site.users["second_clerk"].pk)
    codes = list(Entry.objects.order_by("number").values_list("code", flat=True))
    assert codes[-2:] == ["round.proving", "round.settled"]


def test_cut_off_in_the_middle_it_begins_again_and_settles_once(site: Site, row: Round) -> None:
    proof = asked(site, row)
    Proof.objects.filter(pk=proof.pk).update(state=RunState.RUNNING, percent=75)
    actions.prove(proof.pk)
    actions.prove(proof.pk)
    assert row.history.filter(verb="settle").count() == 1
    assert Entry.objects.filter(code="round.settled").count() == 1


def test_one_proof_at_a_time(site: Site, row: Round) -> None:
    asked(site, row)
    with pytest.raises(Refused, match="正在按冻结的数据重算核对"):
        actions.settle(site.actor("second_clerk", DAY), row.pk, version=None)


def test_whoever_goes_back_meanwhile_wins(site: Site, row: Round) -> None:
    proof = asked(site, row)
    actions.back(site.actor("lead_clerk", DAY), row.pk, version=None, reason="会上要再议")
    done = actions.prove(proof.pk)
    assert (site.again(row).state, done.state) == (RoundState.PROPOSED, RunState.FAILED)
    assert done.trouble == "这一轮已提建议，现在不能这样办。"
    assert done.trouble in get(site.users["lead_clerk"], "one", row.pk).content.decode()


def test_what_is_not_equal_is_not_settled(site: Site, row: Round) -> None:
    one = Result.objects.filter(calculation=row.calculation).order_by("pk")[0]
    Result.objects.filter(pk=one.pk).update(points=one.points + 1)
    done = actions.prove(asked(site, row).pk)
    assert (site.again(row).state, done.trouble) == (
        RoundState.DELIBERATED,
        f"重算有1个不一致，没有定案：{one.member.code}。",
    )
    assert Calculation.objects.get(round=row).unequal == 1


def test_the_page_follows_and_comes_anew_when_it_is_done(site: Site, row: Round) -> None:
    clerk = site.users["second_clerk"]
    answer = send(clerk, "check", row.pk)
    assert answer.status_code == 302
    page = get(clerk, "one", row.pk).content.decode()
    assert "重算核对（沈一帆办），0%" in page
    part = fragment(clerk, row)
    assert ("<html" in part.content.decode(), part.headers.get("HX-Refresh")) == (False, None)
    actions.work_waiting(world.NOW)
    ended = fragment(clerk, row)
    assert (ended.content, ended.headers["HX-Refresh"]) == (b"", "true")
    other = get(site.users["secretary"], "one", row.pk).content.decode()
    assert 'id="progress"' not in other
