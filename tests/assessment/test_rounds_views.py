"""Pages of rounds: the office's, a superior's, a secretary's, an outsider's (404), read-only (403); two clicks to a source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests import world
from tests.assessment.rounds_site import PARTY, SCHEME, Site, edition, get, send, workbook
from tests.calls import client_of, text
from wuze.accounts.enums import Role
from wuze.accounts.models import Installation
from wuze.assessment.rounds import actions
from wuze.assessment.rounds.actions import Challenge
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.models import Entry, Objection, Round
from wuze.portal.history import label_of
from wuze.portal.lines import asked_together
from wuze.portal.providers.rounds import ROUND, courses, rounds_found, to_answer, to_check, to_run
from wuze.registry.models import Post

pytestmark = pytest.mark.django_db
FORM = {
    "title": "2026年度考核",
    "since": "2026-01-01",
    "last": "2026-12-31",
    "steps": ["fed_back", "proposed"],
    "days": "5",
}
LATER = date(2026, 11, 30)


def page_of(client: Client, address: str) -> str:
    """What a page says."""
    return client.get(address).content.decode()


@pytest.fixture
def site() -> Site:
    return Site()


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_each_unit_its_own_sheet_superiors_the_list_outsiders_nothing(site: Site) -> None:
    row = site.fed_back()
    north, south, sector = (site.result(row, at) for at in range(3))
    found = {
        who: [get(site.users[who], "card", one.pk).status_code for one in (north, south, sector)]
        for who in ("secretary", "town_clerk", "south_secretary", "sector_clerk", "leader", "lead_clerk", "department", "reader")
    }  # fmt: skip
    assert found == {
        "secretary": [200, 404, 404], "town_clerk": [200, 404, 404], "south_secretary": [404, 200, 404],
        "sector_clerk": [404, 404, 200], "leader": [200, 200, 200], "lead_clerk": [200, 200, 200],
        "department": [404, 404, 404], "reader": [403, 403, 403],
    }  # fmt: skip
    page = text(get(site.users["town_clerk"], "results", row.pk))
    assert ("云峰茶业党支部" in page, "柳塘精密党支部" in page) == (True, False)


def test_nothing_is_seen_before_it_is_fed_back(site: Site) -> None:
    row = site.computed()
    one = site.result(row)
    assert [get(site.users[who], "card", one.pk).status_code for who in ("secretary", "town_clerk", "leader", "lead_clerk")] == [
        404, 404, 404, 200,
    ]  # fmt: skip
    assert [get(site.users[who], "one", row.pk).status_code for who in ("secretary", "town_clerk", "leader")] == [
        404,
        200,
        404,
    ]
    assert get(site.users["town_clerk"], "results", row.pk).status_code == 403
    assert "还没有反馈给本单位的结果" in page_of(client_of(site.users["secretary"]), reverse("assessment:mine"))


def test_a_secretary_sees_own_results_over_rounds(site: Site) -> None:
    site.settled(title="上一轮", since=date(2025, 1, 1), until=date(2026, 12, 1))
    site.fed_back()
    page = page_of(client_of(site.users["secretary"]), reverse("assessment:mine"))
    assert re.findall(r'is-title"><a[^>]*>([^<]+)<', page) == ["2026年度两新党组织考核", "上一轮"]


# --- a round's pages --------------------------------------------------------------------------------------------------


def test_made_by_a_form_with_its_faults(site: Site) -> None:
    clerk = site.users["lead_clerk"]
    bad = send(clerk, "new", **FORM | {"edition": "", "last": "2025-12-31", "days": "1"})
    assert (bad.status_code, "至少3个工作日" in text(bad), "2026年度考核" in text(bad)) == (400, True, True)
    fine = send(clerk, "new", **FORM, edition=site.edition.pk)
    row = Round.objects.get()
    assert (fine["Location"], row.steps, row.days, row.until) == (
        reverse("rounds:one", args=[row.pk]), ["fed_back", "proposed"], 5, date(2027, 1, 1),
    )  # fmt: skip
    assert send(site.users["secretary"], "new", **FORM, edition=site.edition.pk).status_code == 403


def test_step_by_step_through_the_pages(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.made(steps=("fed_back", "deliberated"))
    rule = {"kinds": ["party"], "above": "", "day": "2026-11-24"}
    assert "名单是空的" in text(get(clerk, "roster", row.pk))
    assert send(clerk, "act", row.pk, "rule", **rule)["Location"] == reverse("rounds:roster", args=[row.pk])
    assert "云峰茶业党支部" in text(get(clerk, "roster", row.pk))
    for verb in ("fix", "collect"):
        assert get(clerk, "act", row.pk, verb).status_code == 200
        send(clerk, "act", row.pk, verb)
    site.fed(row)
    send(clerk, "compute", row.pk)
    assert site.again(row).state == RoundState.COMPUTED
    assert "反馈核对" in text(get(clerk, "one", row.pk))
    assert "11月27日24时前" in text(get(clerk, "act", row.pk, "feed-back"))
    send(clerk, "act", row.pk, "feed-back")
    assert site.again(row).state == RoundState.FED_BACK
    dead = text(get(clerk, "one", row.pk))
    assert "各单位核对到2026年11月27日，过了这天再往下走" in dead
    assert get(clerk, "act", row.pk, "deliberate").status_code == 403
    assert get(clerk, "act", row.pk, "nonsense").status_code == 404


def test_feeding_back_before_the_county_looked_again_asks_why(site: Site) -> None:
    row, clerk = site.computed(), site.users["lead_clerk"]
    assert "理由" not in text(get(clerk, "act", row.pk, "feed-back"))
    actions.sample(site.actor("lead_clerk"), row.pk, version=None, percent=0, seed="青岚")
    assert "要复核的还有1个没有复核的分" in text(get(clerk, "act", row.pk, "feed-back"))
    assert send(clerk, "act", row.pk, "feed-back").status_code == 400
    assert send(clerk, "act", row.pk, "feed-back", reason="月底前要反馈").status_code == 302
    assert "月底前要反馈" in text(get(clerk, "one", row.pk))


def test_a_stale_form_comes_back(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.made()
    old = row.version
    actions.add_by_rule(site.actor("second_clerk"), row.pk, version=None, **PARTY)  # type: ignore[arg-type]  # one dictionary
    answer = send(clerk, "act", row.pk, "fix", version=str(old), reason="我看过了")
    assert (answer.status_code, "我看过了" in text(answer), site.again(row).state) == (409, True, RoundState.DRAFTED)


@pytest.mark.parametrize("name", ["one", "roster", "facts", "missing", "entries", "results", "objections"])
def test_every_page_of_a_round_opens_for_the_office(site: Site, name: str) -> None:
    row = site.fed_back()
    assert get(site.users["lead_clerk"], name, row.pk).status_code == 200
    assert get(site.users["reader"], name, row.pk).status_code == 403
    others = get(site.users["department"], name, row.pk).status_code
    assert others == (404 if name in {"one", "results", "objections"} else 403)


def test_member_out_and_back(site: Site) -> None:
    row, clerk = site.made(), site.users["lead_clerk"]
    actions.add_by_rule(site.actor("lead_clerk"), row.pk, version=None, **PARTY)  # type: ignore[arg-type]  # one dictionary
    member = site.members(row)[0]
    assert send(clerk, "member-out", member.pk, reason="").status_code == 400
    send(clerk, "member-out", member.pk, reason="撤销了")
    assert "撤销了" in text(get(clerk, "roster", row.pk, view="out"))
    send(clerk, "member-out", member.pk)
    assert len(site.members(row)) == 3


# --- facts ------------------------------------------------------------------------------------------------------------


def test_a_workbook_with_faults_is_not_taken_and_a_good_one_is(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.collecting()
    code = site.members(row)[0].code
    bad = send(clerk, "upload-new", row.pk, book=workbook(数据=[("编号", "学习次数"), (code, "许多")]))
    assert (bad.status_code, "数据.xlsx!数据!B2" in text(bad), row.uploads.count()) == (400, True, 0)
    assert "没有数据" in text(send(clerk, "upload-new", row.pk, book=workbook(数据=[("编号", "学习次数")])))
    send(clerk, "upload-new", row.pk, book=workbook(数据=[("编号", "学习次数"), (code, 3)]))
    made = row.uploads.get()
    assert (made.rows, get(clerk, "upload", made.pk).status_code) == (1, 200)
    send(clerk, "upload-drop", made.pk, reason="交错了")
    assert "何敏撤下了" in text(get(clerk, "upload", made.pk))


def test_a_roster_from_a_workbook(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.made()
    rows = [("编号", "名称", "类型"), ("X1", "云峰茶业党支部", "规上"), ("X2", "外县来的支部", "规下")]
    send(clerk, "table", row.pk, book=workbook(名录=rows))
    found = [(one.code, one.name, one.type, one.unit_id) for one in site.members(row)]
    assert found == [
        ("X1", "云峰茶业党支部", "规上", site.county.north_branch.pk),
        ("X2", "外县来的支部", "规下", None),
    ]
    assert "没有“名录”表" in text(send(clerk, "table", row.pk, book=workbook(数据=[("编号", "学习次数")])))


def test_a_roster_that_does_not_fit_the_scheme_says_so_at_once(site: Site) -> None:
    head = SCHEME["方案"]
    site.edition = edition(site.county, SCHEME | {"方案": replace(head, rows=(*head.rows, ("类型", "规上；规下")))})
    clerk, row = site.users["lead_clerk"], site.made()
    rows = [("编号", "名称", "类型"), ("X1", "云峰茶业党支部", "规上"), ("X2", "外县来的支部", "企业")]
    send(clerk, "table", row.pk, book=workbook(名录=rows))
    assert "1个的类型不在方案里" in text(get(clerk, "roster", row.pk))
    assert "外县来的支部（企业）的类型不在方案里" in text(
        send(clerk, "act", row.pk, "fix", version=site.again(row).version)
    )


def test_alone_the_desk_leads_to_the_leaders_paper(site: Site) -> None:
    Installation.objects.update(small_office=True)
    row = site.fed_back()
    one = actions.object_to(site.actor("secretary"), site.result(row).pk, Challenge("B1", "还办成了两件"))
    clerk = site.users["lead_clerk"]
    assert "线下已定，登记" in text(get(clerk, "card", one.result_id))
    entered = {
        "upheld": "no",
        "text": "看过回执",
        "decided_on": "2026-11-24",
        "paper": "minutes",
        "title": "部务会纪要",
    }
    head = Post.objects.get(unit=site.county.lead, role=Role.LEAD_HEAD)
    page = text(send(clerk, "answer-paper", one.pk, approver=head.pk, version=1, **entered))
    assert "要有文号" in page
    send(clerk, "answer-paper", one.pk, approver=head.pk, version=1, number="〔2026〕9号", **entered)
    page = text(get(clerk, "card", one.result_id))
    assert ("会议纪要 部务会纪要 〔2026〕9号" in page, "一人经办" in page) == (True, True)


def test_an_entry_from_a_phone_and_its_page_for_whom_it_is_about(site: Site) -> None:
    row = site.collecting()
    north, south, _ = site.members(row)
    entered = {
        "member": north.pk,
        "what": "i:B1",
        "value": "35",
        "way": "visit",
        "happened": "2026-11-20",
        "text": "解了一半",
        "stage": "初评",
    }
    form = text(get(site.users["town_clerk"], "entry-new", row.pk))
    assert ("云峰茶业党支部" in form, "柳塘精密党支部" in form) == (True, False)
    assert send(site.users["town_clerk"], "entry-new", row.pk, **entered | {"member": south.pk}).status_code == 400
    send(site.users["town_clerk"], "entry-new", row.pk, **entered)
    one = Entry.objects.get()
    assert (one.value, one.by) == ("35", one.by)
    assert get(site.users["south_clerk"], "entry", one.pk).status_code == 404
    assert get(site.users["secretary"], "entry", one.pk).status_code == 404  # nothing was fed back yet
    send(site.users["town_clerk"], "entry-void", one.pk, reason="记错了单位")
    assert "作废" in text(get(site.users["lead_clerk"], "entry", one.pk))


def test_missing_by_owner_with_text_to_chase_and_one_decision(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.collecting()
    assert "先测算一次" in text(get(clerk, "missing", row.pk))
    site.compute(row)
    page = text(get(clerk, "missing", row.pk))
    assert ("社会工作部" in page, "学习次数" in page) == (True, True)
    chase = text(send(clerk, "reminder", row.pk))
    assert "学习次数缺3个" in chase
    bad = send(clerk, "missing", row.pk, keys=["e:D1"], way="last", reason="x")
    assert (bad.status_code, "换一种办法" in text(bad)) == (400, True)
    send(clerk, "missing", row.pk, keys=["e:D1"], way="undone", reason="催过三次")
    decision = row.decisions.get()
    assert "催过三次" in text(get(clerk, "facts", row.pk))
    send(clerk, "undecide", decision.pk)
    assert "催过三次" not in text(get(clerk, "facts", row.pk))


# --- the score card ---------------------------------------------------------------------------------------------------


def test_two_clicks_from_a_figure_to_the_source_record(site: Site) -> None:
    row = site.fed_back()
    one, secretary = site.result(row, 1), client_of(site.users["south_secretary"])
    page = page_of(secretary, reverse("rounds:card", args=[one.pk]))
    links = re.findall(r'href="([^"]+)" aria-expanded', page)
    opened = page_of(secretary, links[0].replace("&amp;", "&"))
    assert "应4次，实际3次，每缺1次扣5分" in opened
    source = re.findall(r'href="(/assessment/rounds/entries/\d+/)"', opened)
    record = page_of(secretary, source[0])
    assert ("学习记录本" in record, "何敏" in record, "查阅资料" in record) == (True, True, True)
    assert f'href="/registry/parties/{site.county.south_branch.pk}/"' in page_of(
        secretary, links[1].replace("&amp;", "&")
    )


def test_the_card_says_what_would_have_changed_it_in_few_queries(site: Site) -> None:
    row = site.fed_back()
    client = client_of(site.users["south_secretary"])
    address = reverse("rounds:card", args=[site.result(row, 1).pk])
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        page = page_of(client, f"{address}?open=A1")
    assert len(made) <= 15
    assert "“按期换届”补上，就到优秀线。" in page
    assert ("7.00分" in page, "−10.00" in page) == (True, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_queries(site: Site, number: int) -> None:
    row = site.fed_back()
    for one in site.members(row)[number:]:
        site.result(row).__class__.objects.filter(member=one).delete()
    client = client_of(site.users["lead_clerk"])
    client.get(reverse("rounds:results", args=[row.pk]))
    with CaptureQueriesContext(connection) as made:
        client.get(reverse("rounds:results", args=[row.pk]))
    assert len(made) == 12


def test_the_paper_and_the_workbook(site: Site) -> None:
    row = site.collecting()
    site.compute(row)
    clerk = site.actor("lead_clerk")
    actions.decide(clerk, row.pk, ["e:D1", "i:B1"], "undone", "催过三次没有交", version=None)
    site.compute(row)
    actions.feed_back(clerk, row.pk, version=None)
    assert "书记签字" in text(get(site.users["secretary"], "sheet", site.result(row).pk))
    answer = get(site.users["lead_clerk"], "workbook", row.pk)
    book = load_workbook(BytesIO(answer.content))
    words = "".join(str(cell.value) for line in book["校验"].iter_rows() for cell in line)
    assert (book.sheetnames, "催过三次没有交（何敏，2026-11-24）" in words) == (
        ["汇总", "得分", "说明", "等次与名额", "校验"],
        True,
    )
    assert get(site.users["town_clerk"], "workbook", row.pk).status_code == 403


# --- challenges and grades --------------------------------------------------------------------------------------------


def test_a_challenge_at_a_figure_and_its_answer_beside_it(site: Site) -> None:
    row = site.fed_back()
    one = site.result(row)
    secretary, other = site.users["secretary"], site.users["second_clerk"]
    assert send(secretary, "object", one.pk, item="B1", text="").status_code == 400
    send(secretary, "object", one.pk, item="B1", text="还办成了两件", evidence="走访单")
    made = Objection.objects.get()
    assert "异议待答复" in text(get(secretary, "card", one.pk))
    assert get(site.users["lead_clerk"], "answer", made.pk).status_code == 403
    send(other, "answer", made.pk, upheld="no", text="走访单记的是上一年")
    page = text(get(secretary, "card", one.pk))
    assert ("异议不成立" in page, "走访单记的是上一年" in page) == (True, True)
    assert "走访单记的是上一年" in text(get(site.users["town_clerk"], "objections", row.pk))
    assert "走访单记的是上一年" not in text(get(site.users["south_clerk"], "objections", row.pk))


def test_a_superior_raises_it_for_a_unit_without_account_from_a_paper(site: Site) -> None:
    one = site.result(site.fed_back(), 2)
    clerk = site.users["sector_clerk"]
    assert send(clerk, "object", one.pk, item="", text="等次不公").status_code == 400
    paper = {"for_whom": "正衡律所党支部", "paper_name": "电话记录", "paper_date": "2026-11-24", "paper_no": ""}
    send(clerk, "object", one.pk, item="", text="等次不公", **paper)
    assert "代录" in text(get(clerk, "card", one.pk))


def test_grades_stand_side_by_side_and_points_stay(site: Site) -> None:
    row, clerk = site.fed_back(), site.users["lead_clerk"]
    one = site.result(row, 1)
    assert send(clerk, "grade", one.pk, "final", grade="合格", reason="有通报", minutes="").status_code == 400
    send(clerk, "grade", one.pk, "proposed", grade="合格", reason="有通报")
    send(clerk, "grade", one.pk, "final", grade="不合格", reason="会议定", minutes="〔2026〕9号")
    page = text(get(clerk, "card", one.pk))
    assert ("建议等次" in page, "会议定（〔2026〕9号）" in page, "83.00" in page) == (True, True, True)
    assert "测算良好" in text(get(clerk, "results", row.pk))
    assert get(clerk, "grade", one.pk, "other").status_code == 404


def test_recheck_from_the_page(site: Site) -> None:
    row, clerk = site.computed(), site.users["lead_clerk"]
    assert send(clerk, "check", row.pk).status_code == 302
    assert "11月24日重算一致" in text(get(clerk, "one", row.pk))


# --- the desk and the past --------------------------------------------------------------------------------------------


def test_the_desk_says_whose_turn_it_is(site: Site) -> None:
    row = site.fed(site.collecting())
    site.compute(row, "second_clerk")

    def titles(who: str, day: date = world.DAY) -> list[str]:
        return [line.title for line in asked_together(site.actor(who, day), (to_run, to_answer, to_check), ())]

    assert (titles("lead_clerk"), titles("secretary"), titles("reader")) == ([str(row)], [], [])
    actions.feed_back(site.actor("lead_clerk"), row.pk, version=None)
    assert (titles("lead_clerk"), titles("secretary")) == ([], [f"核对得分：{row}"])
    actions.object_to(site.actor("secretary"), site.result(row).pk, Challenge("B1", "办成了两件"))
    assert (titles("lead_clerk"), titles("second_clerk")) == (["云峰茶业党支部对“服务企业”有异议"], [])
    assert titles("secretary", LATER) == []


def test_a_discarded_round_is_on_its_own_view_only(site: Site) -> None:
    row, clerk = site.computed(title="多建的一轮"), site.users["lead_clerk"]
    page = text(get(clerk, "one", row.pk))
    address = reverse("rounds:act", args=[row.pk, "discard"])
    assert f'href="{address}"' in page
    assert send(clerk, "act", row.pk, "discard", reason="").status_code == 400
    assert send(clerk, "act", row.pk, "discard", reason="建了两遍").status_code == 302
    assert "多建的一轮" not in text(get(clerk, "home"))
    assert "多建的一轮" in text(get(clerk, "home", view="discarded"))
    assert "多建的一轮" not in page_of(client_of(clerk), reverse("assessment:home"))
    page = text(get(clerk, "one", row.pk))
    assert ("已作废" in page, "建了两遍" in page, address in page, "试算" in page) == (True, True, False, False)
    actor = site.actor("lead_clerk")
    assert (asked_together(actor, (to_run, to_answer), ()), courses(actor)) == ([], ())
    assert rounds_found(actor, ["多建的"]).rows.count() == 0
    assert get(clerk, "card", site.result(row).pk).status_code == 200


def test_the_past_of_a_round_is_for_the_office(site: Site) -> None:
    row = site.fed_back()
    found = [label_of(site.actor(who), ROUND.kind, str(row.pk)) for who in ("lead_clerk", "town_clerk", "leader")]
    assert found == [str(row), None, None]


def test_a_workbook_shows_each_only_the_rows_of_units_one_sees(site: Site) -> None:
    row = site.collecting()
    rows = [("编号", "学习次数"), *((member.code, 4) for member in site.members(row))]
    actions.upload(site.actor("lead_clerk"), row.pk, site.sent(row, 数据=rows), version=None)
    one = row.uploads.get()
    names = ("云峰茶业党支部", "柳塘精密党支部", "正衡律所党支部")

    def shown(who: str) -> list[bool]:
        page = text(get(site.users[who], "upload", one.pk))
        return [name in page for name in names]

    assert (shown("lead_clerk"), shown("town_clerk")) == ([True, True, True], [True, False, False])
    assert get(site.users["secretary"], "upload", one.pk).status_code == 404  # nothing was fed back yet


def test_a_settled_sheet_leads_to_its_correction(site: Site) -> None:
    row = site.settled()
    fresh = actions.correct(site.actor("lead_clerk", LATER), row.pk, version=None, reason="学习次数录错")
    site.compute(fresh)
    old, secretary = site.result(row), site.users["secretary"]
    assert "有更正" not in text(get(secretary, "card", old.pk))
    day = date(2026, 12, 10)
    actions.feed_back(site.actor("lead_clerk"), fresh.pk, version=None)
    actions.advance(site.actor("lead_clerk", day), fresh.pk, "propose", version=None)
    head = site.actor("lead_clerk", day)
    actions.deliberate(head, fresh.pk, version=None, meeting="部务会", met_on=day, minutes="〔2026〕12号")
    actions.settle(site.actor("second_clerk", day), fresh.pk, version=None)
    assert f'href="/assessment/rounds/results/{site.result(fresh).pk}/"' in text(get(secretary, "card", old.pk))
    assert "学习次数录错" in text(get(secretary, "card", site.result(fresh).pk))
