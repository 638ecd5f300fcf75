"""Pages of what was done: owner, colleague with the right, outsider (404), read-only (403); bad input, stale, twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.ledger.doing import BEHALF, EFFECT, JOINT, PROMISED, TALK, Doing, get, send
from tests.registry.organisations import making
from wuze.kernel.web.request import FIELD, once_key
from wuze.ledger.activities import actions, queries
from wuze.ledger.activities.enums import ActivityKind
from wuze.ledger.activities.models import Activity
from wuze.ledger.activities.rules import Content
from wuze.portal import desk, search

pytestmark = pytest.mark.django_db
FORM = {"layer": "party", "whom": "书记陈立群", "happened": "2026-11-24", "promise": "", "promise_due": ""}


@pytest.fixture
def site() -> Doing:
    return Doing()


# --- entering ---------------------------------------------------------------------------------------------------------


def test_one_entry_from_the_phone_leads_to_its_page(site: Doing) -> None:
    secretary = site.users["secretary"]
    page = text(get(secretary, "quick"))
    assert ("不记谈了什么" in page, "谈话内容" in page, 'value="2026-11-24"' in page) == (True, False, True)
    answer = send(secretary, "quick", **FORM)
    row = Activity.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("ledger:activity", args=[row.pk]))
    assert (row.unit, row.title, row.on_behalf) == (site.county.north_branch, "与书记陈立群谈心谈话", "")


@pytest.mark.parametrize("kind", ActivityKind.values)
def test_each_kind_asks_only_what_it_needs(site: Doing, kind: str) -> None:
    page = text(get(site.users["secretary"], "quick", kind=kind))
    asked = {name: f'name="{name}"' in page for name in ("whom", "layer", "area", "outcome", "planned_on", "promise")}
    expected = {
        "talk": {"whom", "layer", "promise"}, "training": {"whom", "layer"}, "joint": {"planned_on"}, "visit": {"whom", "promise"},
        "education": set(), "effect": {"whom", "area", "outcome"},
    }  # fmt: skip
    assert {name for name, there in asked.items() if there} == expected[kind]


def test_bad_input_comes_back_in_the_form(site: Doing) -> None:
    answer = send(site.users["secretary"], "quick", **FORM | {"happened": "2026-12-01", "whom": "王秀兰"})
    page = text(answer)
    assert (answer.status_code, Activity.objects.count(), "王秀兰" in page) == (400, 0, True)
    assert "做了的才记，日期不能晚于今天（2026年11月24日）。" in page


def test_the_same_form_twice_writes_once(site: Doing) -> None:
    client = client_of(site.users["secretary"])
    data = {FIELD: once_key(), **FORM}
    first = client.post(reverse("ledger:quick"), data)
    second = client.post(reverse("ledger:quick"), data)
    assert (first["Location"], Activity.objects.count()) == (second["Location"], 1)


def test_on_behalf_for_a_unit_below_from_a_paper(site: Doing) -> None:
    clerk, unit = site.users["town_clerk"], site.county.north_branch
    page = text(get(clerk, "quick-for", unit=str(unit.pk)))
    assert ("云峰茶业党支部" in page, "柳塘精密党支部" in page) == (True, False)
    assert send(clerk, "quick-for", **FORM, unit=unit.pk).status_code == 400
    answer = send(clerk, "quick-for", **FORM, **BEHALF, unit=unit.pk)
    row = Activity.objects.get()
    assert (answer.status_code, row.unit, row.source) == (302, unit, "走访记录 2026-11-23")
    assert "代录" in text(get(clerk, "activity", row.pk))
    assert send(clerk, "quick-for", **FORM, **BEHALF, unit=site.county.south_branch.pk).status_code == 400
    twice = send(clerk, "quick-for", **FORM, **BEHALF, unit=unit.pk)
    assert (twice.status_code, Activity.objects.count()) == (400, 1)
    assert get(site.users["secretary"], "quick-for").status_code == 403
    assert get(site.users["department"], "quick-for").status_code == 403
    assert "正衡律所党支部" in text(get(site.users["lead_clerk"], "quick-for"))


def test_whoever_answers_for_two_units_chooses(site: Doing) -> None:
    user = site.users["secretary"]
    world.appoint(user.person, world.post(site.county.south_branch, "secretary", "兼任书记"))
    assert send(user, "quick", **FORM).status_code == 400
    send(user, "quick", **FORM, unit=site.county.south_branch.pk)
    assert Activity.objects.get().unit == site.county.south_branch


# --- lists ------------------------------------------------------------------------------------------------------------


def test_the_list_shows_only_what_is_seen_and_searches_by_initials(site: Doing) -> None:
    site.entry(content=EFFECT, title="夜班班车")
    site.entry(site.county.south_branch, content=EFFECT, title="南边的事")
    page = text(get(site.users["town_clerk"], "activities"))
    assert ("夜班班车" in page, "南边的事" in page) == (True, False)
    found = text(get(site.users["lead_clerk"], "activities", q="ybbc"))
    assert ("夜班班车" in found, "南边的事" in found) == (True, False)


def test_views_and_filters(site: Doing) -> None:
    site.entry(whom="甲")
    site.entry(content=PROMISED, whom="乙")
    site.entry(content=JOINT, title="丙")
    back = site.entry(content=EFFECT, title="丁")
    actions.withdraw(site.actor("secretary"), back.pk, reason="x", version=None)
    site.entry(content=replace(TALK, happened=date(2025, 5, 1)), whom="戊")
    clerk = site.users["lead_clerk"]
    names = [str(row.title) for row in Activity.objects.order_by("pk")]

    def shown(**terms: str) -> str:
        page = text(get(clerk, "activities", **terms))
        return "".join(short for short, name in zip("甲乙丙丁戊", names, strict=True) if f">{name}</a>" in page)

    assert shown() == "甲乙丙戊"
    assert shown(view="promise") == "乙"
    assert shown(view="late") == ""
    assert shown(view="joint") == "丙"
    assert shown(view="back") == "丁"
    assert shown(view="all") == "甲乙丙丁戊"
    assert shown(kind="talk", time="year") == "甲乙"
    assert shown(time="last") == "戊"
    assert shown(time="month") == "甲乙"
    assert shown(layer="party", time="quarter") == "甲乙"
    assert shown(unit=site.county.south.path) == ""


def test_export_is_for_those_who_may(site: Doing) -> None:
    site.entry()
    assert get(site.users["town_clerk"], "activities", export="xlsx")["Content-Type"].endswith("sheet")
    assert get(site.users["secretary"], "activities", export="xlsx").status_code == 403


def test_the_same_number_of_queries_for_one_and_for_three(site: Doing) -> None:
    clerk = client_of(site.users["lead_clerk"])
    pages = [
        reverse("ledger:activities"), reverse("ledger:activities-sums"),
        reverse("ledger:unit-activities", args=[site.county.north_branch.pk]), reverse("desk"),
    ]  # fmt: skip
    counts = []
    for number in (1, 2):
        for _ in range(number):
            site.entry(content=PROMISED)
        for page in pages:
            clerk.get(page)
            with CaptureQueriesContext(connection) as made:
                clerk.get(page)
            counts.append(len(made))
    assert counts[:4] == counts[4:]


def test_sums_stand_in_the_order_of_the_tree_and_count_all_below(site: Doing) -> None:
    site.entry()
    site.entry(content=EFFECT)
    site.entry(site.county.north)
    site.entry(site.county.south_branch)
    lines = queries.roll_up(site.actor("lead_clerk"), date(2026, 1, 1), date(2027, 1, 1))
    assert {line.unit.name: (dict(line.counts), line.entered) for line in lines if line.entered} == {
        "云峰乡党委": ({"talk": 2, "effect": 1}, 2), "柳塘镇党委": ({"talk": 1}, 1),
    }  # fmt: skip
    town = queries.roll_up(site.actor("town_clerk"), date(2026, 1, 1), date(2027, 1, 1))
    assert [line.unit.name for line in town if line.entered] == ["云峰乡党委"]
    page = text(get(site.users["lead_clerk"], "activities-sums", year="2025"))
    assert ("不排名" in page, "2026年" in page) == (True, True)


def test_one_unit_over_a_year(site: Doing) -> None:
    site.entry(content=EFFECT, title="夜班班车")
    site.entry(content=EFFECT, title="去年的事", happened=date(2025, 6, 1))
    unit = site.county.north_branch
    page = text(get(site.users["secretary"], "unit-activities", unit.pk))
    assert ("夜班班车" in page, "去年的事" in page, "作用发挥1条" in page) == (True, False, True)
    assert "去年的事" in text(get(site.users["town_clerk"], "unit-activities", unit.pk, year="2025"))
    assert "代录一条" in text(get(site.users["town_clerk"], "unit-activities", unit.pk, year="2024"))
    assert get(site.users["south_clerk"], "unit-activities", unit.pk).status_code == 404


# --- one entry --------------------------------------------------------------------------------------------------------


def test_one_entry_for_everybody(site: Doing) -> None:
    row = site.entry(content=PROMISED)
    seen = {who: get(site.users[who], "activity", row.pk).status_code for who in (
        "secretary", "town_clerk", "lead_clerk", "leader", "south_clerk", "department", "reader", "system_admin",
    )}  # fmt: skip
    assert seen == {
        "secretary": 200, "town_clerk": 200, "lead_clerk": 200, "leader": 200, "south_clerk": 404, "department": 404,
        "reader": 404, "system_admin": 403,
    }  # fmt: skip
    owner, leader = (
        text(get(site.users["secretary"], "activity", row.pk)),
        text(get(site.users["leader"], "activity", row.pk)),
    )
    act = reverse("ledger:activity-act", args=[row.pk, "correct"])
    assert (act in owner, act in leader) == (True, False)
    assert "由云峰茶业党支部自己记；没有账号的由上级代录。" in leader


def test_verbs_refuse_with_their_reason(site: Doing) -> None:
    row = site.entry()
    answers = [
        get(site.users[who], "activity-act", row.pk, "correct").status_code
        for who in ("south_clerk", "town_head", "leader")
    ]
    assert answers == [404, 403, 403]
    assert get(site.users["secretary"], "activity-act", row.pk, "mark").status_code == 403
    assert get(site.users["secretary"], "activity-act", row.pk, "nothing").status_code == 404


def test_correcting_stale_shows_both(site: Doing) -> None:
    row, user = site.entry(), site.users["secretary"]
    page = text(get(user, "activity-act", row.pk, "correct"))
    assert (row.whom in page, "更正的理由" in page) == (True, True)
    actions.correct(site.actor("secretary"), row.pk, TALK, reason="先改了", version=row.version)
    answer = send(user, "activity-act", row.pk, "correct", **FORM | {"whom": "我填的"}, reason="x", version=row.version)
    assert (answer.status_code, "我填的" in text(answer), "书记陈立群" in text(answer)) == (409, True, True)
    good = send(
        user, "activity-act", row.pk, "correct", **FORM | {"whom": "我填的"}, reason="记错", version=row.version + 1
    )
    row.refresh_from_db()
    assert (good.status_code, row.whom, row.why) == (302, "我填的", "记错")
    assert "记错" in text(get(user, "activity", row.pk))


def test_the_other_verbs_by_their_forms(site: Doing) -> None:
    user = site.users["secretary"]
    joint, promised = site.entry(content=JOINT), site.entry(content=PROMISED)
    form = text(get(user, "activity-act", joint.pk, "mark"))
    assert ('name="planned_on"' in form, 'name="deployed_on"' in form) == (False, True)
    assert send(user, "activity-act", joint.pk, "mark", deployed_on="2026-04-01").status_code == 302
    assert "问清夜班补贴怎么算" in text(get(user, "activity-act", promised.pk, "settle"))
    assert send(user, "activity-act", promised.pk, "settle", kept="yes", outcome="贴出来了").status_code == 302
    assert send(user, "activity-act", promised.pk, "withdraw", reason="重复").status_code == 302
    joint.refresh_from_db()
    page = text(get(user, "activity", promised.pk))
    assert (joint.deployed_on, "已撤回" in page, "贴出来了" in page) == (date(2026, 4, 1), True, True)
    assert "同部署" in text(get(user, "activity", joint.pk))


def test_a_visit_leads_to_the_dossier_of_whoever_may_see_it(site: Doing) -> None:
    firm = making.organisation(site.county.north, "恒晟精密有限公司")
    visit = Content(kind=ActivityKind.VISIT, whom=firm.name, happened=world.DAY)
    row = actions.enter(site.actor("town_clerk"), site.county.north.pk, visit)
    assert reverse("registry:organisation", args=[firm.pk]) in text(get(site.users["town_clerk"], "activity", row.pk))


# --- desk, search -----------------------------------------------------------------------------------------------------


def test_a_promise_stands_on_the_desk_until_it_is_settled(site: Doing) -> None:
    row = site.entry(content=PROMISED)
    lines = [line for line in desk.lines(site.actor("secretary")) if line.title == "问清夜班补贴怎么算"]
    assert [(line.kind, line.due) for line in lines] == [("mine", date(2026, 12, 4))]
    assert [line.title for line in desk.lines(site.actor("town_clerk")) if line.title == "问清夜班补贴怎么算"] == []
    actions.settle(site.actor("secretary"), row.pk, kept=True, outcome="办了", version=None)
    assert [line for line in desk.lines(site.actor("secretary")) if line.title == "问清夜班补贴怎么算"] == []


def test_found_by_the_search_only_where_seen(site: Doing) -> None:
    site.entry(content=EFFECT, title="夜班班车")
    found = {
        who: {group.key: group.total for group in search.groups(site.actor(who), ("夜班班车",))}.get("activities", 0)
        for who in ("town_clerk", "south_clerk")
    }
    assert found == {"town_clerk": 1, "south_clerk": 0}
