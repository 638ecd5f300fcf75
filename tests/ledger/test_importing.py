"""A running ledger from Excel: every fault at its cell, nothing silently dropped, nothing written before yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import Settings
from xlsxwriter import Workbook

from tests.calls import client_of, text
from tests.ledger.site import DUE, Site, get, send
from wuze.excel.lists import Fault
from wuze.excel.running import read_running
from wuze.kernel.errors import Refused
from wuze.ledger import actions, planning, queries
from wuze.ledger.models import Report, Task
from wuze.registry.brought import REST
from wuze.registry.models import Unit
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
HEAD = ["序号", "工作任务", "牵头单位", "工作要求", "完成时限", "下达日期", "进展情况", "完成日期", "联系人"]
ROWS: list[list[Any]] = [
    [1, "两个覆盖核实", "云峰乡党委", "逐户核实", "2026年12月8日", "2026-11-02", "正在推进", None, "x"],
    [2, "换届提醒", "柳塘镇党委", "按期换届", "2026-10-20", "2026-09-01", "已完成", "2026-10-22", "x"],
    [3, "已不再办的事", "柳塘镇", None, "2026-10-20", None, "取消", None, "x"],
    [4, "没有这个单位", "县外单位", "x", "2026-12-01", None, None, None, "x"],
    [5, None, "云峰乡党委", "x", "下周", None, None, None, "x"],
    [6, "日期反了", "云峰乡党委", "x", "2026-01-01", "2026-02-01", None, None, "x"],
    [7, "以后办结", "云峰乡党委", "x", "2026-12-01", None, "已完成", "2026-12-30", "x"],
    [8, "两个覆盖核实", "云峰乡党委", "同一件写了两遍", "2026-12-08", None, None, None, "x"],
]  # fmt: skip


@pytest.fixture
def site() -> Site:
    return Site()


def workbook(path: Path, rows: list[list[Any]], head: list[str] | None = None) -> Path:
    """A file as an office has it: a title above the head."""
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, ["2026年重点任务台账"])
        for number, row in enumerate([head or HEAD, *rows], 1):
            sheet.write_row(number, 0, row)
    return path


def upload(site: Site, path: Path, who: str = "lead_clerk", once: str = "a") -> HttpResponse:
    """The first step."""
    book = SimpleUploadedFile("台账.xlsx", path.read_bytes())
    return client_of(site.users[who]).post(reverse("ledger:import"), {"book": book, "once": once})  # type: ignore[return-value]  # the test client's own class


def kept(page: HttpResponse) -> str:
    """What the preview carries."""
    return text(page).split('name="kept" value="')[1].split('"')[0]


def test_read_in_place(tmp_path: Path) -> None:
    read = read_running(workbook(tmp_path / "a.xlsx", ROWS), "台账.xlsx")
    assert len(read.lines) == len(ROWS)
    assert read.lines[0].values["due"] == "2026-12-08"
    assert read.lines[0].cells["due"] == "台账.xlsx!台账!E3"
    assert read.faults == [Fault("台账.xlsx!台账!E7", "“下周”不是日期", "写成2026-03-05或2026年3月5日")]
    assert read.unread == ["台账.xlsx!台账“联系人”"]


def test_a_word_of_two_columns_is_the_one_that_no_other_head_is(tmp_path: Path) -> None:
    heads = ["工作事项", "责任单位", "完成时间", "完成时限", "进展状态"]
    read = read_running(workbook(tmp_path / "a.xlsx", [["甲", "乙", "2026-03-01", "2026-02-01", "已完成"]], heads), "a")
    assert read.unread == []
    assert [read.lines[0].values[one] for one in ("due", "done", "state")] == ["2026-02-01", "2026-03-01", "已完成"]
    alone = read_running(workbook(tmp_path / "b.xlsx", [["甲", "乙", "2026-03-01"]], heads[:3]), "b")
    assert alone.lines[0].values["due"] == "2026-03-01"


def test_too_little_time_does_not_count_by_way_of_a_file(site: Site, tmp_path: Path) -> None:
    rows = [["明天要的事", "柳塘镇党委", "2026-11-25"]]
    answer = upload(site, workbook(tmp_path / "a.xlsx", rows, ["事项", "责任单位", "时间节点"]))
    assert "办理中1件" in text(answer)
    assert send(site.users["lead_clerk"], "import", kept=kept(answer)).status_code == 302
    assert Task.objects.values_list("counted", flat=True).get() is False


def test_files_that_are_none(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    assert len(read_running(bad, "坏.xlsx").faults) == 1
    without = workbook(tmp_path / "b.xlsx", [["x", "y"]], ["甲", "乙"])
    assert "没有找到台账的表头" in read_running(without, "b.xlsx").faults[0].problem
    half = workbook(tmp_path / "c.xlsx", [["x", "y"]], ["事项", "乙"])
    assert read_running(half, "c.xlsx").faults[0].problem == "缺责任单位、时间节点列"


def test_no_more_rows_than_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wuze.excel.running.MOST", 3)
    read = read_running(workbook(tmp_path / "a.xlsx", ROWS), "a.xlsx")
    assert (len(read.lines), read.faults[-1].problem) == (3, "一次最多3行")


WORDS = [
    ("已完成", None, "closed"), ("已销号", None, "closed"), ("基本完成", None, "doing"), ("正在推进", None, "doing"),
    ("未完成", None, "doing"), ("取消", None, "cancelled"), ("", None, "doing"), ("", date(2026, 1, 1), "closed"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "done", "state"), WORDS)
def test_states_from_the_words_of_a_ledger(words: str, done: date | None, state: str) -> None:
    assert planning.state_of(words, done) == state


def test_seen_first_then_taken_over(site: Site, tmp_path: Path) -> None:
    Unit.objects.filter(pk=site.county.south.pk).update(short="柳塘镇")
    answer = upload(site, workbook(tmp_path / "a.xlsx", ROWS))
    page = text(answer)
    assert (answer.status_code, Task.objects.count()) == (200, 0)
    for words in (
        "能导3件", "没有叫“县外单位”的单位", "没有填事项", "“下周”不是日期", "时间节点早于交办日期", "办结日期在今天以后",
        "两个覆盖核实，这个单位已有同样的事", "没有读的列", "台账.xlsx!台账!B7",
    ):  # fmt: skip
        assert words in page, words
    done = send(site.users["lead_clerk"], "import", kept=kept(answer))
    assert done.status_code == 302
    rows = list(Task.objects.order_by("code").values_list("title", "state", "late", "counted", "due", "issued_on"))
    assert rows == [
        ("两个覆盖核实", "doing", 0, True, DUE, date(2026, 11, 2)),
        ("换届提醒", "closed", 2, False, date(2026, 10, 20), date(2026, 9, 1)),
        ("已不再办的事", "cancelled", 0, False, date(2026, 10, 20), None),
    ]
    assert Report.objects.count() == 3
    entry = Entry.objects.get(code="ledger.imported")
    assert (entry.after or {})["rows"] == 3
    for task in Task.objects.all():
        assert get(site.users["lead_clerk"], "task", task.pk).status_code == 200


def test_what_is_there_is_compared_and_not_written(site: Site, tmp_path: Path) -> None:
    task, other = site.task(title="一样的"), site.task(title="改过的")
    rows = [
        [task.code, "一样的", "云峰乡党委", task.due.isoformat() if task.due else ""],
        [other.code, "别的名字", "云峰乡党委", "12月8日"], ["", "一样的", "云峰乡党委", "2026-12-08"],
    ]  # fmt: skip
    page = text(upload(site, workbook(tmp_path / "a.xlsx", rows, ["编号", "事项", "责任单位", "时间节点"])))
    assert ("能导0件" in page, "3行系统里已有" in page) == (True, True)
    assert (f"{task.code}已有，和系统里一样" in page, "事项和系统里不一样" in page, "不是日期" in page) == (
        True,
        True,
        False,
    )


def test_a_town_takes_over_only_what_it_may_issue(site: Site, tmp_path: Path) -> None:
    page = text(upload(site, workbook(tmp_path / "a.xlsx", ROWS), "town_clerk"))
    assert ("没有叫“柳塘镇党委”的单位，或不归您交办" in page, "能导1件" in page) == (True, True)


def test_a_preview_is_of_one_person_and_does_not_last(site: Site, tmp_path: Path) -> None:
    rows = kept(upload(site, workbook(tmp_path / "a.xlsx", ROWS)))
    assert send(site.users["second_clerk"], "import", kept=rows).status_code == 400
    assert send(site.users["lead_clerk"], "import", kept=f"{rows}x").status_code == 400
    empty = kept(upload(site, workbook(tmp_path / "b.xlsx", ROWS[3:5]), once="b"))
    assert send(site.users["lead_clerk"], "import", kept=empty).status_code == 400
    assert Task.objects.count() == 0


def test_bad_uploads(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert get(site.users["lead_clerk"], "import").status_code == 200
    assert get(site.users["secretary"], "import").status_code == 403
    assert send(site.users["lead_clerk"], "import").status_code == 400
    monkeypatch.setattr("wuze.registry.brought.MOST_BYTES", 10)
    assert "请分几个" in text(upload(site, workbook(tmp_path / "a.xlsx", ROWS)))


def test_more_text_than_a_form_carries_is_said_before_and_not_after(
    site: Site, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = REST + 100
    answer = upload(site, workbook(tmp_path / "a.xlsx", ROWS))
    page = text(answer)
    assert (answer.status_code, 'name="kept"' in page) == (400, False)
    assert "这个文件字太多，一次带不过去。请按年份或单位分成几个，再分别导入。" in page


def test_the_right_is_looked_at_again(site: Site) -> None:
    row = planning.New("甲", site.county.south.pk, "x", "x", "x", DUE, None, "doing", None, "")
    with pytest.raises(Refused):
        actions.import_running(site.actor("town_clerk"), [row], "x")
    assert queries.open_pairs(site.actor("lead_clerk")) == set()
