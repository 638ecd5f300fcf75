"""What the tests of the forms share: a scheme scored by hand and by votes, its 名录, and hands that fill in sheets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.excel.workbooks import Rows, workbook

SCHEME: dict[str, Rows] = {
    "方案": [["项目", "内容"], ["名称", "两新支部考核"], ["年度", 2026], ["满分", 100], ["分组", "属地"], ["类型", "企业；协会"]],
    "板块": [["编号", "名称", "分值", "来源"], ["P1", "组织建设", 60, None], ["P2", "作用发挥", 20, None], ["P3", "测评", 20, "票数:民主测评"]],
    "指标": [
        ["板块", "编号", "指标", "分值", "起评", "下限", "适用对象", "不适用时", "计分要点", "数据项", "方式", "参数", "条件"],
        ["P1", "A1", "制度", 20, "满分", None, None, None, "制度缺1项扣2分"],
        ["P1", "A2", "活动", 20, "满分", None, "企业", "免扣", "活动缺1次扣5分"],
        ["P1", "A3", "教育", 20, None, None, None, None, None, "参训率", "分档", "≥95%:20；其他:0"],
        ["P2", "B1", "创新", 10, "零分", None, None, None, "有创新的得10分"],
        ["P2", "B2", "信访", 10, "满分", "不保底", None, None, "每件扣1分", "信访件", "每次扣", "每次扣1 最多10", "党员数≥3"],
        [None, None, None, None, None, None, None, None, None, "通报", "扣分", "扣3"],
    ],
    "数据项": [["名称", "类型"], ["参训率", "比率"], ["信访件", "次数"], ["通报", "是否"]],
    "测评": [["测评", "选项", "面值", "最少人数"], ["民主测评", "好", 1, 6], [None, "差", 0, None], [None, "不了解", None, None]],
    "测评主体": [["测评", "主体", "权重"], ["民主测评", "党员", "60%"], ["民主测评", "职工", "40%"]],
    "等次": [["等次", "最低分"], ["优秀", 90], ["合格", None]],
}  # fmt: skip  # tables
ROSTER: Rows = [
    ["编号", "名称", "类型", "属地", "党员数"], ["S1", "甲支部", "企业", "城关镇", 5], ["S2", "乙支部", "协会", "城关镇", 3],
    ["S3", "丙支部", "企业", None, 4],
]  # fmt: skip  # one table
FACTS: Rows = [["编号", "参训率"], ["S1", 0.96], ["S2", 0.5], ["S3", 1]]


def pair(folder: Path, facts: Rows | None = None) -> tuple[Path, Path]:
    """方案.xlsx and 数据.xlsx in a folder; without ``facts`` the data is the 名录 alone."""
    data: dict[str, Rows] = {"名录": ROSTER} | ({"数据": facts} if facts is not None else {})
    return workbook(folder / "方案.xlsx", SCHEME), workbook(folder / "数据.xlsx", data)


def fill(path: Path, cells: Mapping[str, Any], sheet: str | None = None, out: Path | None = None) -> Path:
    """Type values into cells of a workbook, as a clerk does, and save it."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    for cell, value in cells.items():
        page[cell] = value
    book.save(out or path)
    book.close()
    return out or path


def rows_of(path: Path, sheet: int = 0) -> list[list[Any]]:
    """What a sheet says, blanks left out."""
    book = openpyxl.load_workbook(path)
    found = [[cell for cell in row if cell is not None] for row in book.worksheets[sheet].iter_rows(values_only=True)]
    book.close()
    return found
