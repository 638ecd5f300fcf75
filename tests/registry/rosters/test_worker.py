"""Large rosters go through the worker: waiting is shown, cut off it begins anew, nothing is written by half."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import Pages, client_of, text
from tests.registry import site
from tests.registry.rosters.making import brought, firm, kinds, outcomes, table, towns
from tests.world import County
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refused
from wuze.registry.enums import Outcome, RosterState
from wuze.registry.models import Appointment, Organisation, Roster, RosterPart, RosterRow
from wuze.registry.rosters.actions import SMALL, apply, ask_apply, drop, waiting, work_waiting
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
_pages = Pages("rosters")
get, post = _pages.get, _pages.send
HEAD = ("单位名称", "员工人数", "党员数", "身份证号码")
READ = f"{SMALL + 2}行"


@pytest.fixture
def county() -> County:
    """The test county on its day, with two firms of which the roster changes one and leaves the other as it is."""
    site.frozen()
    made = world.county()
    firm("第1社", towns()[0], employees=3)
    firm("第2社", towns()[0], employees=2)
    return made


def large(actor: Actor, name: str = "社") -> Roster:
    """More rows than are compared at once: one unlike what stands, one like it, one with a fault, one for each else."""
    lines: list[tuple[object, ...]] = [(f"第{n}{name}", n, None, "330199199001010010") for n in range(1, SMALL + 3)]
    lines[2] = ("第3社", "约3", None, None)
    return brought(actor, ("云峰乡.xlsx", {"云峰乡": table(*lines, head=HEAD)}), usual=kinds()[0])


def fragment(county: County, roster: Roster) -> HttpResponse:
    """What the page asks for by itself."""
    address = f"{reverse('rosters:one', args=[roster.pk])}?waiting=1"
    return client_of(county.users["lead_clerk"]).get(address, headers={"HX-Request": "true"})  # type: ignore[return-value]  # the test client's own class


def test_read_at_once_compared_by_the_worker(county: County) -> None:
    """The parts hold nothing that is never taken, and go; the preview is what it would have been at once."""
    user = county.users["lead_clerk"]
    roster = large(world.actor(user))
    assert roster.state == RosterState.COMPARING
    assert not roster.rows.exists()
    assert [len(part.said["lines"]) for part in roster.parts.all()] == [500, 500, 2]
    assert "330199" not in str([part.said for part in roster.parts.all()])
    page = text(get(user, "one", roster.pk))
    assert "正在比对，0%" in page
    assert READ in page
    assert '<meta http-equiv="refresh" content="3">' in page
    assert "<html" not in text(fragment(county, roster))
    assert "正在比对" in text(get(user, "list"))
    for act in (apply, drop, partial(ask_apply, version=None)):
        with pytest.raises(Refused, match="后台正在比对，完了再办。"):
            act(world.actor(user), roster.pk)
    assert work_waiting(world.NOW) == "1份"
    roster.refresh_from_db()
    assert roster.state == RosterState.READY
    assert not RosterPart.objects.exists()
    found = outcomes(roster)
    assert found[:3] == [("第1社", Outcome.CHANGED), ("第2社", Outcome.SAME), ("第3社", Outcome.NEW)]
    assert {outcome for _, outcome in found[3:]} == {Outcome.NEW}
    assert len(found) == SMALL + 2
    third = RosterRow.objects.get(roster=roster, number=3)
    assert (third.faults[0][0], third.write["region_id"]) == ("employees", towns()[0].pk)
    assert fragment(county, roster).headers["HX-Refresh"] == "true"
    codes = list(Entry.objects.filter(thing_kind="registry.roster").order_by("number").values_list("code", flat=True))
    assert codes == ["registry.roster_read", "registry.roster_compared"]
    assert work_waiting(world.NOW) == ""


def test_cut_off_it_begins_anew(county: County) -> None:
    """Rows that a worker left when it was killed are made again, and none is there twice."""
    roster = large(world.actor(county.users["lead_clerk"]))
    RosterRow.objects.create(roster=roster, number=7, name="半截", outcome=Outcome.NEW)
    Roster.objects.filter(pk=roster.pk).update(percent=60)
    work_waiting(world.NOW)
    assert list(roster.rows.values_list("number", flat=True)) == list(range(1, SMALL + 3))
    assert not roster.rows.filter(name="半截").exists()


def test_written_by_the_worker(county: County) -> None:
    """Asked for on the page; until it is done nothing is there, then all of it."""
    user = county.users["lead_clerk"]
    roster = large(world.actor(user))
    work_waiting(world.NOW)
    assert "由后台写" in text(get(user, "apply", roster.pk))
    assert post(user, "apply", roster.pk, version=1).status_code == 302
    assert Organisation.objects.count() == 2
    assert "正在写入" in text(get(user, "one", roster.pk))
    assert post(user, "apply", roster.pk, version=2).status_code == 403
    assert post(user, "settle", roster.pk, "skip", row=[str(roster.rows.all()[0].pk)]).status_code == 403
    work_waiting(world.NOW)
    roster.refresh_from_db()
    assert roster.state == RosterState.APPLIED
    assert (roster.receipt["new"], roster.receipt["changed"], roster.receipt["same"]) == (SMALL, 1, 1)
    assert Organisation.objects.count() == SMALL + 2
    assert Organisation.objects.filter(standings__until=None).count() == SMALL + 2
    entry = Entry.objects.get(code="registry.roster_applied")
    assert (entry.who_name, len(entry.rows)) == (user.person.name, SMALL + 1)
    assert "回执" in text(get(user, "one", roster.pk))


def test_what_changed_meanwhile_stops_it(county: County) -> None:
    """Nothing is written; the page says why until the row is settled."""
    user = county.users["lead_clerk"]
    roster = large(world.actor(user))
    work_waiting(world.NOW)
    Organisation.objects.filter(name="第1社").update(employees=9, version=2)
    ask_apply(world.actor(user), roster.pk, version=1)
    work_waiting(world.NOW)
    roster.refresh_from_db()
    assert roster.state == RosterState.READY
    assert Organisation.objects.count() == 2
    assert "一行也没有写" in text(get(user, "one", roster.pk))
    row = RosterRow.objects.get(roster=roster, outcome=Outcome.ASK)
    assert row.why == "预览以后别人改过：从业人数"
    post(user, "settle", roster.pk, "take", row=[str(row.pk)])
    assert "一行也没有写" not in text(get(user, "one", roster.pk))


def test_whoever_may_no_longer_is_told(county: County) -> None:
    """Between asking and writing the post was given up."""
    user = county.users["lead_clerk"]
    roster = large(world.actor(user))
    work_waiting(world.NOW)
    ask_apply(world.actor(user), roster.pk, version=1)
    Appointment.objects.filter(person=user.person).update(until=world.DAY)
    work_waiting(world.NOW)
    roster.refresh_from_db()
    assert (roster.state, roster.trouble) == (RosterState.READY, "您现在的岗位没有改名录的权限。")
    assert Organisation.objects.count() == 2


def test_what_nobody_foresaw_does_not_stop_the_next(county: County) -> None:
    """The one is given up and says so; the other is compared."""
    user = county.users["lead_clerk"]
    broken, whole = large(world.actor(user)), large(world.actor(user), "厂")
    RosterPart.objects.filter(roster=broken).update(said={})
    assert "前面还有1份名册" in text(get(user, "one", whole.pk))
    assert work_waiting(world.NOW) == "2份"
    broken.refresh_from_db()
    whole.refresh_from_db()
    assert (broken.state, whole.state) == (RosterState.DROPPED, RosterState.READY)
    assert not broken.parts.exists()
    assert "没有办成，名录没有动" in text(get(user, "one", broken.pk))
    assert Entry.objects.filter(code="registry.roster_stopped", thing_key=str(broken.pk)).count() == 1


def test_what_kills_the_worker_twice_is_given_up(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill leaves no exception behind: it is told by how often the worker has begun. The next roster is done."""

    class Killed(BaseException):
        """As the kernel would."""

    def killed(*_: object) -> None:
        raise Killed

    user = county.users["lead_clerk"]
    fatal, whole = large(world.actor(user)), large(world.actor(user), "厂")
    with monkeypatch.context() as patched:
        patched.setattr(waiting, "compare", killed)
        for _ in range(waiting.MOST):
            with pytest.raises(Killed):
                work_waiting(world.NOW)
    assert work_waiting(world.NOW) == "2份"
    fatal.refresh_from_db()
    whole.refresh_from_db()
    assert (fatal.state, whole.state) == (RosterState.DROPPED, RosterState.READY)
    assert "后台比对了2次都中断了" in text(get(user, "one", fatal.pk))
    ask_apply(world.actor(user), whole.pk, version=1)
    Roster.objects.filter(pk=whole.pk).update(tries=waiting.MOST)
    work_waiting(world.NOW)
    whole.refresh_from_db()
    assert (whole.state, Organisation.objects.count()) == (RosterState.READY, 2)
    assert "可以再点一次写入" in text(get(user, "one", whole.pk))
    ask_apply(world.actor(user), whole.pk, version=whole.version)
    work_waiting(world.NOW)
    assert Organisation.objects.count() > 2


def test_nobody_works(county: County) -> None:
    """After half a minute the page says so."""
    user = county.users["lead_clerk"]
    roster = large(world.actor(user))
    Roster.objects.update(asked=world.NOW - timedelta(days=1))
    assert "后台可能没有在运行" in text(get(user, "one", roster.pk))
    assert get(county.users["town_clerk"], "one", roster.pk).status_code == 404
    assert get(county.users["secretary"], "one", roster.pk).status_code == 403


def test_the_page_asks_the_same_however_many_wait(county: County) -> None:
    """One or three before it."""
    user = county.users["lead_clerk"]
    counts = []
    rosters = [large(world.actor(user), name) for name in ("社", "厂", "店")]
    for roster in (rosters[0], rosters[2]):
        with CaptureQueriesContext(connection) as seen:
            get(user, "one", roster.pk)
        counts.append(len(seen))
    assert counts[0] == counts[1]
