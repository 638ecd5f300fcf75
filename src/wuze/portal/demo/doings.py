"""What the branches and towns did, and what they asked, in the weeks before the frozen day: through the real verbs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.ledger.activities import actions
from wuze.ledger.activities.enums import ActivityKind, Area, Layer
from wuze.ledger.activities.rules import Content
from wuze.ledger.requests import actions as requests
from wuze.ledger.requests.actions import Asked
from wuze.registry.enums import UnitKind
from wuze.registry.models import Appointment, Unit
from wuze.registry.queries import actor_of

K = ActivityKind
TALKS = ("副书记", "组织委员", "生产部党小组长", "工会主席", "新任车间主任")
JOINTS = ("二期厂房扩建", "年度安全生产", "新生产线调试", "冬季用电保供")
EFFECTS = (
    (Area.SERVICE, "夜班班车", "加开两班，末班延到零点，夜班职工能坐车回家", "夜班职工"),
    (Area.DRIVE, "返工率攻坚", "换了三处工装，返工的批次少了一半", "二车间"),
    (Area.ZONE, "消防通道责任区", "堆放的料都清走了，检查一次通过", "全体职工"),
)
ASKED = (
    ("夜班职工子女入学", "三名夜班职工的孩子进不了附近的小学，想请教育局给个说法。", "教育局", "coordinate", "answered"),
    ("厂门口公交停靠", "下夜班后没有车，想请协调加一个停靠点。", "交通局", "coordinate", "content"),
    ("党员组织关系转接口径", "外省党员转进来要哪些材料，两边说法不一样。", "统战部", "consult", "discontent"),
    ("废料堆场审批", "堆场手续卡在两个部门之间，半年没有进展。", "市场监管局", "complex", "doing"),
    ("职工宿舍用电扩容", "入冬以来跳闸，想请协调增容。", "工信局", "coordinate", "assigned"),
    ("社会组织年检材料能不能少报一次", "年检和党建信息要填两遍一样的内容。", "民政局", "consult", "raised"),
)  # fmt: skip


def _actor(user: User, day: date, minute: int) -> Actor:
    at = timezone.make_aware(datetime.combine(day, time(16, minute % 60)))
    return actor_of(user, at=at, today=day, small_office=False)


def _user(unit: Unit, role: str) -> User | None:
    posts = unit.posts.filter(role=role)
    found = User.objects.filter(person__appointments__post__in=posts, person__appointments__until=None)
    return found.order_by("pk").first()


def _branches() -> list[tuple[Unit, User]]:
    """The first branches whose secretary has an account: among them the one that stands for secretaries at the login."""
    held = Appointment.objects.filter(post__role=Role.SECRETARY, until=None, person__account__is_active=True)
    rows = held.select_related("post__unit", "person__account").order_by("pk")[: len(ASKED)]
    return [(row.post.unit, row.person.account) for row in rows]


def lay(day: date) -> None:
    """Entries of twelve weeks, then the requests, each step on its day."""
    branches = _branches()
    for number, (unit, user) in enumerate(branches):
        _entries(unit, user, number, day)
    lead = Unit.objects.get(kind=UnitKind.LEAD)
    office = _user(lead, Role.LEAD_CLERK)
    if office is None:
        return
    training = Content(
        kind=K.TRAINING, title="正确政绩观专题培训", layer=Layer.TOWN, whom="20个乡镇街道党（工）委书记",
        happened=day - timedelta(days=20),
    )  # fmt: skip
    actions.enter(_actor(office, day - timedelta(days=19), 5), lead.pk, training)
    for number, ((unit, user), line) in enumerate(zip(branches, ASKED, strict=False)):
        _asked(unit, user, office, line, day, number)


def _entries(unit: Unit, user: User, number: int, day: date) -> None:
    first = day - timedelta(days=60 - number)
    talk = Content(
        kind=K.TALK, layer=Layer.PARTY, whom=TALKS[number % 5], happened=day - timedelta(days=8 + number),
        promise="问清夜班补贴怎么算" if number % 2 == 0 else "", promise_due=day + timedelta(days=number) if number % 2 == 0 else None,
    )  # fmt: skip
    marks = (
        first,
        first + timedelta(days=3),
        first + timedelta(days=30),
        first + timedelta(days=50) if number % 2 else None,
    )
    area, title, outcome, whom = EFFECTS[number % 3]
    told = (
        Content(kind=K.EDUCATION, title="主题党日：学习党章", happened=day - timedelta(days=15 + number)),
        talk, Content(kind=K.JOINT, title=JOINTS[number % 4], marks=marks),
        Content(kind=K.EFFECT, area=area, title=title, outcome=outcome, whom=whom, happened=day - timedelta(days=4)),
    )  # fmt: skip
    for index, content in enumerate(told):
        actions.enter(_actor(user, day - timedelta(days=3), number * 4 + index), unit.pk, content)


def _asked(unit: Unit, user: User, office: User, line: tuple[str, str, str, str, str], day: date, number: int) -> None:
    title, text, short, kind, until = line
    start = day - timedelta(days=4)
    row = requests.raise_request(_actor(user, start, 30 + number), unit.pk, Asked(title, text))
    handler = Unit.objects.filter(short=short).first()
    if until == "raised" or handler is None:
        return
    requests.assign(_actor(office, start, 40 + number), row.pk, handler=handler.pk, kind=kind, version=None)
    theirs = _user(handler, Role.DEPARTMENT)
    if until == "assigned" or theirs is None:
        return
    later = day - timedelta(days=1)
    requests.accept(_actor(theirs, later, 10 + number), row.pk, version=None)
    if until == "doing":
        return
    requests.answer(
        _actor(theirs, later, 20 + number), row.pk, text="已和相关单位商定，本月底前落实，进展再告诉您。", version=None
    )
    if until == "content":
        requests.content(_actor(user, later, 50 + number), row.pk, version=None)
    if until == "discontent":
        requests.discontent(_actor(user, later, 50 + number), row.pk, version=None, why="只说了政策，没有说材料清单。")
