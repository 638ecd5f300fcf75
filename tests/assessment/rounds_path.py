"""A round whose one indicator comes from the ledger and names a duty: the way from a grade to a late matter and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests import world
from tests.assessment.rounds_site import SCHEME, Site, edition
from wuze.assessment.rounds import actions
from wuze.assessment.rounds.models import Round
from wuze.duty.editions.models import Duty, DutyEdition
from wuze.ledger.models import Report, Task
from wuze.scoring.tables import Cell, Table


def tables() -> dict[str, Table]:
    """B1 gives ten points to B2, which is computed from the ledger."""
    items, elements = SCHEME["指标"], SCHEME["数据项"]
    first, second, third = items.rows
    direct = tuple(Decimal(30) if column == "分值" else cell for column, cell in zip(items.columns, third, strict=True))
    wanted: dict[str, Cell] = {"板块": "B", "编号": "B2", "指标": "交办事项", "分值": Decimal(10), "不适用时": "免扣",
              "计分要点": "按时办结率乘以10分", "数据项": "按时办结率", "方式": "按率得", "参数": "满10"}  # fmt: skip
    computed = tuple(wanted.get(column) for column in items.columns)
    rate = tuple({"编号": "D3", "名称": "按时办结率", "类型": "比率"}.get(column) for column in elements.columns)
    return SCHEME | {
        "指标": Table(items.name, items.columns, (first, second, direct, computed)),
        "数据项": Table(elements.name, elements.columns, (*elements.rows, rate)),
    }


def duty() -> Duty:
    """D-12, in force."""
    row = DutyEdition.objects.create(
        title="责任清单",
        basis="县委定",
        state="in_force",
        since=date(2026, 1, 1),
        made_by="何敏",
        made_on=date(2026, 1, 1),
    )
    return Duty.objects.create(edition=row, code="D-12", title="台账与汇报", requirement="一件事一条", basis="制度")


def matter(site: Site, number: int, *, late: int = 0, due: date = date(2026, 10, 16)) -> Task:
    """Of the north branch, closed, reported by its secretary."""
    row = Task.objects.create(
        code=f"2026-9{number:03d}", title=f"核对党员去向{number}", why="duty", why_label="台账与汇报", why_code="D-12",
        requirement="逐人核对", standard="表一张", issuer=site.county.north, lead=site.county.north_branch, state="closed",
        due=due, late=late, drafted_on=date(2026, 9, 1), drafted_by="何敏", issued_on=date(2026, 9, 1), issued_by="何敏",
        finished_on=date(2026, 10, 23), accepted_on=date(2026, 10, 26), closed_on=date(2026, 10, 27),
    )  # fmt: skip
    Report.objects.create(
        task=row, kind="final", text="核对完了", happened=date(2026, 10, 23), received=date(2026, 10, 23),
        entered_by="李书记", entered_at=world.NOW, state="accepted",
    )  # fmt: skip
    return row


def laid(site: Site) -> tuple[Round, Task]:
    """Two matters, one late by five days; computed and fed back: B2 gives half."""
    duty()
    site.edition = edition(site.county, tables(), duties={"B2": "D-12"})
    late = matter(site, 1, late=5)
    matter(site, 2)
    row = site.fed(site.collecting(), points=(30, 28, 25))
    site.compute(row)
    return actions.feed_back(site.actor("lead_clerk"), row.pk, version=None), late
