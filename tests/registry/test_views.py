"""Every page of the registry: owner, colleague with the right, outsider (404), read-only (403); one act, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.registry.site import frozen, get, send
from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.registry import actions
from wuze.registry.models import Appointment, Handover, Post, Region, Unit
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


class Site:
    """A county, and in one of its towns a post that is handed over and one that is free."""

    def __init__(self) -> None:
        frozen()
        self.county = world.county()
        self.users = self.county.users
        self.north = self.county.north
        self.post = world.post(self.north, Role.TOWN_HEAD, "组织委员")
        self.free = world.post(self.north, Role.TOWN_CLERK, "经办二")
        self.old = world.account(world.person("杜衡"))
        self.new = world.account(world.person("方晓"))
        Person.objects.filter(pk=self.old.person_id).update(phone="8846021")
        self.held = world.appoint(self.old.person, self.post)

    def draft(self) -> Handover:
        clerk = world.actor(self.users["town_clerk"])
        return actions.draft_handover(clerk, self.post.pk, person=self.new.person_id, on=world.DAY, basis="x")


@pytest.fixture
def site() -> Site:
    return Site()


Key = Callable[[Site], int]
UNIT: Key = lambda site: site.north.pk  # noqa: E731 - a table of keys
POST: Key = lambda site: site.post.pk  # noqa: E731 - as above
FREE: Key = lambda site: site.free.pk  # noqa: E731 - as above
HELD: Key = lambda site: site.held.pk  # noqa: E731 - as above
PERSON: Key = lambda site: site.old.person_id  # noqa: E731 - as above
HANDOVER: Key = lambda site: site.draft().pk  # noqa: E731 - as above

READ = [("unit", UNIT), ("branch", UNIT), ("post", POST), ("person", PERSON)]
OF_POSTS = [("post-add", UNIT), ("post-edit", POST), ("post-close", FREE), ("post-appoint", FREE),
            ("appointment-end", HELD), ("handover-draft", POST), ("person-edit", PERSON)]  # fmt: skip


@pytest.mark.parametrize(("name", "key"), READ)
def test_reading_one_thing(site: Site, name: str, key: Key) -> None:
    seen = {who: get(site.users[who], name, key(site)).status_code for who in (
        "town_clerk", "town_head", "lead_clerk", "secretary", "south_clerk", "department", "system_admin",
    )}  # fmt: skip
    assert seen == {"town_clerk": 200, "town_head": 200, "lead_clerk": 200, "secretary": 200, "south_clerk": 404,
                    "department": 404, "system_admin": 403}  # fmt: skip


@pytest.mark.parametrize(("name", "key"), OF_POSTS)
def test_forms_of_posts(site: Site, name: str, key: Key) -> None:
    seen = {who: get(site.users[who], name, key(site)).status_code for who in (
        "town_clerk", "lead_clerk", "south_clerk", "secretary", "leader",
    )}  # fmt: skip
    assert seen == {"town_clerk": 200, "lead_clerk": 200, "south_clerk": 404, "secretary": 403, "leader": 403}


@pytest.mark.parametrize("name", ["unit-edit", "unit-move"])
def test_forms_of_units(site: Site, name: str) -> None:
    seen = {
        who: get(site.users[who], name, site.north.pk).status_code for who in ("lead_clerk", "town_clerk", "leader")
    }
    assert seen == {"lead_clerk": 200, "town_clerk": 403, "leader": 403}


@pytest.mark.parametrize("name", ["handover", "handover-sheet"])
def test_reading_a_handover(site: Site, name: str) -> None:
    key = site.draft().pk
    seen = {
        who: get(site.users[who], name, key).status_code
        for who in ("town_clerk", "lead_clerk", "south_clerk", "reader")
    }
    assert seen == {"town_clerk": 200, "lead_clerk": 200, "south_clerk": 404, "reader": 404}
    assert get(site.new, name, key).status_code == 200


@pytest.mark.parametrize("name", ["units", "tree", "posts", "people", "handovers"])
def test_lists_show_what_is_visible_and_no_more(site: Site, name: str) -> None:
    site.draft()
    world.appoint(world.person("柳塘人"), world.post(site.county.south, Role.TOWN_HEAD, "柳塘委员"))
    page = text(get(site.users["town_clerk"], name, view="all"))
    assert ("柳塘" in page, "云峰" in page or name == "tree") == (False, True)
    assert get(site.users["audit_admin"], name).status_code == 403


def queries_of(site: Site, name: str, *keys: int) -> int:
    client = client_of(site.users["lead_clerk"])

    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"registry:{name}", args=keys)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["units", "tree", "posts", "people", "unit", "post"])
def test_as_many_queries_for_three_as_for_one(site: Site, name: str) -> None:
    keys = {"unit": [site.north.pk], "post": [site.post.pk]}.get(name, [])
    before = queries_of(site, name, *keys)
    for number in range(3):
        world.unit(f"支部{number}", "party", parent=site.north)
        world.appoint(world.person(f"人{number}"), world.post(site.north, Role.TOWN_CLERK, f"岗{number}"))
        world.appoint(
            world.person(f"前{number}"),
            site.post,
            world.LONG_AGO.replace(year=2000 + number),
            world.LONG_AGO.replace(year=2001 + number),
        )
    assert queries_of(site, name, *keys) == before


# --- acts -------------------------------------------------------------------------------------------------------------


def test_a_unit_is_set_up_moved_closed_and_opened(site: Site) -> None:
    me = site.users["lead_clerk"]
    entered = {"name": "望湖街道党工委", "kind": "town", "since": "2026-11-01", "source": "青编〔2026〕3号"}
    answer = client_of(me).post(f"/registry/units/new/?parent={site.county.root.pk}", {"once": "a1", **entered})
    made = Unit.objects.get(name="望湖街道党工委")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/registry/units/{made.pk}/")
    branch = site.county.sector_branch
    assert "柳塘镇党委" in text(get(me, "unit-move", branch.pk))
    moved = send(me, "unit-move", branch.pk, version=1, parent=made.pk, since="2026-11-02", source="x")
    assert (moved.status_code, Unit.objects.get(pk=branch.pk).path.startswith(Unit.objects.get(pk=made.pk).path)) == (
        302,
        True,
    )
    page = text(get(me, "unit", branch.pk, on="2025-01-01"))
    assert "2025年1月1日</b>：青岚县委 / 律师行业党委 / 正衡律所党支部" in page
    assert "还没有设立" in text(get(me, "unit", branch.pk, on="2001-01-01"))
    assert get(me, "unit", branch.pk, on="昨天").status_code == 200
    assert send(me, "unit-close", branch.pk, version=2, until="2026-11-24", reason="撤并").status_code == 302
    assert "恢复" in text(get(me, "unit", branch.pk))
    assert send(me, "unit-reopen", branch.pk, version=3, reason="误撤").status_code == 302
    assert Entry.objects.count() == 4


def test_the_first_unit_is_the_county(site: Site) -> None:
    assert get(site.users["lead_clerk"], "unit-add").status_code == 200
    assert get(site.users["lead_clerk"], "unit-add", parent="99999").status_code == 404
    assert get(site.users["lead_clerk"], "home").status_code == 302


def test_two_people_save_the_same_unit(site: Site) -> None:
    row, me = site.north, site.users["lead_clerk"]
    entered = {"version": 1, "name": row.name, "kind": row.kind, "region": row.region_id}
    assert send(me, "unit-edit", row.pk, short="云峰乡", **entered).status_code == 302
    late = send(me, "unit-edit", row.pk, short="云峰", **entered)
    page = text(late)
    assert late.status_code == 409
    assert "何敏11月24日" in page
    assert '<th scope="row">简称</th><td data-th="您填的">云峰</td><td data-th="现在的">云峰乡</td>' in page
    assert 'name="version" value="2"' in page
    assert 'value="云峰"' in page
    assert send(me, "unit-edit", row.pk, short="云峰", **entered | {"version": 2}).status_code == 302


def test_faults_stand_beside_their_fields_and_nothing_is_written(site: Site) -> None:
    answer = send(site.users["lead_clerk"], "unit-edit", site.north.pk, version=1, name="柳塘镇党委", kind="town")
    assert (answer.status_code, "已有同名的单位" in text(answer), "填的都还在" in text(answer)) == (400, True, True)
    assert send(site.users["lead_clerk"], "unit-edit", site.north.pk, version=1, name="").status_code == 400
    assert Entry.objects.count() == 0


def test_sec_17_fields_that_are_not_on_the_form_are_ignored(site: Site) -> None:
    row = site.north
    entered = {"version": 1, "name": row.name, "kind": row.kind, "path": "0009", "until": "2026-01-01", "depth": 9}
    assert send(site.users["lead_clerk"], "unit-edit", row.pk, **entered).status_code == 302
    now = Unit.objects.get(pk=row.pk)
    assert (now.path, now.depth, now.until) == (row.path, row.depth, None)


def test_somebody_known_or_new_is_appointed(site: Site) -> None:
    me, key = site.users["town_clerk"], site.free.pk
    assert "杜衡（云峰乡党委 组织委员）" in text(get(me, "post-appoint", key, q="dh"))
    entered = {"kind": "full", "since": "2026-11-24", "basis": "青组〔2026〕8号"}
    nobody = send(me, "post-appoint", key, person="0", **entered)
    assert (nobody.status_code, "请填新人的姓名" in text(nobody)) == (400, True)
    twin = send(me, "post-appoint", key, person="0", name="杜衡", **entered)
    assert (twin.status_code, "是另一个人请勾上" in text(twin)) == (400, True)
    stranger = send(me, "post-appoint", key, person=str(site.users["south_clerk"].person_id), **entered)
    assert (stranger.status_code, Appointment.objects.filter(post=site.free).count()) == (400, 0)
    assert send(me, "post-appoint", key, person=str(site.old.person_id), **entered).status_code == 302
    assert Appointment.objects.get(post=site.free).person == site.old.person


def test_a_post_through_its_life(site: Site) -> None:
    me = site.users["town_clerk"]
    assert (
        send(me, "post-add", site.north.pk, title="宣传委员", role="town_head", since="2026-11-24").status_code == 302
    )
    row = Post.objects.get(title="宣传委员")
    assert send(me, "post-edit", row.pk, version=1, title="统战委员", role="town_head", order="2").status_code == 302
    assert send(me, "appointment-end", site.held.pk, version=1, until="2026-11-24", reason="调走").status_code == 302
    late = world.appoint(world.person("将来"), row, world.DAY.replace(year=2027))
    assert "撤回" in text(get(me, "post", row.pk))
    assert send(me, "appointment-withdraw", late.pk, version=1, reason="改了").status_code == 302
    assert send(me, "post-close", site.free.pk, version=1, until="2026-11-24", reason="三定").status_code == 302
    assert "岗位已撤销" in text(get(me, "post", site.free.pk))
    assert "这个岗位没有人" in text(get(me, "post", row.pk))


def test_whoever_takes_over_may_be_new(site: Site) -> None:
    me, key = site.users["town_clerk"], site.post.pk
    more = {"on": "2026-12-01", "basis": "青组〔2026〕44号", "person": "0"}
    assert "请填新人的姓名" in text(send(me, "handover-draft", key, **more))
    assert send(me, "handover-draft", key, name="孟新来", **more).status_code == 302
    assert Handover.objects.get().incoming.name == "孟新来"


def test_a_handover_by_both_and_by_paper(site: Site) -> None:
    me, key = site.users["town_clerk"], site.post.pk
    lead = site.users["lead_clerk"]
    assert "方晓" in text(get(lead, "handover-draft", key, q="fx"))
    answer = client_of(lead).post(
        f"/registry/posts/{key}/handover/?q=fx",
        {"once": "h1", "person": site.new.person_id, "on": "2026-12-01", "basis": "x"},
    )
    row = Handover.objects.get()
    assert answer.headers["Location"] == f"/registry/handovers/{row.pk}/"
    assert "看正在办的交接" in text(get(me, "post", key))
    assert get(site.old, "handover-give", row.pk).status_code == 200
    assert send(site.old, "handover-give", row.pk, version=1).status_code == 302
    assert get(site.new, "handover-take", row.pk).status_code == 200
    assert send(me, "handover-take", row.pk, version=2).status_code == 403
    paper = send(me, "handover-register", row.pk, version=2, way="absent", source="x")
    assert paper.status_code == 400
    assert send(me, "handover-register", row.pk, version=2, way="paper", source="交接单").status_code == 302
    page = text(get(me, "handover", row.pk))
    assert ("代录：交接单" in page, "定住了" in page) == (True, True)


def test_taken_by_a_click_or_cancelled(site: Site) -> None:
    row = site.draft()
    assert (
        send(site.users["town_clerk"], "handover-register", row.pk, version=1, way="absent", source="x").status_code
        == 302
    )
    assert send(site.new, "handover-take", row.pk, version=2).status_code == 302
    again = actions.draft_handover(
        world.actor(site.users["town_clerk"]),
        site.post.pk,
        person=site.old.person_id,
        on=world.DAY.replace(year=2027),
        basis="x",
    )
    assert get(site.users["town_clerk"], "handover-cancel", again.pk).status_code == 200
    assert send(site.users["town_clerk"], "handover-cancel", again.pk, version=1, reason="改了").status_code == 302
    assert "已取消：改了" in text(get(site.users["town_clerk"], "handover", again.pk))


def test_people_are_added_and_edited(site: Site) -> None:
    lead = site.users["lead_clerk"]
    assert get(site.users["town_clerk"], "person-add").status_code == 403
    assert send(lead, "person-add", name="沈一帆", phone="6021").status_code == 302
    assert send(lead, "person-edit", site.old.person_id, version=1, name="杜横", phone="1").status_code == 302
    assert Person.objects.get(pk=site.old.person_id).name == "杜横"


def test_a_place_laid_without_a_code_takes_the_national_one(site: Site) -> None:
    """Else there would be two of one name, and its office would stay with the wrong one."""
    laid = world.region("云溪乡", "990101901000")
    lead, before = site.users["lead_clerk"], Region.objects.count()
    assert send(lead, "place-add", places="990101 某县\n990101205 云溪乡").status_code == 302
    laid.refresh_from_db()
    assert (laid.code, Region.objects.filter(name="云溪乡").count()) == ("990101205000", 1)
    assert Region.objects.count() == before + 1


def test_places_are_entered_by_lines_all_or_none_and_a_known_code_is_renamed(site: Site) -> None:
    lead = site.users["lead_clerk"]
    assert send(lead, "place-add", places="990001 新县\n990001101\t清溪镇\n990001401，工业园").status_code == 302
    kinds = {row.name: row.kind for row in Region.objects.filter(code__startswith="990001")}
    assert kinds == {"新县": "county", "清溪镇": "town", "工业园": "park"}
    assert send(lead, "place-add", places="990001101 清溪街道").status_code == 302
    assert Region.objects.get(code="990001101000").name == "清溪街道"
    wrong = send(lead, "place-add", places="990001102 南镇\n12 x\n990002101 远镇\n990001102 北镇")
    assert wrong.status_code == 400
    said = "第2行“12 x”读不懂，要写代码（6、9或12位数字）、空格、名称（80字以内）；"
    said += "第4行的代码990001102写了两个名称；远镇的上级代码990002000000没有登记，请一起写上"
    assert said in text(wrong)
    assert not Region.objects.filter(code="990001102000").exists()
    assert "这些都登记过了，没有要改的。" in text(send(lead, "place-add", places="990001101 清溪街道"))
    assert send(site.users["town_clerk"], "place-add", places="990001103 西镇").status_code == 403


def test_sec_16_an_office_phone_is_for_own_unit_superiors_and_the_lead_office(site: Site) -> None:
    shown = {}
    for who in ("town_clerk", "town_head", "lead_clerk", "lead_head", "leader", "secretary", "inspector"):
        user = site.users[who]
        pages = [text(get(user, name, *keys)) for name, keys in (("people", []), ("person", [site.old.person_id]))]
        shown[who] = ["8846021" in page for page in pages if "杜衡" in page]
    assert shown == {
        "town_clerk": [True, True], "town_head": [True, True], "lead_clerk": [True, True], "lead_head": [True, True],
        "leader": [True, True], "secretary": [False, False], "inspector": [],
    }  # fmt: skip
    assert "8846021" in text(get(site.users["lead_clerk"], "person", site.old.person_id))


def test_gaps_in_words_name_no_person(site: Site) -> None:
    rows = [site.free.pk, site.post.pk, world.post(site.county.south, Role.TOWN_HEAD, "柳塘委员").pk]
    page = text(send(site.users["town_clerk"], "posts-reminder", row=[*rows, "x"]))
    assert ("1. 云峰乡党委：经办二缺人" in page, "杜衡" in page, "柳塘" in page, "1个单位，1个岗位" in page) == (
        True, False, False, True
    )  # fmt: skip
    listed = text(get(site.users["town_clerk"], "posts", view="gap"))
    assert ("经办二" in listed, "组织委员" in listed, "复制为催办文字" in listed) == (True, False, True)


def test_lists_find_by_initials_and_answer_a_fragment(site: Site) -> None:
    answer = client_of(site.users["lead_clerk"]).get("/registry/units/?q=lt&kind=town", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert ("柳塘镇党委</a>" in page, "云峰乡党委</a>" in page, "<html" in page) == (True, False, False)
    gone = text(get(site.users["lead_clerk"], "posts", view="gone"))
    assert ("“已撤销”里没有" in gone, "看“全部”里的" in gone) == (True, True)
