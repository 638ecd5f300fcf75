"""From a figure to rule, fact, source and person, and back from a matter to the figures it went into."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessment.rounds_path import laid, matter
from tests.assessment.rounds_site import PARTY, WANTED, Site, get
from tests.calls import Pages, client_of, text
from wuze.assessment.rounds import actions, lent, queries
from wuze.assessment.rounds.actions import Seen
from wuze.assessment.rounds.models import Result, Round
from wuze.assessment.rounds.pages.ties import Peer, sentence
from wuze.assessment.rounds.states import OPTIONAL
from wuze.assessment.schemes import actions as schemes_actions
from wuze.duty.editions.models import Duty
from wuze.kernel.errors import Invalid, Refused
from wuze.ledger.models import Report, Task
from wuze.trail.models import Entry as Trail

pytestmark = pytest.mark.django_db
ledger, schemes = Pages("ledger"), Pages("schemes")
YEAR = ("2026-01-01", "2027-01-01", "2026-11-24")


@pytest.fixture
def site() -> Site:
    """A county."""
    return Site()


@pytest.fixture
def path(site: Site) -> tuple[Round, Task]:
    """A round with a late matter in it."""
    return laid(site)


def used(site: Site, who: str, task: Task) -> str:
    """What 用在哪里 says to somebody."""
    return text(client_of(site.users[who]).get(reverse("task-used", args=[task.pk])))  # type: ignore[arg-type]  # the test client's own class


def test_the_opened_figure_leads_to_its_rows_and_to_its_duty(site: Site, path: tuple[Round, Task]) -> None:
    one = site.result(path[0])
    assert one.items["B2"]["points"] == "5.00"
    page = text(get(site.users["secretary"], "card", one.pk, open="B2"))
    nodes = reverse("ledger:nodes", args=[one.member.unit_id, *YEAR])
    duty = reverse("duty:duty", args=[Duty.objects.get().pk])
    assert (
        f'<a href="{nodes}">台账：节点在期内的2件，按时1件</a>' in page,
        f'<a href="{duty}">D-12 台账与汇报</a>' in page,
    ) == (
        True,
        True,
    )
    rows = text(client_of(site.users["secretary"]).get(nodes))  # type: ignore[arg-type]  # the test client's own class
    assert re.findall(r"核对党员去向\d", rows.split("<tbody")[1]) == ["核对党员去向1", "核对党员去向2"]
    assert ("计入2件，按时1件，销号2件" in rows, "迟5天" in rows, "李书记" in rows) == (True, True, True)


@pytest.mark.parametrize(
    ("view", "shown"),
    [("", [1, 2]), ("on-time", [2]), ("not", [1]), ("closed", [1, 2]), ("out", [3]), ("all", [1, 2, 3, 4])],
)
def test_the_list_shows_how_each_matter_counts(site: Site, view: str, shown: list[int]) -> None:
    matter(site, 1, late=5)
    matter(site, 2)
    Task.objects.filter(pk=matter(site, 3).pk).update(excused=True, excuse="等上级回文")
    Task.objects.filter(pk=matter(site, 4, due=date(2026, 12, 20)).pk).update(state="doing", finished_on=None)
    Task.objects.filter(pk=matter(site, 5).pk).update(due=date(2025, 12, 31), issued_on=date(2025, 1, 1))
    Task.objects.filter(pk=matter(site, 6).pk).update(state="cancelled")
    page = text(ledger.get(site.users["town_clerk"], "nodes", site.county.north_branch.pk, *YEAR, view=view))
    assert [int(word) for word in re.findall(r">核对党员去向(\d)<", page)] == shown


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_queries(site: Site, number: int) -> None:
    for at in range(number):
        matter(site, at)
    client = client_of(site.users["secretary"])
    for name in ("nodes", "said"):
        address = reverse(f"ledger:{name}", args=[site.county.north_branch.pk, *YEAR])
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        assert len(made) == {"nodes": 11, "said": 11}[name]


def test_reports_behind_a_number(site: Site) -> None:
    task = matter(site, 1)
    Report.objects.create(
        task=task, kind="progress", text="正在办", happened=date(2026, 9, 20), received=date(2026, 9, 25), late=2, entered_by="李书记",
        entered_at="2026-09-25T10:00:00+08:00", state="entered",
    )  # fmt: skip
    unit = site.county.north_branch.pk
    counts = {
        view: text(ledger.get(site.users["secretary"], "said", unit, *YEAR, view=view)).count("核对党员去向1</a>")
        for view in ("all", "final", "late", "back", "nil")
    }
    assert counts == {"all": 2, "final": 1, "late": 1, "back": 0, "nil": 0}


def test_a_period_that_is_none_is_not_found(site: Site) -> None:
    answer = ledger.get(site.users["secretary"], "nodes", site.county.north_branch.pk, "2026-13-01", *YEAR[1:])
    assert answer.status_code == 404


def test_a_matter_tells_the_figures_it_went_into(site: Site, path: tuple[Round, Task]) -> None:
    row, task = path
    one = site.result(row)
    link = f'href="{reverse("rounds:card", args=[one.pk])}?open=B2#i-B2"'
    assert [link in used(site, who, task) for who in ("lead_clerk", "town_clerk", "secretary")] == [True, True, True]
    page = text(ledger.get(site.users["secretary"], "task", task.pk))
    assert f'hx-get="{reverse("task-used", args=[task.pk])}"' in page
    later = matter(site, 7)
    Task.objects.filter(pk=later.pk).update(due=date(2026, 12, 30), issued_on=date(2026, 11, 25))
    Report.objects.filter(task=later).delete()
    excused = matter(site, 8)
    Task.objects.filter(pk=excused.pk).update(excused=True)
    Report.objects.filter(task=excused).delete()
    assert [link in used(site, "lead_clerk", other) for other in (later, excused)] == [False, False]


def test_nobody_learns_of_a_result_before_it_is_fed_back(site: Site, path: tuple[Round, Task]) -> None:
    row, task = path
    Round.objects.filter(pk=row.pk).update(state="computed")
    said = "还没有考核结果用到这件事"
    assert [said in used(site, who, task) for who in ("lead_clerk", "town_clerk", "secretary")] == [False, True, True]


def test_what_changed_since_is_told_and_moves_nothing(site: Site, path: tuple[Round, Task]) -> None:
    row, task = path
    one = site.result(row)
    Task.objects.filter(pk=task.pk).update(excused=True, excuse="等上级回文")
    page = text(get(site.users["secretary"], "card", one.pk, open="B2"))
    assert ("现在：100%，这里不变" in page, Result.objects.get(pk=one.pk).items["B2"]["points"]) == (True, "5.00")
    assert "这里不变" not in text(get(site.users["secretary"], "card", one.pk, open="A1"))


@pytest.mark.parametrize("item", ["", "A1", "B2"])
def test_an_opened_card_takes_few_queries(site: Site, path: tuple[Round, Task], item: str) -> None:
    one, client = site.result(path[0]), client_of(site.users["secretary"])
    address = f"{reverse('rounds:card', args=[one.pk])}?open={item}"
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        client.get(address)
    assert len(made) == {"": 10, "A1": 13, "B2": 15}[item]


def test_a_duty_tells_by_which_items_it_is_assessed(site: Site, path: tuple[Round, Task]) -> None:
    duty = Duty.objects.get()
    page = text(schemes.get(site.users["secretary"], "of-duty", duty.pk))
    assert f'href="{reverse("schemes:one", args=[path[0].edition_id])}#i-B2">B2 交办事项</a>' in page
    other = Duty.objects.create(edition=duty.edition, code="D-13", title="督查", requirement="x", basis="x")
    assert "没有指标对应" in text(schemes.get(site.users["secretary"], "of-duty", other.pk))


def test_a_tie_is_broken_by_what_is_told(site: Site) -> None:
    scheme = queries.scheme_of(site.made()).scheme
    tied = replace(scheme, tie_break=(("part", "A"), ("item", "B1")))
    own = Peer(2, {"B1": {"points": "13.00"}}, {"A": "25.00"})
    first = Peer(1, {"B1": {"points": "14.00"}}, {"A": "25.00"})
    assert sentence(tied, own, [first]) == "同分的另有1个，比“服务企业”：本单位13.00分，相邻的14.00分，排在后面。"
    assert sentence(tied, first, [own]) == "同分的另有1个，比“服务企业”：本单位14.00分，相邻的13.00分，排在前面。"
    assert sentence(tied, own, [own, own]) == "同分的另有2个，名次并列。"
    assert sentence(tied, own, []) == ""


def test_the_day_of_a_record_is_the_day_here(site: Site) -> None:
    row = site.collecting()
    early = replace(site.actor("lead_clerk"), at=datetime(2026, 11, 23, 21, 45, tzinfo=UTC))
    member = site.members(row)[0]
    actions.enter(early, member.pk, Seen("e:D1", "4", "papers", date(2026, 11, 23), "学习记录本"))
    actions.upload(early, row.pk, site.sent(row, 数据=[("编号", "任期已到届"), (member.code, "否")]), version=None)
    site.compute(row)
    facts = site.result(row).facts["v"]
    assert [facts["D1"][0][3], facts["D2"][0][3]] == ["查阅资料，何敏2026-11-24记", "数据.xlsx（何敏2026-11-24交）"]


def test_one_person_goes_all_the_way_in_a_small_office(site: Site) -> None:
    me = site.small("lead_clerk")
    row = actions.make(me, replace(WANTED, edition=site.edition.pk, steps=tuple(OPTIONAL)))
    actions.add_by_rule(me, row.pk, version=None, **PARTY)  # type: ignore[arg-type]  # one dictionary of three kinds
    for verb in ("fix", "collect"):
        actions.advance(me, row.pk, verb, version=None)
    site.fed(row)
    actions.work(actions.ask_compute(me, row.pk, version=None).pk)
    actions.feed_back(me, row.pk, version=None)
    later = site.small("lead_clerk", date(2026, 11, 30))
    for verb in ("clear", "propose"):
        actions.advance(later, row.pk, verb, version=None, reason="会商过")
    actions.deliberate(later, row.pk, version=None, meeting="部务会", met_on=later.today, minutes="〔2026〕9号")
    with pytest.raises(Refused, match="由另一位同事来办"):
        actions.settle(site.actor("lead_clerk", later.today), row.pk, version=None)
    assert actions.settle(later, row.pk, version=None).state == "settled"
    assert "一人经办" in text(get(site.users["lead_clerk"], "one", row.pk))


def workbook_of_town(site: Site, row: Round, *codes: str, stage: str = "") -> None:
    """The town's clerk brings scores of these."""
    rows = [
        ("编号", "指标", "得分", "扣分原因", "评分人", "日期", "阶段"),
        *((code, "B1", 20, "一般", "镇", "2026-11-20", stage) for code in codes),
    ]
    actions.upload(site.actor("town_clerk"), row.pk, site.sent(row, 得分=rows), version=None)


def test_a_town_brings_rows_of_what_belongs_to_it_and_no_review(site: Site) -> None:
    row = site.collecting()
    north, south, _ = (one.code for one in site.members(row))
    with pytest.raises(Invalid) as refused:
        workbook_of_town(site, row, north, south)
    assert refused.value.fields == {"book": f"{south}不归您交，删去这些行再交。"}
    with pytest.raises(Invalid) as refused:
        workbook_of_town(site, row, north, stage="复核")
    assert refused.value.fields == {"book": "复核的分由县委社会工作部来评，删去这些行再交。"}
    workbook_of_town(site, row, north)
    assert [one.by for one in row.uploads.all()] == [site.users["town_clerk"].person.name]
    with pytest.raises(Refused):
        actions.upload(
            site.actor("secretary"),
            row.pk,
            site.sent(row, 得分=[("编号", "指标", "得分"), (north, "B1", 40)]),
            version=None,
        )
    page = text(get(site.users["town_clerk"], "one", row.pk))
    assert f'href="{reverse("rounds:upload-new", args=[row.pk])}">交数据表' in page


def test_a_later_draft_is_tried_on_the_facts_of_a_round(site: Site, path: tuple[Round, Task]) -> None:
    clerk = site.actor("lead_clerk")
    draft = schemes_actions.copy(clerk, path[0].edition_id)
    assert draft.duties == {"B2": "D-12"}
    offered = lent.offered(clerk, draft.pk)
    assert offered == [(f"{path[0].calculation}-{draft.pk}", f"{path[0]} 第1次测算，3个")]
    facts = lent.facts_of(offered[0][0])
    assert facts == lent.facts_of(str(path[0].calculation))
    assert lent.offered(site.actor("town_clerk"), draft.pk) == []


def test_the_duty_of_an_item_is_chosen_in_the_editor(site: Site, path: tuple[Round, Task]) -> None:
    clerk = site.users["lead_clerk"]
    draft = schemes_actions.copy(site.actor("lead_clerk"), path[0].edition_id)
    page = text(schemes.get(clerk, "item", draft.pk, 1))
    assert '<option value="D-12">D-12 台账与汇报</option>' in page
    entered = dict(re.findall(r'<input class="form-control" name="([^"]+)" value="([^"]*)"', page))
    entered |= {
        name: chosen
        for name, body in re.findall(r'<select class="form-select" name="([hmk][^"]*)"(.*?)</select>', page, re.DOTALL)
        for chosen in [next(iter(re.findall(r"<option selected>([^<]+)", body)), "")]
    }
    clauses = re.findall(r'name="clauses" value="(\d+)"', page)[0]
    answer = schemes.send(
        clerk, "item", draft.pk, 1, **entered, clauses=clauses, version=str(draft.version), duty="D-12"
    )
    draft.refresh_from_db()
    assert (answer.status_code, draft.duties) == (302, {"A1": "D-12", "B2": "D-12"})
    assert "A1对应的职责：没有→D-12" in str(
        Trail.objects.filter(code="assessment.scheme_edited").latest("number").after
    )
    wrong = schemes.send(
        clerk, "item", draft.pk, 1, **entered, clauses=clauses, version=str(draft.version), duty="D-99"
    )
    assert (wrong.status_code, "没有这条职责" in text(wrong)) == (400, True)


def test_an_entry_tells_the_figure_it_went_into(site: Site, path: tuple[Round, Task]) -> None:
    one = site.result(path[0])
    entry = path[0].entries.filter(member=one.member, element="D1").get()
    link = f'href="{reverse("rounds:card", args=[one.pk])}?open=A1#i-A1">理论学习得30.00分'
    assert link in text(get(site.users["secretary"], "entry", entry.pk))
    Round.objects.filter(pk=path[0].pk).update(state="collecting")
    assert "用在哪里" not in text(get(site.users["town_clerk"], "entry", entry.pk))
