"""One-time links: issued, handed over once, opened on a phone without account, used once; and 核对本单位信息."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.accounts.approvals.asking import client_of, frozen, get, send, text
from tests.races import at_once
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import LinkState
from wuze.accounts.links import actions as links
from wuze.accounts.links import gate, queries, rules, tasks
from wuze.accounts.models import Installation, Once, OneTimeLink
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.kernel.web.request import Moment
from wuze.registry.links import actions
from wuze.registry.links.actions import Answer
from wuze.registry.links.queries import entry_of, hidden
from wuze.registry.links.tasks import CONFIRM
from wuze.registry.models import UnitCheck
from wuze.trail.models import Entry
from wuze.trail.values import Thing

pytestmark = pytest.mark.django_db
NEW = {"for_name": "王秀兰", "task": CONFIRM.code, "days": "7"}


@pytest.fixture
def county() -> world.County:
    """青岚县 on the day of the tests."""
    frozen()
    return world.county()


def issued(county: world.County, who: str = "town_clerk", **more: str) -> str:
    """A link for the north branch; its address."""
    answer = send(county.users[who], "unit-links:issue", unit=str(county.north_branch.pk), **(NEW | more))
    return address_in(text(answer))


def address_in(page: str) -> str:
    """The address on the page that is shown once."""
    found = re.search(r"http://testserver(/unit-links/open/[\w-]+/)", page)
    assert found is not None, page
    return found.group(1)


def answered(address: str, **more: str) -> object:
    """The form of the phone, sent by nobody in particular."""
    return Client().post(address, {"once": rules.new_token(), "same": "yes"} | more)


# --- issuing ----------------------------------------------------------------------------------------------------------


def test_sec_44_a_token_has_144_random_bits_and_is_kept_as_keyed_hash_only(county: world.County) -> None:
    address = issued(county)
    token = address.split("/")[-2]
    row = OneTimeLink.objects.get()
    kept = " ".join(str(value) for value in OneTimeLink.objects.values().get().values())
    trail = " ".join(str(entry.as_row()) for entry in Entry.objects.all())
    assert (len(token), rules.BYTES * 8, row.digest) == (24, 144, rules.digest(token))
    assert len({rules.new_token() for _ in range(200)}) == 200
    assert token not in kept + trail


def test_the_page_is_shown_once_with_code_and_text(county: world.County) -> None:
    answer = send(county.users["town_clerk"], "unit-links:issue", unit=str(county.north_branch.pk), **NEW)
    page = text(answer)
    assert 'class="wz-qr"' in page
    assert "style=" not in page
    assert "云峰茶业党支部：请核对本单位信息，约1分钟" in page
    assert answer.headers["Cache-Control"] == "no-store"
    link = OneTimeLink.objects.get()
    again = text(get(county.users["town_clerk"], "unit-links:one", link.pk))
    assert "/unit-links/open/" not in again
    assert link.expires_at - link.issued_at == timedelta(days=7)


def test_the_same_form_twice_makes_one_link(county: world.County) -> None:
    client = client_of(county.users["town_clerk"])
    data = {"once": "one", "unit": str(county.north_branch.pk), **NEW}
    client.post(reverse("unit-links:issue"), data)
    again = client.post(reverse("unit-links:issue"), data)
    link = OneTimeLink.objects.get()
    assert again.headers["Location"] == reverse("unit-links:one", args=[link.pk])


def test_days_and_name_are_checked(county: world.County) -> None:
    assert "最多30天" in text(
        send(county.users["town_clerk"], "unit-links:issue", unit=str(county.north_branch.pk), **(NEW | {"days": "31"}))
    )
    clerk = world.actor(county.users["town_clerk"])
    with pytest.raises(Invalid) as error:
        links.issue(clerk, CONFIRM.code, unit=1, unit_label="x", thing=Thing("x", "1", "x"), for_name=" ", days=0)
    assert set(error.value.fields) == {"days", "for_name"}
    blank = send(
        county.users["town_clerk"], "unit-links:issue", unit=str(county.north_branch.pk), **(NEW | {"for_name": ""})
    )
    assert "请填给谁用" in text(blank)


def test_an_action_s_finding_comes_back_in_the_form(county: world.County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "days_fault", lambda _days: "有效期不对。")
    page = send(county.users["town_clerk"], "unit-links:issue", unit=str(county.north_branch.pk), **NEW)
    assert "有效期不对。" in text(page)


@pytest.mark.parametrize(("who", "units"), [
    ("town_clerk", {"云峰茶业党支部"}), ("south_clerk", {"柳塘精密党支部"}), ("sector_clerk", {"正衡律所党支部"}),
])  # fmt: skip
def test_links_are_for_the_branches_one_manages(county: world.County, who: str, units: set[str]) -> None:
    page = text(get(county.users[who], "unit-links:issue"))
    named = {one for one in ("云峰茶业党支部", "柳塘精密党支部", "正衡律所党支部") if one in page}
    assert named == units
    other = county.south_branch if who != "south_clerk" else county.north_branch
    assert send(county.users[who], "unit-links:issue", unit=str(other.pk), **NEW).status_code == 200
    assert not OneTimeLink.objects.exists()


@pytest.mark.parametrize("who", ["secretary", "town_head", "leader", "reader", "security_admin"])
def test_others_issue_none(county: world.County, who: str) -> None:
    issued(county)
    link = OneTimeLink.objects.get()
    names = ("unit-links:list", "unit-links:issue", "unit-links:checks")
    assert [get(county.users[who], name).status_code for name in names] == [403, 403, 403]
    assert get(county.users[who], "unit-links:one", link.pk).status_code == 403
    with pytest.raises(Refused):
        links.void(world.actor(county.users[who]), link.pk)


def test_another_town_s_link_is_not_there(county: world.County) -> None:
    issued(county)
    link = OneTimeLink.objects.get()
    south = county.users["south_clerk"]
    assert get(south, "unit-links:one", link.pk).status_code == 404
    assert send(south, "unit-links:void", link.pk).status_code == 404
    assert send(south, "unit-links:reissue", link.pk).status_code == 404
    assert "云峰茶业党支部" not in text(get(south, "unit-links:list"))


def test_void_and_reissue(county: world.County) -> None:
    first = issued(county)
    clerk = county.users["town_clerk"]
    second = address_in(text(send(clerk, "unit-links:reissue", OneTimeLink.objects.get().pk)))
    old, new = OneTimeLink.objects.order_by("pk")
    assert (old.state, old.replaced, new.state) == (LinkState.VOID, new, LinkState.OPEN)
    gone = Client().get(first)
    assert (gone.status_code, "已经作废" in gone.content.decode()) == (404, True)
    assert Client().get(second).status_code == 200
    assert send(clerk, "unit-links:void", new.pk, version=new.version).status_code == 302
    assert send(clerk, "unit-links:void", new.pk).status_code == 403
    assert Client().get(second).status_code == 404
    assert "换成了新的" in text(get(clerk, "unit-links:one", old.pk))


def test_a_link_made_at_the_same_moment_is_stale(county: world.County, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(county)
    none = OneTimeLink.objects.none()
    monkeypatch.setattr(OneTimeLink.objects, "select_for_update", lambda: none)
    values = {
        "unit": county.north_branch.pk,
        "unit_label": "x",
        "thing": Thing("registry.unit", str(county.north_branch.pk), "x"),
    }
    with pytest.raises(Stale):
        links.issue(world.actor(county.users["town_clerk"]), CONFIRM.code, for_name="王秀兰", **values)


def test_a_task_registered_in_two_ways_is_refused() -> None:
    tasks.register(CONFIRM)
    assert CONFIRM in tasks.known()
    with pytest.raises(ValueError, match="登记了两次"):
        tasks.register(tasks.Task(CONFIRM.code, "别的", CONFIRM.url_name, "x"))


# --- opening ----------------------------------------------------------------------------------------------------------


def test_sec_12_opening_consumes_nothing_and_shows_one_page(county: world.County) -> None:
    address = issued(county)
    before = OneTimeLink.objects.values().get()
    pages = [Client().get(address) for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 200]
    body = pages[-1].content.decode()
    assert OneTimeLink.objects.values().get() == before
    assert "云峰茶业党支部" in body
    assert "王秀兰" in body
    assert "柳塘" not in body
    assert Client().get("/registry/units/").status_code == 302


def test_sec_48_nothing_stays_behind_and_the_address_goes_nowhere(county: world.County) -> None:
    address = issued(county)
    page = Client().get(address)
    body = page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert re.findall(r'(?:href|src|action)="https?://', body) == []
    token = address.split("/")[-2]
    assert token not in body
    answered(address)
    assert token not in str(list(Once.objects.values()))
    assert token not in str([entry.as_row() for entry in Entry.objects.all()])


def test_the_number_is_shown_without_its_middle(county: world.County) -> None:
    secretary = county.users["secretary"].person
    secretary.phone = "13305711234"
    secretary.save()
    entry = entry_of(county.north_branch, world.DAY)
    body = Client().get(issued(county)).content.decode()
    assert (entry.secretary, entry.phone, entry.superior) == (secretary.name, "133****34", "云峰乡党委")
    assert "13305711234" not in body
    assert hidden("6021") == "6021"
    assert entry_of(county.north, world.DAY).phone == ""


def test_used_once_and_signed_with_name_and_link(county: world.County) -> None:
    address = issued(county)
    answer = answered(address, same="no", secretary="王秀兰", phone="0571-1234567", note="属地改到城南")
    assert answer.headers["Location"] == "/links/done/"  # type: ignore[attr-defined]  # a response
    link, check = OneTimeLink.objects.get(), UnitCheck.objects.get()
    assert (link.state, check.by_link, check.entered_by, check.secretary) == (LinkState.USED, True, "王秀兰", "王秀兰")
    used = Entry.objects.get(code="accounts.link_used")
    said = Entry.objects.get(code="registry.unit_checked")
    for entry in (used, said):
        assert (entry.who_name, entry.who_post, entry.who_person, entry.who_source) == (
            "王秀兰", "云峰茶业党支部 一次性链接", f"link:{link.pk}", "一次性链接",
        )  # fmt: skip
    assert "1234567" not in str(said.as_row())
    assert answered(address).status_code == 404  # type: ignore[attr-defined]  # as above
    assert "已经办好" in Client().get(address).content.decode()
    assert UnitCheck.objects.count() == 1
    UnitCheck.objects.update(same=True)
    assert "都对" in text(get(county.users["town_clerk"], "unit-links:checks", view="all"))
    assert Client().get("/links/done/").status_code == 200


def test_faults_leave_the_link_usable(county: world.County) -> None:
    address = issued(county)
    assert "请写哪里不对" in answered(address, same="no").content.decode()  # type: ignore[attr-defined]  # a response
    assert "又填了不对的" in answered(address, note="x").content.decode()  # type: ignore[attr-defined]  # as above
    assert Client().post(address, {"once": "k"}).status_code == 200
    assert OneTimeLink.objects.get().state == LinkState.OPEN
    assert not UnitCheck.objects.exists()


def test_expired(county: world.County) -> None:
    address = issued(county)
    Installation.objects.update(demo_day=world.DAY + timedelta(8))
    page = Client().get(address)
    assert (page.status_code, "到期了" in page.content.decode()) == (404, True)
    assert "没用，过期了" in text(get(county.users["town_clerk"], "unit-links:list", view="late"))


def test_sec_05_wrong_tokens_are_counted_by_address(county: world.County) -> None:
    right = issued(county)
    pages = [Client().get(f"/unit-links/open/wrong{number}/") for number in range(rules.WRONG_TRIES)]
    assert {page.status_code for page in pages} == {404}
    assert "少抄了一位" in pages[-1].content.decode()
    assert [Client().get(one).status_code for one in ("/unit-links/open/more/", right)] == [429, 429]
    assert Client(REMOTE_ADDR="10.0.0.9").get(right).status_code == 200
    missed = Entry.objects.filter(code=queries.MISSED)
    assert missed.count() == rules.WRONG_TRIES
    assert "wrong1" not in str([entry.as_row() for entry in missed])
    later = Moment.read().on(world.DAY).now + rules.WINDOW
    assert queries.misses("127.0.0.1", later + timedelta(minutes=1)) == 0


def test_a_link_for_another_task_opens_nothing(county: world.County) -> None:
    address = issued(county)
    OneTimeLink.objects.update(task="other.task")
    assert Client().get(address).status_code == 404


def test_whoever_is_logged_in_on_that_phone_the_bearer_signs(county: world.County) -> None:
    address = issued(county)
    client_of(county.users["leader"]).post(address, {"once": "x", "same": "yes"})
    assert UnitCheck.objects.get().entered_by == "王秀兰"


def test_the_bearer_has_no_right_at_all(county: world.County) -> None:
    issued(county)
    bearer = gate.bearing(OneTimeLink.objects.get(), world.actor(county.users["leader"]))
    assert (bearer.user, bearer.capabilities, bearer.posts) == (0, frozenset(), ())


def test_used_between_look_and_entry(county: world.County) -> None:
    issued(county)
    link = OneTimeLink.objects.get()
    bearer = gate.bearing(link, world.actor(county.users["leader"]))
    links.use(bearer, link.pk, "x")
    with pytest.raises(Stale):
        links.use(bearer, link.pk, "x")


def test_a_refusal_on_the_way_is_a_plain_page(county: world.County, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> None:
        raise Stale("这件事刚刚已经办过，这一次没有记。")

    address = issued(county)
    monkeypatch.setattr(links, "use", taken)
    answer = Client().post(address, {"once": "x", "same": "yes"})
    assert (answer.status_code, "这一次没有记" in answer.content.decode()) == (409, True)
    assert not UnitCheck.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sec_23_of_two_entries_at_once_one_counts() -> None:
    frozen()
    address = issued(world.county())
    statuses: list[int] = []

    def sent(number: int) -> None:
        statuses.append(Client().post(address, {"once": f"race{number}", "same": "yes"}).status_code)

    assert at_once(sent) == []
    statuses.sort()
    assert statuses[0] == 302
    assert statuses[1] in {404, 409}
    assert UnitCheck.objects.count() == 1


# --- what the superior sees -------------------------------------------------------------------------------------------


def test_the_superior_settles_what_differs(county: world.County) -> None:
    answered(issued(county), same="no", phone="0571-1234567")
    clerk, check = county.users["town_clerk"], UnitCheck.objects.get()
    assert "要处理的 1" in text(get(clerk, "unit-links:checks"))
    assert "0571-1234567" in text(get(clerk, "unit-links:check", check.pk))
    assert get(county.users["south_clerk"], "unit-links:check", check.pk).status_code == 404
    assert "请填怎么处理的" in text(send(clerk, "unit-links:check", check.pk, version=1, outcome=""))
    done = send(clerk, "unit-links:check", check.pk, version=1, outcome="电话已改", settled_by="别人")
    check.refresh_from_db()
    assert (done.status_code, check.outcome, check.settled_by) == (302, "电话已改", clerk.person.name)
    assert send(clerk, "unit-links:check", check.pk, outcome="再改").status_code == 403
    assert "电话已改" in text(get(clerk, "unit-links:check", check.pk))
    page = client_of(clerk).get("/unit-links/checks/?view=all", headers={"HX-Request": "true"})
    assert "已处理" in page.content.decode()
    with pytest.raises(Stale):
        actions.settle(world.actor(clerk), check.pk, "x", version=1)


def test_an_outcome_of_blanks_and_a_stranger_are_refused(county: world.County) -> None:
    answered(issued(county), same="no", note="x")
    check = UnitCheck.objects.get()
    with pytest.raises(Invalid):
        actions.settle(world.actor(county.users["town_clerk"]), check.pk, " ")
    with pytest.raises(Refused):
        actions.settle(world.actor(county.users["south_clerk"]), check.pk, "x")


def test_entered_on_behalf_from_a_call(county: world.County) -> None:
    clerk, branch = county.users["town_clerk"], county.north_branch
    assert "替哪个单位" in text(get(clerk, "unit-links:check-for", branch.pk))
    form = {"same": "no", "note": "名称多一个字", "for_whom": "云峰茶业党支部 王秀兰", "paper_name": "电话记录"}
    assert "请填材料日期" in text(send(clerk, "unit-links:check-for", branch.pk, **form))
    assert "不能晚于今天" in text(send(clerk, "unit-links:check-for", branch.pk, paper_date="2026-12-01", **form))
    assert send(clerk, "unit-links:check-for", branch.pk, paper_date="2026-11-20", **form).status_code == 302
    check, entry = UnitCheck.objects.get(), Entry.objects.get(code="registry.unit_checked")
    assert (check.on_behalf, check.source, check.by_link) == ("云峰茶业党支部 王秀兰", "电话记录 2026-11-20", False)
    assert (entry.who_on_behalf, entry.who_source) == (check.on_behalf, check.source)
    assert "代录" in text(get(clerk, "unit-links:checks", view="all"))
    assert "替谁录" in text(get(clerk, "unit-links:check", check.pk))


@pytest.mark.parametrize(
    ("who", "status"), [("south_clerk", 404), ("department", 404), ("secretary", 403), ("leader", 403)]
)
def test_who_does_not_enter_for_a_branch(county: world.County, who: str, status: int) -> None:
    assert get(county.users[who], "unit-links:check-for", county.north_branch.pk).status_code == status


@pytest.mark.parametrize(("who", "behalf", "code"), [
    ("secretary", None, "enter_for.no_right"), ("south_clerk", None, "check.not_yours"),
    ("town_clerk", None, "check.behalf"),
])  # fmt: skip
def test_the_action_itself_refuses(county: world.County, who: str, behalf: Behalf | None, code: str) -> None:
    with pytest.raises(Refused) as error:
        actions.check_unit(world.actor(county.users[who]), county.north_branch.pk, Answer(True), behalf=behalf)
    assert error.value.code == code


def test_lists_cost_the_same_at_one_and_three_rows(county: world.County) -> None:
    client = client_of(county.users["town_clerk"])
    counts: list[tuple[int, int]] = []
    for names in (("甲",), ("乙", "丙")):
        for name in names:
            answered(issued(county, for_name=name), same="no", note="x")
        found = []
        for address in ("/unit-links/?view=all", "/unit-links/checks/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries_made:
                assert client.get(address).status_code == 200
            found.append(len(queries_made))
        counts.append((found[0], found[1]))
    assert counts[0] == counts[1]
