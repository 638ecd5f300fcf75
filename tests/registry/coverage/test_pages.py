"""Pages of coverage: who gets in, figures that open their list, stale and bad entries, equal query counts."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.registry.organisations import making
from tests.registry.site import frozen, get, send
from wuze.registry.enums import CoverKind
from wuze.registry.models import Coverage, CoverAnswer, CoverLimit, CoverStep, Organisation, PartyOrganisation
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> making.Registered:
    frozen()
    found = making.registered()
    making.organisation(found.county.north, "云峰空白厂", members=3)
    making.organisation(found.county.south, "柳塘空白厂", members=0)
    return found


def statuses(site: making.Registered, name: str, *keys: object) -> dict[str, int]:
    who = ("lead_clerk", "leader", "town_clerk", "south_clerk", "secretary", "system_admin")
    return {one: get(site.county.users[one], name, *keys).status_code for one in who}


def total(response: HttpResponse) -> int:
    """How many rows the list of a page says it has."""
    found: int = response.context["list"].total  # type: ignore[attr-defined]  # the test client's own class
    return found


@pytest.mark.parametrize("name", ["coverage", "coverage-list", "drive", "questions", "limits"])
def test_reading(site: making.Registered, name: str) -> None:
    assert statuses(site, name) == {"lead_clerk": 200, "leader": 200, "town_clerk": 200, "south_clerk": 200,
                                    "secretary": 200, "system_admin": 403}  # fmt: skip


@pytest.mark.parametrize("name", ["coverage-list", "drive"])
def test_others_do_not_see_the_rows(site: making.Registered, name: str) -> None:
    page = text(get(site.county.users["town_clerk"], name))
    assert ("云峰空白厂" in page, "柳塘空白厂" in page) == (True, False)


@pytest.mark.parametrize("base", ["operating", "registered", "ought"])
@pytest.mark.parametrize("by", ["region", "sector", "type"])
def test_every_figure_opens_as_many_rows_as_it_says(site: making.Registered, base: str, by: str) -> None:
    client = client_of(site.county.users["lead_clerk"])
    seen = client.get(reverse("registry:coverage"), {"base": base, "by": by, "on": "2026-10-01"})
    for line in seen.context["lines"]:
        for one in (*line.counts, *line.rates):
            number = int(one.fraction.split("/")[0] if one.fraction else one.text)
            terms = {key: value[0] for key, value in parse_qs(urlsplit(one.url).query).items()}
            assert client.get(reverse("registry:coverage-list"), terms).context["list"].total == number
    whole = {figure.label[:5]: figure.fraction for figure in seen.context["figures"]}
    assert whole["应建已建率"] == "3/4家"
    assert "2026年10月1日" in seen.content.decode()


def test_a_figure_stands_with_its_definition(site: making.Registered) -> None:
    page = text(get(site.county.users["lead_clerk"], "coverage"))
    assert "一家只算一次÷正常经营的。由名录当天的状态逐家数出来，不填报。" in page
    assert "3/5家" in page


def test_a_day_to_come_or_nonsense_is_today(site: making.Registered) -> None:
    for on in ("2030-01-01", "2026-13-41", "x"):
        assert "截至2026年11月24日" in text(get(site.county.users["lead_clerk"], "coverage", on=on, base="x", by="y"))


def test_before_there_was_anything(site: making.Registered) -> None:
    assert "名录里还没有" in text(get(site.county.users["lead_clerk"], "coverage", on="2019-01-01"))


def test_the_list_is_exported_as_seen(site: making.Registered) -> None:
    answer = get(site.county.users["lead_clerk"], "coverage-list", what="none", export="xlsx")
    assert (answer.status_code, answer.headers["Content-Type"].endswith("sheet")) == (200, True)


@pytest.mark.parametrize("name", ["coverage", "coverage-list", "drive", "questions"])
def test_as_many_queries_for_three_as_for_one(site: making.Registered, name: str) -> None:
    client = client_of(site.county.users["lead_clerk"])

    def number() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(f"registry:{name}")).status_code == 200
        return len(seen)

    before = number()
    for index in range(3):
        row = making.organisation(site.county.north, f"再一家{index}", members=3)
        making.covers(row, site.county.south_branch, CoverKind.JOINT)
        making.organisation(site.county.sector, f"空白{index}")
    assert number() == before


# --- the drive --------------------------------------------------------------------------------------------------------


def key_of(name: str) -> int:
    return Organisation.objects.get(name=name).pk


def test_a_step_is_put_by_the_town(site: making.Registered) -> None:
    key = key_of("云峰空白厂")
    assert statuses(site, "drive-step", key) == {"lead_clerk": 200, "leader": 403, "town_clerk": 200, "south_clerk": 404,
                                                 "secretary": 403, "system_admin": 403}  # fmt: skip
    answer = send(site.county.users["town_clerk"], "drive-step", key, step="派指导员", due="2026-12-01")
    assert answer.status_code == 302
    assert CoverStep.objects.get().entered_by == site.actor("town_clerk").name
    page = text(get(site.county.users["town_clerk"], "drive"))
    assert ("派指导员" in page, "剩7天" in page) == (True, True)
    assert Entry.objects.filter(code="registry.cover_step_put").count() == 1


def test_a_stale_step_stands_beside_the_present_one(site: making.Registered) -> None:
    key, clerk = key_of("云峰空白厂"), site.county.users["town_clerk"]
    send(clerk, "drive-step", key, step="派指导员", due="2026-12-01")
    answer = send(clerk, "drive-step", key, step="谈联合", due="2026-12-02", version="")
    assert (answer.status_code, "派指导员" in text(answer), "谈联合" in text(answer)) == (409, True, True)


def test_a_step_of_yesterday_is_refused(site: making.Registered) -> None:
    answer = send(site.county.users["town_clerk"], "drive-step", key_of("云峰空白厂"), step="x", due="2026-11-23")
    assert (answer.status_code, "请填今天或以后的一天" in text(answer)) == (400, True)
    assert not CoverStep.objects.exists()


def test_a_reminder_names_only_what_is_seen(site: making.Registered) -> None:
    keys = [key_of("云峰空白厂"), key_of("柳塘空白厂")]
    page = text(send(site.county.users["town_clerk"], "drive-reminder", row=[*map(str, keys), "x"]))
    assert ("云峰空白厂没定下一步" in page, "柳塘空白厂" in page) == (True, False)


# --- questions and limits ---------------------------------------------------------------------------------------------


def test_a_question_is_answered_by_its_owner_and_comes_again(site: making.Registered) -> None:
    unit = site.county.north_branch
    PartyOrganisation.objects.filter(unit=unit).update(active_on=date(2025, 10, 1))
    users = site.county.users
    assert "云峰茶业党支部" in text(get(users["town_clerk"], "questions", question="silent"))
    assert statuses(site, "question-answer", unit.pk, "silent") == {
        "lead_clerk": 200, "leader": 403, "town_clerk": 200, "south_clerk": 404, "secretary": 200, "system_admin": 403,
    }  # fmt: skip
    assert send(users["secretary"], "question-answer", unit.pk, "silent", answer="停工半年").status_code == 302
    assert CoverAnswer.objects.get().seen == "最近有活动：2025年10月1日"
    page = get(users["town_clerk"], "questions", question="silent")
    assert ("停工半年" in text(page), total(page)) == (True, 0)
    CoverAnswer.objects.update(on=date(2026, 5, 24))
    assert total(get(users["town_clerk"], "questions", question="silent")) == 1
    assert "已经答复过" not in text(get(users["secretary"], "question-answer", unit.pk, "silent"))


def test_more_than_a_joint_branch_can_look_after(site: making.Registered) -> None:
    unit = site.county.south_branch
    CoverLimit.objects.create(code="many", value=2, since=date(2026, 1, 1), basis="x")
    for index in range(2):
        making.covers(making.organisation(site.county.south, f"多{index}"), unit, CoverKind.JOINT)
    found = get(site.county.users["lead_clerk"], "questions")
    assert (total(found), "覆盖3家" in text(found)) == (1, True)
    assert "没有填过活动日期" in text(get(site.county.users["lead_clerk"], "questions", question="silent"))


def test_no_such_question(site: making.Registered) -> None:
    assert get(site.county.users["lead_clerk"], "question-answer", site.county.north_branch.pk, "x").status_code == 404


def test_a_limit_is_set_by_the_lead_office(site: making.Registered) -> None:
    assert statuses(site, "limit-set")["town_clerk"] == 403
    clerk = site.county.users["lead_clerk"]
    entry = {"code": "green", "value": "90", "since": "2026-01-01", "basis": "县委文件"}
    assert send(clerk, "limit-set", **entry).status_code == 302
    assert send(clerk, "limit-set", **entry).status_code == 400
    bad = send(clerk, "limit-set", **{**entry, "value": "101", "since": "2026-02-01"})
    assert (bad.status_code, "请填1到100的整数" in text(bad)) == (400, True)
    assert "县委文件" in text(get(clerk, "limits"))


# --- entered wrongly --------------------------------------------------------------------------------------------------


def cover_of(site: making.Registered) -> Coverage:
    return Coverage.objects.get(organisation=site.north)


RIGHT = {"kind": "own", "since": "2024-01-01", "until": "", "evidence": "批复", "evidence_on": "", "reason": "抄错"}


def test_a_coverage_is_set_right_with_its_reason(site: making.Registered) -> None:
    row = cover_of(site)
    for name in ("cover-correct", "cover-strike"):
        assert statuses(site, name, row.pk) == {"lead_clerk": 200, "leader": 403, "town_clerk": 200, "south_clerk": 404,
                                                "secretary": 403, "system_admin": 403}  # fmt: skip
    clerk = site.county.users["town_clerk"]
    assert send(clerk, "cover-correct", row.pk, **RIGHT, version=row.version).status_code == 302
    assert cover_of(site).since == date(2024, 1, 1)
    late = send(clerk, "cover-correct", row.pk, **{**RIGHT, "since": "2024-02-01"}, version=row.version)
    assert (late.status_code, cover_of(site).since) == (409, date(2024, 1, 1))
    entry = Entry.objects.get(code="registry.cover_corrected")
    assert (entry.after or {})["reason"] == "抄错"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("since", "2027-01-01", "不能晚于今天"), ("until", "2023-01-01", "请填开始以后"), ("kind", "instructor", "要先删去这一条"),
     ("reason", "", "请填更正理由")],
)  # fmt: skip
def test_a_correction_that_does_not_hold(site: making.Registered, field: str, value: str, sentence: str) -> None:
    answer = send(site.county.users["town_clerk"], "cover-correct", cover_of(site).pk, **{**RIGHT, field: value})
    assert (answer.status_code, sentence in text(answer)) == (400, True)
    assert cover_of(site).since == world.LONG_AGO


def test_a_second_open_coverage_by_the_same_is_refused(site: making.Registered) -> None:
    old = making.covers(site.north, site.county.north_branch, until=date(2022, 1, 1))
    answer = send(site.county.users["town_clerk"], "cover-correct", old.pk, **RIGHT)
    assert (answer.status_code, "已有一条还在" in text(answer)) == (400, True)


def test_what_was_never_true_goes_and_the_trail_keeps_it(site: making.Registered) -> None:
    row = cover_of(site)
    assert send(site.county.users["town_clerk"], "cover-strike", row.pk, reason="不是这家").status_code == 302
    assert not Coverage.objects.filter(organisation=site.north).exists()
    assert (Entry.objects.get(code="registry.cover_struck").before or {})["kind"] == "单独组建"


def test_the_dossier_leads_to_setting_right_and_the_desk_to_the_questions(site: making.Registered) -> None:
    row, client = cover_of(site), client_of(site.county.users["town_clerk"])
    page = get(site.county.users["town_clerk"], "organisation", site.north.pk)
    for name in ("cover-end", "cover-correct", "cover-strike"):
        assert reverse(f"registry:{name}", args=[row.pk]) in text(page)
    assert reverse("registry:cover-correct", args=[row.pk]) not in text(
        get(site.county.users["secretary"], "organisation", site.north.pk)
    )
    desk = client.get(reverse("desk")).content.decode()
    assert ("1个党组织请核实：久没有活动" in desk, "覆盖家数多" in desk) == (True, False)
    assert "请核实" not in client_of(site.county.users["secretary"]).get(reverse("desk")).content.decode()
