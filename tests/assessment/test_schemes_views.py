"""The pages of schemes: happy path, other offices, faults at their cells, stale entries, queries that do not grow."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from tests import world
from tests.assessment.making import other_office
from tests.assessment.schemes_making import (
    EXAMPLES,
    NAMES,
    POINTS,
    adopted,
    draft,
    get,
    scheme_tables,
    send,
    sent,
    trial,
)
from tests.calls import client_of, text
from wuze.accounts.models import User
from wuze.assessment.schemes import actions, sheets
from wuze.assessment.schemes.enums import EditionState, TrialState
from wuze.assessment.schemes.models import PastResult, SchemeEdition, SchemeTrial
from wuze.assessment.schemes.tables import loaded, unpacked
from wuze.scoring.digest import digest
from wuze.scoring.loading.scheme import load_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> world.County:
    return world.county()


@pytest.fixture
def clerk(county: world.County) -> User:
    return county.users["lead_clerk"]


@pytest.fixture
def row(clerk: User) -> SchemeEdition:
    return draft(clerk)


def broken() -> SimpleUploadedFile:
    """An example with a method nobody knows in 指标."""

    book = load_workbook(EXAMPLES / POINTS / "方案.xlsx")
    sheet = book["指标"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("方式") + 1).value = "随便扣"
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("方案.xlsx", out.getvalue())


# --- uploaded ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_four_examples_are_taken_as_they_are_and_come_out_the_same(clerk: User, name: str) -> None:
    answer = send(clerk, "upload", file=sent(name, "方案.xlsx"))
    row = SchemeEdition.objects.get()
    assert (answer.status_code, row.faults, row.state) == (302, 0, EditionState.DRAFT)
    assert row.digest == digest(load_scheme(scheme_tables(name)).scheme)
    assert text(get(clerk, "one", row.pk)).count('<tr id="i-') == len(loaded(row).scheme.items)
    assert get(clerk, "print", row.pk).status_code == 200
    file = get(clerk, "file", row.pk)
    send(clerk, "upload", file=SimpleUploadedFile("再传.xlsx", file.content))
    assert SchemeEdition.objects.latest("pk").digest == row.digest


def test_a_fault_stands_at_its_cell_and_nothing_is_kept_unless_asked(clerk: User) -> None:
    answer = send(clerk, "upload", file=broken())
    page = text(answer)
    assert (answer.status_code, SchemeEdition.objects.count()) == (400, 0)
    assert "方案.xlsx!指标!" in page
    assert "方式“随便扣”不认识" in page
    carried = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("kept", "name")}  # type: ignore[index]  # it is there
    marked = send(clerk, "upload", **carried, then="marked")
    assert "问题清单" in load_workbook(BytesIO(marked.content)).sheetnames
    kept = send(clerk, "upload", **carried, then="keep")
    row = SchemeEdition.objects.get()
    assert (kept.status_code, row.faults, row.digest) == (302, 1, "")
    shown = text(get(clerk, "one", row.pk))
    assert "有1处问题，改好才能报批" in shown
    assert get(clerk, "file", row.pk).status_code == 403
    assert get(clerk, "ask", row.pk).status_code == 403


def test_what_is_no_workbook_says_why(clerk: User) -> None:
    for file, says in (
        (SimpleUploadedFile("a.doc", b"x"), "这种文件读不了"),
        (SimpleUploadedFile("a.xlsx", b"x"), "。"),
    ):
        answer = send(clerk, "upload", file=file)
        assert (answer.status_code, says in text(answer)) == (400, True)
    assert not SchemeEdition.objects.exists()


# --- edited -----------------------------------------------------------------------------------------------------------


def item_fields(row: SchemeEdition, number: int, **changed: str) -> dict[str, object]:
    """What the form of an item would send."""
    table = unpacked(row.tables)["指标"]
    item = sheets.item_of(table, sheets.groups(table)[number])
    item.head |= {name: value for name, value in changed.items() if name in sheets.HEAD}
    item.clauses[0] |= {name: value for name, value in changed.items() if name in sheets.CLAUSE}
    entered: dict[str, object] = {f"h-{at}": item.head[column] for at, column in enumerate(sheets.HEAD)}
    for line, clause in enumerate(item.clauses):
        entered |= {f"k-{line}-{at}": clause[column] for at, column in enumerate(sheets.CLAUSE)}
    return entered | {"clauses": len(item.clauses), "version": row.version}


def test_an_item_is_changed_and_the_sentence_stands_beside_it(clerk: User, row: SchemeEdition) -> None:
    page = text(get(clerk, "item", row.pk, 4))
    assert "“办实事件数”达到得：≥2 得2" in page
    assert "2分" in page
    tried = text(send(clerk, "try", row.pk, number=4, **item_fields(row, 3, 参数="≥3 得2")))
    assert "≥3 得2" in tried
    send(clerk, "item", row.pk, 4, **item_fields(row, 3, 参数="≥3 得2"))
    after = SchemeEdition.objects.get(pk=row.pk)
    assert (after.version, after.faults, after.digest != row.digest) == (2, 0, True)


def test_a_fault_of_the_entry_stands_at_its_field_and_the_entry_comes_back(clerk: User, row: SchemeEdition) -> None:
    answer = send(clerk, "item", row.pk, 4, **item_fields(row, 3, 参数="随便"))
    page = text(answer)
    assert answer.status_code == 400
    assert 'value="随便"' in page
    assert "参数“随便”看不懂" in page
    assert SchemeEdition.objects.get(pk=row.pk).version == 1
    send(clerk, "item", row.pk, 4, **item_fields(row, 3, 参数="随便"), anyway="1")
    assert SchemeEdition.objects.get(pk=row.pk).faults == 1


def test_whoever_is_late_keeps_the_entry_and_nothing_is_written(clerk: User, row: SchemeEdition) -> None:
    send(clerk, "item", row.pk, 4, **item_fields(row, 3, 参数="≥3 得2"))
    stood = SchemeEdition.objects.get(pk=row.pk)
    answer = send(clerk, "item", row.pk, 4, **item_fields(row, 3, 参数="≥5 得2"))
    assert answer.status_code == 409
    assert "≥5 得2" in text(answer)
    assert "≥3 得2" in text(answer)
    assert SchemeEdition.objects.get(pk=row.pk).tables == stood.tables


def test_a_sheet_is_edited_as_a_whole(clerk: User, row: SchemeEdition) -> None:
    for word in sheets.GRIDS:
        assert get(clerk, "grid", row.pk, word).status_code == 200
    assert get(clerk, "grid", row.pk, "nothing").status_code == 404
    rows = sheets.texts(unpacked(row.tables)["板块"])
    entered = {f"c-{line}-{at}": cell for line, cells in enumerate(rows) for at, cell in enumerate(cells)}
    entered["c-0-1"] = "班子建设"
    answer = send(clerk, "grid", row.pk, "parts", **entered, rows=len(rows), version=row.version)
    assert answer.status_code == 302
    assert loaded(SchemeEdition.objects.get(pk=row.pk)).scheme.parts[0].name == "班子建设"


def test_a_new_item_brings_its_data_item(clerk: User, row: SchemeEdition) -> None:
    part = loaded(row).scheme.parts[0].id
    head = {"板块": part, "编号": "Z9", "指标": "读书会", "分值": "0", "上限": "2"}
    entered = {f"h-{at}": head.get(column, "") for at, column in enumerate(sheets.HEAD)}
    clause = {"计分要点": "每次加1分", "数据项": "读书会次数", "方式": "每次得", "参数": "每次得1"}
    entered |= {f"k-0-{at}": clause.get(column, "") for at, column in enumerate(sheets.CLAUSE)}
    send(clerk, "item-new", row.pk, **entered, **{"t-0": "次数"}, clauses=1, version=row.version)
    scheme = loaded(SchemeEdition.objects.get(pk=row.pk)).scheme
    assert scheme.item_by_id["Z9"].clauses[0].elements == (scheme.element_names["读书会次数"].id,)


def test_data_items_are_bound_to_what_the_system_knows(clerk: User, row: SchemeEdition) -> None:
    element = next(one.id for one in loaded(row).scheme.elements if one.type == "比率")
    page = text(get(clerk, "data", row.pk))
    assert "按时办结率" in page
    answer = send(clerk, "data", row.pk, **{f"from-{element}": "people"}, version=row.version)
    assert (answer.status_code, "写明由谁填" in text(answer)) == (400, True)
    send(clerk, "data", row.pk, **{f"from-{element}": "provider:按时办结率"}, version=row.version)
    assert SchemeEdition.objects.get(pk=row.pk).bindings == {element: {"from": "provider", "what": "按时办结率"}}
    assert "节点在考核期内的事项中" in text(get(clerk, "providers"))


# --- adopted ----------------------------------------------------------------------------------------------------------


def test_adoption_needs_a_named_reason_where_the_linter_stops_and_never_changes_afterwards(
    county: world.County, clerk: User
) -> None:
    row = draft(clerk)
    tables = unpacked(row.tables)
    vetoes = [*sheets.texts(tables["否决"]), ["乱来", "班子不廉洁=是", "", "降一等", "", ""]]
    actions.save_grid(world.actor(clerk), row.pk, "否决", vetoes, anyway=False, version=None)
    page = text(get(clerk, "one", row.pk))
    assert "阻止采用" in page
    assert "写明仍然采用的理由" in page
    assert get(clerk, "ask", row.pk).status_code == 403
    short = send(clerk, "override", row.pk, reason="就这样", version=2)
    assert short.status_code == 400
    send(clerk, "override", row.pk, reason="上级正在补文件，补到之前先照用", version=2)
    send(clerk, "ask", row.pk, reason="会议已定", basis="纪要3号", version=3)
    asked = SchemeEdition.objects.get(pk=row.pk)
    assert (asked.state, asked.basis) == (EditionState.ASKED, "纪要3号")
    assert get(clerk, "grid", row.pk, "parts").status_code == 403
    printed = text(get(clerk, "print", row.pk))
    assert "上级正在补文件" in printed


def test_an_adopted_edition_is_copied_compared_and_read_by_everybody(county: world.County, clerk: User) -> None:
    row = adopted(clerk, county.users["lead_head"])
    assert (row.state, row.adopted_on, row.adopted_by) == (EditionState.ADOPTED, world.DAY, "周部长")
    assert get(clerk, "item", row.pk, 1).status_code == 403
    send(clerk, "copy", row.pk)
    second = SchemeEdition.objects.latest("pk")
    assert (second.family, second.number, second.digest, second.state) == (row.pk, 2, row.digest, EditionState.DRAFT)
    assert "一处也没有变" in text(get(clerk, "diff", second.pk, row.pk))
    send(clerk, "item", second.pk, 4, **item_fields(second, 3, 参数="≥3 得2"))
    assert "≥3得2" in text(get(clerk, "diff", second.pk, row.pk))
    secretary = county.users["secretary"]
    assert get(secretary, "one", row.pk).status_code == 200
    assert get(secretary, "one", second.pk).status_code == 404
    assert "第2版" not in text(get(secretary, "list"))


def test_another_office_sees_no_draft(county: world.County, clerk: User, row: SchemeEdition) -> None:
    stranger = other_office(county)
    names = ("one", "print", "file", "data", "ask", "override", "discard", "trial-new", "item-new")
    found = [get(stranger, name, row.pk).status_code for name in names]
    found += [get(stranger, "item", row.pk, 1).status_code, send(stranger, "copy", row.pk).status_code]
    found += [get(stranger, "trial", trial(clerk, row).pk).status_code]
    assert set(found) == {404}
    assert row.title not in text(get(stranger, "list"))
    assert get(county.users["secretary"], "upload").status_code == 403


def test_a_draft_is_discarded_with_a_reason(clerk: User, row: SchemeEdition) -> None:
    assert send(clerk, "discard", row.pk, reason=" ", version=1).status_code == 400
    send(clerk, "discard", row.pk, reason="重做", version=1)
    assert SchemeEdition.objects.get(pk=row.pk).state == EditionState.DISCARDED


def test_the_list_asks_as_often_for_three_as_for_one(clerk: User, row: SchemeEdition) -> None:
    def asked() -> int:
        client = client_of(clerk)
        with CaptureQueriesContext(connection) as found:
            client.get("/assessment/schemes/")
        return len(found)

    one = asked()
    draft(clerk)
    draft(clerk)
    assert asked() == one
    assert client_of(clerk).get("/assessment/").status_code == 200


# --- what-if ----------------------------------------------------------------------------------------------------------


def test_a_what_if_tells_who_moves_and_becomes_a_new_edition(clerk: User, row: SchemeEdition) -> None:
    send(clerk, "trial-new", row.pk, file=sent(POINTS, "数据.xlsx"))
    made = SchemeTrial.objects.get()
    assert "还没有改" in text(get(clerk, "trial", made.pk))
    first = unpacked(row.tables)["指标"].rows[0]
    wrong = send(clerk, "trial-change", made.pk, **{"w-指标-0-分值": "六"}, version=1)
    assert (wrong.status_code, 'value="六"' in text(wrong)) == (400, True)
    send(clerk, "trial-change", made.pk, **{"w-等次-1-最低分": "89"}, version=1)
    page = text(get(clerk, "trial", made.pk))
    assert "改了什么" in page
    assert "降等" in page
    file = get(clerk, "trial-file", made.pk)
    assert "变动" in load_workbook(BytesIO(file.content)).sheetnames
    send(clerk, "trial-keep", made.pk, version=2)
    kept = SchemeEdition.objects.latest("pk")
    assert (kept.number, kept.state, SchemeTrial.objects.get().state) == (2, EditionState.DRAFT, TrialState.KEPT)
    assert unpacked(kept.tables)["指标"].rows[0] == first
    assert get(clerk, "trial", made.pk).status_code == 200


def test_a_what_if_is_dropped_with_its_data(clerk: User, row: SchemeEdition) -> None:
    made = trial(clerk, row)
    send(clerk, "trial-drop", made.pk, version=1)
    after = SchemeTrial.objects.get()
    assert (after.state, after.data) == (TrialState.DISCARDED, {})
    assert send(clerk, "trial-change", made.pk, version=2).status_code == 403


# --- past years -------------------------------------------------------------------------------------------------------


def results(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    """A table of results."""
    book = Workbook()
    for line in (("单位", "年度", "得分", "等次"), *rows):
        book.active.append(list(line))
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("去年.xlsx", out.getvalue())


def test_past_results_come_in_after_a_preview_and_open_to_whom_they_concern(county: world.County, clerk: User) -> None:
    file = results(
        ("云峰茶业党支部", 2025, 91.5, "优秀"), ("柳塘精密党支部", 2025, "八十", "合格"), ("没有这家", 2025, 1, "")
    )
    page = text(send(clerk, "past-import", file=file, title="年度考核"))
    assert "去年.xlsx!Sheet!C3" in page
    assert "单位里没有“没有这家”" in page
    assert not PastResult.objects.exists()
    kept = re.search(r'name="kept" value="([^"]*)"', page)
    assert kept
    send(clerk, "past-import", kept=kept[1])
    one = PastResult.objects.get()
    assert (str(one.total), one.grade, one.cell) == ("91.500", "优秀", "A2")
    again = send(clerk, "past-import", kept=kept[1])
    assert (again.status_code, PastResult.objects.count()) == (400, 1)
    unit = county.north_branch.pk
    assert "不可展开" in text(get(county.users["secretary"], "past-unit", unit))
    assert get(county.users["south_secretary"], "past-unit", unit).status_code == 404
    assert "云峰茶业" not in text(get(county.users["south_secretary"], "past"))
    assert "91.5" in text(get(county.users["town_clerk"], "past"))


def test_what_was_done_to_a_draft_stands_on_its_page(county: world.County, clerk: User, row: SchemeEdition) -> None:
    assert "从文件方案.xlsx立方案" in text(client_of(clerk).get(f"/history/assessment.scheme/{row.pk}/"))  # type: ignore[arg-type]  # the test client's own class
    assert client_of(other_office(county)).get(f"/history/assessment.scheme/{row.pk}/").status_code == 404
