"""Acts on a reading: each changes exactly what it says, leaves one entry, and refuses what the states do not allow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import world
from tests.assessment.making import CHECK, READ, UNREAD, cell, other_office, table
from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.assessment.readings import actions, policy, queries
from wuze.assessment.readings.enums import CellState, TableState
from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.assessment.readings.states import CELL, TABLE
from wuze.assessment.readings.upload import Sent
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.reading.correct import Entry
from wuze.reading.elements import Named
from wuze.trail.models import Entry as TrailEntry

pytestmark = pytest.mark.django_db
MINE = Entry("full", "0", "", ("没有建台账，扣3分",))


@pytest.fixture
def county() -> world.County:
    return world.county()


@pytest.fixture
def clerk(county: world.County) -> Actor:
    return world.actor(county.users["lead_clerk"])


@pytest.fixture
def row(county: world.County) -> TableReading:
    return table(county.users["lead_clerk"])


def codes() -> list[str]:
    """Codes of this package's entries, oldest first."""
    return list(
        TrailEntry.objects.filter(code__startswith="assessment.").order_by("number").values_list("code", flat=True)
    )


def states(row: TableReading) -> list[str]:
    return list(row.cells.order_by("order").values_list("state", flat=True))


def test_a_table_is_read_in_cell_by_cell(row: TableReading, county: world.County) -> None:
    assert states(row) == [CellState.READ, CellState.CHECK, CellState.UNREAD]
    assert (row.state, row.unit_id, row.by) == (TableState.READ_IN, county.lead.pk, "何敏")
    first = cell(row)
    assert str(first) == "评分表!D5"
    assert first.says.startswith("从满分起，最低0分，最高5分：（1）未建台账，扣2分")
    assert first.reading.spans == ((0, 8), (9, 24))
    assert codes() == ["assessment.table_read"]


def test_only_an_office_that_writes_schemes_reads_tables(county: world.County) -> None:
    with pytest.raises(Refused) as refused:
        actions.read_in(world.actor(county.users["town_clerk"]), Sent("x.xlsx", "", (), ()), "x")
    assert refused.value.code == "reading.no_office"
    assert not TableReading.objects.exists()


def test_accepting_drops_the_doubt_and_makes_the_table_be_checked(clerk: Actor, row: TableReading) -> None:
    done = actions.accept(clerk, cell(row, 2).pk, version=1)
    assert (done.state, done.by, "请核对" in done.says) == (CellState.ACCEPTED, "何敏", False)
    row.refresh_from_db()
    assert row.state == TableState.CHECKING
    assert codes()[-1] == "assessment.cell_accepted"


def test_only_what_is_doubtful_and_settled_can_be_accepted(clerk: Actor, row: TableReading) -> None:
    for number, code in ((1, "reading.nothing_to_accept"), (3, "reading.nothing_to_accept")):
        with pytest.raises(Refused) as refused:
            actions.accept(clerk, cell(row, number).pk)
        assert refused.value.code == code
    open_ended = table(row_user(row), ("工作有特色的酌情加分", "6"))
    with pytest.raises(Refused) as refused:
        actions.accept(clerk, cell(open_ended).pk)
    assert refused.value.code == "reading.open"
    assert codes() == ["assessment.table_read", "assessment.table_read"]


def row_user(row: TableReading) -> User:
    return User.objects.get(person__name=row.by)


def test_a_doubt_is_answered_by_choosing(clerk: Actor, row: TableReading) -> None:
    done = actions.answer(clerk, cell(row, 2).pk, "each_or_once?", 1)
    assert done.says == "从满分起，最低0分，最高10分：（1）专题研究党建工作，扣5分。"
    assert done.state == CellState.ACCEPTED
    assert codes()[-1] == "assessment.cell_answered"


def test_a_second_doubt_keeps_the_cell_waiting(clerk: Actor, row: TableReading) -> None:
    before = cell(row, 2)
    before.says = f"{before.says.removesuffix('。')}、加分能否超过本项分值没有写清。"
    before.save()
    first = actions.answer(clerk, before.pk, "each_or_once?", 0)
    assert (first.state, first.reading.doubts) == (CellState.CHECK, ("cap?",))
    assert actions.take_back(clerk, first.pk).state == CellState.CHECK


@pytest.mark.parametrize(("code", "number"), [("mode?", 0), ("each_or_once?", 7), ("each_or_once?", -1), ("", 0)])
def test_an_answer_that_was_not_offered_is_refused(clerk: Actor, row: TableReading, code: str, number: int) -> None:
    with pytest.raises(Invalid):
        actions.answer(clerk, cell(row, 2).pk, code, number)
    assert states(row)[1] == CellState.CHECK


def test_a_correction_is_kept_as_the_countys_wording(clerk: Actor, row: TableReading) -> None:
    done = actions.correct(clerk, cell(row, 3).pk, MINE)
    assert (done.state, done.says) == (CellState.CORRECTED, "从满分起，最低0分，最高6分：（1）没有建台账，扣3分。")
    kept = Wording.objects.get()
    assert (kept.text, kept.points, kept.says, kept.on) == (UNREAD, "6", done.says, world.DAY)
    assert codes()[-1] == "assessment.cell_corrected"


def test_the_next_table_is_read_by_the_countys_wording_but_never_silently(clerk: Actor, row: TableReading) -> None:
    actions.correct(clerk, cell(row, 1).pk, MINE)
    again = table(row_user(row), (READ.replace("；", ";").replace("2", "２"), "5"), (READ, "8"), title="2026年")
    first, second = cell(again), cell(again, 2)
    assert (first.state, first.hint) == (CellState.CHECK, "按本县2026年11月24日的更正")
    assert first.says == "从满分起，最低0分，最高5分：（1）没有建台账，扣3分。"
    assert (second.hint, second.says[:20]) == (
        "",
        "从满分起，最低0分，最高8分：（1）未建",
    )  # other points: another rule
    assert actions.accept(clerk, first.pk).state == CellState.ACCEPTED


def test_another_offices_wording_is_not_used(county: world.County, clerk: Actor, row: TableReading) -> None:
    actions.correct(clerk, cell(row, 3).pk, MINE)
    theirs = table(other_office(county), (UNREAD, "6"))
    assert cell(theirs).state == CellState.UNREAD


def test_a_retired_wording_is_not_used(clerk: Actor, row: TableReading) -> None:
    actions.correct(clerk, cell(row, 3).pk, MINE)
    kept = actions.retire(clerk, Wording.objects.get().pk, version=1)
    assert (kept.retired_by, kept.retired_on) == ("何敏", world.DAY)
    assert cell(table(row_user(row), (UNREAD, "6"))).state == CellState.UNREAD
    with pytest.raises(Refused):
        actions.retire(clerk, kept.pk)
    assert codes().count("assessment.wording_retired") == 1


def test_ditto_is_read_as_the_cell_above_and_is_no_wording(clerk: Actor, county: world.County) -> None:
    row = table(county.users["lead_clerk"], (READ, "5"), ("同上", "5"))
    assert cell(row, 2).says == cell(row).says
    assert cell(row, 2).spans == []
    actions.correct(clerk, cell(row, 2).pk, MINE)
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("entry", "field", "says"),
    [
        (Entry("full", "0", "", ()), "lines", "一条也没有写"),
        (Entry("full", "0", "", ("没有建台账扣3分",)), "lines", "没有逗号"),
        (Entry("full", "零", "", ("没有建台账，扣3分",)), "floor", "不是数"),
        (Entry("zero", "0", "", ("报送，分档：≥90%＝3分／≥95%＝5分",)), "lines", "覆盖"),
    ],
)
def test_a_correction_that_does_not_hold_changes_nothing(
    clerk: Actor, row: TableReading, entry: Entry, field: str, says: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.correct(clerk, cell(row, 3).pk, entry)
    assert says in wrong.value.fields[field]
    assert states(row)[2] == CellState.UNREAD
    assert not Wording.objects.exists()


def test_missing_points_are_filled_in_once(clerk: Actor, county: world.County) -> None:
    row = table(county.users["lead_clerk"], (READ, None))
    with pytest.raises(Invalid):
        actions.correct(clerk, cell(row).pk, MINE, points="很多")
    done = actions.correct(clerk, cell(row).pk, MINE, points="5分")
    assert (done.points, done.reading.cap) == ("5", "5")
    assert codes()[-2:] == ["assessment.points_given", "assessment.cell_corrected"]
    with pytest.raises(Refused):
        actions.correct(clerk, cell(row).pk, MINE, points="6")


def test_what_is_left_becomes_a_direct_score_and_can_be_taken_back(clerk: Actor, row: TableReading) -> None:
    left = actions.leave(clerk, cell(row, 1).pk)
    assert (left.state, left.reading.clauses) == (CellState.LEFT, ())
    with pytest.raises(Refused):
        actions.leave(clerk, left.pk)
    back = actions.take_back(clerk, left.pk)
    assert (back.state, back.by, back.at, len(back.reading.clauses)) == (CellState.READ, "", None, 2)
    with pytest.raises(Refused):
        actions.take_back(clerk, left.pk)
    assert codes()[1:] == ["assessment.cell_left", "assessment.cell_taken_back"]


def test_taking_a_correction_back_retires_its_wording(clerk: Actor, row: TableReading) -> None:
    actions.correct(clerk, cell(row, 3).pk, MINE)
    actions.take_back(clerk, cell(row, 3).pk)
    assert Wording.objects.get().retired_by == "何敏"


def test_a_stale_form_writes_nothing(clerk: Actor, row: TableReading) -> None:
    actions.leave(clerk, cell(row, 2).pk, version=1)
    with pytest.raises(Stale):
        actions.accept(clerk, cell(row, 2).pk, version=1)
    assert states(row)[1] == CellState.LEFT


def test_a_reading_is_finished_when_nothing_is_doubtful(clerk: Actor, row: TableReading) -> None:
    with pytest.raises(Refused) as refused:
        actions.finish(clerk, row.pk)
    assert refused.value.sentence == "还有1格要核对。"
    actions.accept(clerk, cell(row, 2).pk)
    done = actions.finish(clerk, row.pk, version=1)
    assert (done.state, done.done_by, done.done_at) == (TableState.DONE, "何敏", world.NOW)
    entry = TrailEntry.objects.get(code="assessment.reading_done")
    assert entry.after == {"left": 1, "cells": 3}


def test_what_is_done_stands_still_until_it_is_reopened(clerk: Actor, row: TableReading) -> None:
    actions.accept(clerk, cell(row, 2).pk)
    actions.finish(clerk, row.pk)
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.leave(clerk, cell(row, 1).pk), lambda: actions.correct(clerk, cell(row, 1).pk, MINE),
        lambda: actions.take_back(clerk, cell(row, 2).pk), lambda: actions.finish(clerk, row.pk),
        lambda: actions.name_elements(clerk, row.pk, {}),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "reading.done"
    with pytest.raises(Invalid):
        actions.reopen(clerk, row.pk, " ")
    again = actions.reopen(clerk, row.pk, "县里改了第3项", version=2)
    assert (again.state, again.done_at) == (TableState.CHECKING, None)
    with pytest.raises(Refused):
        actions.reopen(clerk, row.pk, "再来")
    assert codes()[-1] == "assessment.reading_reopened"


def test_a_reading_without_points_is_not_finished(clerk: Actor, county: world.County) -> None:
    row = table(county.users["lead_clerk"], (READ, None))
    with pytest.raises(Refused) as refused:
        actions.finish(clerk, row.pk)
    assert refused.value.sentence == "有1格没有分值，先补上。"
    with pytest.raises(Refused):
        actions.note_taken(clerk, row, 1)
    actions.give_points(clerk, cell(row).pk, "5", version=1)
    assert actions.finish(clerk, row.pk).state == TableState.DONE


def test_another_office_touches_nothing(county: world.County, row: TableReading) -> None:
    stranger = world.actor(other_office(county))
    Wording.objects.create(
        unit=county.lead, key="k", points="", text=READ, says="x", place="x", by="何敏", on=world.DAY
    )
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.accept(stranger, cell(row, 2).pk), lambda: actions.answer(stranger, cell(row, 2).pk, "x", 0),
        lambda: actions.correct(stranger, cell(row, 1).pk, MINE), lambda: actions.leave(stranger, cell(row, 1).pk),
        lambda: actions.give_points(stranger, cell(row, 1).pk, "5"), lambda: actions.finish(stranger, row.pk),
        lambda: actions.reopen(stranger, row.pk, "x"), lambda: actions.name_elements(stranger, row.pk, {}),
        lambda: actions.retire(stranger, Wording.objects.get().pk), lambda: actions.take_back(stranger, cell(row, 1).pk),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "reading.not_yours"
    assert not queries.visible_to(stranger).exists()
    assert not queries.cells_visible_to(stranger).exists()
    assert not queries.wordings_visible_to(stranger).exists()
    assert states(row) == [CellState.READ, CellState.CHECK, CellState.UNREAD]


def test_the_head_of_the_office_sees_and_does_the_same(county: world.County, row: TableReading) -> None:
    head = world.actor(county.users["lead_head"])
    assert list(queries.visible_to(head)) == [row]
    assert actions.accept(head, cell(row, 2).pk).state == CellState.ACCEPTED
    assert policy.why_not_read_in(world.actor(world.holder(county.lead, Role.READER))) is not None


def test_data_items_are_named_and_merged(clerk: Actor, row: TableReading) -> None:
    names = {("未建台账", "是否"): Named("台账没有建", "", "履责台账"), ("例会", "次数"): Named("", "次", "")}
    assert actions.name_elements(clerk, row.pk, names, version=1) == 2
    assert actions.name_elements(clerk, row.pk, names, version=2) == 0
    assert str(ElementName.objects.get(found="未建台账")) == "未建台账→台账没有建"
    assert queries.names_of(row) == names
    with pytest.raises(Stale):
        actions.name_elements(clerk, row.pk, {}, version=1)
    assert codes().count("assessment.elements_named") == 1


def test_every_state_can_be_left_or_is_an_end(row: TableReading) -> None:
    assert {state for state, _ in TABLE} == set(TableState)
    assert {state for state, verb in CELL if verb == "correct"} == set(CellState)
    assert {verb for _, verb in CELL} == {"understand", "doubt", "accept", "answer", "correct", "leave"}
    assert ReadCell.objects.filter(table=row).count() == 3
    assert (str(row), str(cell(row, 2)), CHECK in cell(row, 2).text) == ("2025年评分表", "评分表!D6", True)
