"""对比.xlsx: who moved, why, and how near everyone stands to a line."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import openpyxl

from tests.scoring.sample import SCHEME, data, results
from wuze.excel.comparison import write_comparison
from wuze.scoring.compare import compare


def written(
    path: Path, a: dict[str, list[list[object]]], b: dict[str, list[list[object]]]
) -> dict[str, list[list[object]]]:
    write_comparison(compare(results(a)[0], results(b)[0]), path)
    workbook = openpyxl.load_workbook(path)
    grids: dict[str, list[list[object]]] = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook.worksheets
    }
    workbook.close()
    return grids


def changed() -> dict[str, list[list[object]]]:
    items, grades, vetoes, settings = (deepcopy(SCHEME[name]) for name in ("指标", "等次", "否决", "方案"))
    items[1][12] = "应4 每缺扣4"
    grades[1][2] = "50%"
    vetoes[1][1], vetoes[2][1] = "弄虚作假=否", "成立月数<1"
    settings[3][1] = "第二版"
    return {"指标": items, "等次": grades, "否决": vetoes, "方案": settings}


def test_what_a_leader_sees_first(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.xlsx", {}, changed())["概览"]
    assert rows[1][0] == "方案A：2026年度两新党支部考核（第一版）；方案B：2026年度两新党支部考核（第二版）"
    assert rows[2] == ["项目", "方案A", "方案B", "变化", "合计分差"]
    assert ["版本", "第一版", "第二版", "不同", None] in rows
    assert ["等次线", "优秀 90；良好 80；一般", "优秀 90；良好 80；一般", None, None] in rows
    assert ["良好", 4, 0, "少 4 个", None] in rows
    assert ["一般", 2, 7, "多 5 个", None] in rows
    assert ["降", None, 4, None, None] in rows
    assert ["只有一方有等次", None, 1, None, None] in rows
    assert ["两边都没有等次", None, 3, None, None] in rows
    at = [row[0] for row in rows].index("改了什么")
    assert rows[at + 1 : at + 4] == [
        ["设置", "方案A", "方案B", None, None],
        ["指标“组织生活”第1条参数", "应4每缺扣1", "应4每缺扣4", None, None],
        ["等次“优秀”名额比例", "40%", "50%", None, None],
    ]
    assert rows[-2:] == [
        ["指标", "得分增加的个数", "得分减少的个数", "仅在", "合计分差"],
        ["组织生活", 0, 3, None, -15],
    ]


def test_every_subject_with_its_reasons(tmp_path: Path) -> None:
    rows = written(tmp_path / "a.xlsx", {}, changed())["变动"]
    assert rows[2][:9] == ["编号", "名称", "分组", "A总分", "B总分", "分差", "A名次", "B名次", "名次变化"]
    told = {row[0]: row[3:] for row in rows[3:]}
    assert told["S8"][:3] == [70.36, 63.36, -7]
    assert told["S8"][-1] == "组织生活 −7"
    assert told["S1"][-1] == "本单位分数未变；因等次线、名额、否决规定不同或其他单位变动"
    assert told["S9"][-1] is None
    assert told["S5"][3:10] == ["—", "—", "—", "暂定", "暂定", "—", None]
    assert told["S6"][6:10] == ["不参评", "一般", "只一方有", "B 中参评"]
    assert told["S4"][5] == "降 1 位"
    back = written(tmp_path / "b.xlsx", changed(), {})["变动"]
    assert {row[0]: row[8] for row in back}["S4"] == "升 1 位"
    assert {row[0]: row[12] for row in back}["S6"] == "B 中不参评"


def test_items_and_margins(tmp_path: Path) -> None:
    grids = written(tmp_path / "a.xlsx", {}, changed())
    assert ["S8", "望江支部", "组织生活", 7, 0, -7, None] in grids["指标变动"]
    lines = {row[0]: row[2:] for row in grids["距线"][4:]}
    assert grids["距线"][2][2:] == ["方案A", *[None] * 5, "方案B", *[None] * 5]
    assert lines["S3"][:6] == ["优秀", None, 0.96, -7.4, "良好", "名额已满"]
    assert lines["S5"] == ["—"] * 12
    assert lines["S8"][:6] == ["一般", 9.64, None, -28, "一般", None]


def test_items_of_one_scheme_only_and_no_change_at_all(tmp_path: Path) -> None:
    items = deepcopy(SCHEME["指标"])
    del items[-1]
    grids = written(tmp_path / "a.xlsx", {}, {"指标": items})
    assert ["S3", "春晖支部", "扣减", -0.5, None, 0.5, "仅方案A有"] in grids["指标变动"]
    same = written(tmp_path / "b.xlsx", {}, {})
    assert same["概览"][-1][0] == "引起变动的指标：没有"
    assert len(same["指标变动"]) == 3
    assert ["改了什么：没有", None, None, None, None] in same["概览"]


def test_a_quota_line_a_subject_of_one_side_and_no_groups(tmp_path: Path) -> None:
    settings = [row for row in SCHEME["方案"] if row[0] not in ("分组", "版本", "满分", "总分封顶")]
    grades = deepcopy(SCHEME["等次"])
    grades[1][2] = "60%"
    changes = {"方案": settings, "等次": grades}
    fewer = {name: [row for row in rows if row[0] != "S1"] for name, rows in data().items()}
    write_comparison(compare(results(changes)[0], results(changes, fewer)[0]), tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    moves = {row[0].value: [cell.value for cell in row] for row in workbook["变动"].iter_rows(min_row=4)}
    assert moves["S1"][2:9] == [98.36, "—", None, 1, "—", "—", "优秀"]
    assert moves["S1"][9:12] == ["—", "只一方有", "B 中不参评"]
    lines = {row[0].value: [cell.value for cell in row] for row in workbook["距线"].iter_rows(min_row=5)}
    assert lines["S2"][5] == 7.4
    assert lines["S3"][5] == -7.4
    workbook.close()
