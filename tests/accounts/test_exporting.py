"""An export is exactly what is seen, harmless in Excel, counted and bounded."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import world
from tests.calls import text
from tests.registry.site import frozen, get
from wuze.accounts import exporting
from wuze.registry.enums import UnitKind
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> world.County:
    frozen()
    return world.county()


def rows(content: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=3, values_only=True))


def test_what_is_seen_is_what_is_exported(county: world.County) -> None:
    answer = get(county.users["town_clerk"], "units", export="xlsx", kind="party")
    assert answer.headers["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''%E5%8D%95%E4%BD%8D_20261124.xlsx"
    )
    assert rows(answer.content) == [
        ("单位", "类别", "上级", "属地", "设立"),
        ("云峰茶业党支部", "两新党组织", "云峰乡党委", "云峰乡", "2020年1月1日"),
    ]
    entry = Entry.objects.get()
    assert sentence(entry) == f"{entry.who_name}导出单位1行（条件：kind=party）"


def test_sec_28_what_begins_like_a_formula_stays_a_text(county: world.County) -> None:
    for start in "=+-@\t":
        world.unit(f"{start}HYPERLINK(1)", UnitKind.PARTY, parent=county.north)
    book = load_workbook(BytesIO(get(county.users["lead_clerk"], "units", export="xlsx", q="HYPER").content))
    sheet = book.active
    assert sheet is not None
    cells = [sheet.cell(number, 1) for number in range(4, 9)]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 5


def test_sec_54_the_eleventh_export_in_an_hour_is_refused_and_logged(county: world.County) -> None:
    clerk, other = county.users["town_clerk"], county.users["south_clerk"]
    answers = [get(clerk, "units", export="xlsx").status_code for _ in range(11)]
    assert answers == [200] * 10 + [403]
    refused = Entry.objects.first()
    assert refused is not None
    assert (refused.code, "一小时最多导出10次" in str(refused.after)) == ("accounts.refused", True)
    assert get(other, "units", export="xlsx").status_code == 200


def test_whoever_may_not_export_finds_no_link_and_no_file(county: world.County) -> None:
    page = get(county.users["reader"], "units")
    assert (page.status_code, "导出这" in text(page)) == (200, False)
    assert get(county.users["reader"], "units", export="xlsx").status_code == 403
    assert "导出这" in text(get(county.users["town_clerk"], "units"))


def test_more_rows_than_a_workbook_should_have(county: world.County) -> None:
    actor = world.actor(county.users["town_clerk"])
    refusal = exporting.why_not_export(actor, 20_001, 0)
    assert refusal is not None
    assert refusal.reason == "有20001行，一次最多导出20000行。请先筛选，分几次导。"
    assert exporting.why_not_export(actor, 20_000, 9) is None


@pytest.mark.parametrize(
    ("name", "safe"), [("单位", "单位_20261124"), ("../..", "导出_20261124"), ('a"b\r\n', "a_b_20261124")]
)
def test_sec_31_a_name_that_every_system_takes(name: str, safe: str) -> None:
    assert exporting.safe_name(name, world.DAY) == safe
