"""Judgements told in bands of points are one judgement."""

from __future__ import annotations

import pytest

from wuze.reading.model import Status
from wuze.reading.read import read_cell


@pytest.mark.parametrize(
    ("text", "points", "name", "limits"),
    [
        ("根据实地查看情况，好的得16-20分，较好的得10-15分，一般的得0-9分。", "20", "根据实地查看情况", ("0", "20")),
        ("班子运行情况：好的8~10分，一般的5~7分，差的0~4分", "10", "班子运行情况", ("0", "10")),
        ("作用发挥突出的得8-10分，明显的得5-7分，一般的得0-4分。", "10", "作用发挥", ("0", "10")),
    ],
)
def test_bands_of_points_are_one_judgement_for_a_person_to_look_at(
    text: str, points: str, name: str, limits: tuple[str, str]
) -> None:
    reading = read_cell(text, points)
    assert [(one.method, one.condition, one.params["range"]) for one in reading.clauses] == [
        ("discretion", name, limits)
    ]
    assert reading.status is Status.CHECK
    assert "partial" in reading.doubts
    assert read_cell(reading.says, points).clauses == reading.clauses


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("党建品牌好的得3-5分；经费保障好的得3-5分", "10"),
        ("整改好的得3-5分，较好的得4-6分", "10"),
        ("班子团结好的得3-5分；档案齐备得1-2分", "7"),
        ("资料不齐的扣1-2分，整改不力的扣2-3分", "10"),
    ],
)
def test_two_judgements_stay_two(text: str, points: str) -> None:
    assert [one.method for one in read_cell(text, points).clauses] == ["discretion", "discretion"]
