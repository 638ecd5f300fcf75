"""Pages of requests: asker, superior, department, outsider (404), read-only (403); forms, lists, clocks, links."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.ledger.doing import BEHALF, Asking, get, send
from wuze.accounts.links import actions as links
from wuze.accounts.links.tasks import Task
from wuze.kernel.web.request import FIELD, once_key
from wuze.ledger.activities import actions as entries
from wuze.ledger.activities.link import QUICK
from wuze.ledger.activities.models import Activity
from wuze.ledger.activities.rules import Content
from wuze.ledger.requests import actions, queries
from wuze.ledger.requests.enums import RequestState as S
from wuze.ledger.requests.link import RAISE
from wuze.ledger.requests.models import Request, RequestTerm
from wuze.portal import desk, search
from wuze.portal.lines import asked_together, summed_together
from wuze.portal.providers import requests as provider
from wuze.trail.values import Thing

pytestmark = pytest.mark.django_db
FORM = {"voice": "party", "title": "夜班职工子女入学", "text": "进不了附近的小学", "asker": ""}


@pytest.fixture
def site() -> Asking:
    return Asking()


def test_raised_on_the_phone(site: Asking) -> None:
    user = site.users["secretary"]
    page = text(get(user, "request"))
    assert ("提诉求不扣分、不排名、不公开" in page, "3天" in page, "20天" in page) == (True, True, True)
    bad = send(user, "request", **FORM | {"voice": "owner", "text": "只写了这些"})
    assert (bad.status_code, "只写了这些" in text(bad), Request.objects.count()) == (400, True, 0)
    answer = send(user, "request", **FORM)
    row = Request.objects.get()
    assert (answer["Location"], row.unit) == (reverse("ledger:request-one", args=[row.pk]), site.county.north_branch)
    assert "夜班职工子女入学" in text(get(user, "request"))


def test_whoever_is_no_branch_is_led_to_enter_for_one(site: Asking) -> None:
    assert get(site.users["town_clerk"], "request")["Location"] == reverse("ledger:request-for")
    assert get(site.users["town_head"], "request").status_code == 403
    page = text(get(site.users["town_clerk"], "request-for"))
    assert ("云峰茶业党支部" in page, "柳塘精密党支部" in page) == (True, False)
    unit = site.county.north_branch.pk
    assert send(site.users["town_clerk"], "request-for", **FORM, unit=unit).status_code == 400
    tomorrow = BEHALF | {"paper_date": "2026-12-24"}
    assert send(site.users["town_clerk"], "request-for", **FORM, **tomorrow, unit=unit).status_code == 400
    send(site.users["town_clerk"], "request-for", **FORM, **BEHALF, unit=unit)
    assert Request.objects.get().on_behalf == "云峰茶业党支部"
    assert get(site.users["department"], "request-for").status_code == 403
    assert "柳塘精密党支部" in text(get(site.users["lead_clerk"], "request-for"))


@pytest.mark.parametrize("state", ["raised", "assigned", "doing", "answered", "again", "closed", "withdrawn"])
def test_one_request_in_every_state_for_everybody(site: Asking, state: str) -> None:
    row = site.asked(state)
    who = ("secretary", "town_clerk", "lead_clerk", "leader", "department", "south_clerk", "reader", "system_admin")
    seen = {one: get(site.users[one], "request-one", row.pk).status_code for one in who}
    department = 404 if state == "raised" else 200
    assert seen == {
        "secretary": 200, "town_clerk": 200, "lead_clerk": 200, "leader": 200, "department": department, "south_clerk": 404,
        "reader": 404, "system_admin": 403,
    }  # fmt: skip


def test_the_asker_sees_every_step_and_the_dead_verbs_say_why(site: Asking) -> None:
    row = site.asked("answered")
    asker, department = (
        text(get(site.users["secretary"], "request-one", row.pk)),
        text(get(site.users["department"], "request-one", row.pk)),
    )
    assert [word in asker for word in ("下学期统一安排", "轮到我：说满意不满意", "县市场监管局", "不满意")] == [
        True
    ] * 4
    assert ("由提诉求的云峰茶业党支部来说" in department, "轮到云峰茶业党支部" in department) == (True, True)
    doing = site.asked("doing")
    page = text(get(site.users["department"], "request-one", doing.pk))
    assert ("限期怎么算到的" in page, "轮到我：答复" in page) == (True, True)
    assert "代录：满意" in text(get(site.users["town_clerk"], "request-one", row.pk))


def test_every_verb_by_its_form(site: Asking) -> None:
    users, unit = site.users, site.county
    row = site.asked()
    assert "协调，5个工作日" in text(get(users["lead_clerk"], "request-act", row.pk, "assign"))
    assert send(users["town_clerk"], "request-act", row.pk, "up", reason="归部门管").status_code == 302
    assert (
        send(
            users["lead_clerk"], "request-act", row.pk, "assign", handler=unit.department.pk, kind="coordinate"
        ).status_code
        == 302
    )
    assert send(users["department"], "request-act", row.pk, "accept").status_code == 302
    assert "没有答复以前限期不变" in text(get(users["department"], "request-act", row.pk, "extend"))
    assert send(users["department"], "request-act", row.pk, "extend", days="2", reason="x").status_code == 302
    assert "诉求延期" in text(get(users["lead_head"], "request-one", row.pk))
    assert send(users["department"], "request-act", row.pk, "answer", text="可以办").status_code == 302
    assert "可以办" in text(get(users["secretary"], "request-act", row.pk, "discontent"))
    assert send(users["secretary"], "request-act", row.pk, "discontent", why="还差一个").status_code == 302
    assert send(users["department"], "request-act", row.pk, "answer", text="都办了").status_code == 302
    assert send(users["town_clerk"], "request-act", row.pk, "content", why="", **BEHALF).status_code == 302
    assert site.now(row).state == S.CLOSED
    other = site.asked("doing")
    assert (
        send(
            users["department"], "request-act", other.pk, "transfer", handler=unit.lead.pk, reason="归你们"
        ).status_code
        == 302
    )
    assert send(users["lead_clerk"], "request-act", other.pk, "back", reason="不归").status_code == 302
    assert "退回分办的理由：不归" in text(get(users["lead_clerk"], "request-one", other.pk))
    assert send(users["secretary"], "request-act", other.pk, "withdraw", reason="不用了").status_code == 302
    again = site.asked("again")
    assert "写明理由办结" in text(get(users["lead_clerk"], "request-act", again.pk, "close"))
    assert send(users["lead_clerk"], "request-act", again.pk, "close", reason="办不到").status_code == 302


def test_verbs_refuse_hide_and_know_their_names(site: Asking) -> None:
    row = site.asked("doing")
    answers = {
        who: get(site.users[who], "request-act", row.pk, "answer").status_code
        for who in ("department", "secretary", "south_clerk")
    }
    assert answers == {"department": 200, "secretary": 403, "south_clerk": 404}
    assert get(site.users["department"], "request-act", row.pk, "nothing").status_code == 404


def test_a_stale_answer_is_not_lost(site: Asking) -> None:
    row = site.asked("assigned")
    actions.accept(site.actor("department"), row.pk, version=row.version)
    answer = send(site.users["department"], "request-act", row.pk, "answer", text="我写的答复", version=row.version)
    assert (answer.status_code, "我写的答复" in text(answer), row.answers.count()) == (409, True, 0)


# --- lists ------------------------------------------------------------------------------------------------------------


def test_the_list_shows_only_what_is_seen_and_searches_by_initials(site: Asking) -> None:
    site.asked(title="班车停靠")
    actions.raise_request(site.actor("south_secretary"), site.county.south_branch.pk, actions.Asked("南边的事", "x"))
    page = text(get(site.users["town_clerk"], "requests"))
    assert ("班车停靠" in page, "南边的事" in page) == (True, False)
    found = text(get(site.users["lead_clerk"], "requests", q="bctk"))
    assert ("班车停靠" in found, "南边的事" in found) == (True, False)


def test_views_and_filters(site: Asking) -> None:
    states = ("raised", "doing", "answered", "again", "closed")
    names = [site.asked(state).title for state in states]
    clerk = site.users["lead_clerk"]

    def shown(who: str = "lead_clerk", **terms: str) -> list[str]:
        page = text(get(site.users[who], "requests", **terms))
        return [state for state, name in zip(states, names, strict=True) if f">{name}</a>" in page]

    assert shown() == ["raised", "doing", "answered", "again"]
    assert shown(view="raised") == ["raised"]
    assert shown(view="answered") == ["answered"]
    assert shown(view="again") == ["again"]
    assert shown(view="closed") == ["closed"]
    assert shown(view="all") == list(states)
    assert shown(view="late") == []
    assert [shown(who, view="mine") for who in ("town_clerk", "department", "secretary")] == [
        ["raised"],
        ["doing", "again"],
        ["answered"],
    ]
    assert shown(view="all", handler=site.county.department.path, kind="coordinate", voice="party") == list(states[1:])
    assert shown(view="all", unit=site.county.south.path) == []
    assert shown(view="all", state="again") == ["again"]
    assert get(clerk, "requests", export="xlsx")["Content-Type"].endswith("sheet")
    assert get(site.users["secretary"], "requests", export="xlsx").status_code == 403


def test_the_same_number_of_queries_for_one_and_for_three(site: Asking) -> None:
    client, counts = client_of(site.users["lead_clerk"]), []
    pages = [reverse("ledger:requests"), reverse("ledger:requests-clock"), reverse("desk")]
    for number in (1, 2):
        for _ in range(number):
            site.asked("answered")
            site.asked()
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as made:
                client.get(page)
            counts.append(len(made))
    assert counts[:3] == counts[3:]


def test_a_reminder_names_whose_turn_it_is_and_no_person(site: Asking) -> None:
    rows = [str(row.pk) for row in (site.asked(), site.asked("doing"), site.asked("answered"))]
    page = text(send(site.users["lead_clerk"], "requests-reminder", row=rows))
    assert ("2个单位，2件" in page, "云峰乡党委" in page, "书记" in page) == (True, True, False)
    assert "0个单位，0件" in text(send(site.users["south_clerk"], "requests-reminder", row=rows))


def test_clocks_of_departments_and_of_those_who_hand_out(site: Asking) -> None:
    site.asked("closed")
    Request.objects.filter(pk__in=[site.asked("doing").pk, site.asked().pk]).update(due=date(2026, 11, 20))
    page = text(get(site.users["lead_clerk"], "requests-clock"))
    assert ("县市场监管局" in page, "云峰乡党委" in page, page.count("1件")) == (True, True, 2)
    lines = queries.kept_by_handlers(site.actor("lead_clerk"), date(2026, 1, 1), date(2027, 1, 1))
    assert [(one.answered, one.in_time, one.late_now) for one in lines] == [(1, 1, 1)]
    assert queries.kept_by_keepers(site.actor("south_clerk"), date(2026, 1, 1), date(2027, 1, 1)) == []
    late = site.asked()
    Request.objects.exclude(pk=late.pk).delete()
    Request.objects.update(due=date(2026, 11, 20))
    none = queries.kept_by_keepers(site.actor("lead_clerk"), date(2026, 1, 1), date(2027, 1, 1))
    assert [(one.unit, one.answered, one.late_now) for one in none] == [("云峰乡党委", 0, 1)]
    assert queries.kept_by_handlers(site.actor("lead_clerk"), date(2026, 1, 1), date(2027, 1, 1)) == []


def test_the_lead_office_sets_the_days(site: Asking) -> None:
    page = text(get(site.users["lead_head"], "request-terms"))
    assert "没有改过" in page
    form = {"clock": "complex", "days": "15", "since": "2026-11-24", "source": "办公会"}
    assert send(site.users["lead_head"], "request-terms", **form).status_code == 302
    assert send(site.users["lead_head"], "request-terms", **form).status_code == 400
    assert ("复杂15个工作日" in text(get(site.users["lead_head"], "request-terms")), RequestTerm.objects.count()) == (
        True,
        1,
    )
    assert get(site.users["town_clerk"], "request-terms").status_code == 403


# --- desk, search, figures --------------------------------------------------------------------------------------------


def test_the_desk_says_to_each_what_waits(site: Asking) -> None:
    raised, doing, answered = site.asked(), site.asked("doing"), site.asked("answered")
    found = {}
    for who in ("town_clerk", "department", "secretary", "south_clerk"):
        lines = [line for line in desk.lines(site.actor(who)) if "诉求" in line.title]
        found[who] = [(line.kind, line.title, line.due) for line in lines]
    assert found == {
        "town_clerk": [("mine", f"诉求：{raised.title}", raised.due)],
        "department": [("mine", f"诉求：{doing.title}", doing.due)],
        "secretary": [
            ("mine", f"诉求答复了：{answered.title}", None), ("waiting", f"诉求：{raised.title}", raised.due),
            ("waiting", f"诉求：{doing.title}", doing.due),
        ],
        "south_clerk": [],
    }  # fmt: skip
    assert asked_together(site.actor("leader"), [provider.waiting], ()) == []


def test_figures_have_their_fraction_and_missing_is_said(site: Asking) -> None:
    empty = summed_together(site.actor("leader"), [provider.figures])
    assert [figure.value for figure in empty] == ["0件", "没有数据"]
    site.asked("again")
    found = summed_together(site.actor("leader"), [provider.figures])
    assert [(figure.value, figure.fraction) for figure in found] == [("1件", "超期0件"), ("100.0%", "1/1")]
    assert provider.figures(site.actor("secretary")) is None
    page = text(get(site.users["lead_clerk"], "requests"))
    assert "0/1" in page


def test_found_by_the_search_only_where_seen(site: Asking) -> None:
    site.asked(title="班车停靠")
    found = {
        who: {group.key: group.total for group in search.groups(site.actor(who), ("班车停靠",))}.get("requests", 0)
        for who in ("town_clerk", "south_clerk", "department")
    }
    assert found == {"town_clerk": 1, "south_clerk": 0, "department": 0}


def test_the_slot_of_a_unit_shows_only_what_the_reader_sees(site: Asking) -> None:
    row, over = site.asked(), site.asked("closed")
    unit = site.county.north_branch.pk
    whole = client_of(site.users["town_clerk"]).get(reverse("registry:unit", args=[unit])).content.decode()
    assert reverse("ledger:of-unit", args=[unit]) in whole
    page = text(get(site.users["town_clerk"], "of-unit", unit))
    assert (row.title in page, over.title in page) == (True, False)
    south = actions.raise_request(
        site.actor("south_secretary"), site.county.south_branch.pk, actions.Asked("南边的事", "x")
    )
    seen = {
        who: south.title in text(get(site.users[who], "of-unit", site.county.south_branch.pk))
        for who in ("south_clerk", "department")
    }
    assert seen == {"south_clerk": True, "department": False}


def test_the_past_of_the_unit_tells_nobody_what_it_asked_or_did(site: Asking) -> None:
    unit = site.county.south_branch
    actions.raise_request(site.actor("south_secretary"), unit.pk, actions.Asked("南边的事", "x"))
    entries.enter(
        site.actor("south_clerk"), site.county.south.pk, Content(kind="visit", whom="恒晟", happened=world.DAY)
    )
    asked, own = Request.objects.get(), Activity.objects.get()
    pages = {
        who: [client_of(site.users[who]).get(reverse("history", args=[kind, key])).status_code for kind, key in (
            ("ledger.request", asked.pk), ("ledger.activity", own.pk), ("registry.unit", unit.pk),
        )]
        for who in ("south_clerk", "department", "south_secretary")
    }  # fmt: skip
    assert pages == {"south_clerk": [200, 200, 200], "department": [404, 404, 200], "south_secretary": [200, 404, 200]}
    past = client_of(site.users["department"]).get(reverse("history", args=["registry.unit", unit.pk])).content.decode()
    above = client_of(site.users["south_secretary"]).get(
        reverse("history", args=["registry.unit", site.county.south.pk])
    )
    assert ("南边的事" in past, "恒晟" in above.content.decode()) == (False, False)


# --- links ------------------------------------------------------------------------------------------------------------


def opened_by(site: Asking, task: Task) -> str:
    """The address of a fresh link for the north's branch."""
    unit = site.county.north_branch
    _, token = links.issue(
        site.actor("town_clerk"), task.code, unit=unit.pk, unit_label=str(unit),
        thing=Thing("registry.unit", str(unit.pk), str(unit)), for_name="王秀兰",
    )  # fmt: skip
    return reverse(task.url_name, args=[token])


def test_a_secretary_without_account_asks_through_a_link_once(site: Asking) -> None:
    client, url = Client(), opened_by(site, RAISE)
    assert "提诉求不扣分" in text(client.get(url))  # type: ignore[arg-type]  # the test client's own class
    assert client.post(url, {FIELD: once_key(), **FORM, "title": ""}).status_code == 200
    assert client.post(url, {FIELD: once_key(), **FORM}).status_code == 302
    row = Request.objects.get()
    assert (row.unit, row.asker, row.entered_by) == (
        site.county.north_branch,
        "一次性链接 王秀兰",
        "王秀兰",
    )
    assert client.get(url).status_code == 404
    bad = Client().post(opened_by(site, RAISE), {FIELD: once_key(), **FORM, "voice": "owner"})
    assert ("写提的人姓名" in text(bad), Request.objects.count()) == (True, 1)  # type: ignore[arg-type]  # as above


def test_an_asker_without_account_judges_through_a_link_once(site: Asking) -> None:
    row = site.asked("answered")
    town, where = client_of(site.users["town_clerk"]), reverse("ledger:request-link", args=[row.pk])
    page = reverse("ledger:request-one", args=[row.pk])
    assert where in text(town.get(page))  # type: ignore[arg-type]  # as above
    assert where not in text(client_of(site.users["secretary"]).get(page))  # type: ignore[arg-type]  # as above
    assert town.post(where, {FIELD: once_key(), "for_name": "", "days": "7"}).status_code == 400
    shown = text(town.post(where, {FIELD: once_key(), "for_name": "王秀兰", "days": "7"}))  # type: ignore[arg-type]  # as above
    found = re.search(r"/ledger/requests/open/[^/\"<&]+/", shown)
    assert found is not None
    client, url = Client(), found.group(0)
    said = text(client.get(url))  # type: ignore[arg-type]  # as above
    assert (row.title in said, "答复" in said) == (True, True)
    bad = client.post(url, {FIELD: once_key(), "content": "no", "why": ""})
    assert "请写哪里还没解决" in text(bad)  # type: ignore[arg-type]  # as above
    assert client.post(url, {FIELD: once_key(), "content": "no", "why": "只说了政策"}).status_code == 302
    row.refresh_from_db()
    last = row.answers.get()
    assert (row.state, last.content, last.said_by, last.why) == ("again", False, "一次性链接 王秀兰", "只说了政策")
    assert client.get(url).status_code == 404
    assert town.get(where).status_code == 403


def test_a_secretary_without_account_enters_through_a_link_once(site: Asking) -> None:
    client, url = Client(), opened_by(site, QUICK)
    assert "不记谈了什么" in text(client.get(url))  # type: ignore[arg-type]  # as above
    education = {FIELD: once_key(), "title": "主题党日", "happened": "2026-11-20"}
    tomorrow = {**education, FIELD: once_key(), "happened": "2026-12-20"}
    assert client.post(f"{url}?kind=education", tomorrow).status_code == 200
    assert client.post(f"{url}?kind=education", education).status_code == 302
    row = Activity.objects.get()
    assert (row.unit, row.title, row.entered_by, row.entered_on) == (
        site.county.north_branch,
        "主题党日",
        "王秀兰",
        world.DAY,
    )
    assert client.get(url).status_code == 404
