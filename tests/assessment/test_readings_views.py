"""The pages: happy path, forbidden, another office (404), stale, bad input, export; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests import world
from tests.assessment.making import CHECK, READ, UNREAD, cell, get, other_office, send, table, workbook
from tests.calls import client_of, text
from wuze.accounts.models import User
from wuze.assessment.readings import actions
from wuze.assessment.readings import upload as border
from wuze.assessment.readings.enums import CellState, TableState
from wuze.assessment.readings.models import ElementName, TableReading, Wording
from wuze.excel.opened import open_workbooks
from wuze.portal.lines import asked_together
from wuze.portal.providers import readings
from wuze.reading.correct import Entry
from wuze.reading.model import Reading
from wuze.reading.read import read_cells
from wuze.reading.tables import RuleCell
from wuze.trail.models import Entry as TrailEntry

pytestmark = pytest.mark.django_db
LINES = {"start": "full", "floor": "0", "cap": "", "lines": "没有建台账，扣3分"}


@pytest.fixture
def county() -> world.County:
    return world.county()


@pytest.fixture
def clerk(county: world.County) -> User:
    return county.users["lead_clerk"]


@pytest.fixture
def row(clerk: User) -> TableReading:
    return table(clerk)


# --- reading in -------------------------------------------------------------------------------------------------------


def test_an_upload_becomes_a_page_side_by_side(clerk: User) -> None:
    assert "读一张旧表" in text(get(clerk, "upload"))
    answer = send(clerk, "upload", file=workbook((READ, "5"), (CHECK, "10"), (UNREAD, "6")))
    row = TableReading.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("readings:one", args=[row.pk]))
    assert (row.title, row.file, len(row.digest)) == ("2025年评分表", "2025年评分表.xlsx", 64)
    page = text(get(clerk, "one", row.pk))
    for part in (
        "未建台账，扣2分",
        "<mark>未建台账的扣2分",
        "按次扣还是只扣一次没有写清",
        "没有计分办法，原文照留，没有猜",
        "1/3格",
        "分值合计21，不是100",
    ):
        assert part in page


def test_a_word_document_is_read_too(clerk: User, tmp_path: Path) -> None:
    document = Document()
    grid = document.add_table(rows=2, cols=3)
    for column, (head, value) in enumerate((("指标", "台账"), ("分值", "5"), ("评分标准", READ))):
        grid.cell(0, column).text, grid.cell(1, column).text = head, value
    document.save(str(tmp_path / "表.docx"))
    send(clerk, "upload", file=SimpleUploadedFile("表.docx", (tmp_path / "表.docx").read_bytes()), title=" 旧表 ")
    row = TableReading.objects.get()
    assert (row.title, str(cell(row))) == ("旧表", "表1!C2")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("表.doc", b"x"), "这种文件读不了"),
        (SimpleUploadedFile("表.xlsx", b"not a workbook"), "。"),
        (SimpleUploadedFile("表.docx", b"not a document"), "文件已损坏"),
        (SimpleUploadedFile("表.xlsx", b""), "文件是空的"),
        (None, "请填评分表"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(clerk: User, file: SimpleUploadedFile | None, says: str) -> None:
    answer = send(clerk, "upload", **({"file": file} if file else {}))
    assert answer.status_code == 400
    assert "没有存上" in text(answer)
    assert says in text(answer)
    assert not TableReading.objects.exists()


def test_a_workbook_without_a_table_and_one_that_is_too_big(clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = send(clerk, "upload", file=workbook((READ, "5"), head=("甲", "乙", "丙")))
    assert "没有找到评分表" in text(answer)
    monkeypatch.setattr(border, "MOST_CELLS", 1)
    assert "一次最多1格" in text(send(clerk, "upload", file=workbook((READ, "5"), (CHECK, "10"))))
    monkeypatch.setattr(border, "MOST_BYTES", 10)
    assert "超过10 MB" in text(send(clerk, "upload", file=workbook((READ, "5"))))
    assert not TableReading.objects.exists()


# --- who --------------------------------------------------------------------------------------------------------------

PAGES = ("one", "elements", "reopen", "scheme")
CELL_PAGES = ("cell", "try")


def test_another_office_finds_nothing(county: world.County, clerk: User, row: TableReading) -> None:
    stranger = other_office(county)
    actions.correct(world.actor(clerk), cell(row, 3).pk, Entry("full", "0", "", ("没有建台账，扣3分",)))
    kept = Wording.objects.get().pk
    found = [get(stranger, name, row.pk).status_code for name in PAGES]
    found += [get(stranger, name, cell(row).pk).status_code for name in CELL_PAGES]
    found += [
        send(stranger, name, cell(row).pk).status_code for name in ("accept", "answer", "leave", "take-back", "cell")
    ]
    found += [send(stranger, "finish", row.pk).status_code, get(stranger, "wording", kept).status_code]
    found += [send(stranger, "retire", kept).status_code]
    assert set(found) == {404}
    assert "2025年评分表" not in text(get(stranger, "list"))
    assert UNREAD not in text(get(stranger, "wordings"))


@pytest.mark.parametrize("who", ["town_clerk", "leader", "reader", "secretary", "department"])
def test_others_are_told_why_not(county: world.County, row: TableReading, who: str) -> None:
    answer = get(county.users[who], "one", row.pk)
    assert answer.status_code == 403
    assert "编考核方案" in text(answer)


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_each_decision_leads_to_the_next_cell_that_waits(clerk: User, row: TableReading) -> None:
    second, third = cell(row, 2), cell(row, 3)
    answer = send(clerk, "accept", second.pk, version=1, show="waiting")
    assert answer["Location"] == f"{reverse('readings:one', args=[row.pk])}?show=waiting&at={third.pk}#c{third.pk}"
    page = text(get(clerk, "one", row.pk, at=str(third.pk)))
    assert f'<tr id="c{third.pk}" data-cell data-waits class="is-now"' in page
    assert "人认可" in page
    answer = send(clerk, "leave", third.pk, version=1)
    assert answer["Location"].endswith(f"#c{third.pk}")
    assert "都定了，可以完成核对" in text(get(clerk, "one", row.pk))
    send(clerk, "take-back", third.pk, version=2)
    assert cell(row, 3).state == CellState.UNREAD


def test_a_doubt_is_answered_on_the_page_or_leads_to_writing(clerk: User, row: TableReading) -> None:
    second = cell(row, 2)
    assert "出现几次，怎么扣？" in text(get(clerk, "one", row.pk))
    own = send(clerk, "answer", second.pk, code="each_or_once?", answer="own", show="check")
    assert own["Location"] == f"{reverse('readings:cell', args=[second.pk])}?show=check"
    assert send(clerk, "answer", second.pk, code="each_or_once?", answer="x").status_code == 400
    send(clerk, "answer", second.pk, code="each_or_once?", answer="1", version=1)
    assert cell(row, 2).says.endswith("专题研究党建工作，扣5分。")


def test_a_dead_verb_is_refused_with_its_reason(clerk: User, row: TableReading) -> None:
    answer = send(clerk, "finish", row.pk, version=1)
    assert answer.status_code == 403
    assert "还有1格要核对" in text(answer)
    assert "还有1格要核对" in text(get(clerk, "one", row.pk))


def test_views_show_what_they_name_and_nonsense_shows_all(clerk: User, row: TableReading) -> None:
    assert "指标6" not in text(get(clerk, "one", row.pk, show="check"))
    for terms in ({"show": "x"}, {"at": "999999"}, {"page": "99"}, {"page": "x", "at": "x"}):
        assert "指标6" in text(get(clerk, "one", row.pk, **terms))
    assert "这里没有格了" in text(get(clerk, "one", row.pk, show="person"))


def test_long_tables_come_in_pages(clerk: User) -> None:
    row = table(clerk, *[(READ, "5")] * 101)
    page = text(get(clerk, "one", row.pk))
    assert ("?page=2" in page, ">D105<" in page) == (True, False)
    assert ">D105<" in text(get(clerk, "one", row.pk, page="2"))
    assert ">D105<" in text(get(clerk, "one", row.pk, at=str(cell(row, 101).pk)))


# --- correcting -------------------------------------------------------------------------------------------------------


def test_a_correction_shows_what_it_reads_as_and_examples(clerk: User, row: TableReading) -> None:
    page = text(get(clerk, "cell", cell(row).pk))
    for part in ("未建台账，扣2分", "例会，应12，每缺1扣0.5分，最多3分", "可以这样写", "都正常", "第1条发生"):
        assert part in page
    tried = text(get(clerk, "try", cell(row).pk, **LINES))
    assert "从满分起，最低0分，最高5分：（1）没有建台账，扣3分。" in tried
    assert "2分</td>" in tried
    wrong = text(get(clerk, "try", cell(row).pk, **{**LINES, "lines": "没有建台账扣3分"}))
    assert "没有逗号" in wrong
    assert "先把左边标出的填好" in text(get(clerk, "try", cell(row).pk, lines="x"))
    assert "写一条，这里就显示" in text(get(clerk, "cell", cell(row, 3).pk))


def test_a_correction_is_saved_once(clerk: User, row: TableReading) -> None:
    client = client_of(clerk)
    address = reverse("readings:cell", args=[cell(row, 3).pk])
    entered = {**LINES, "once": "same-key", "version": "1"}
    first = client.post(address, entered)
    assert (first.status_code, client.post(address, entered)["Location"]) == (302, first["Location"])
    assert (cell(row, 3).state, cell(row, 3).version) == (CellState.CORRECTED, 2)
    assert TrailEntry.objects.filter(code="assessment.cell_corrected").count() == 1


def test_a_faulty_correction_keeps_the_entry(clerk: User, row: TableReading) -> None:
    answer = send(clerk, "cell", cell(row, 3).pk, **{**LINES, "lines": "没有建台账扣3分", "floor": "零"})
    assert answer.status_code == 400
    for part in ("没有建台账扣3分</textarea>", "没有逗号", "不是数"):
        assert part in text(answer)
    assert cell(row, 3).state == CellState.UNREAD


def test_an_incomplete_form_says_what_is_missing(clerk: User, row: TableReading) -> None:
    answer = send(clerk, "cell", cell(row, 3).pk, lines="没有建台账，扣3分")
    assert (answer.status_code, "请选从哪里起算" in text(answer)) == (400, True)


def test_a_group_is_explained(clerk: User) -> None:
    row = table(clerk, ("未建台账的扣2分，台账不完整的扣1分", "2"))
    page = text(get(clerk, "one", row.pk))
    assert "同一字母的几条只取数最大的一条" in page
    assert "1/1格不用再看" in page


def test_a_stale_correction_shows_both_sides(clerk: User, county: world.County, row: TableReading) -> None:
    actions.correct(
        world.actor(county.users["lead_head"]), cell(row, 3).pk, Entry("full", "0", "", ("没有上报，扣1分",))
    )
    answer = send(clerk, "cell", cell(row, 3).pk, **LINES, version="1")
    assert answer.status_code == 409
    for part in ("没有建台账，扣3分", "没有上报，扣1分", county.users["lead_head"].person.name):
        assert part in text(answer)
    assert "没有上报" in cell(row, 3).says


def test_missing_points_can_be_filled_in(clerk: User) -> None:
    row = table(clerk, (READ, None))
    assert "没有分值" in text(get(clerk, "one", row.pk))
    assert get(clerk, "scheme", row.pk).status_code == 403
    assert "5分" in text(get(clerk, "try", cell(row).pk, **LINES, points="5"))
    send(clerk, "cell", cell(row).pk, **LINES, points="5")
    assert cell(row).points == "5"


# --- data items -------------------------------------------------------------------------------------------------------


def named(clerk: User, row: TableReading, **changed: str) -> dict[str, str]:
    """The form of the data items as the page sends it, some fields changed."""
    from wuze.assessment.readings.elements import page  # slow import: models

    entered: dict[str, str] = {}
    for item in page(row, None).items:
        entered |= {f"{part}-{item.number}": getattr(item, part) for part in ("name", "unit", "source")}
    return {**entered, **changed}


def test_two_data_items_become_one_by_one_name(clerk: User) -> None:
    row = table(
        clerk, ("未建党员台账的扣2分", "2"), ("没有建立党员台账的扣3分", "3"), ("例会每月1次，缺1次扣0.5分", "6")
    )
    page = text(get(clerk, "elements", row.pk))
    assert "现在要问3样" in page
    assert (
        send(clerk, "elements", row.pk, version="1", **named(clerk, row, **{"name-1": "未建党员台账"})).status_code
        == 302
    )
    page = text(get(clerk, "elements", row.pk))
    assert "现在要问2样" in page
    assert "合成一项，共2处" in page
    assert ElementName.objects.get().name == "未建党员台账"


def test_types_do_not_mix_and_units_are_short(clerk: User) -> None:
    row = table(clerk, ("未建党员台账的扣2分", "2"), ("例会每月1次，缺1次扣0.5分", "6"))
    answer = send(
        clerk, "elements", row.pk, version="1", **named(clerk, row, **{"name-1": "未建党员台账", "unit-0": "个" * 11})
    )
    assert answer.status_code == 400
    assert "类型不同（是否、次数），不能合成一项" in text(answer)
    assert "太长" in text(answer)
    assert not ElementName.objects.exists()


def test_a_stale_list_of_data_items_writes_nothing(clerk: User, row: TableReading) -> None:
    send(clerk, "elements", row.pk, version="1", **named(clerk, row, **{"unit-1": "次"}))
    answer = send(clerk, "elements", row.pk, version="1", **named(clerk, row, **{"unit-1": "回"}))
    assert answer.status_code == 409
    assert ElementName.objects.get().unit == "次"
    assert send(clerk, "elements", row.pk, version="2", **named(clerk, row)).status_code == 302


# --- done, taken away -------------------------------------------------------------------------------------------------


def test_done_and_taken_up_again(clerk: User, row: TableReading) -> None:
    assert get(clerk, "reopen", row.pk).status_code == 403
    send(clerk, "accept", cell(row, 2).pk)
    send(clerk, "finish", row.pk, version=1)
    page = text(get(clerk, "one", row.pk))
    assert ("核对完了，可以下载方案" in page, 'data-key="' in page) == (True, False)
    assert "这张表已核对完" in text(get(clerk, "cell", cell(row).pk))
    assert "这张表已核对完" in text(get(clerk, "elements", row.pk))
    assert send(clerk, "cell", cell(row).pk, **LINES).status_code == 403
    assert "重新核对" in text(get(clerk, "reopen", row.pk))
    assert send(clerk, "reopen", row.pk, reason="").status_code == 400
    assert send(clerk, "reopen", row.pk, reason="县里改了第3项", version=2).status_code == 302
    row.refresh_from_db()
    assert row.state == TableState.CHECKING


def test_the_scheme_passes_the_check_of_the_command(clerk: User, row: TableReading, tmp_path: Path) -> None:
    send(clerk, "cell", cell(row, 2).pk, **{**LINES, "lines": "专题研究，应4，每缺1扣2.5分\n没有记录，扣1分"})
    send(clerk, "elements", row.pk, version="1", **named(clerk, row, **{"name-0": "台账没有建"}))
    answer = get(clerk, "scheme", row.pk)
    assert "filename" in answer["Content-Disposition"]
    (tmp_path / "方案.xlsx").write_bytes(answer.content)
    opened = open_workbooks(tmp_path / "方案.xlsx", None)
    assert [one.text for one in opened.faults] == []
    assert [[one.method is not None for one in item.clauses] for item in opened.scheme.items] == [
        [True, True], [True, True], [False],  # 未读: a direct score
    ]  # fmt: skip
    assert [one.name for one in opened.scheme.elements] == ["台账没有建", "例会", "指标5:专题研究", "指标5:没有记录"]
    assert TrailEntry.objects.get(code="assessment.scheme_taken").after == {"items": 3, "waiting": 1}


def test_a_scheme_the_engine_refuses_is_not_given(clerk: User, row: TableReading) -> None:
    broken = cell(row)
    broken.says = "从满分起，最低0分，最高5分：（1）台账，分档：≥90%＝3分／≥95%＝5分。"
    broken.save()
    answer = get(clerk, "scheme", row.pk)
    assert answer.status_code == 409
    assert "计分引擎不认" in text(answer)
    assert not TrailEntry.objects.filter(code="assessment.scheme_taken").exists()


# --- lists ------------------------------------------------------------------------------------------------------------


def test_wordings_are_listed_and_retired(clerk: User, row: TableReading) -> None:
    send(clerk, "cell", cell(row, 3).pk, **LINES)
    kept = Wording.objects.get()
    assert UNREAD in text(get(clerk, "wordings"))
    assert "停用，不再照它读" in text(get(clerk, "wording", kept.pk))
    assert str(kept) == UNREAD
    send(clerk, "retire", kept.pk, version=1)
    assert UNREAD not in text(get(clerk, "wordings"))
    assert "已经停用" in text(get(clerk, "wording", kept.pk))


@pytest.mark.parametrize("name", ["list", "wordings"])
def test_lists_are_exported_and_answer_as_fragments(
    clerk: User, county: world.County, row: TableReading, name: str
) -> None:
    send(clerk, "cell", cell(row, 3).pk, **LINES)
    assert get(county.users["lead_head"], name, export="xlsx")["Content-Type"].endswith("spreadsheetml.sheet")
    fragment = client_of(clerk).get(reverse(f"readings:{name}"), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()


def queries_of(user: User, name: str, *keys: int) -> int:
    client = client_of(user)
    client.get(reverse(f"readings:{name}", args=keys))
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse(f"readings:{name}", args=keys))
    return len(seen)


def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(clerk: User) -> None:
    one, three = table(clerk, (READ, "5")), table(clerk, (READ, "5"), (CHECK, "10"), (UNREAD, "6"))
    for name in ("one", "elements"):
        assert queries_of(clerk, name, one.pk) == queries_of(clerk, name, three.pk)
    before = queries_of(clerk, "list")
    table(clerk)
    assert queries_of(clerk, "list") == before


def test_the_file_is_read_before_the_act_begins(monkeypatch: pytest.MonkeyPatch, clerk: User) -> None:
    """A large table takes seconds; nobody waits for it."""
    inside: list[bool] = []

    def seen(cells: Sequence[RuleCell]) -> list[Reading]:
        inside.append(len(connection.savepoint_ids) > outside)
        return read_cells(cells)

    outside = len(connection.savepoint_ids)
    monkeypatch.setattr("wuze.assessment.readings.upload.read_cells", seen)
    assert send(clerk, "upload", file=workbook((READ, "5"))).status_code == 302
    assert (inside, TableReading.objects.count()) == ([False], 1)


def test_a_reading_that_waits_is_on_the_desk_and_found_by_its_title(
    county: world.County, clerk: User, row: TableReading
) -> None:
    table(clerk, (READ, "5"), title="没有要看的")
    office = world.actor(clerk)
    with CaptureQueriesContext(connection) as asked:
        lines = asked_together(office, [readings.to_check], [])
    assert [(line.title, line.detail) for line in lines] == [
        ("核对旧表：2025年评分表", "还有2格要看"),
        ("核对旧表：没有要看的", "都看过了，可以完成核对"),
    ]
    assert len(asked) == 1
    assert [readings.readings(office, [word]).rows.count() for word in (row.title, "旧表.xlsx", "别的")] == [1, 2, 0]
    others = (world.actor(county.users["town_clerk"]), world.actor(other_office(county)))
    for actor in others:
        assert asked_together(actor, [readings.to_check], []) == []
        assert readings.readings(actor, [row.title]).rows.count() == 0
    TableReading.objects.update(state=TableState.DONE)
    assert asked_together(office, [readings.to_check], []) == []
