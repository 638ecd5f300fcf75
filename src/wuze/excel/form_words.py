"""What the empty workbooks say: for each column its width, a note in plain words, and a drop-down. Data, not code."""

from __future__ import annotations

from dataclasses import dataclass

from wuze.scoring.combine import FOR_PERIODS, FOR_RATERS
from wuze.scoring.facts import STAGES
from wuze.scoring.methods import BY_LABEL
from wuze.scoring.methods.base import Method
from wuze.scoring.model import PERIODS, NaPolicy, Start
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form. ``strict``: only the words of the drop-down are taken."""

    width: float
    note: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = True


ORDER = (
    "扣分", "每次扣", "缺次扣", "差额扣", "否则零分", "达到得", "每次得", "按率得", "分档", "选项", "评等", "裁量", "级别表",
    "名次", "比首名", "比标准", "比均值", "倍数",
)  # fmt: skip  # the order of the scheme language
"""How the methods are listed, by label; a method not named here comes after them."""


def place_of(label: str) -> int:
    """Where a method's label stands in a list."""
    return ORDER.index(label) if label in ORDER else len(ORDER)


_YES = ("是", "否")
ROUNDINGS = ("舍去", "进一", "四舍五入")
EFFECTS = ("不得高于〈等次〉", "降一等", "定为〈等次〉", "不参评", "总分归零")

FIELDS: dict[str, dict[str, Field]] = {
    "方案": {
        "项目": Field(14, "左边的项目不要改名；不用的可以空着"),
        "内容": Field(42, "在这一列填写"),
        "说明": Field(60, "给填表人看，系统不读这一列"),
    },
    "板块": {
        "编号": Field(9, "板块的编号，如 P1，不能重复"),
        "名称": Field(20, "板块的名称，如 组织建设"),
        "分值": Field(9, "板块满分；加分、扣分板块填 0"),
        "来源": Field(18, "分数从哪里来：\n指标（默认）\n票数:测评名\n引用:数据项", ("指标",), strict=False),
        "折算": Field(9, "填“是”：把各指标合计按比例折成板块分值；不填就是“否”，各指标分值之和须等于板块分值", _YES),
        "上限": Field(9, "板块最高分，可空"),
        "下限": Field(9, "板块最低分，可空"),
    },
    "指标": {
        "板块": Field(9, "属于哪个板块，填板块编号；同一指标的后几行可空"),
        "维度": Field(12, "分类，可空，只用于显示"),
        "编号": Field(9, "指标的编号，如 A1，不能重复；同一指标有几条要点就占几行，后几行可空"),
        "指标": Field(20, "指标的名称"),
        "分值": Field(8, "指标满分；加分、扣分指标填 0"),
        "起评": Field(8, "满分：从满分起扣；零分：从零起加。空着：只有扣分要点的从满分起，其他从零起", tuple(Start)),
        "下限": Field(9, "最低得几分；空着是 0；可以扣成负分就写“不保底”或负数"),
        "上限": Field(8, "最高得几分；空着是指标分值"),
        "适用对象": Field(16, "对谁考核：列出类型，如 律师事务所；民办学校，或写条件，如 党员数≥3。空着是全部"),
        "不适用时": Field(
            10, "不适用的对象怎么办：\n免扣 给满分\n折算 按其余指标折算\n均值 取同组平均\n零分\n不参评 整个不参加评定", tuple(NaPolicy)),
        "计分要点": Field(34, "制度原文里的一条规定；一条占一行"),
        "数据项": Field(18, "用哪个数据项计分，填数据项的名称；按率得可写 完成数/应完成数"),
        "方式": Field(10, "怎么计分，见“填写说明”。空着：由人直接打分", tuple(sorted(BY_LABEL, key=place_of))),
        "参数": Field(30, "按方式填写，数字用阿拉伯数字；写法见“填写说明”。可在最后加“最多N”"),
        "条件": Field(18, "满足条件时这一条才计，如 党员数≥3 且 类型=社会组织；可空"),
        "互斥组": Field(8, "同一指标里填了同一个字母的几条，只计影响最大的一条；可空"),
        "分期": Field(8, "按月、按季或按半年分别计分；可空", tuple(PERIODS)),
        "合成": Field(10, "分期的各期怎么合成一个分：平均（默认）、相加、最低；可空", tuple(FOR_PERIODS)),
        "评委合成": Field(12, "几个人评的怎么合成：平均（默认）、去掉最高最低后平均、中位数；可空", tuple(FOR_RATERS)),
        "数据来源": Field(14, "由谁提供数据；可空"),
    },
    "等次": {
        "等次": Field(12, "从高到低写"),
        "最低分": Field(10, "达到几分；最后一个等次可空"),
        "名额比例": Field(10, "最高等次占参评数的比例，如 20%；只写在第一行"),
        "取整": Field(10, "名额有小数时怎么取；空着是舍去", ROUNDINGS),
    },
    "否决": {
        "情形": Field(24, "什么情形"),
        "条件": Field(26, "数据项满足什么条件，如 发生重大案件=是"),
        "回溯期": Field(9, "往回看多久，如 12月、2年；可空"),
        "后果": Field(18, "把〈等次〉换成等次名称，如 不得高于合格", EFFECTS, strict=False),
        "依据": Field(30, "依据哪条规定；没有依据会有提醒"),
        "文号": Field(20, "文件号；可空"),
    },
    "测评": {
        "测评": Field(16, "测评的名称；同一测评的后几行可空"),
        "选项": Field(12, "票上的选项，如 好、较好、一般、差、不了解"),
        "面值": Field(9, "这个选项算多少；空着是不计入（如 不了解），但仍显示"),
        "最少人数": Field(10, "有效票少于几张算人数不足；空着是 1"),
        "人数不足时": Field(14, "空着是不计并折算", ("不计并折算", "会议评议")),
    },
    "测评主体": {
        "测评": Field(16, "测评的名称"),
        "主体": Field(16, "谁来评，如 党员、职工代表、上级党组织"),
        "权重": Field(9, "占多少，如 40%"),
    },
    "数据项": {
        "编号": Field(9, "数据项的编号，如 D1，不能重复"),
        "名称": Field(24, "数据项的名称，不能重复；指标、条件、公式里用它"),
        "类型": Field(9, "是否、次数、数值、比率、选项、评等、打分、事件", tuple(ElementType)),
        "单位": Field(8, "次、个、万元；可空"),
        "选项": Field(24, "类型是选项或评等时，列出可填的词，用顿号隔开"),
        "来源": Field(18, "由谁提供；可空"),
        "公式": Field(26, "由其他数据项算出时填写，如 完成数÷应完成数；这样的数据项不用填数"),
    },
    "名录": {
        "编号": Field(12, "考核对象的编号，不能重复"),
        "名称": Field(30, "考核对象的名称"),
        "类型": Field(16, "对象的类型；方案里列了类型的，须在其中"),
        "属地": Field(16, "所在乡镇、街道或园区"),
    },
    "数据": {
        "编号": Field(12, "名录里的编号"),
        "名称": Field(30, "便于核对，可空"),
    },
    "数据明细": {
        "编号": Field(12, "名录里的编号"),
        "数据项": Field(24, "数据项的名称或编号"),
        "值": Field(12, "空着是缺；不适用就写“不适用”"),
        "日期": Field(13, "哪一天的情况，如 2026-06-30"),
        "来源": Field(16, "谁提供的；评等、打分写评分人"),
        "佐证": Field(26, "依据什么材料"),
        "期": Field(8, "分期的指标填第几期：月 1-12，季 1-4，半年 1-2"),
    },
    "事件": {
        "编号": Field(12, "名录里的编号"),
        "数据项": Field(24, "数据项的名称或编号"),
        "事件": Field(34, "是什么事；同一件事写法要一致，只计一次"),
        "级别": Field(12, "按方案的级别表填写，如 省级"),
        "日期": Field(13, "如 2026-06-30"),
        "文号": Field(22, "文件号；可空"),
    },
    "票数": {
        "编号": Field(12, "名录里的编号"),
        "测评": Field(18, "测评的名称"),
        "主体": Field(16, "谁评的"),
        "选项": Field(12, "票上的选项"),
        "票数": Field(9, "几张"),
    },
    "得分": {
        "编号": Field(12, "名录里的编号"),
        "指标": Field(24, "指标编号或名称"),
        "得分": Field(9, "得几分；不适用就写“不适用”"),
        "扣分原因": Field(40, "没有得满分的，写明原因"),
        "评分人": Field(12, "谁评的"),
        "日期": Field(13, "如 2026-12-10"),
        "阶段": Field(9, "自评不单独计分；空着是初评；有复核的以复核为准", STAGES),
    },
}  # fmt: skip  # a table

SETTING_NOTES: dict[str, str] = {
    "名称": "考核的名称",
    "年度": "四位数字，如 2026",
    "版本": "如 第一版、征求意见稿；可空",
    "考核对象": "考核谁，如 两新党组织、乡镇、村书记",
    "满分": "全部板块的满分，如 100",
    "小数位": "每个指标保留几位小数，四舍五入；空着是 2",
    "分组": "按名录的哪一列分组排名，如 属地；空着是不分组",
    "同分比较": "名额线上同分时依次比什么，填板块、指标或数据项的编号，用分号隔开；可空",
    "总分封顶": "总分最高是多少：填“是”（等于满分）或一个数；空着是不封顶",
    "截止日": "数据截止到哪一天；空着是年度的 12 月 31 日",
    "类型": "对象有哪几种类型，用分号隔开；空着是不限",
    "阶段差异": "初评与复核相差超过几分要列出来；可空",
    "来源": "本县制定，或 上级下发：文号",
}

METHOD_NOTES: dict[str, tuple[str, str]] = {
    "deduct": ("是否", "有这种情形就扣 2 分"),
    "deduct_each": ("次数、事件", "每发生一次扣 0.5 分，最多扣 3 分"),
    "shortfall": ("次数、事件", "应做 4 次，每缺一次扣 0.5 分；不同类型可以写不同的应做次数"),
    "slope": ("比率、数值", "以 87% 为基准，每低 3 个百分点扣 0.5 分；基准也可以写一个数据项或“均值”"),
    "gate": ("任何", "条件不成立，整个指标得 0 分"),
    "reach": ("任何", "条件成立就得 2 分"),
    "earn_each": ("次数、事件", "每做一次得 2 分，最多得 10 分"),
    "ratio": ("比率，或 完成数/应完成数", "完成率乘满分"),
    "bands": (
        "数值、比率",
        "落在哪一档得哪一档的分，从上往下取第一个符合的；也可以写成 3~5，由评分人在幅度内打分",
    ),
    "options": ("选项", "填的是哪个选项就得几分"),
    "grades": ("评等，一个评分人一行", "评为哪一等就得指标分值的百分之几；几个人评的先合成"),
    "discretion": ("打分，一个评分人（或一次）一行", "在幅度内由评分人给分并写明理由；起评写满分或上限是 0 的为扣分"),
    "levels": ("事件", "按级别计分；就高只计最高一项，累计（默认）相加；同一事件只计一次"),
    "rank": ("数值、次数、比率，或另一个指标", "按组内名次得分；数小为好的在最后加“倒序”"),
    "relative": ("数值", "与组内第一名、均值或规定标准相比，按比例得分，不超过满分"),
    "times": ("次数、打分、事件", "数据乘以 10"),
}
"""By method id: the data items it takes, and what its example means."""


def method_note(method: type[Method]) -> tuple[str, str]:
    """The note of a method; one that has none yet is described by what it says itself."""
    takes = (
        "任何"
        if len(method.TAKES) == len(ElementType)
        else "、".join(one for one in ElementType if one in method.TAKES)
    )
    return METHOD_NOTES.get(method.ID) or (takes, f"参数如：{method.EXAMPLE}")
