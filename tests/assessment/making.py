"""A lead office with a table it has read, and the site as its clerk meets it."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests import world
from tests.calls import Pages
from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.assessment.readings import actions
from wuze.assessment.readings.models import ReadCell, TableReading
from wuze.assessment.readings.upload import Sent
from wuze.reading.read import read_cells
from wuze.reading.tables import RuleCell
from wuze.registry.enums import UnitKind

READ = "未建台账的扣2分；例会每月1次，缺1次扣0.5分，最多扣3分"
CHECK = "每季度专题研究党建工作少于1次的，扣5分。"
UNREAD = "按上级要求抓好落实。"
RULES: tuple[tuple[str, str | None], ...] = ((READ, "5"), (CHECK, "10"), (UNREAD, "6"))


def cells(*rules: tuple[str, str | None]) -> tuple[RuleCell, ...]:
    """Rule cells as a table gives them: D5, D6, …."""
    return tuple(
        RuleCell("评分表", at, 3, text, points, f"指标{at}", "组织建设") for at, (text, points) in enumerate(rules, 4)
    )


def table(user: User, *rules: tuple[str, str | None], title: str = "2025年评分表") -> TableReading:
    """A table read in by this account: one cell 读懂, one 核对, one 未读, unless others are given."""
    given = cells(*(rules or RULES))
    return actions.read_in(world.actor(user), Sent("旧表.xlsx", "0" * 64, given, tuple(read_cells(given))), title)


def cell(row: TableReading, number: int = 1) -> ReadCell:
    """The cell at a place, from 1, as it stands in the database."""
    return ReadCell.objects.select_related("table").get(table=row, order=number)


def other_office(county: world.County) -> User:
    """The clerk of another office that writes schemes: what is theirs must not leak."""
    return world.holder(world.unit("县委两新工委", UnitKind.LEAD, parent=county.root), Role.LEAD_CLERK)


_pages = Pages("readings")
get, send = _pages.get, _pages.send


def workbook(
    *rules: tuple[str, str | None], head: tuple[str, ...] = ("指标", "分值", "评分标准")
) -> SimpleUploadedFile:
    """An uploaded .xlsx with a scoring table."""
    book = Workbook()
    sheet = book.active
    sheet.append(list(head))
    for number, (rule, points) in enumerate(rules, 1):
        sheet.append([f"指标{number}", float(points) if points else None, rule])
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("2025年评分表.xlsx", out.getvalue())
