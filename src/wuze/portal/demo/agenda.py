"""A year of 议题, three major problems, the year's list, and visits of the leaders, through the real verbs."""

from __future__ import annotations

from datetime import date, timedelta

from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.duty.agenda import actions as agenda
from wuze.duty.agenda.models import Agenda
from wuze.duty.contacts import actions as contacts
from wuze.duty.contacts.enums import VisitState
from wuze.duty.contacts.models import Visit
from wuze.duty.contacts.queries import kept_by
from wuze.duty.years import actions as years
from wuze.ledger import actions
from wuze.ledger.actions import Content
from wuze.ledger.enums import Why
from wuze.portal.demo.tasks import Laying
from wuze.registry.enums import UnitKind
from wuze.registry.models import Post, Unit

COMMITTEE = "县委常委会会议"
HELD: tuple[tuple[str, str, bool, int, str, tuple[tuple[str, str, int], ...]], ...] = (
    # title, meeting, regular study, so many days ago, number, decisions: text, unit, days from then
    ("一季度研究两新组织党建", COMMITTEE, True, 243, "〔2026〕4号", (("定今年要点、责任清单、考核办法", "社会工作部", 20),)),
    ("半年研究两新组织党建", COMMITTEE, True, 131, "〔2026〕9号", (("写字楼、商圈党组织摸底补齐", "城南街道", 60),)),
    ("三季度研究两新组织党建", COMMITTEE, True, 47, "〔2026〕14号", (
        ("应建未建企业逐户核实", "柳塘镇", 40), ("网约车司机流动党支部组建", "交通局", 45), ("平台企业各定一名联系领导", "网信办", 55),
    )),
    ("民营医院党组织作用发挥", "领导小组会议", False, 26, "〔2026〕3号", (("民营医院党支部书记轮训一遍", "卫健局", 40),)),
)  # fmt: skip
PROBLEMS = (
    ("快递站点流动党员底数不清", "全县快递外卖站点流动党员两次摸底数对不上。", "邮政局", 30, "take"),
    ("两家停产企业党员没有归口", "停产后党员组织关系没有人管。", "沙河镇", 12, ""),
    ("三家民办幼儿园隶属不清", "镇和教育局都说不归自己管。", "教育局", 40, "close"),
)
PROMISES = ("协调人才公寓名额", "请供电公司看一次线路增容", "帮助对接职业学校实习生", "理顺园区党员活动场地")


def _user(unit: Unit, *roles: str) -> User:
    posts = unit.posts.filter(role__in=roles).order_by("order", "pk")
    return User.objects.filter(person__appointments__post__in=posts, person__appointments__until=None).order_by("pk")[0]


def lay(day: date) -> None:
    """What the lead office keeps."""
    laying = Laying(day)
    lead = Unit.objects.get(kind=UnitKind.LEAD)
    units = {unit.short: unit for unit in Unit.objects.exclude(short="")}
    clerk = _user(lead, Role.LEAD_CLERK)
    for title, meeting, study, ago, number, lines in HELD:
        then = day - timedelta(days=ago)
        keeper = laying.actor(clerk, then)
        row = agenda.plan(keeper, title=title, meeting=meeting, day=then, study=study)
        agenda.hold(keeper, row.pk, version=None, day=then, number=number)
        for text, unit, days in lines:
            due = then + timedelta(days=days)
            agenda.decide(keeper, row.pk, version=None, text=text, unit=units[unit].pk, due=due)
    now = laying.actor(clerk, day)
    _task(laying, clerk, units)
    earlier = laying.actor(clerk, day - timedelta(days=12))
    agenda.plan(earlier, title="青年骨干入党名额安排", meeting="专题会议", day=day - timedelta(days=4), study=False)
    agenda.plan(now, title="四季度研究两新组织党建", meeting=COMMITTEE, day=day + timedelta(days=9), study=True)
    _problems(laying, clerk, units)
    years.adopt(laying.actor(clerk, day - timedelta(days=300)))


def _task(laying: Laying, clerk: User, units: dict[str, Unit]) -> None:
    """One decision handed out under its number, so that the 议题 shows it; the others wait."""
    row = Agenda.objects.get(title="民营医院党组织作用发挥")
    line = row.decisions.select_related("agenda").get(line=1)
    keeper = laying.actor(clerk, row.day + timedelta(days=2))
    task = actions.set_up(keeper, units["卫健局"].pk, Content(
        "民营医院书记轮训安排和结果", Why.DECISION, line.basis, line.text, "结果一份", due=line.due, why_code=line.code,
    ))  # fmt: skip
    actions.issue(keeper, task.pk, version=None)


def _problems(laying: Laying, clerk: User, units: dict[str, Unit]) -> None:
    for title, text, unit, days, step in PROBLEMS:
        then = laying.day - timedelta(days=26)
        keeper = laying.actor(clerk, then)
        due = then + timedelta(days=days)
        row = agenda.raise_problem(keeper, title=title, text=text, unit=units[unit].pk, due=due)
        if step:
            theirs = laying.actor(_user(units[unit], Role.DEPARTMENT, Role.TOWN_CLERK), then + timedelta(days=2))
            agenda.take(theirs, row.pk, version=None, note="和属地一起逐个站点核。")
        if step == "close":
            agenda.close(
                laying.actor(clerk, then + timedelta(days=20)),
                row.pk,
                version=None,
                note="三家都写明了隶属，交接单齐。",
            )


def visit(day: date) -> None:
    """Visits, once there are contact points: every leader once or twice, some promises, one plan that is late."""
    laying = Laying(day)
    head = _user(Unit.objects.get(kind=UnitKind.LEAD), Role.LEAD_HEAD)
    keeper = Post.objects.filter(unit__short="组织部", role=Role.DEPARTMENT).order_by("order", "pk")[0]
    for post in Post.objects.filter(role=Role.LEADER).order_by("order", "pk"):
        contacts.add_liaison(laying.actor(head, day - timedelta(days=200)), leader=post.pk, post=keeper.pk)
    clerk = User.objects.filter(person__appointments__post=keeper, person__appointments__until=None).get()
    keeping = laying.actor(clerk, day - timedelta(days=10))
    for number, row in enumerate(kept_by(keeping).order_by("pk")):
        then = day - timedelta(days=20 + 13 * number)
        promise, due = ("", None) if number % 2 else (PROMISES[number // 2 % len(PROMISES)], then + timedelta(days=30))
        if number != 3:
            contacts.done(keeping, row.pk, day=then, promise=promise, due=due)
        contacts.plan(keeping, row.pk, day=day + timedelta(days=4 * number - 5))
    _settle(laying, clerk)


def _settle(laying: Laying, clerk: User) -> None:
    for row in Visit.objects.filter(state=VisitState.DONE, promises__isnull=False).order_by("done_on")[:1]:
        for promise in row.promises.all():
            contacts.settle(
                laying.actor(clerk, laying.day),
                promise.pk,
                version=None,
                verb="keep",
                answer="名额已经给了，企业确认收到。",
            )
