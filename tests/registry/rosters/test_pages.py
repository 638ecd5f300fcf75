"""The pages of rosters: brought, looked at, settled, written, dropped, taken along; who may, and who does not see."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import Pages, client_of, text
from tests.excel.rosters.making import code
from tests.excel.workbooks import Rows, workbook
from tests.registry import site
from tests.registry.rosters.making import brought, firm, kinds, rows, table, towns
from tests.world import County
from wuze.accounts.models import User
from wuze.registry.enums import RosterState
from wuze.registry.models import Organisation, Roster, RosterRow

pytestmark = pytest.mark.django_db
_keys = count(1)


@pytest.fixture
def county() -> County:
    """The test county on its day."""
    site.frozen()
    return world.county()


def sent(tmp_path: Path, name: str, rows: Rows) -> SimpleUploadedFile:
    """A workbook as a browser sends it."""
    path = workbook(tmp_path / f"{next(_keys)}.xlsx", {"Sheet1": rows})
    return SimpleUploadedFile(name, path.read_bytes())


_pages = Pages("rosters")
get, post = _pages.get, _pages.send


def upload(user: User, *books: SimpleUploadedFile, scope: str = "county", **more: Any) -> HttpResponse:
    """The upload form."""
    return post(user, "new", kind="organisations", scope=scope, day="2026-11-24", usual="", books=list(books), **more)


def test_the_whole_way(county: County, tmp_path: Path) -> None:
    """Upload two files, see the preview, settle, write, read the receipt, take the marked copy."""
    clerk = county.users["lead_clerk"]
    north, _ = towns()
    near = firm("青岚县恒晟精密机械有限公司", north)
    first = sent(
        tmp_path,
        "云峰乡.xlsx",
        table(["恒晟精密机械厂", None, None, "小微企业", 5], ["新社", code(2), None, "小微企业", "约9"]),
    )
    second = sent(tmp_path, "柳塘镇.xlsx", [["单位名称", "民族"], ["无类型社", "畲族"]])
    assert get(clerk, "new").status_code == 200
    answer = upload(clerk, first, second)
    roster = Roster.objects.get()
    assert answer.headers["Location"] == reverse("rosters:one", args=[roster.pk])
    page = text(get(clerk, "one", roster.pk))
    for words in (
        "名称相近",
        "E3（从业人数）“约9”不是人数",
        "这些列本系统不收",
        "民族",
        "缺类型",
        "写入1行",
        "第2行 Sheet1 云峰乡.xlsx",
    ):
        assert words in page
    assert "畲族" not in page
    assert "民族" in text(get(clerk, "sheets", roster.pk))
    again = get(clerk, "one", roster.pk, view="unsettled")
    assert "新社" not in text(again)
    row = RosterRow.objects.get(name="恒晟精密机械厂")
    assert post(clerk, "settle", roster.pk, "take", row=[str(row.pk)]).status_code == 302
    roster.refresh_from_db()
    assert "会写入2行" in text(get(clerk, "apply", roster.pk))
    assert post(clerk, "apply", roster.pk, version=roster.version).status_code == 302
    done = text(get(clerk, "one", roster.pk))
    assert "回执" in done
    assert "已写入" in done
    near.refresh_from_db()
    assert (near.name, near.employees) == ("恒晟精密机械厂", 5)
    book = openpyxl.load_workbook(BytesIO(get(clerk, "marked", roster.pk).content))
    assert book.sheetnames[0] == "问题清单"
    sheet = book["Sheet1"]
    assert sheet["A3"].value == "新社"
    assert "不是人数" in sheet["E3"].comment.text
    assert "畲族" not in str([list(page.values) for page in book])
    assert "民族" not in str([list(page.values) for page in book])
    assert "写入过了" in text(post(clerk, "apply", roster.pk, version=roster.version))


def test_the_same_form_twice_is_one_import(county: County, tmp_path: Path) -> None:
    """A second click leads to the first import."""
    kinds()
    client = client_of(county.users["lead_clerk"])
    data = {"once": "same", "kind": "organisations", "scope": "county", "day": "2026-11-24"}
    answers = [
        client.post(
            reverse("rosters:new"),
            {**data, "books": sent(tmp_path, "a.xlsx", table(["甲社", None, "云峰乡", "小微企业"]))},
        )
        for _ in range(2)
    ]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Roster.objects.count() == 1


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"books": []}, "请填文件"), ({"day": "2026-12-24"}, "不能晚于今天"), ({"scope": "region:0"}, "范围"),
        ({"books": [SimpleUploadedFile("a.xlsx", b"")]}, "0 字节"), ({"books": [SimpleUploadedFile("a.et", b"%PDF-1")]}, "PDF"),
        ({"books": [SimpleUploadedFile("a.xlsx", b"x")] * 41}, "最多40个文件"),
    ],
)  # fmt: skip
def test_bad_uploads_say_what_to_do(county: County, tmp_path: Path, entered: dict[str, Any], words: str) -> None:
    """Nothing is left behind."""
    kinds()
    good = sent(tmp_path, "a.xlsx", table(["甲社", None, "云峰乡", "小微企业"]))
    data = {"kind": "organisations", "scope": "county", "day": "2026-11-24", "usual": "", "books": good} | entered
    answer = post(county.users["lead_clerk"], "new", **data)
    assert answer.status_code == 400
    assert words in text(answer)
    assert not Roster.objects.filter(state=RosterState.READY).exists()


def test_who_may_and_who_does_not_see(county: County, tmp_path: Path) -> None:
    """Offices only; a town for itself; another's import is not there."""
    north, south = towns()
    kinds()
    book = sent(tmp_path, "a.xlsx", table(["甲社", None, None, "小微企业"]))
    assert get(county.users["secretary"], "new").status_code == 403
    assert get(county.users["leader"], "list").status_code == 403
    clerk = county.users["town_clerk"]
    assert upload(clerk, book, scope=f"region:{south.pk}").status_code == 400
    assert (
        upload(
            clerk, sent(tmp_path, "a.xlsx", table(["甲社", None, None, "小微企业"])), scope=f"region:{north.pk}"
        ).status_code
        == 302
    )
    roster = Roster.objects.get()
    for name in ("one", "sheets", "marked", "apply", "drop"):
        assert get(county.users["lead_clerk"], name, roster.pk).status_code == 404
        assert get(clerk, name, roster.pk).status_code == 200
    assert post(county.users["south_clerk"], "apply", roster.pk, version=1).status_code == 404
    assert "两新组织名册" in text(get(clerk, "list"))
    assert "还没有导入" in text(get(county.users["lead_clerk"], "list"))


def test_stale_confirmation_and_dropping(county: County) -> None:
    """What was settled in another window is not written over; dropped is gone."""
    kinds()
    clerk = county.users["lead_clerk"]
    roster = brought(world.actor(clerk), ("a.xlsx", {"a": table(["甲社", None, "云峰乡", "小微企业"])}))
    assert post(clerk, "settle", roster.pk, "skip", row=[str(rows(roster)[0].pk)]).status_code == 302
    assert post(clerk, "apply", roster.pk, version=1).status_code == 409
    assert post(clerk, "settle", roster.pk, "nonsense", row=[str(rows(roster)[0].pk)]).status_code == 400
    assert post(clerk, "settle", roster.pk, "skip").status_code == 400
    assert post(clerk, "settle", roster.pk, "new", row=[str(rows(roster)[0].pk)]).status_code == 403
    assert post(clerk, "drop", roster.pk).status_code == 302
    assert not Organisation.objects.exists()
    assert get(clerk, "apply", roster.pk).status_code == 403
    assert "已作废" in text(get(clerk, "one", roster.pk))


def test_name_a_column_on_the_page(county: County) -> None:
    """The county's own word, remembered."""
    clerk = county.users["lead_clerk"]
    kinds()
    roster = brought(
        world.actor(clerk),
        ("a.xlsx", {"a": table(["甲社", "云峰乡", "小微企业", 3], head=("单位名称", "乡镇", "类型", "用工规模"))}),
    )
    assert "用工规模" in text(get(clerk, "sheets", roster.pk))
    assert post(clerk, "sheets", roster.pk, head="用工规模", field="").status_code == 400
    assert post(clerk, "sheets", roster.pk, head="用工规模", field="employees").status_code == 302


def test_the_list_asks_the_same_number_of_queries(county: County) -> None:
    """One row or three."""
    clerk = county.users["lead_clerk"]
    kinds()
    counts = []
    for size in (1, 3):
        lines = [[f"第{size}{at}社", None, "云峰乡", "小微企业"] for at in range(size)]
        roster = brought(world.actor(clerk), ("a.xlsx", {"a": table(*lines)}))
        client = client_of(clerk)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("rosters:one", args=[roster.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_row_in_full(county: County) -> None:
    """What stands in the file and in the registry, faults at their cells, and what may be decided, without scripts."""
    clerk = county.users["lead_clerk"]
    north, _ = towns()
    firm("青岚县恒晟精密机械有限公司", north, employees=3)
    roster = brought(
        world.actor(clerk),
        (
            "a.xlsx",
            {"a": table(["恒晟精密机械厂", None, "云峰乡", None, 5, "约3"], ["新社", None, "云峰乡", "小微企业"])},
        ),
    )
    page = text(get(clerk, "row", roster.pk, 1))
    for words in ("名称相近", "以表里为准", "F2", "“约3”不是人数", "缺单位名称、属地或类型", "恒晟精密机械厂"):
        assert words in page
    row = rows(roster)[0]
    answer = post(clerk, "settle", roster.pk, "take", row=[str(row.pk)], back="row")
    assert answer.headers["Location"] == reverse("rosters:row", args=[roster.pk, 1])
    assert "以表里为准。" in text(get(clerk, "row", roster.pk, 1))
    assert get(clerk, "row", roster.pk, 99).status_code == 404
    assert get(county.users["town_clerk"], "row", roster.pk, 1).status_code == 404


def test_take_along_what_is_seen(county: County) -> None:
    """The list's own address: its filters, and of what it shows only what one may edit."""
    north, south = towns()
    firm("云峰甲社", north, 1)
    firm("云峰乙社", north, 2, status="closed")
    firm("柳塘丙社", south, 3)

    def names(who: str, **terms: str) -> list[str]:
        answer = get(county.users[who], "export", seen="1", **terms)
        sheet = openpyxl.load_workbook(BytesIO(answer.content))["名册"]
        return [sheet.cell(number, 3).value for number in range(4, sheet.max_row + 1)]

    assert names("lead_clerk", region=north.code[:9]) == ["云峰甲社"]
    assert names("lead_clerk", view="all", q="云峰") == ["云峰乙社", "云峰甲社"]
    assert names("town_clerk", view="all") == ["云峰乙社", "云峰甲社"]
    client = client_of(county.users["lead_clerk"])
    here = f"http://testserver{reverse('registry:organisations')}?view=all&q=云峰"
    page = client.get(reverse("rosters:export"), headers={"referer": here}).content.decode()
    assert "导出刚才列表里的2家" in page
    assert "seen=1" in page
    assert (
        "导出刚才"
        not in client.get(reverse("rosters:export"), headers={"referer": "http://elsewhere/x"}).content.decode()
    )
    assert "导出去改" in client.get(reverse("registry:organisations")).content.decode()


def test_what_changed_meanwhile_is_said_on_the_page(county: County) -> None:
    """Confirmed, and nothing written: the page says so and shows the rows."""
    clerk = county.users["lead_clerk"]
    north, _ = towns()
    tea = firm("云峰茶业", north, 1, employees=1)
    roster = brought(world.actor(clerk), ("a.xlsx", {"a": table(["云峰茶业", code(1), None, None, 2])}))
    Organisation.objects.filter(pk=tea.pk).update(employees=9)
    client = client_of(clerk)
    page = client.post(reverse("rosters:apply", args=[roster.pk]), {"once": "m1", "version": "1"}, follow=True)
    assert "一行也没有写" in page.content.decode()
    assert "预览以后别人改过：从业人数" in page.content.decode()


def test_of_several_it_may_be_one_is_named(county: County) -> None:
    """Two of one name: not in bulk, on the row's page one by one."""
    clerk = county.users["lead_clerk"]
    north, _ = towns()
    first, second = firm("同名社", north, employees=1), firm("同名社", north, 2, employees=2)
    roster = brought(world.actor(clerk), ("a.xlsx", {"a": table(["同名社", None, "云峰乡", None, 9])}))
    row = rows(roster)[0]
    assert "请点开这一行选" in text(post(clerk, "settle", roster.pk, "take", row=[str(row.pk)]))
    assert "就是同名社（云峰乡，没有信用代码）" in text(get(clerk, "row", roster.pk, 1))
    assert post(clerk, "settle", roster.pk, "take", row=[str(row.pk)], organisation="0").status_code == 403
    assert post(clerk, "settle", roster.pk, "skip", row=[str(row.pk)], organisation="999999").status_code == 403
    answer = post(clerk, "settle", roster.pk, "take", row=[str(row.pk)], organisation=str(second.pk), back="row")
    assert answer.status_code == 302
    assert f"就是同名社（云峰乡，{code(2)}）。" in text(get(clerk, "row", roster.pk, 1))
    roster.refresh_from_db()
    assert post(clerk, "apply", roster.pk, version=roster.version).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.employees, second.employees) == (1, 9)


def test_gone_rows_and_sheets_that_were_left_out(county: County) -> None:
    """A row that the table lacks has a page and nothing to decide; what was skipped is told on the preview."""
    clerk = county.users["lead_clerk"]
    north, _ = towns()
    firm("旧街五金店", north, 1)
    near = firm("青岚县恒晟精密机械有限公司", north)
    usual = kinds()[1]
    head = ("单位名称", "乡镇", "类型", "经营状态", "备注", "员工人数", "从业人数")
    sheet = table(["恒晟精密机械厂", "云峰乡", None, "空壳", "x", 3, 4], ["小计"], head=head)
    roster = brought(world.actor(clerk), ("a.xlsx", {"a": sheet, "说明": [["好", "再见"]]}), usual=usual)
    page = text(get(clerk, "one", roster.pk))
    for words in (
        "1处没有读",
        "1处请核对：a.xlsx“a”：“从业人数”和“员工人数”是同一列",
        "跳过1行",
        "没读的列：从业人数、备注",
        "旧街五金店",
    ):
        assert words in page
    gone = rows(roster)[-1]
    assert "表里没有这一行" in text(get(clerk, "row", roster.pk, gone.number))
    assert post(clerk, "settle", roster.pk, "skip", row=[str(gone.pk)]).status_code == 403
    book = openpyxl.load_workbook(BytesIO(get(clerk, "marked", roster.pk).content))
    assert "名称相近" in book["a"]["A2"].comment.text
    assert post(clerk, "settle", roster.pk, "new", row=[str(rows(roster)[0].pk)]).status_code == 302
    roster.refresh_from_db()
    post(clerk, "apply", roster.pk, version=roster.version)
    made = Organisation.objects.get(name="恒晟精密机械厂")
    assert (made.type, made.status) == (usual, "operating")
    assert made.pk != near.pk


def test_take_along_a_sector(county: County) -> None:
    """A department's own."""
    north, _ = towns()
    firm("云峰甲社", north, 1, sector=county.department)
    firm("云峰乙社", north, 2)
    answer = get(county.users["department"], "export", scope=f"sector:{county.department.pk}")
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["名册"]
    assert [sheet.cell(number, 3).value for number in range(4, sheet.max_row + 1)] == ["云峰甲社"]
