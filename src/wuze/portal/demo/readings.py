"""The demo county's own scoring table, as the lead office has it read; one cell is already corrected."""

from __future__ import annotations

from datetime import datetime, time
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from wuze.accounts.enums import Role
from wuze.assessment.readings import actions
from wuze.assessment.readings.models import TableReading
from wuze.assessment.readings.upload import Sent
from wuze.portal.demo.seed import DEMO_DAY
from wuze.reading.correct import Entry
from wuze.reading.read import read_cells
from wuze.reading.tables import RuleCell
from wuze.registry.models import Appointment
from wuze.registry.queries import actor_of

TITLE = "2026年两新党组织考核评分表（演示）"
ROWS = (
    ("组织建设", "活动场所", "5", "活动场所均未设置的扣5分；有场所但陈旧破损的扣3分。"),
    ("组织建设", "专题研究", "10", "每季度专题研究党建工作少于1次的，扣5分。"),
    ("组织建设", "群团组织", "3", "工会、共青团、妇联等群团组织，每缺1个扣1分。"),
    ("组织建设", "班子配备", "10", "领导班子配备不齐全的扣3分；群团组织每缺1个扣1分（新成立的党支部可不扣）；党务工作者均未配备的扣2分。"),
    ("政治功能", "述职评议", "4", "述职测评“好”票率低于95%的，不得分；未定期述职，扣1分。"),
    ("政治功能", "学习制度", "6", "每月集中学习不少于1次，每少一次扣0.5分，扣完为止。"),
    ("政治功能", "三会一课", "8", "支部党员大会每季度1次，缺1次扣1分；党课每季度1次，缺1次扣1分。"),
    ("作用发挥", "党员责任区", "4", "按车间或部门设立党员责任区的得4分，未设立的由考评人员酌情扣分。"),
    ("作用发挥", "获得表彰", "5", "国家级表彰加5分、省级3分、市级2分、县级1分，同一事项就高。"),
    ("作用发挥", "信息报送", "5", "每被县级采用1条得0.5分，市级采用1条得1分，最多得5分。"),
    ("作用发挥", "党员参与率", "5", "志愿服务党员参与率达到90%以上得5分，80%以上得3分，低于80%不得分。"),
    ("保障措施", "党费管理", "5", "党费收缴台账按时报送得5分，迟报得3分，未报不得分。"),
    ("保障措施", "制度建设", "5", "“三会一课”、流动党员管理等制度未上墙，扣5分。"),
    ("保障措施", "交办任务", "4", "按时完成上级交办的其他任务。"),
    ("保障措施", "其他工作", "6", "按照上级要求落实到位，工作有特色、有亮点、有成效，综合评定。"),
)  # fmt: skip  # a row of the table a line


@transaction.atomic
def lay() -> None:
    """Once; the county must be there."""
    held = Appointment.objects.filter(post__role=Role.LEAD_CLERK, until=None, person__account__isnull=False)
    first = held.select_related("person__account").order_by("pk").first()
    if first is None or TableReading.objects.exists():
        return
    at = timezone.make_aware(datetime.combine(DEMO_DAY, time(9, 10)))
    actor = actor_of(first.person.account, at=at, today=DEMO_DAY, small_office=False)
    cells = tuple(
        RuleCell("评分表", row, 3, text, points, item, part) for row, (part, item, points, text) in enumerate(ROWS, 4)
    )
    sent = Sent("2026年评分表（演示）.xlsx", sha256(TITLE.encode()).hexdigest(), cells, tuple(read_cells(cells)))
    table = actions.read_in(actor, sent, TITLE)
    zone = table.cells.get(item="党员责任区")
    actions.correct(actor, zone.pk, Entry("zero", "0", "", ("按车间或部门设立党员责任区，得4分",)))
