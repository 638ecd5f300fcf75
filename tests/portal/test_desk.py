"""The work desk: what waits for whom, in which order, with which light; four faces; constant queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.test import Client, override_settings
from pytest_django.fixtures import Settings

from tests import world
from tests.portal.making import act, approval, client, counted
from wuze.accounts.enums import Role
from wuze.accounts.models import Grant, Installation, SecondFactor, User
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Verb
from wuze.portal import desk, lines
from wuze.portal.lines import Line
from wuze.portal.models import Complaint
from wuze.portal.providers import accounts, registry, site
from wuze.registry.enums import HandoverState
from wuze.registry.laying.actions import First, begin, lay
from wuze.registry.laying.planning import New
from wuze.registry.memo import KEPT
from wuze.registry.models import Appointment, Handover, Post
from wuze.trail.values import Thing, Who

pytestmark = pytest.mark.django_db
DAY = world.DAY


def on_desk(actor: Actor, *queues: lines.Queuer) -> list[Line]:
    """The lines of these queues."""
    return lines.asked_together(actor, queues, [])


def titles(found: object) -> list[str]:
    """Titles of lines."""
    return [line.title for line in found]  # type: ignore[attr-defined]  # lines


def own_post(user: User) -> int:
    """The post a user holds."""
    return Appointment.objects.get(person=user.person).post_id


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 11, 20), ("red", "超期2天")),
        (date(2026, 11, 24), ("amber", "今天到期")),
        (date(2026, 11, 26), ("amber", "剩2天")),
        (date(2026, 11, 27), ("green", "剩3天")),
        (None, ("none", "不限时")),
    ],
)
def test_light_of_a_line(due: date | None, expected: tuple[str, str]) -> None:
    light = lines.light_of(Line("mine", "办事", "/", due=due), DAY)
    assert (light.state, light.word) == expected


def test_the_longest_overdue_comes_first_and_what_has_no_term_last() -> None:
    found = [Line("mine", "丙", "/"), Line("mine", "乙", "/", due=DAY), Line("waiting", "丁", "/"),
             Line("mine", "甲", "/", due=date(2026, 11, 2))]  # fmt: skip
    assert titles(lines.arranged(found, "mine")) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("dues", "expected"),
    [
        ([], ""),
        ([None], "没有超期的，都不限时。"),
        ([date(2026, 11, 23), DAY, DAY], "1件已超期，2件今天到期。天数都按工作日算。"),
        ([date(2026, 11, 23)], "1件已超期。天数都按工作日算。"),
        ([DAY], "1件今天到期。天数都按工作日算。"),
        ([date(2026, 12, 4), None], "没有超期的，最近一件12月4日到期。天数都按工作日算。"),
    ],
)
def test_the_desk_in_one_sentence(dues: list[date | None], expected: str) -> None:
    assert lines.summary([Line("mine", "办", "/", due=due) for due in dues], DAY) == expected


def test_the_strip_counts_what_falls_due_and_puts_a_weekend_on_friday() -> None:
    dues = (date(2026, 11, 20), DAY, DAY, date(2026, 11, 28), date(2026, 12, 7), date(2027, 1, 1), None)
    found = lines.strip([Line("mine", "办", "/", due=due) for due in dues], DAY)
    assert [(slot.day.day, slot.count) for slot in found] == [
        (24, 2), (25, 0), (26, 0), (27, 1), (30, 0), (1, 0), (2, 0), (3, 0), (4, 0), (7, 1),
    ]  # fmt: skip
    assert [slot.day.day for slot in found if slot.week] == [30, 7]
    assert [slot.day for slot in found if slot.today] == [DAY]


def test_the_first_verb_is_the_primary_one() -> None:
    verb = Verb("办", "/", "get")
    found = lines.rows([Line("mine", name, "/", verb=verb) for name in "甲乙"], DAY)
    assert [row.verb.primary for row in found if row.verb] == [True, False]
    assert [row.verb for row in lines.rows([Line("mine", "丙", "/")], DAY)] == [None]


# --- providers --------------------------------------------------------------------------------------------------------


APPROVALS = (accounts.to_decide, accounts.asked_for)
OWN = (accounts.password, accounts.recovery_codes)


def test_approvals_wait_for_the_approver_and_are_awaited_by_whoever_asked() -> None:
    county = world.county()
    head, clerk = county.users["town_head"], county.users["town_clerk"]
    approval(county.north, own_post(head), clerk, due=DAY)
    approval(county.south, own_post(county.users["south_clerk"]), county.users["south_secretary"], "别镇的事")
    assert [(line.title, line.due) for line in on_desk(world.actor(head), *APPROVALS)] == [
        ("审批延期：四季度覆盖情况表", DAY)
    ]
    waiting = on_desk(world.actor(clerk), *APPROVALS)
    assert [(line.kind, line.title, line.light.word if line.light else "") for line in waiting] == [
        ("waiting", "云峰乡党委负责人：延期", "送签中")
    ]
    assert on_desk(nobody(), *APPROVALS) == []


def nobody() -> Actor:
    """Someone without an account."""
    return Actor(0, 0, "未登录", world.NOW, DAY)


def test_a_handover_waits_first_for_the_giver_then_for_the_taker() -> None:
    county = world.county()
    giver, taker = county.users["town_clerk"], county.users["reader"]
    appointment = Appointment.objects.get(person=giver.person)
    row = Handover.objects.create(
        post=appointment.post, outgoing=appointment, incoming=taker.person, on=date(2026, 12, 1), basis="任免通知",
        drafted_by="何敏", drafted_at=world.NOW,
    )  # fmt: skip
    assert [line.due for line in on_desk(world.actor(giver), registry.handovers)] == [date(2026, 12, 1)]
    assert on_desk(world.actor(taker), registry.handovers) == []
    row.state = HandoverState.GIVEN
    row.save()
    assert [line.kind for line in on_desk(world.actor(giver), registry.handovers)] == ["waiting"]
    assert [line.kind for line in on_desk(world.actor(taker), registry.handovers)] == ["mine"]
    assert registry.handovers(nobody()) is None


def test_posts_without_a_holder_are_one_line_for_whoever_manages_them() -> None:
    county = world.county()
    clerk = world.actor(county.users["town_clerk"])
    assert lines.asked_together(clerk, [], [registry.vacancies]) == []
    world.post(county.north, Role.TOWN_CLERK, "组织委员")
    world.post(county.south, Role.TOWN_CLERK, "组织委员")
    assert titles(lines.asked_together(clerk, [], [registry.vacancies])) == ["1个岗位没有人"]
    assert titles(lines.asked_together(world.actor(county.users["lead_clerk"]), [], [registry.vacancies])) == [
        "2个岗位没有人"
    ]
    assert lines.asked_together(world.actor(county.users["town_head"]), [], [registry.vacancies]) == []


def test_a_password_is_announced_ten_days_before_it_ends_and_only_where_it_ends() -> None:
    user = world.account(world.person())
    actor = world.actor(user)
    here = Installation.objects.create(pk=1)
    user.password_set = world.NOW - timedelta(days=79)
    user.save()
    assert on_desk(actor, *OWN) == []
    user.password_set = world.NOW - timedelta(days=85)
    user.save()
    assert [(line.title, line.due) for line in on_desk(actor, *OWN)] == [("换口令", date(2026, 11, 29))]
    here.strict_passwords = False
    here.save()
    assert on_desk(actor, *OWN) == []
    assert on_desk(nobody(), *OWN) == []


@pytest.mark.parametrize(("codes", "title"), [([], "恢复码用完了"), (["a"], "恢复码只剩1个"), (["a", "b", "c"], "")])
def test_recovery_codes_that_run_out(codes: list[str], title: str) -> None:
    user = world.account(world.person())
    SecondFactor.objects.create(user=user, sealed="x", codes=codes, since=world.NOW)
    assert titles(on_desk(world.actor(user), *OWN)) == ([title] if title else [])


def test_a_grant_waits_for_another_administrator_than_the_one_who_proposed_it() -> None:
    county = world.county()
    security, audit = county.users["security_admin"], county.users["audit_admin"]
    someone = world.account(world.person("赵一"))
    Grant.objects.create(
        user=someone, role=Role.READER, since=DAY, reason="借调", proposed_by="甲", proposed_user=security.pk
    )
    assert [line.kind for line in on_desk(world.actor(security), accounts.grants_to_confirm)] == ["waiting"]
    assert titles(on_desk(world.actor(audit), accounts.grants_to_confirm)) == ["复核授权：赵一任只读"]
    assert accounts.grants_to_confirm(world.actor(county.users["lead_head"])) is None


def test_the_trails_head_is_asked_for_once_a_month() -> None:
    audit = world.actor(world.administrator(Role.AUDIT_ADMIN))
    assert [(line.title, line.due) for line in on_desk(audit, site.trail_head)] == [("出具日末哈希，打印留存", DAY)]
    act(Thing("trail.head", "", ""), "portal.head_issued", at=world.NOW - timedelta(days=31))
    assert [line.due for line in on_desk(audit, site.trail_head)] == [date(2026, 11, 23)]
    act(Thing("trail.head", "", ""), "portal.head_issued")
    assert on_desk(audit, site.trail_head) == []
    assert site.trail_head(world.actor(world.administrator(Role.SYSTEM_ADMIN))) is None


def test_complaints_wait_for_the_head_of_the_lead_office() -> None:
    county = world.county()
    Complaint.objects.create(about="burden", text="同一张表要了三次" * 8, day=DAY)
    found = on_desk(world.actor(county.users["lead_head"]), site.complaints)
    assert [(line.title, line.due) for line in found] == [("答复意见：要的材料、表太多或重复", date(2026, 12, 1))]
    assert found[0].detail.endswith("…”")
    assert site.complaints(world.actor(county.users["lead_clerk"])) is None


def test_an_old_backup_is_shown_to_the_system_administrator() -> None:
    system = world.actor(world.administrator(Role.SYSTEM_ADMIN))
    whole = Thing("config.site", "", "本站")
    assert [line.detail.split("。")[0] for line in on_desk(system, site.backup)] == ["还没有备份过"]
    assert site.backup(world.actor(world.administrator(Role.AUDIT_ADMIN))) is None
    act(whole, "config.backed_up", at=world.NOW - timedelta(days=3))
    assert [line.detail.split("。")[0] for line in on_desk(system, site.backup)] == ["上次备份是11月21日"]
    act(whole, "config.backed_up")
    assert on_desk(system, site.backup) == []


def test_figures_carry_numerator_and_denominator() -> None:
    county = world.county()
    world.post(county.north, Role.TOWN_CLERK, "组织委员")
    leader = world.actor(county.users["leader"])
    assert [(figure.label, figure.value, figure.fraction) for figure in lines.summed_together(leader, [registry.figures])] == [
        ("责任单位", "9个", ""), ("两新党组织", "3个", ""), ("岗位有人率", "92.9%", "13/14"),
    ]  # fmt: skip
    Post.objects.all().update(until=DAY)
    assert [figure.value for figure in lines.summed_together(leader, [registry.figures])][-1] == "没有数据"


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "face", "heading"),
    [
        ("leader", "leader", "请您定的"), ("secretary", "secretary", "要我做的"), ("town_clerk", "office", "要我办的"),
        ("audit_admin", "admin", "要我办的"), ("reader", "office", "要我办的"),
    ],
)  # fmt: skip
def test_faces(who: str, face: str, heading: str) -> None:
    county = world.county()
    found = desk.build(world.actor(county.users[who]))
    assert (found.face, found.heading) == (face, heading)
    page = client(county.users[who]).get("/")
    assert page.status_code == 200
    assert heading in page.content.decode()


def test_nobody_is_sent_to_the_login() -> None:
    answer = Client().get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=/")


def test_an_empty_desk_says_what_is_true_and_where_to_go() -> None:
    county = world.county()
    for who, word in (
        ("secretary", "现在没有要您办的事。"),
        ("security_admin", "看授权"),
        ("system_admin", "没有新备份"),
    ):
        text = client(county.users[who]).get("/").content.decode()
        assert word in text or who == "security_admin"
    lost = world.account(world.person("钱二"))
    assert "您现在没有岗位" in client(lost).get("/").content.decode()


def test_the_secretarys_desk_has_cards_with_at_most_two_verbs() -> None:
    county = world.county()
    user = county.users["secretary"]
    appointment = Appointment.objects.get(person=user.person)
    Handover.objects.create(
        post=appointment.post, outgoing=appointment, incoming=county.users["reader"].person, on=DAY, basis="换届",
        drafted_by="何敏", drafted_at=world.NOW,
    )  # fmt: skip
    text = client(user).get("/").content.decode()
    assert '<ul class="wz-cards">' in text
    assert text.count("wz-tabbar") == 1


def test_the_desk_costs_the_same_with_one_line_and_with_three() -> None:
    county = world.county()
    head, clerk = county.users["town_head"], county.users["town_clerk"]
    post = own_post(head)
    browser = client(head)
    numbers = []
    for index in range(3):
        approval(county.north, post, clerk, f"第{index}件", DAY)
        act(county.north)
        if index != 1:
            with counted() as queries:
                browser.get("/")
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_a_county_that_begins_is_told_what_it_has_not_yet_and_only_its_clerk() -> None:
    begin(First("明溪县", "990202", "县委社会工作部", "何敏", "钱芳"), world.NOW)
    clerk = world.actor(User.objects.get(username="qf"))

    def left() -> list[str]:
        return titles(lines.asked_together(clerk, [], [registry.beginning]))

    assert left() == ["设乡镇、部门和岗位", "导入两新组织和党组织名册", "定责任清单"]
    lay(clerk, [New("城关镇党委", kind="town", fresh=True), New("清溪镇党委", kind="town", fresh=True)], "单位.xlsx")
    assert left() == ["导入两新组织和党组织名册", "定责任清单"]
    assert registry.beginning(world.actor(User.objects.get(username="hm"))) is None


def of_batch(number: int, due: date = DAY) -> Line:
    """One of several units asked the same."""
    verb = Verb("审核反馈", f"/{number}/", "get")
    batch = lines.Batch("季度表", f"镇{number}", "/all/")
    return Line("mine", f"镇{number}：季度表", f"/{number}/", "审核反馈", due, verb=verb, batch=batch)


def test_the_same_of_several_units_is_one_line_that_counts_as_all_of_them() -> None:
    found = lines.arranged(
        [of_batch(1), Line("mine", "别的", "/", due=DAY), of_batch(2), of_batch(3), of_batch(4)], "mine"
    )
    assert [(one.title, one.url, one.things) for one in found] == [
        ("镇1、镇2、镇3等4个单位：季度表", "/all/", 4),
        ("别的", "/", 1),
    ]
    assert found[0].verb == Verb("审核反馈", "/all/", "get")
    assert lines.summary(found, DAY) == "5件今天到期。天数都按工作日算。"
    assert [slot.count for slot in lines.strip(found, DAY)][:2] == [5, 0]


def test_one_alone_and_those_of_another_day_stay_lines_of_their_own() -> None:
    later = of_batch(2, date(2026, 11, 25))
    found = lines.arranged([later, of_batch(1)], "mine")
    assert [(one.title, one.url, one.things) for one in found] == [("镇1：季度表", "/1/", 1), ("镇2：季度表", "/2/", 1)]


@override_settings(DESK_TALLIES=["tests.portal.providers.many"])
def test_a_long_desk_shows_the_first_and_says_so() -> None:
    county = world.county()
    text = client(county.users["town_clerk"]).get("/").content.decode()
    assert "先办前30行" in text
    assert text.count("<li><svg") + text.count('class="wz-what"') >= 30


def test_what_changed_is_what_others_did_to_what_i_see() -> None:
    county = world.county()
    clerk = county.users["town_clerk"]
    act(county.north, at=world.NOW - timedelta(days=1))
    act(county.south, at=world.NOW - timedelta(days=1))
    act(county.north, who=Who("自己", "", f"user:{clerk.pk}"))
    act(county.north, at=world.NOW - timedelta(days=40))
    found = desk.build(world.actor(clerk)).changes
    assert [change.what for change in found] == ["周宁改了单位云峰乡党委"]
    assert desk.build(world.actor(county.users["audit_admin"])).changes == ()


def test_since_the_login_before_this_one_a_week_at_least_and_a_month_at_most() -> None:
    actor = world.actor(world.account(world.person()))
    me = Who("何敏", "", f"user:{actor.user}")
    week = desk.whats_new(actor)[0]
    assert (DAY - week.astimezone().date()).days in {7, 8}
    for days in (20, 0):
        act(Thing("accounts.user", "1", "何敏"), desk.LOGGED_IN[0], me, world.NOW - timedelta(days=days))
    assert desk.whats_new(actor)[0] == world.NOW - timedelta(days=20)
    act(Thing("accounts.user", "1", "何敏"), desk.LOGGED_IN[0], me, world.NOW - timedelta(days=50))
    act(Thing("accounts.user", "1", "何敏"), desk.LOGGED_IN[0], me, world.NOW)
    assert desk.whats_new(actor)[0] == week - timedelta(days=23)


# --- kept until something is done -------------------------------------------------------------------------------------


def test_a_desk_is_read_anew_after_an_act_and_on_another_day_and_is_never_anothers(settings: Settings) -> None:
    settings.CACHES = world.KEEPING
    caches[KEPT].clear()
    county = world.county()
    act(county.south)
    clerk, head = (world.actor(county.users[who]) for who in ("town_clerk", "town_head"))
    assert titles(desk.kept(clerk).mine) == []
    world.post(county.north, Role.TOWN_CLERK, "组织委员")
    assert titles(desk.kept(clerk).mine) == []  # a row that no act has made
    assert titles(desk.kept(replace(clerk, today=DAY + timedelta(days=1))).mine) == ["1个岗位没有人"]
    assert titles(desk.kept(head).mine) == []
    act(county.south)
    assert titles(desk.kept(clerk).mine) == ["1个岗位没有人"]
    assert titles(desk.kept(head).mine) == []
    caches[KEPT].clear()


def test_a_desk_that_is_kept_costs_no_more_than_any_page(settings: Settings) -> None:
    settings.CACHES = world.KEEPING
    caches[KEPT].clear()
    county = world.county()
    act(county.north)
    browser = client(county.users["lead_clerk"])
    first = browser.get("/").content
    with counted() as queries:
        second = browser.get("/").content
    assert len(queries) <= 7
    assert len(first) == len(second)
    caches[KEPT].clear()


def test_demo_data_under_way_is_said() -> None:
    county = world.county()
    Installation.objects.create(pk=1, demo=True, demo_day=DAY, demo_percent=45, name="青岚县党建责任")
    text = client(county.users["lead_clerk"]).get("/").content.decode()
    assert "已到45%" in text
    assert '<span class="wz-demo">演示数据</span>' in text
    assert '<span class="wz-site">青岚县党建责任</span>' in text
    assert "11月24日&#8194;星期二" in text
