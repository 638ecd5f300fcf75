"""One scheme that uses nearly everything, and ten branches: 青石县两新党支部 (演示数据)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from wuze.scoring.evaluate import evaluate
from wuze.scoring.facts import Facts
from wuze.scoring.loading.facts import load_facts
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.model import Scheme
from wuze.scoring.results import Results
from wuze.scoring.tables import Cell, Table

Sheets = Mapping[str, Sequence[Sequence[object]]]

SCHEME: dict[str, list[list[object]]] = {
    "方案": [
        ["项目", "内容"], ["名称", "两新党支部考核"], ["年度", 2026], ["版本", "第一版"], ["考核对象", "两新党支部"], ["满分", 100],
        ["分组", "属地"], ["同分比较", "P2"], ["总分封顶", "是"], ["类型", "社会组织;企业"], ["阶段差异", 2],
    ],
    "板块": [
        ["编号", "名称", "分值", "来源", "折算", "上限", "下限"],
        ["P1", "组织建设", 60, "指标", "否", None, None],
        ["P2", "群众评议", 20, "票数:满意度", "否", None, None],
        ["P3", "平时考核", 20, "引用:平时得分", "是", None, None],
        ["P4", "加减分", 0, "指标", "否", 5, -5],
    ],
    "指标": [
        ["板块", "编号", "指标", "分值", "起评", "下限", "上限", "适用对象", "不适用时", "计分要点", "数据项", "方式", "参数", "条件",
         "互斥组", "分期", "合成", "评委合成", "数据来源"],
        ["P1", "A1", "组织生活", 10, None, None, None, None, None, "每季度至少一次党员大会", "党员大会", "缺次扣", "应4 每缺扣1",
         None, None, None, None, None, "党支部"],
        [None, None, None, None, None, None, None, None, None, "没有记录的扣3分", "无记录", "扣分", "扣3", "党员数≥3", "甲",
         None, None, None, None],
        [None, None, None, None, None, None, None, None, None, "记录不全的扣1分", "记录不全", "扣分", "扣1", None, "甲",
         None, None, None, None],
        ["P1", "A2", "教育培训", 10, "零分", None, None, None, None, "按参训率得分", "参训数/应训数", "按率得", "满10", None, None,
         None, None, None, "县委党校"],
        ["P1", "A3", "发展党员", 10, None, None, None, "企业", "折算", "程序违规本项零分", "程序合规", "否则零分", None, None, None,
         None, None, None, None],
        [None, None, None, None, None, None, None, None, None, "每少1名扣2分", "发展数", "缺次扣", "应2 每缺扣2", None, None,
         None, None, None, None],
        ["P1", "A4", "季度报告", 10, None, None, None, None, None, "迟报一次扣3分", "迟报次数", "每次扣", "每次扣3 最多6", None,
         None, "季", "平均", None, None],
        ["P1", "A5", "阵地建设", 10, None, None, None, None, None, "现场查看", None, None, None, None, None, None, None, None, None],
        ["P1", "A6", "日常评价", 10, "零分", None, None, None, None, "由三人评等", "日常评等", "评等", "好:100%;中:60%;差:0",
         None, None, None, None, "中位数", None],
        ["P4", "B1", "表彰", 0, "零分", 0, 5, None, None, "受表彰的加分", "表彰", "级别表", "省级:3;市级:2 累计", None, None,
         None, None, None, None],
        ["P4", "B2", "扣减", 0, None, -5, 0, None, None, "人均投诉每高1扣0.5", "人均投诉", "差额扣", "基准0 每高1扣0.5 按比例",
         None, None, None, None, None, None],
    ],
    "等次": [["等次", "最低分", "名额比例", "取整"], ["优秀", 90, "40%", "舍去"], ["良好", 80, None, None], ["一般", None, None, None]],
    "否决": [
        ["情形", "条件", "回溯期", "后果", "依据", "文号"],
        ["弄虚作假", "弄虚作假=是", "12月", "不得高于一般", "考核办法第九条", "青办〔2026〕3号"],
        ["成立不满半年", "成立月数<6", None, "不参评", "考核办法第三条", None],
    ],
    "测评": [
        ["测评", "选项", "面值", "最少人数", "人数不足时"],
        ["满意度", "满意", 100, 3, "会议评议"], [None, "基本满意", 60, None, None], [None, "不了解", None, None, None],
    ],
    "测评主体": [["测评", "主体", "权重"], ["满意度", "党员", "60%"], ["满意度", "职工", "40%"]],
    "数据项": [
        ["编号", "名称", "类型", "单位", "选项", "来源", "公式"],
        ["D1", "党员大会", "次数", "次", None, "党支部", None], ["D2", "无记录", "是否", None, None, None, None],
        ["D3", "记录不全", "是否", None, None, None, None], ["D4", "参训数", "次数", "人", None, "县委党校", None],
        ["D5", "应训数", "次数", "人", None, "县委党校", None], ["D6", "程序合规", "是否", None, None, None, None],
        ["D7", "发展数", "次数", "名", None, "组织部", None], ["D8", "迟报次数", "次数", "次", None, "两新工委", None],
        ["D9", "日常评等", "评等", None, "好、中、差", None, None], ["D10", "表彰", "事件", None, None, None, None],
        ["D11", "投诉数", "次数", "件", None, "信访局", None], ["D12", "人均投诉", "数值", "件", None, None, "投诉数÷党员数"],
        ["D13", "平时得分", "数值", "分", None, None, None], ["D14", "弄虚作假", "是否", None, None, None, None],
        ["D15", "成立月数", "次数", "月", None, None, None],
    ],
}  # fmt: skip  # tables as a clerk types them

_WIDE = (
    "党员大会", "无记录", "记录不全", "参训数", "应训数", "程序合规", "发展数", "投诉数", "平时得分", "弄虚作假", "成立月数",
)  # fmt: skip  # one row of the sheet
_ROWS: dict[str, list[object]] = {
    "S1": [4, "否", "否", 10, 10, "是", 2, 0, 95, "否", 30],
    "S2": [4, "否", "否", 10, 10, "是", 2, 0, 95, "否", 30],
    "S3": [3, "否", "是", 9, 10, "是", 1, 3, 88, "否", 30],
    "S4": [2, "是", "是", 2, 3, "否", 2, 0, 80, "是", 30],
    "S5": [4, "否", "否", None, 10, "是", 2, 0, None, "否", 30],
    "S6": [4, "否", "否", 10, 10, "是", 2, 0, 99, "否", 3],
    "S7": [4, "否", "否", 10, 10, "不适用", "不适用", 0, 95, "否", 30],
    "S8": [1, "否", "否", 5, 10, "是", 0, 60, 60, "否", 30],
    "S9": [4, "否", "否", 10, 10, "是", 2, 0, 99, None, 30],
    "S10": [4, "否", "否", 10, 10, "是", 2, 0, 90, "否", 30],
}  # fmt: skip  # as above
_NAMES = ["东风", "红旗", "春晖", "明德", "青松", "新苗", "同心", "望江", "启明", "长青"]


def _sheet(heads: str, *rows: Sequence[object]) -> list[list[object]]:
    return [[*heads.split()], *([*row] for row in rows)]


def data() -> dict[str, list[list[object]]]:
    """数据.xlsx as sheets."""
    ids = list(_ROWS)
    votes = (("党员", "满意", 3), ("职工", "满意", 8), ("职工", "基本满意", 2), ("职工", "不了解", 1))
    raters = (("甲", "好"), ("乙", "中"), ("丙", "差"))
    kinds, towns = ["社会组织" if id == "S7" else "企业" for id in ids], ["城关镇"] * 8 + ["园区"] * 2
    late: list[Sequence[object]] = [
        (id, "迟报次数", 3 if id == "S3" and quarter == 2 else 0, None, "两新工委", "报送记录", quarter)
        for id in ids for quarter in (1, 2, 3, 4) if (id, quarter) != ("S5", 3)
    ]  # fmt: skip  # one row a line
    rated: list[Sequence[object]] = [
        (id, "日常评等", word if id == "S8" else "好", date(2026, 11, 3), rater, None, None)
        for id in ids
        for rater, word in raters
    ]
    seen: list[Sequence[object]] = [
        (id, "A5", 9 if id == "S3" else 10, "标牌破损" if id == "S3" else None, "王某", date(2026, 12, 1), "初评")
        for id in ids[:-2]
    ]
    return {
        "名录": _sheet("编号 名称 类型 属地 党员数", *((id, f"{name}支部", kind, town, 3)
                     for id, name, kind, town in zip(ids, _NAMES, kinds, towns, strict=True))),
        "数据": _sheet("编号 " + " ".join(_WIDE), *((id, *row) for id, row in _ROWS.items())),
        "数据明细": _sheet("编号 数据项 值 日期 来源 佐证 期", *late, *rated),
        "事件": _sheet("编号 数据项 事件 级别 日期 文号", ("S3", "表彰", "先进党支部", "省级", date(2026, 7, 1), "省字1号"),
                     ("S3", "表彰", "先进工会", "市级", None, None)),
        "票数": _sheet("编号 测评 主体 选项 票数", *((id, "满意度", *vote) for id in ids if id not in ("S5", "S10") for vote in votes),
                     ("S10", "满意度", "党员", "满意", 2)),
        "得分": _sheet("编号 指标 得分 扣分原因 评分人 日期 阶段", *seen, ("S3", "A5", 6, "活动室挪用", "县复核组", None, "复核"),
                     ("S9", "A5", 9, "缺一块展板", "李某", None, None), ("S10", "A5", 10, None, None, None, "自评"),
                     ("S10", "P2", 15, "人数不足，会议评议", "会议", None, None)),
    }  # fmt: skip  # one sheet a line or two


def tables(sheets: Sheets) -> dict[str, Table]:
    """Sheets as the border would hand them over: numbers as decimals, rows of equal length."""
    return {
        name: Table(name, tuple(map(str, rows[0])), tuple(tuple(map(cell, row)) for row in rows[1:]))
        for name, rows in sheets.items()
    }


def cell(value: object) -> Cell:
    """A typed Python value as a cell."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value  # type: ignore[return-value]  # text, date or None


def scheme(changes: Sheets | None = None) -> Scheme:
    """The sample scheme, with some sheets replaced; it must be free of faults."""
    loaded = load_scheme(tables({**SCHEME, **(changes or {})}))
    assert not loaded.stops, loaded.findings
    return loaded.scheme


def facts(of: Scheme, changes: Sheets | None = None) -> Facts:
    """The sample facts, with some sheets replaced; they must be free of faults."""
    found, findings = load_facts(tables({**data(), **(changes or {})}), of)
    assert not [one for one in findings if one.stops], findings
    return found


def results(
    scheme_changes: Sheets | None = None,
    data_changes: Sheets | None = None,
) -> tuple[Results, Facts]:
    """The sample, evaluated."""
    own = scheme(scheme_changes)
    known = facts(own, data_changes)
    return evaluate(own, known), known
