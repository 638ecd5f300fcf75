"""Word and Excel both ways; faults at cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.duty.editions import ready, rules, table
from wuze.duty.editions.enums import Scope
from wuze.excel import duty_list


@pytest.mark.parametrize(("write", "name"), [(duty_list.word_of, "清单.docx"), (duty_list.excel_of, "清单.xlsx")])
def test_what_is_written_is_read_again(tmp_path: Path, write: object, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(write("清单", "依据", [table.texts(line) for line in ready.ready()]))  # type: ignore[operator]  # one of two
    plan = table.plan(duty_list.read_duty_list(path, name))
    assert (plan.faults, plan.unread) == ([], [])
    assert plan.lines == ready.ready()


def test_faults_name_their_cells(tmp_path: Path) -> None:
    rows = [table.texts(line) for line in ready.ready()[:3]]
    rows[0][5], rows[1][1], rows[2][0], rows[2][12] = "", "乱写", "D-01", "担责"
    path = tmp_path / "x.xlsx"
    path.write_bytes(duty_list.excel_of("清单", "", rows))
    plan = table.plan(duty_list.read_duty_list(path, "x.xlsx"))
    found = [(fault.place.split("!")[-1][0], fault.problem) for fault in plan.faults]
    assert found == [
        ("F", "依据空着"), ("B", "不认识类别“乱写”"), ("M", "业主不是问责对象，写“支持”“保障”这样的词。"),
        (plan.faults[3].place.split("!")[-1][0], "编号D-01有两行"),
    ]  # fmt: skip


def test_a_file_that_is_no_list_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK")
    assert [fault.place for fault in duty_list.read_duty_list(path, "x.docx").faults] == ["x.docx"]


@given(word=st.sampled_from(["牵头", "兜底", "自抓"]), scope=st.sampled_from(Scope.values))
def test_a_cell_is_read_as_it_was_written(word: str, scope: str) -> None:
    assert rules.parted(rules.cell(word, scope)) == (word, scope)
