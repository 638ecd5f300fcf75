"""Units with their posts and holders, as an office keeps them in a sheet → rows, and faults at their cells."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from wuze.excel.book import open_book
from wuze.excel.lists import Kind, Read, read_list
from wuze.excel.page import Page
from wuze.excel.rosters.words import Field, Sort
from wuze.excel.styles import Column
from wuze.excel.styles import open_book as styled

FIELDS: dict[str, Field] = {
    "name": Field("单位", "单位名称 单位全称 名称 全称 党委名称 责任单位"),
    "short": Field("简称", "单位简称", most=20),
    "kind": Field("类别", "单位类别 层级 类型", most=20),
    "above": Field("上级", "上级单位 上级党组织 隶属 隶属单位"),
    "code": Field("区划代码", "行政区划代码 属地代码 统计用区划代码", most=12),
    "place": Field("属地", "辖区 所在乡镇 乡镇 乡镇街道", most=40),
    "post": Field("岗位", "岗位名称 职务", most=40),
    "role": Field("角色", "系统角色 权限", most=20),
    "person": Field("任职人", "姓名 任职人员 责任人 联系人", most=20),
    "phone": Field("手机", "手机号 手机号码 联系电话 电话", most=20),
    "since": Field("任职日期", "任职时间 到任日期 任职自", Sort.DAY),
}
MOST = 1000
"""Rows of one file."""


def _missing(columns: Collection[str]) -> list[str]:
    return [] if "name" in columns else [FIELDS["name"].label]


UNITS = Kind(
    FIELDS, ("name", "post"), _missing,
    ("没有找到表头，或表头下面没有数据", "表头要有“单位”一列；要一起设岗位，再加“岗位”“任职人”两列"),
    ("一次最多{most}行", "后面的分一个文件再传"), frozenset({"序号", "备注"}),
)  # fmt: skip


def read_units(path: Path, label: str) -> Read:
    """All sheets of a workbook; ``label`` is its name in sentences. Never raises for bad input."""
    return read_list(path, label, UNITS, MOST, open_book)


NOTE = "一个岗位一行，同一个单位可以写几行；没写上级的归县委；不知道区划代码就空着"


def write_blank(path: Path) -> None:
    """An empty sheet with all heads."""
    columns = [Column(one.label, 28 if name in {"name", "above"} else 14) for name, one in FIELDS.items()]
    with styled(path, title="单位和岗位", footer="") as book:
        Page(book, "单位和岗位", "单位和岗位", columns, note=NOTE).end()
