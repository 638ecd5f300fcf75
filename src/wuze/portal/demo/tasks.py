"""Some dozens of tasks with a past, through the real verbs: what was issued, received, reported, returned, closed.

Laid while the county is empty of other acts, so that the trail stays in order of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.kernel.workdays import CHINA, add_working_days
from wuze.ledger import actions
from wuze.ledger.actions import Content, Said
from wuze.ledger.actions.asking import ADJUST, EXTEND, SHORT
from wuze.ledger.enums import ReportKind, Why
from wuze.ledger.models import Task
from wuze.portal.demo import channels
from wuze.registry.enums import UnitKind
from wuze.registry.models import Post, Unit
from wuze.registry.queries import actor_of

DUTY, DECISION, PROBLEM, TEMPLATE = Why.DUTY, Why.DECISION, Why.PROBLEM, Why.TEMPLATE
LIST = "2026年两新组织党建责任清单"
MEETING = "县委常委会〔2026〕14号纪要第3条（演示）"

SINGLE: tuple[tuple[str, str, Why, str, str, int, int, str], ...] = (
    # unit, title, why, basis, requirement, issued so many calendar days ago, working days given, what followed
    ("柳塘镇", "应建未建企业37户逐户核实", DECISION, MEETING, "逐户核实党员和经营状态，提出组建或选派指导员的意见。", 38, 20, "r1 p8 f19"),
    ("双桥镇", "快递外卖站点流动党员摸底", DECISION, MEETING, "全镇站点逐个摸清流动党员，登记组织关系所在地。", 34, 15, "r1 p6 f16 b18"),
    ("永兴镇", "为12家空白点企业选派党建指导员", DUTY, "D-03", "空白点企业一户一名指导员，写明联系方式和走访安排。", 32, 18, "r2 p10"),
    ("司法局", "律师行业党委换届方案报批", DUTY, "D-05", "换届方案、候选人初步人选考察材料报组织部。", 30, 12, "r1 p7 h9"),
    ("教育局", "民办幼儿园党组织隶属关系理顺", DECISION, MEETING, "9所民办幼儿园党组织的隶属关系逐一明确，交接到位。", 33, 16, "r1 p5"),
    ("市场监管局", "个体工商户党员信息比对", DUTY, "D-06", "登记库与党员信息比对，差异名单分送各乡镇。", 36, 15, "r1 f13 a14 c16"),
    ("卫健局", "民营医院党支部书记集中培训", DUTY, "D-05", "全县民营医院党支部书记轮训一遍，结果报社会工作部。", 28, 22, "r1 p9"),
    ("交通局", "网约车司机流动党支部组建", DECISION, MEETING, "摸清网约车司机党员，组建流动党支部并明确书记。", 25, 20, "r1"),
    ("城南街道", "写字楼商户党员信息核对", DUTY, "D-06", "三栋重点写字楼逐层核对商户党员。", 22, 16, "r1 p8"),
    ("石桥镇", "楼宇党群服务点选址", DECISION, "县委全会报告任务分解（演示）", "提出两个备选点，写明产权、面积和费用。", 24, 15, "r1 p6 e9"),
    ("云峰乡", "流动党员台账缺2人，补齐", PROBLEM, "督查反馈问题第6条（演示）", "缺登的2人补齐，写明去向和联系人。", 20, 19, "r2"),
    ("望湖街道", "年度考核上级初评（规下企业组）", TEMPLATE, "年度工作安排第11项", "对所属规下企业党组织初评，分数附扣分理由。", 14, 15, "r1"),
    ("民政局", "社会组织年检同步采集党建信息", DUTY, "D-03", "年检表中党建情况栏逐户填全，汇总交社会工作部。", 35, 14, "r1 p4 f15 a17"),
    ("白石镇", "联合党支部活动场所共用协议", PROBLEM, "督查反馈问题第9条（演示）", "与园区签共用协议，明确时间和钥匙。", 37, 12, "r1 f10 a11 c13"),
    ("梅岭乡", "茶叶合作社党支部补选书记", PROBLEM, "缺岗提醒（演示）", "按程序补选，结果报备。", 31, 15, "r1 f17 a19 c20"),
    ("沙河镇", "停产企业党员组织关系转接", DUTY, "D-06", "3户停产企业的党员逐人转接或编入联合支部。", 26, 18, "p3 p11"),
    ("工信局", "规上企业党组织书记任职备案", DUTY, "D-05", "规上企业书记任职逐户备案，更新名录。", 18, 20, "r1 p7"),
    ("网信办", "平台企业党建联系点确定", DECISION, MEETING, "三家平台企业各定一名联系领导和联络员。", 12, 15, "r1"),
    ("邮政局", "快递网点党员先锋岗名单", TEMPLATE, "年度工作安排第9项", "名单和公示结果报行业党委。", 9, 12, ""),
    ("财政局", "两新党建经费拨付进度", DUTY, "D-15", "今年应拨、已拨、未拨的列清，没拨的写明时间。", 16, 12, "r1 f9"),
    ("统战部", "答复恒晟精密职工子女入学诉求", PROBLEM, "企业诉求（演示）", "与教育局会商，给企业一个明确答复。", 8, 14, "r1"),
    ("青溪镇", "活动记录补登情况说明", PROBLEM, "督查反馈问题第2条（演示）", "说明三次补登的原因，附原始记录。", 6, 10, "r1"),
)  # fmt: skip
TEXTS = {
    "p": ("已走访一半，名单在核对。", "和部门碰过头，差两户的材料。", "方案初稿有了，在征求意见。"),
    "f": ("办完了，结果列成表，逐户有说法。", "已全部完成，名单和说明另报。", "做完了，公示期间没有不同意见。"),
    "h": ("候选人有一名在外地办案，考察谈话安排不了，想请组织部一起定时间。",),
}


@dataclass
class Laying:
    """Who acts, and when."""

    day: date
    turn: int = 0

    def actor(self, user: User, day: date, hour: int = 9) -> Actor:
        """An account's actor on a day of the past."""
        self.turn += 1
        moment = datetime.combine(day, time(hour, self.turn % 60))
        return actor_of(user, at=timezone.make_aware(moment), today=day, small_office=False)

    def on(self, start: date, days: int) -> date:
        """So many working days after, never past the frozen day."""
        return min(add_working_days(start, days).end, self.day)


def _user(unit: Unit, *roles: str) -> User:
    posts = unit.posts.filter(role__in=roles).order_by("order", "pk")
    return User.objects.filter(person__appointments__post__in=posts, person__appointments__until=None).order_by("pk")[0]


def lay(day: date) -> None:
    """The ledger of the demo county, up to the frozen day."""
    laying = Laying(day)
    lead = Unit.objects.get(kind=UnitKind.LEAD)
    clerks = User.objects.filter(
        person__appointments__post__unit=lead, person__appointments__post__role=Role.LEAD_CLERK,
        person__appointments__until=None,
    ).order_by("pk")  # fmt: skip
    first, second = clerks[0], clerks[1]
    head = Post.objects.filter(unit=lead, role=Role.LEAD_HEAD).order_by("order", "pk")[0]
    opening = laying.actor(first, day - timedelta(days=39))
    for code in (SHORT, EXTEND, ADJUST):
        approvals.set_approver(
            opening, code, COUNTY, PostRef(head.pk, str(head)), since=opening.today, reason="部务会定（演示）"
        )
    units = {unit.short: unit for unit in Unit.objects.exclude(short="")}
    for line in sorted(SINGLE, key=lambda one: -one[5]):
        _single(laying, units[line[0]], line, first, second)
    _many(laying, first)
    setter = laying.actor(first, day)
    for kind, most in ((UnitKind.PARTY, 12), (UnitKind.TOWN, 60), (UnitKind.DEPARTMENT, 60)):
        actions.set_ceiling(setter, kind=kind, most=most, since=day, basis="为基层减负工作方案（演示）")
    actions.save_view(setter, name="超期的", query="view=late")
    actions.remind(day)
    channels.lay(setter)


def _single(laying: Laying, unit: Unit, line: tuple[str, str, Why, str, str, int, int, str], first: User, second: User) -> None:  # fmt: skip
    _, title, why, basis, requirement, ago, term, steps = line
    issued = laying.day - timedelta(days=ago)
    while not CHINA.works(issued):
        issued += timedelta(days=1)
    label, code = (LIST, basis) if why == DUTY else (basis, "")
    content = Content(title, why, label, requirement, "表和说明各一份，书面报社会工作部", term=term, why_code=code)
    clerk = laying.actor(first, issued)
    task = actions.set_up(clerk, unit.pk, content, post=unit.posts.order_by("order", "pk")[0].pk)
    actions.issue(clerk, task.pk, version=None)
    theirs = _user(unit, Role.TOWN_CLERK, Role.DEPARTMENT)
    for step in steps.split():
        day = laying.on(issued, int(step[1:]))
        own = laying.actor(theirs, day, 10)
        _step(laying, task, step[0], own, laying.actor(first, day, 15), laying.actor(second, day, 16))


def _step(laying: Laying, task: Task, step: str, own: Actor, clerk: Actor, other: Actor) -> None:
    kinds = {"p": ReportKind.PROGRESS, "f": ReportKind.FINAL, "h": ReportKind.HARD}
    if step in kinds:
        text = TEXTS[step][laying.turn % len(TEXTS[step])]
        actions.report(own, task.pk, Said(kinds[step], text), version=None)
    elif step == "r":
        actions.receive(own, task.pk, version=None)
    elif step == "b":
        actions.send_back(clerk, task.pk, version=None, reason="少两个站点的名单，补齐再报。")
    elif step == "a":
        actions.accept(clerk, task.pk, version=None)
    elif step == "c":
        actions.close(other, task.pk, version=None, how="抽5户看了原件，和反馈对得上。")
    elif step == "e":
        actions.ask_extension(own, task.pk, version=None, days=5, reason="一处备选点的产权人在外地，下周才能看房。")


def _many(laying: Laying, first: User) -> None:
    """The quarter's table to all towns; half have answered. The year's debrief to the branches of one town."""
    towns = list(Unit.objects.filter(kind=UnitKind.TOWN).order_by("path"))
    issued = laying.day - timedelta(days=14)
    content = Content(
        "四季度覆盖情况表", TEMPLATE, "年度工作安排第8项", "各类组织的覆盖数、新建数、空白点数，和上季度不同的写一句原因。",
        "表一张", due=laying.day - timedelta(days=1),
    )  # fmt: skip
    actions.issue_many(laying.actor(first, issued), [town.pk for town in towns], content)
    for number, task in enumerate(Task.objects.filter(title=content.title).select_related("lead").order_by("code")):
        theirs = _user(task.lead, Role.TOWN_CLERK)
        if number % 5 != 4:
            actions.receive(laying.actor(theirs, laying.on(issued, 1), 11), task.pk, version=None)
        if number % 2 == 0:
            said = Said(ReportKind.FINAL, "表报上去了，比上季度新建2个，都是联合支部。")
            actions.report(laying.actor(theirs, laying.on(issued, 7), 14), task.pk, said, version=None)
        if number % 6 == 0:
            actions.accept(laying.actor(first, laying.on(issued, 8), 15), task.pk, version=None)
    town = towns[0]
    branches = Unit.objects.filter(kind=UnitKind.PARTY, path__startswith=town.path).order_by("path")
    debrief = Content(
        "书记述职报告交初稿", TEMPLATE, "年度工作安排第12项", "写今年做了什么、差在哪里、明年怎么办，三千字以内。",
        "初稿一份", due=add_working_days(laying.day, 6).end,
    )  # fmt: skip
    clerk = laying.actor(_user(town, Role.TOWN_CLERK), laying.on(issued, 5))
    actions.issue_many(clerk, [branch.pk for branch in branches], debrief)
    everywhere = Unit.objects.filter(kind=UnitKind.PARTY).exclude(path__startswith=town.path)
    quarter = Content(
        "四季度党员发展和转接情况", TEMPLATE, "年度工作安排第10项", "有变动的写人数；没有变动的点“没有新情况”。", "一句话",
        due=add_working_days(laying.day, 2).end, nil_ok=True,
    )  # fmt: skip
    actions.issue_many(
        laying.actor(first, laying.on(issued, 6)), list(everywhere.values_list("pk", flat=True)), quarter
    )
