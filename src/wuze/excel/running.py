"""A county's running ledger of tasks, as it lies in an office's workbook → rows, and faults at their cells."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from wuze.excel.book import open_book
from wuze.excel.lists import Kind, Read, read_list
from wuze.excel.rosters.words import Field, Sort

FIELDS: dict[str, Field] = {
    "code": Field("编号", "事项编号 任务编号", most=24),
    "title": Field("事项", "任务 工作任务 工作事项 事项名称 任务名称 重点任务 工作内容", most=60),
    "lead": Field("责任单位", "牵头单位 牵头部门 责任部门 承办单位 办理单位 责任主体"),
    "requirement": Field("要求", "工作要求 目标要求 具体要求 具体措施 要做成什么样 工作措施", most=1000),
    "standard": Field("完成标准", "完成标志 完成目标 成果 预期成果 工作标准", most=500),
    "why_label": Field("依据", "来源 任务来源 文件依据", most=120),
    "due": Field("时间节点", "节点 完成时限 办结时限 时限 完成时间 截止日期", Sort.DAY),
    "issued": Field("交办日期", "交办时间 立项日期 下达日期", Sort.DAY),
    "state": Field(
        "状态", "办理状态 进展 进展状态 进展情况 完成情况 完成状态 办理情况 落实情况 办理进展 工作进展", most=500
    ),
    "done": Field("办结日期", "完成日期 销号日期 销号时间 实际完成时间 实际完成日期 办结时间 完成时间", Sort.DAY),
}
NEEDED = ("title", "lead", "due")
MOST = 5000
"""Rows of one file."""


def _missing(columns: Collection[str]) -> list[str]:
    return [FIELDS[name].label for name in NEEDED if name not in columns]


RUNNING = Kind(
    FIELDS, ("title", "lead"), _missing,
    ("没有找到台账的表头，或表头下面没有数据", "表头要有“事项”“责任单位”“时间节点”三列，名称相近也认"),
    ("一次最多{most}行", "后面的分一个文件再导"), frozenset({"序号", "备注"}),
)  # fmt: skip


def read_running(path: Path, label: str) -> Read:
    """All sheets of a workbook; ``label`` is its name in sentences. Never raises for bad input."""
    return read_list(path, label, RUNNING, MOST, open_book)
