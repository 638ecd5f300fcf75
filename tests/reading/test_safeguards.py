"""Something more is said than the clauses hold: such a cell is never 读懂, whatever it was before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from wuze.reading.model import Reading, Status
from wuze.reading.read import read_cell

CASES: list[dict[str, Any]] = [
    case
    for case in yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
    if case["状态"] == "读懂"
]
AFTER = (
    "，特殊情况除外", "；经批准的除外",
    "，超过3次的加重处理", "（每年不超过2次）", "，由县委酌情处理", "；连续两年出现的翻番", "，情节较轻的减半",

    "。其中10%由镇街评定", "；另按10%折算", "；特别重大的一票否决", "，以上情形只取一项", "。不足部分下年补扣", "；国有企业参照执行",
    "，新成立的不考核",
    "；超额完成的适当加分", "。半年内整改到位的返还一半", "，同类问题重复出现的加倍扣分，扣完为止", "；其余按第八条办理",
)  # fmt: skip  # one list
BEFORE = {
    "除特殊情况外，": "特殊情况", "国有企业除外，": "国有企业", "经上级批准的除外，": "上级批准", "按季度考核，": "季度考核",
    "每季度抽查2家，": "抽查",
    "（30%）": "30%", "上年度排名后3位的，": "后3位", "年度考核为优秀的，": "优秀", "配备2名专职干事，": "干事", "图书不少于200册，": "图书",
    "培训不少于24学时。": "24", "台账应于每月5日前更新。": "5日", "每月至少召开1次例会。": "例会",
}  # fmt: skip  # what stands before a cell, and the word of it that a condition must hold


def read(case: dict[str, Any], text: str) -> Reading:
    return read_cell(text, None if case["分值"] is None else str(case["分值"]))


@pytest.mark.parametrize("more", AFTER)
def test_what_follows_unread_keeps_a_cell_from_being_read(more: str) -> None:
    readings = [read(case, case["原文"].rstrip("。；，") + more) for case in CASES]
    assert [reading.says for reading in readings if reading.status is Status.READ] == []


@pytest.mark.parametrize("more", BEFORE)
def test_what_stands_before_is_in_the_conditions_or_keeps_a_cell_from_being_read(more: str) -> None:
    word = BEFORE[more]
    for case in CASES:
        reading = read(case, more + case["原文"])
        if reading.status is Status.READ:
            assert word in reading.says
