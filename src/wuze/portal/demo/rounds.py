"""Two rounds of the demo county: last year's settled, this year's fed back to be checked, computed as any other.

The figures are drawn from a fixed seed and come by workbooks, entries and the ledger; the points are the engine's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

from django.db import transaction
from django.utils import timezone

from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.assessment.rounds import actions
from wuze.assessment.rounds.actions import Challenge, Seen, Wanted
from wuze.assessment.rounds.models import Member, Result, Round
from wuze.assessment.rounds.uploading import Sent
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.sheets import canonical
from wuze.assessment.schemes.tables import loaded, packed
from wuze.ledger import actions as ledger
from wuze.ledger.actions import Content, Said
from wuze.ledger.enums import ReportKind, Why
from wuze.ledger.models import Task
from wuze.portal.demo import papers
from wuze.portal.demo.seed import DEMO_DAY
from wuze.registry.enums import UnitKind
from wuze.registry.models import Appointment, Unit
from wuze.registry.queries import actor_of
from wuze.scoring.digest import digest
from wuze.scoring.tables import Cell, Table

D = Decimal
NAME = "两新党组织考核办法（演示）"
PARTS = (("A", "政治功能", 25), ("B", "组织建设", 30), ("C", "作用发挥", 30), ("D", "保障措施", 15))
ITEMS: tuple[tuple[str, str, str, int, str, str, str, str, str], ...] = (
    # part, id, name, points, N/A, clause, data item, method, params
    ("A", "A1", "理论学习", 8, "", "专题学习应4次，每缺1次扣2分", "专题学习次数", "缺次扣", "应4 每缺扣2"),
    ("A", "A2", "组织生活", 7, "", "党员大会应4次，每缺1次扣1分", "党员大会次数", "缺次扣", "应4 每缺扣1"),
    ("A", "A3", "谈心谈话", 10, "", "谈心谈话覆盖率低于95%的，每低5个百分点扣0.5分", "谈心谈话覆盖率", "差额扣", "基准95% 每低5%扣0.5"),
    ("B", "B1", "按期换届", 10, "", "任期到届没有换届的扣3分", "任期已到届", "扣分", "扣3"),
    ("B", "B2", "党员教育管理", 10, "", "学时达标率95%以上10分，85%以上8分，75%以上6分", "学时达标率", "分档", "≥95%:10;≥85%:8;≥75%:6;其他:3"),
    ("B", "B3", "交办事项", 10, "免扣", "上级交办事项按时办结率乘以10分", "按时办结率", "按率得", "满10"),
    ("C", "C1", "服务企业", 15, "", "为企业解难题的实效，看实绩评分", "", "", ""),
    ("C", "C2", "党员示范", 15, "", "示范岗、攻关项目每项得3分，最多15分", "示范项目数", "每次得", "每次得3 最多15"),
    ("D", "D1", "活动场所", 8, "", "场所不能随时用的扣3分", "场所不能随时用", "扣分", "扣3"),
    ("D", "D2", "党务力量", 7, "", "党务工作者应2名，每缺1名扣2分", "党务工作者数", "缺次扣", "应2 每缺扣2"),
)  # fmt: skip
DUTIES = {
    "A1": "D-07", "A2": "D-07", "A3": "D-09", "B1": "D-05", "B2": "D-06", "B3": "D-12", "C1": "D-11", "C2": "D-10", "D1": "D-15",
    "D2": "D-05",
}  # fmt: skip
TOWNS = "隶属的乡镇、行业党委"
ELEMENTS = (
    ("专题学习次数", "次数", "次", TOWNS), ("党员大会次数", "次数", "次", TOWNS), ("谈心谈话覆盖率", "比率", "", TOWNS),
    ("任期已到届", "是否", "", ""),
    ("学时达标率", "比率", "", TOWNS), ("按时办结率", "比率", "", ""), ("示范项目数", "次数", "项", TOWNS), ("场所不能随时用", "是否", "", TOWNS),
    ("党务工作者数", "次数", "名", TOWNS),
)  # fmt: skip
REASONS = ("答应的事有一件没有办成", "办了一半，还在协调", "台账里看不到结果", "企业反映慢", "只上报，没有办法")
TOLD = "书记带队走访时看到的"


def _sheet(name: str, columns: str, rows: list[tuple[Cell, ...]]) -> Table:
    heads = tuple(columns.split())
    return Table(name, heads, tuple((*row, *[None] * (len(heads) - len(row))) for row in rows))


def scheme(year: int) -> dict[str, Table]:
    """The year's scheme as its workbook."""
    head: list[tuple[Cell, ...]] = [
        ("名称", NAME), ("年度", D(year)), ("考核对象", "两新党组织"), ("满分", D(100)), ("分组", "形式"), ("同分比较", "C1;B2"),
    ]  # fmt: skip
    items: list[tuple[Cell, ...]] = [
        (part, code, name, D(points), text, na or None, element or None, method or None, params or None)
        for part, code, name, points, na, text, element, method, params in ITEMS
    ]
    return {
        "方案": _sheet("方案", "项目 内容", head),
        "板块": _sheet("板块", "编号 名称 分值", [(code, name, D(points)) for code, name, points in PARTS]),
        "指标": _sheet("指标", "板块 编号 指标 分值 计分要点 不适用时 数据项 方式 参数", items),
        "数据项": _sheet("数据项", "编号 名称 类型 单位 来源", [(f"D{at}", *one) for at, one in enumerate(ELEMENTS, 1)]),
        "等次": _sheet("等次", "等次 最低分 名额比例", [("优秀", D(90), D("0.2")), ("良好", D(80)), ("合格", D(60)), ("不合格",)]),
    }  # fmt: skip


@transaction.atomic
def lay() -> None:
    """Once; the county must be there."""
    clerks = _accounts(Role.LEAD_CLERK)
    if Round.objects.exists() or len(clerks) < 2:
        return
    people = [_acting(user) for user in clerks[:2]]
    lead = Unit.objects.filter(kind=UnitKind.LEAD).order_by("path")[0]
    draw = Random(20261124)  # noqa: S311 - invented data needs a seed, not secrecy
    old = _edition(lead, 2025, None)
    _last_year(people, old, draw)
    secretaries = _accounts(Role.SECRETARY)
    _asked(people[0], secretaries)
    _this_year(people, _edition(lead, 2026, old), draw, secretaries)


def _accounts(role: str) -> list[User]:
    held = Appointment.objects.filter(post__role=role, until=None, person__account__isnull=False)
    return [row.person.account for row in held.select_related("person__account").order_by("pk")]


def _acting(user: User) -> Actor:
    return actor_of(user, at=_at(DEMO_DAY, 9), today=DEMO_DAY, small_office=False)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _on(actor: Actor, day: date, hour: int = 10) -> Actor:
    """The same person on a day of the past."""
    return replace(actor, at=_at(day, hour), today=day)


def _edition(lead: Unit, year: int, first: SchemeEdition | None) -> SchemeEdition:
    """Adopted; the second edition belongs to the family of the first."""
    day = date(year, 3, 2)
    row = SchemeEdition(
        unit=lead, title=NAME, year=year, number=2 if first else 1, state=EditionState.ADOPTED, tables=packed(canonical(scheme(year))),
        made_by="演示数据", made_at=_at(day, 9), adopted_on=day, adopted_by="演示数据", duties=DUTIES, basis="部务会纪要（演示）",
    )  # fmt: skip
    row.digest = digest(loaded(row).scheme)
    row.save()
    row.family = first.family if first else row.pk
    row.save(update_fields=["family"])
    return row


def _opened(clerk: Actor, edition: SchemeEdition, title: str, day: date) -> Round:
    """With all Party organisations on a fixed roster."""
    year = edition.year
    on = _on(clerk, day)
    row = actions.make(on, Wanted(title, edition.pk, date(year, 1, 1), date(year + 1, 1, 1)))
    actions.add_by_rule(on, row.pk, version=None, kinds=[UnitKind.PARTY.value], above="", day=day)
    for verb in ("fix", "collect"):
        actions.advance(on, row.pk, verb, version=None)
    return row


def _book(members: list[Member], draw: Random, *, whole: bool) -> dict[str, Table]:
    """What came back from the towns; this year three sheets are still out."""
    names = [name for name, *_ in ELEMENTS if whole or name not in {"任期已到届", "按时办结率"}]
    rows: list[tuple[Cell, ...]] = []
    scores: list[tuple[Cell, ...]] = []
    for at, member in enumerate(members):
        if not whole and at in {9, 40, 77}:
            continue
        skill = draw.gauss(0, 1)
        rows.append((member.code, *(_drawn(name, draw, skill) for name in names)))
        points = min(15, max(6, round(12 + 1.6 * skill)))
        scores.append(
            (
                member.code,
                "C1",
                D(points),
                "" if points == 15 else draw.choice(REASONS),
                "考核组",
                DEMO_DAY if not whole else date(2025, 12, 28),
            )
        )
    return {
        "数据": Table("数据", ("编号", *names), tuple(rows)),
        "得分": Table("得分", ("编号", "指标", "得分", "扣分原因", "评分人", "日期"), tuple(scores)),
    }


def _drawn(name: str, draw: Random, skill: float) -> Cell:
    """A plausible value."""
    if name.endswith("次数"):
        return D(max(1, min(5, round(3.6 + 0.5 * skill + draw.gauss(0, 0.5)))))
    if name.endswith("率"):
        return D(max(55, min(100, round(91 + 4 * skill + draw.gauss(0, 3))))) / 100
    if name == "示范项目数":
        return D(max(1, min(6, round(4 + 0.8 * skill))))
    return D(draw.choice((2, 2, 2, 1, 3))) if name == "党务工作者数" else "是" if draw.random() < 0.08 else "否"


def _upload(clerk: Actor, row: Round, name: str, tables: dict[str, Table]) -> None:
    rows = sum(len(table.rows) for table in tables.values())
    actions.upload(clerk, row.pk, Sent(name, sha256(name.encode()).hexdigest(), packed(tables), rows), version=None)


def _last_year(people: list[Actor], edition: SchemeEdition, draw: Random) -> None:
    """All the way to the settling, one grade changed by the meeting."""
    first, second = people
    row = _opened(first, edition, "2025年度两新党组织考核（演示）", date(2025, 12, 22))
    members = list(row.members.all())
    _upload(_on(first, date(2026, 1, 6)), row, "2025年各乡镇汇总（演示）.xlsx", _book(members, draw, whole=True))
    run = actions.work(actions.ask_compute(_on(first, date(2026, 1, 8)), row.pk, version=None).pk)
    actions.feed_back(_on(first, date(2026, 1, 9)), row.pk, version=None)
    later = _on(first, date(2026, 1, 19))
    actions.advance(later, row.pk, "clear", version=None, reason="和统战、市场监管、税务会商过，没有不同意见。")
    actions.advance(later, row.pk, "propose", version=None)
    low = Result.objects.filter(calculation=run, grade="良好").order_by("points")[0]
    met = _on(first, date(2026, 1, 22))
    actions.fix_grade(met, low.pk, version=None, grade="合格", reason="当年有一次通报批评", minutes="〔2026〕2号")
    actions.deliberate(
        met, row.pk, version=None, meeting="县委社会工作部部务会（演示）", met_on=met.today, minutes="〔2026〕2号"
    )
    actions.settle(_on(second, date(2026, 1, 23)), row.pk, version=None)


def _asked(clerk: Actor, secretaries: list[User]) -> None:
    """One matter asked of the branches whose secretary has an account, so that the ledger has rates of branches."""
    units = {held.unit: user for user in secretaries[:12] for held in _acting(user).posts}
    issued = DEMO_DAY - timedelta(days=36)
    content = Content(
        "党员信息逐人核对",
        Why.TEMPLATE,
        "年度工作安排第6项",
        "逐人核对联系方式和去向，不对的改过来。",
        "核对结果一句话",
        term=10,
    )
    ledger.issue_many(_on(clerk, issued, 14), list(units), content)
    for at, (unit, user) in enumerate(sorted(units.items())):
        own = _acting(user)
        late = 26 if at % 5 == 4 else 6
        task = Task.objects.filter(lead=unit, title=content.title).latest("pk").pk
        ledger.receive(_on(own, issued + timedelta(days=1)), task, version=None)
        paper = papers.note("党员信息核对结果", f"{own.posts[0].unit_name}：逐人打了电话，改了两个人的电话。")
        said = Said(ReportKind.FINAL, "逐人核对过了，改了两个人的电话。", files=(paper,))
        ledger.report(_on(own, issued + timedelta(days=late)), task, said, version=None)
        ledger.accept(_on(clerk, issued + timedelta(days=late + 1)), task, version=None)


def _this_year(people: list[Actor], edition: SchemeEdition, draw: Random, secretaries: list[User]) -> None:
    """Collected, computed, fed back four days ago; two challenges, one answered."""
    first, second = people
    row = _opened(first, edition, "2026年度两新党组织考核（演示）", date(2026, 11, 2))
    members = list(row.members.all())
    _upload(_on(first, date(2026, 11, 13)), row, "2026年各乡镇汇总（演示）.xlsx", _book(members, draw, whole=False))
    _visits(first, members, secretaries, draw)
    _compute_twice(first, row)
    actions.feed_back(_on(first, date(2026, 11, 20), 15), row.pk, version=None)
    own = [_acting(user) for user in secretaries[:2]]
    items = (
        ("C1", "两件难题都办成了，企业有回执。", "企业回执复印件，支部档案柜", (papers.slip(),)),
        ("A1", "8月那次学习没有算进去。", "学习记录本第12页", (papers.book(),)),
    )
    made = [
        actions.object_to(_on(actor, date(2026, 11, 23)), _of(row, actor).pk, Challenge(*said))
        for actor, said in zip(own, items, strict=False)
    ]
    answer = "看了记录本，8月那次是和友邻支部合办的，不足半数到会，不算一次。"
    if len(made) > 1:
        actions.answer(_on(second, DEMO_DAY, 8), made[1].pk, version=None, upheld=False, text=answer)


def _of(row: Round, actor: Actor) -> Result:
    run = Round.objects.values_list("calculation", flat=True).get(pk=row.pk)
    return Result.objects.get(calculation=run, member__unit=actor.posts[0].unit)


def _visits(clerk: Actor, members: list[Member], secretaries: list[User], draw: Random) -> None:
    """What was seen on the way through the year, with what shows it; also at the branches whose secretary has an account."""
    asked = {held.unit for user in secretaries[:12] for held in _acting(user).posts}
    on, seen_on = _on(clerk, date(2026, 11, 10)), date(2026, 11, 9)
    for at, member in enumerate(members):
        if not (at < 120 and at % 11 == 0) and member.unit_id not in asked:
            continue
        times = draw.choice((2, 3, 4))
        way, shown = draw.choice((("visit", papers.room()), ("papers", papers.book()), ("talk", None)))
        told = papers.note("走访记录", f"{member}：翻了记录本，今年党员大会开了{times}次。")
        files = (told, shown) if shown else (told,)
        actions.enter(on, member.pk, Seen("e:D2", str(times), way, seen_on, TOLD, files=files))


def _compute_twice(clerk: Actor, row: Round) -> None:
    """The second time after one decision about what nobody was asked."""
    actions.work(actions.ask_compute(_on(clerk, date(2026, 11, 18)), row.pk, version=None).pk)
    on = _on(clerk, date(2026, 11, 19))
    why = "今年没有向这些支部交办到节点的事，不能算它没有办。"
    actions.decide(on, row.pk, ["e:D6"], "na", why, version=None)
    actions.work(actions.ask_compute(on, row.pk, version=None).pk)
