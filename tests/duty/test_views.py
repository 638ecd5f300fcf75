"""Pages of 明责: owner, colleague, outsider, read-only; forms; constant queries."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.duty.site import Site, get, send
from wuze.accounts.enums import Role
from wuze.duty.assignments import actions as assignments
from wuze.duty.editions import ready, table
from wuze.duty.editions.models import DutyEdition
from wuze.duty.notices import actions as notices
from wuze.duty.notices.models import DutyNotice
from wuze.excel import duty_list
from wuze.portal.lines import asked_together
from wuze.portal.providers import duty as provider
from wuze.registry.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_matrix_shows_each_what_is_theirs(site: Site) -> None:
    assert "还没有施行的责任清单" in text(get(site.users["secretary"], "home"))
    assignments.spread(site.actor("lead_clerk"), site.in_force().pk)
    whole, town = text(get(site.users["lead_clerk"], "home")), text(get(site.users["town_clerk"], "home"))
    assert ("没定谁担" in whole, "行业党委<small>" in whole) == (True, True)
    assert ("没定谁担" in town, "行业党委<small>" in town, "乡镇街道园区<small>1个" in town) == (False, False, True)
    secretary = text(get(site.users["secretary"], "home"))
    assert ("两新党组织<small>1个" in secretary, "乡镇街道园区<small>" in secretary) == (True, False)


def test_a_draft_is_nobody_elses(site: Site) -> None:
    row = site.draft()
    who = ("lead_clerk", "lead_head", "town_clerk", "reader")
    assert [get(site.users[one], "edition", row.pk).status_code for one in who] == [200, 200, 404, 404]
    assert get(site.users["town_clerk"], "download", row.pk, "word").status_code == 404
    assert get(site.users["lead_clerk"], "download", row.pk, "pdf").status_code == 404


def test_mine_and_a_units_duties(site: Site) -> None:
    assignments.spread(site.actor("lead_clerk"), site.in_force().pk)
    page = text(get(site.users["secretary"], "mine"))
    assert ("D-07 组织生活" in page, "D-16" in page, "柳塘精密党支部" in page) == (True, False, False)
    answers = [
        get(site.users[who], "unit", site.county.north_branch.pk).status_code for who in ("town_clerk", "south_clerk")
    ]
    assert answers == [200, 404]


def test_a_cell_lists_units_and_leads_to_the_post(site: Site) -> None:
    assignments.spread(site.actor("lead_clerk"), site.in_force().pk)
    part = site.part("D-05", "party")
    page = text(get(site.users["town_clerk"], "cell", part.pk))
    assert ("云峰茶业党支部" in page, "柳塘精密党支部" in page) == (True, False)
    gap = text(get(site.users["lead_clerk"], "cell", part.pk, view="post"))
    assert ("正衡律所党支部" in gap, "云峰茶业党支部" in gap) == (True, False)
    town = site.county.north
    clerk = town.posts.get(role=Role.TOWN_CLERK)
    part = site.part("D-03", "town")
    done = send(site.users["town_clerk"], "assign", part.pk, town.pk, post=str(clerk.pk), share="lead")
    assert done.status_code == 302
    assert (
        send(site.users["south_clerk"], "assign", part.pk, town.pk, post=str(clerk.pk), share="lead").status_code == 404
    )
    assert get(site.users["reader"], "assign", part.pk, site.county.lead.pk).status_code == 403


def test_drafting_asking_and_the_faults_of_a_form(site: Site) -> None:
    clerk = site.users["lead_clerk"]
    entered = {"title": "新的一版", "document": "", "basis": "县委定", "pledge": ""}
    assert send(clerk, "edition-new", source="ready", **entered).status_code == 302
    row = DutyEdition.objects.get()
    line = {"code": "D-01", "group": "do", "title": "x", "requirement": "x", "basis": "x", "town": "兜底"}
    again = send(clerk, "edition-act", row.pk, "add", version="1", **line)
    assert (again.status_code, "这个编号已经有了" in text(again)) == (400, True)
    assert send(clerk, "edition-act", row.pk, "add", version="1", **line | {"code": "D-90"}).status_code == 302
    stale = send(clerk, "edition-act", row.pk, "edit", version="1", **entered)
    assert stale.status_code == 409
    duty = row.duties.get(code="D-90")
    nobody = {name: value for name, value in line.items() if name != "town"} | {"code": "D-90"}
    bad = send(clerk, "duty-edit", duty.pk, version="2", **nobody)
    assert (bad.status_code, "至少一层" in text(bad)) == (400, True)
    assert send(clerk, "edition-act", row.pk, "ask", version="2", reason="议定").status_code == 302
    assert get(clerk, "edition-act", row.pk, "edit").status_code == 403


def test_a_list_from_word_is_seen_first_and_then_taken_whole(site: Site) -> None:
    clerk = site.users["lead_clerk"]
    rows = [table.texts(line) for line in ready.ready()[:4]]
    head = {"title": "导来的", "document": "", "basis": "县委定", "pledge": ""}
    bad = [*rows[:3], [*rows[3][:2], "", *rows[3][3:]]]
    page = send(clerk, "import", book=SimpleUploadedFile("a.docx", duty_list.word_of("x", "", bad)), **head)
    assert ("a.docx!表1!C5" in text(page), "起草成一版" in text(page), DutyEdition.objects.count()) == (True, False, 0)
    page = send(clerk, "import", book=SimpleUploadedFile("a.docx", duty_list.word_of("x", "", rows)), **head)
    kept = re.findall(r'name="kept" value="([^"]+)"', text(page))[0]
    assert send(clerk, "import", kept=kept).status_code == 302
    assert (DutyEdition.objects.get().title, DutyEdition.objects.get().duties.count()) == ("导来的", 4)
    assert send(site.users["lead_head"], "import", kept=kept).status_code == 400


def test_notices_by_page_and_on_the_desk(site: Site) -> None:
    notices.send(site.actor("lead_clerk"), site.in_force().pk)
    row = DutyNotice.objects.get(unit=site.county.north_branch)
    assert [line.title for line in asked_together(site.actor("secretary"), [provider.notices_to_sign], ())] == [
        "云峰茶业党支部责任清单告知单"
    ]
    assert [line.title for line in asked_together(site.actor("lead_clerk"), (), [provider.unsigned])] == [
        "9个单位没有签收告知单"
    ]
    assert asked_together(site.actor("town_clerk"), [provider.objections], ()) == []
    answers = [
        get(site.users[who], "notice", row.pk).status_code
        for who in ("secretary", "town_clerk", "south_secretary", "inspector")
    ]
    assert answers == [200, 200, 404, 404]
    without = send(site.users["town_clerk"], "notice-act", row.pk, "sign", version="1")
    assert without.status_code == 400
    assert send(site.users["secretary"], "notice-act", row.pk, "object", version="1", reason="人少").status_code == 302
    assert send(site.users["lead_clerk"], "notice-act", row.pk, "answer", version="2", text="联合").status_code == 302
    assert send(site.users["secretary"], "notice-act", row.pk, "sign", version="3").status_code == 302
    page = send(
        site.users["lead_clerk"], "reminder", row=[str(one) for one in DutyNotice.objects.values_list("pk", flat=True)]
    )
    assert ("云峰乡党委" in text(page), "云峰茶业党支部" in text(page)) == (True, False)


@pytest.mark.parametrize("name", ["home", "notices", "cell", "mine"])
def test_queries_do_not_grow(site: Site, name: str) -> None:
    def cost() -> int:
        client = client_of(site.users["lead_clerk"])
        keys = [site.part("D-05", "party").pk] if name == "cell" else []
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(f"duty:{name}", args=keys)).status_code == 200
        return len(seen)

    row = site.in_force()
    world.post(world.unit("空岗支部", UnitKind.PARTY, parent=site.county.north), Role.SECRETARY)
    assignments.spread(site.actor("lead_clerk"), row.pk)
    notices.send(site.actor("lead_clerk"), row.pk)
    first = cost()
    for number in range(3):
        more = world.unit(f"新支部{number}", UnitKind.PARTY, parent=site.county.north)
        world.post(more, Role.SECRETARY)
    assignments.spread(site.actor("lead_clerk"), row.pk)
    notices.send(site.actor("lead_clerk"), row.pk)
    assert cost() == first
