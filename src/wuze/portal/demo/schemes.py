"""The demo county's scheme for towns: one adopted edition, and a draft of the next with one line changed. Party
organisations have theirs with the rounds."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.accounts.enums import ApprovalVerb, Role
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.assessment.schemes import actions, sheets
from wuze.assessment.schemes.actions.adopting import ADOPT
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.tables import unpacked
from wuze.excel.forms import COLUMNS
from wuze.portal.demo.seed import DEMO_DAY
from wuze.registry.models import Post
from wuze.registry.queries import actor_of
from wuze.scoring.tables import Cell, Table

SETTINGS = (
    ("名称", "乡镇两新党建工作考核（演示）"), ("年度", "2026"), ("考核对象", "乡镇、街道、园区"), ("满分", "100"), ("小数位", "2"),
    ("来源", "本县制定"),
)  # fmt: skip
PARTS = (("P1", "责任落实", "25"), ("P2", "两个覆盖", "30"), ("P3", "作用发挥", "25"), ("P4", "保障措施", "20"))
ITEMS = (
    ("P1", "A1", "专题研究", "10", "专题研究次数", "缺次扣", "应2 每缺扣5"),
    ("P1", "A2", "联系点走访", "15", "联系点走访次数", "缺次扣", "应5 每缺扣3"),
    ("P2", "B1", "组织覆盖", "15", "组织覆盖率", "分档", "≥85%:15;≥75%:12;其他:8"),
    ("P2", "B2", "应建已建", "15", "应建已建率", "按率得", "满15"),
    ("P3", "C1", "台账按时办结", "15", "按时办结率", "按率得", "满15"),
    ("P3", "C2", "帮企业解难题", "10", "诉求办结率", "分档", "≥95%:10;≥85%:7;其他:3"),
    ("P4", "D1", "指导员配备", "10", "指导员人数", "缺次扣", "应5 每缺扣2"),
    ("P4", "D2", "经费保障", "10", "经费到位率", "分档", "≥100%:10;≥80%:6;其他:0"),
)  # fmt: skip
ELEMENTS = (
    ("专题研究次数", "次数", "次"), ("联系点走访次数", "次数", "次"), ("组织覆盖率", "比率", ""), ("应建已建率", "比率", ""),
    ("按时办结率", "比率", ""), ("诉求办结率", "比率", ""), ("指导员人数", "次数", "人"), ("经费到位率", "比率", ""),
)  # fmt: skip
GRADES = (("优秀", "90", "20%"), ("良好", "80", ""), ("合格", "60", ""), ("不合格", "", ""))


def _tables() -> dict[str, Table]:
    """The sheets of 方案.xlsx."""
    items = [
        {"板块": part, "编号": code, "指标": name, "分值": points, "数据项": element, "方式": way, "参数": params}
        for part, code, name, points, element, way, params in ITEMS
    ]
    elements = [
        {"编号": f"D{number}", "名称": name, "类型": kind, "单位": unit}
        for number, (name, kind, unit) in enumerate(ELEMENTS, 1)
    ]
    return {
        "方案": Table("方案", ("项目", "内容"), SETTINGS),
        "板块": _table("板块", [{"编号": code, "名称": name, "分值": points} for code, name, points in PARTS]),
        "指标": _table("指标", items),
        "等次": _table("等次", [{"等次": name, "最低分": least, "名额比例": share} for name, least, share in GRADES]),
        "数据项": _table("数据项", elements),
    }


def _table(name: str, rows: list[dict[str, str]]) -> Table:
    made: list[tuple[Cell, ...]] = [tuple(row.get(column) or None for column in COLUMNS[name]) for row in rows]
    return Table(name, COLUMNS[name], tuple(made))


def _holder(role: str) -> User:
    rows = User.objects.filter(person__appointments__post__role=role, person__appointments__until=None)
    return rows.select_related("person").order_by("pk")[0]


def _on(user: User, days: int) -> Actor:
    at = timezone.make_aware(datetime.combine(DEMO_DAY - timedelta(days=days), time(9, 40)))
    return actor_of(user, at=at, today=at.date(), small_office=False)


@transaction.atomic
def lay() -> None:
    """Once; the county must be there."""
    if SchemeEdition.objects.filter(title=SETTINGS[0][1]).exists():
        return
    clerk, head = _holder(Role.LEAD_CLERK), _holder(Role.LEAD_HEAD)
    post = Post.objects.filter(role=Role.LEAD_HEAD, appointments__person=head.person, appointments__until=None)[0]
    opening = _on(clerk, 30)
    approvals.set_approver(
        opening, ADOPT, COUNTY, PostRef(post.pk, str(post)), since=opening.today, reason="部务会定（演示）"
    )
    row = actions.from_file(opening, _tables(), "2026年乡镇考核方案（演示）.xlsx")
    asked = actions.ask(_on(clerk, 28), row.pk, "征求过各乡镇意见（演示）", "部务会议纪要（演示）", version=None)
    approvals.decide(_on(head, 26), asked.pk, ApprovalVerb.APPROVE)
    draft = actions.copy(_on(clerk, 2), row.pk)
    table = unpacked(draft.tables)["指标"]
    item = sheets.item_of(table, sheets.groups(table)[4])
    item.clauses[0] |= {"方式": "分档", "参数": "≥95%:15;≥85%:10;其他:5"}
    actions.save_item(_on(clerk, 1), draft.pk, 4, item, anyway=False, version=None)
