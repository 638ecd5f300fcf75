"""Out, edited, back in: only edits count, both sides are seen, nothing is silently dropped."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from tests import world
from tests.calls import client_of
from tests.excel.rosters.making import code
from tests.registry import site
from tests.registry.rosters.making import firm, rows, towns, written
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.registry.enums import Outcome, RosterKind, RosterScope
from wuze.registry.models import Organisation, Roster, Standing
from wuze.registry.rosters.actions import Upload, ready, settle, stage
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
Edit = Callable[[Any], None]
FIRST = 4
"""The first row of data in an export."""


@pytest.fixture
def clerk() -> Actor:
    """The lead office's clerk, and three organisations."""
    site.frozen()
    county = world.county()
    north, south = towns()
    firm("云峰茶业有限公司", north, 1, employees=10, members=2, phone="0570-6010001")
    firm("云峰木艺厂", north, employees=3)
    firm("柳塘软件有限公司", south, 3, sector=county.department)
    return world.actor(county.users["lead_clerk"])


def back(clerk: Actor, tmp_path: Path, *edits: Edit, scope: str = "county") -> Roster:
    """Export by the page, edit as WPS would, bring back."""
    user = User.objects.get(pk=clerk.user)
    answer = client_of(user).get(reverse("rosters:export"), {"scope": scope})
    assert answer.status_code == 200
    book = openpyxl.load_workbook(BytesIO(answer.content))
    for edit in edits:
        edit(book["名册"])
    path = tmp_path / f"back{len(edits)}.xlsx"
    book.save(path)
    upload = Upload(RosterKind.ORGANISATIONS, RosterScope.COUNTY, world.DAY, files=[("名册.xlsx", path)])
    return ready(clerk, stage(clerk, upload))


def column(sheet: Any, label: str) -> int:
    """Where a column stands."""
    found: int = next(cell.column for cell in sheet[3] if cell.value == label)
    return found


def put(name: str, label: str, value: object) -> Edit:
    """Write one cell of the row of this name."""

    def edit(sheet: Any) -> None:
        at = column(sheet, "名称")
        row = next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, at).value == name)
        sheet.cell(row, column(sheet, label)).value = value

    return edit


def test_without_a_change_nothing_changes(clerk: Actor, tmp_path: Path) -> None:
    """Every row the same; nothing gone, nothing to write."""
    before = list(Organisation.objects.values())
    roster = back(clerk, tmp_path)
    assert [(row.outcome, row.write, row.faults) for row in rows(roster)] == [(Outcome.SAME, {}, [])] * 3
    assert list(Organisation.objects.values()) == before
    assert Standing.objects.count() == 3


def test_edits_come_in_and_blanks_empty_what_may_be_empty(clerk: Actor, tmp_path: Path) -> None:
    """Numbers, a code for a temporary key, an emptied phone, an emptied name, a new row."""

    def more(sheet: Any) -> None:
        row = sheet.max_row + 1
        for label, value in (("名称", "新来社"), ("属地", "柳塘镇"), ("类型", "小微企业")):
            sheet.cell(row, column(sheet, label)).value = value

    roster = back(
        clerk, tmp_path, put("云峰茶业有限公司", "从业人数", 12), put("云峰茶业有限公司", "联系电话", None),
        put("云峰木艺厂", "统一社会信用代码", code(2)), put("柳塘软件有限公司", "类型", None), put("柳塘软件有限公司", "名称", None), more,
    )  # fmt: skip
    found = {row.name: row for row in rows(roster)}
    assert {name: row.outcome for name, row in found.items()} == {
        "云峰茶业有限公司": Outcome.CHANGED, "云峰木艺厂": Outcome.CHANGED, "柳塘软件有限公司": Outcome.SAME, "新来社": Outcome.NEW
    }  # fmt: skip
    assert sorted(fault[0] for fault in found["柳塘软件有限公司"].faults) == ["name", "type"]
    written(clerk, roster)
    tea, wood = Organisation.objects.get(uscc=code(1)), Organisation.objects.get(name="云峰木艺厂")
    assert (tea.employees, tea.phone, tea.members) == (12, "", 2)
    assert wood.key == code(2)
    assert Organisation.objects.get(name="柳塘软件有限公司").type.name == "小微企业"
    assert Organisation.objects.count() == 4


def test_what_both_sides_changed_is_asked(clerk: Actor, tmp_path: Path) -> None:
    """Somebody else changed a row while it was out: their field stays unless the editor changed the same one."""

    def meanwhile(_: Any) -> None:
        Organisation.objects.filter(uscc=code(1)).update(members=9, employees=40)
        Organisation.objects.filter(uscc=code(3)).update(employees=70)

    roster = back(
        clerk, tmp_path, meanwhile, put("云峰茶业有限公司", "从业人数", 12), put("柳塘软件有限公司", "联系人", "柳青")
    )
    found = {row.name: row for row in rows(roster)}
    asked, free = found["云峰茶业有限公司"], found["柳塘软件有限公司"]
    assert (asked.outcome, asked.why) == (Outcome.ASK, "导出以后名录里也改过：从业人数")
    assert (free.outcome, free.write) == (Outcome.CHANGED, {"contact": "柳青"})
    settle(clerk, roster.pk, [asked.number], "take")
    written(clerk, roster)
    tea = Organisation.objects.get(uscc=code(1))
    assert (tea.employees, tea.members) == (12, 9)
    assert Organisation.objects.get(uscc=code(3)).employees == 70


def test_deleted_rows_are_told_and_broken_marks_too(clerk: Actor, tmp_path: Path) -> None:
    """A row missing from what was exported is gone from the list, not from the registry; only what was exported counts."""
    north, _ = towns()
    roster = back(clerk, tmp_path, lambda sheet: sheet.delete_rows(FIRST), scope=f"region:{north.pk}")
    assert [row.outcome for row in rows(roster)] == [Outcome.SAME, Outcome.GONE]
    roster = back(
        clerk, tmp_path, put("云峰茶业有限公司", "校验（请勿改）", "x"), put("云峰木艺厂", "系统编号", "T000777")
    )
    found = {row.name: row for row in rows(roster) if row.line}
    assert "校验列被改过" in found["云峰茶业有限公司"].faults[0][1]
    assert (found["云峰木艺厂"].outcome, found["云峰木艺厂"].why) == (
        Outcome.BAD,
        "名录里没有这个系统编号，这一列不要改",
    )


def test_an_export_is_an_act_with_its_quota_and_scope(clerk: Actor, tmp_path: Path) -> None:
    """In the trail; a town takes its own along, not another's."""
    back(clerk, tmp_path)
    assert Entry.objects.filter(code="accounts.exported").count() == 1
    _, south = towns()
    town = User.objects.get(person__name__startswith="乡镇经办", person__appointments__post__unit__name="云峰乡党委")
    client = client_of(town)
    assert client.get(reverse("rosters:export")).status_code == 200
    assert client.get(reverse("rosters:export"), {"scope": f"region:{south.pk}"}).status_code == 400
    assert client.get(reverse("rosters:export"), {"scope": "county"}).status_code == 400
