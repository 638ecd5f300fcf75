"""What the formalism linter says of a small scheme."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.tables import Cell, Finding, Level, Table

COLUMNS = (
    "板块",
    "编号",
    "指标",
    "分值",
    "起评",
    "上限",
    "适用对象",
    "不适用时",
    "计分要点",
    "数据项",
    "方式",
    "参数",
    "条件",
    "数据来源",
)
HINT, EXPLAIN, BLOCK = Level.HINT, Level.EXPLAIN, Level.BLOCK
Row = Mapping[str, Cell]


def findings(
    *rows: Row, origin: str = "", kind: str = "次数", vetoes: tuple[tuple[Cell, ...], ...] = ()
) -> list[Finding]:
    """What the linter says of a scheme with these 指标 rows; one data item 数 of the kind, and the 是否 item 有."""
    filled: list[Row] = [{"板块": "P", "编号": "A1", "指标": "一项", "分值": Decimal(10), **row} for row in rows]
    tables = {
        "方案": Table("方案", ("项目", "内容"), (("名称", "甲"), ("来源", origin), ("类型", "企业;协会"))),
        "板块": Table("板块", ("编号", "名称", "分值", "折算"), (("P", "基础", Decimal(10), "是"),)),
        "指标": Table("指标", COLUMNS, tuple(tuple(row.get(column) for column in COLUMNS) for row in filled)),
        "等次": Table("等次", ("等次", "最低分"), (("好", Decimal(80)), ("差", None))),
        "否决": Table("否决", ("情形", "条件", "后果", "依据", "文号"), vetoes),
        "数据项": Table("数据项", ("编号", "名称", "类型", "选项"), (
            ("K1", "数", kind, "好;差"), ("K2", "有", "是否", None), ("K3", "领导批示数", "次数", None),
            ("K4", "完成", "次数", None), ("K5", "应完成", "次数", None))),
    }  # fmt: skip
    loaded = load_scheme(tables)
    assert not loaded.stops, [f for f in loaded.findings if f.stops]
    return [f for f in loaded.findings if f.code.startswith("formalism") or f.code == "veto_basis"]


def said(found: list[Finding]) -> list[tuple[Level, str]]:
    """Level and the words quoted first in the problem."""
    return [(f.level, f.problem.split("“")[1].split("”")[0]) for f in found]
