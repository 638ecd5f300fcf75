"""The sheets and columns of 方案.xlsx and 数据.xlsx, with the words counties use for them. Data, not code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from wuze.excel.cells import BLANKS

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_BLANK = re.compile(f"[{re.escape(BLANKS)}]+")
_NUMBERING = re.compile(r"^[0-9]+[.、\-_]")


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet of the contract: its columns in order, each with the other words for it, parted by blanks.

    ``also``: other names of the sheet. ``needed``: the workbook must have it. ``open_ended``: columns beyond these are
    data (attributes, data items), kept as headed.
    """

    name: str
    columns: dict[str, str]
    required: tuple[str, ...]
    also: str = ""
    open_ended: bool = False
    needed: bool = False


def plain(text: str) -> str:
    """A header for comparison: half width, no blanks or line breaks, no closing colon or star."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).strip(":*·")


def bare(text: str) -> str:
    """As :func:`plain`, and without remarks in brackets: 分值（分） → 分值."""
    whole = plain(text)
    return _REMARK.sub("", whole).strip(":*·") or whole


def sheet_key(text: str) -> str:
    """A sheet name for comparison: 1.指标（2025） → 指标."""
    return _NUMBERING.sub("", bare(text))


_ID = (
    "编码 代码 单位编号 单位编码 单位代码 组织编号 组织编码 党组织编号 "
    "党组织编码 党组织代码 支部编号 对象编号 考核对象编号 被考核单位编号"
)
_ITEM = "数据项名称 数据项编号 指标数据 数据名称 数据"
_DAY = "时间 发生日期 发生时间 填报日期 截至日期 评分日期 打分日期 认定日期"

SCHEME: tuple[SheetSpec, ...] = (
    SheetSpec(
        "方案",
        {
            "项目": "名目 要素 设置项 参数",
            "内容": "值 填写内容 设置 取值",
        },
        required=("项目", "内容"),
        also="方案信息 考核方案 基本信息 方案基本信息",
        needed=True,
    ),
    SheetSpec(
        "板块",
        {
            "编号": "板块编号 板块编码 编码 代码",
            "名称": "板块 板块名称 部分",
            "分值": "满分 权重分 标准分 板块分值 权重",
            "来源": "分数来源 得分来源",
            "折算": "是否折算",
            "上限": "最高分 封顶",
            "下限": "最低分 保底",
        },
        required=("编号", "名称", "分值"),
        also="板块表 考核板块 部分",
        needed=True,
    ),
    SheetSpec(
        "指标",
        {
            "板块": "板块编号 所属板块 部分",
            "维度": "一级指标 考核维度 类别 方面",
            "编号": "指标编号 指标编码 编码 代码",
            "指标": "指标名称 考核指标 考核项目 考评项目 二级指标 三级指标 考核要点 指标内容",
            "分值": "满分 权重分 标准分 基本分 权重分值 指标分值",
            "起评": "起评分 起评方式 起始分",
            "下限": "最低分 保底 保底分",
            "上限": "最高分 封顶 封顶分",
            "适用对象": "适用范围 适用单位 适用类型",
            "不适用时": "不适用处理 不适用时处理",
            "计分要点": "评分标准 评分细则 评分办法 计分办法 计分标准 计分规则 考核内容 考核标准 评价标准 扣分标准 考核要求",
            "数据项": "指标数据 数据项名称 所用数据项",
            "方式": "计分方式 计分方法 评分方式",
            "参数": "计分参数 方式参数",
            "条件": "适用条件 计分条件 前提",
            "互斥组": "互斥 互斥分组",
            "分期": "考核周期 计分周期",
            "合成": "分期合成 合成方式",
            "评委合成": "评委合成方式 评分人合成",
            "数据来源": "来源 数据提供单位 责任单位 资料来源",
        },
        required=("板块", "编号", "指标", "分值"),
        also="指标表 指标体系 考核指标 评分标准 评分细则 计分表 考核细则",
        needed=True,
    ),
    SheetSpec(
        "等次",
        {
            "等次": "等次名称 等级 档次",
            "最低分": "分数线 起点分 最低分数",
            "名额比例": "比例 名额 比例上限",
            "取整": "取整方式",
        },
        required=("等次", "最低分"),
        also="等次表 等级 等次划分 考核等次",
    ),
    SheetSpec(
        "否决",
        {
            "情形": "否决情形 否决事项 事项",
            "条件": "否决条件 触发条件",
            "回溯期": "回溯 追溯期",
            "后果": "处理 否决后果 结果",
            "依据": "政策依据 制度依据",
            "文号": "文件号 依据文号",
        },
        required=("条件", "后果"),
        also="否决项 一票否决 负面清单 否决情形",
    ),
    SheetSpec(
        "测评",
        {
            "测评": "测评名称 测评表",
            "选项": "测评选项 票种 评价",
            "面值": "分值 票值",
            "最少人数": "最低人数 最少票数",
            "人数不足时": "人数不足 人数不足处理",
        },
        required=("测评", "选项", "面值"),
        also="测评表 民主测评 测评设置",
    ),
    SheetSpec(
        "测评主体",
        {
            "测评": "测评名称 测评表",
            "主体": "测评主体 评价主体 主体名称",
            "权重": "主体权重 比重 占比",
        },
        required=("测评", "主体", "权重"),
        also="主体 评价主体 测评权重",
    ),
    SheetSpec(
        "数据项",
        {
            "编号": "数据项编号 编码 代码",
            "名称": "数据项 数据项名称",
            "类型": "数据类型 数据项类型",
            "单位": "计量单位",
            "选项": "可选值 备选项 选项值",
            "来源": "数据来源 提供单位",
            "公式": "计算公式 算法",
        },
        required=("名称", "类型"),
        also="数据项表 数据字典 指标数据",
    ),
)

DATA: tuple[SheetSpec, ...] = (
    SheetSpec(
        "名录",
        {
            "编号": _ID,
            "名称": "单位名称 党组织名称 组织名称 支部名称 对象名称 考核对象 单位 姓名 被考核单位",
            "类型": "单位类型 组织类型 党组织类型 类别 对象类型",
            "属地": "所属地区 所在地 所属乡镇 所在乡镇",
        },
        required=("编号", "名称"),
        also="单位名录 名册 考核对象 考核对象名录 对象名录 党组织名录 花名册 单位名册",
        open_ended=True,
        needed=True,
    ),
    SheetSpec(
        "数据",
        {
            "编号": _ID,
            "名称": "单位名称 党组织名称 组织名称 支部名称 对象名称 姓名 被考核单位",
        },
        required=("编号",),
        also="计分数据 数据表 考核数据 数据宽表",
        open_ended=True,
    ),
    SheetSpec(
        "数据明细",
        {
            "编号": _ID,
            "数据项": _ITEM,
            "值": "数值 数据值 取值 结果",
            "日期": _DAY,
            "来源": "数据来源 提供单位",
            "佐证": "佐证材料 证据 证明材料",
            "期": "期次 期别 周期",
        },
        required=("编号", "数据项", "值"),
        also="明细 数据长表 明细数据",
    ),
    SheetSpec(
        "事件",
        {
            "编号": _ID,
            "数据项": _ITEM,
            "事件": "事件名称 事项 事由 事件内容",
            "级别": "等级 事件级别 层级",
            "日期": _DAY,
            "文号": "文件号 依据文号",
        },
        required=("编号", "数据项", "事件"),
        also="事件表 事件明细 加减分事项",
    ),
    SheetSpec(
        "票数",
        {
            "编号": _ID,
            "测评": "测评名称 测评表",
            "主体": "测评主体 评价主体",
            "选项": "测评选项 票种 评价",
            "票数": "得票 得票数 票 张数",
        },
        required=("编号", "测评", "主体", "选项", "票数"),
        also="票数表 测评票数 测评结果 得票",
    ),
    SheetSpec(
        "得分",
        {
            "编号": _ID,
            "指标": "指标编号 指标名称 指标编码 考核指标 项目",
            "得分": "评分 实得分 实际得分 考核得分 分数",
            "扣分原因": "扣分理由 原因 扣分说明 扣分情况",
            "评分人": "打分人 考核人 评委 评分者",
            "日期": _DAY,
            "阶段": "评分阶段 考核阶段 环节",
        },
        required=("编号", "指标", "得分"),
        also="得分表 评分表 打分表 评分 直接评分",
    ),
)

SETTINGS: dict[str, str] = {
    "名称": "方案名称 考核名称",
    "年度": "考核年度 年份",
    "版本": "版本号 方案版本",
    "考核对象": "对象 适用对象",
    "满分": "总分 总分值",
    "小数位": "小数位数 保留小数",
    "分组": "分组依据 分组方式",
    "同分比较": "同分比较顺序 同分处理",
    "总分封顶": "封顶 总分上限",
    "截止日": "截止日期 数据截止日",
    "类型": "对象类型 类型清单",
    "阶段差异": "阶段差异线 阶段差异分",
    "来源": "文件来源 依据",
}
"""The 项目 of the 方案 sheet, with other words for them."""

SILENT_SHEETS = frozenset(("说明", "填写说明", "填表说明", "使用说明", "示例", "下拉", "选项清单", "读表情况"))
"""Sheets passed over without a word."""

REMARK_COLUMNS = frozenset(("说明", "备注", "填写说明", "填写要求", "示例"))
"""Columns of the 方案 sheet passed over without a word."""


READ_COLUMNS = frozenset(("读取状态", "系统读作"))
"""Columns that `wuze read` writes beside the clauses for the clerk; no one else needs to be told of them."""


def word_index(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Other word → canonical name, from (name, other words); the canonical names come last, so that they win."""
    listed = list(words)
    index = {plain(other): name for name, others in listed for other in others.split()}
    return index | {name: name for name, _ in listed}


def column_index(spec: SheetSpec) -> dict[str, str]:
    """Header as :func:`plain` gives it → column of the contract."""
    return word_index(spec.columns.items())
