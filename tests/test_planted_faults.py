"""Mistakes planted in a valid pair of workbooks: each is named once, at its cell, alone and all together."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.planted import Pair
from wuze.cli import main
from wuze.scoring.loading.codes import CODES

Plant = Callable[[Pair], str]
"""Spoils a pair and gives the place where that must be named."""


def element(at: str, **cells: Any) -> Plant:
    return lambda pair: pair.add("数据项", at, **cells)


def item(at: str, **cells: Any) -> Plant:
    return lambda pair: pair.item(at, **cells)


def clause(at: str, element: str, way: str, params: str | None, **cells: Any) -> Plant:
    return lambda pair: pair.item(at, **({"数据项": element, "方式": way, "参数": params} | cells))


def veto(at: str, **cells: Any) -> Plant:
    whole = {"情形": "其他情形", "条件": "安全事故=是", "后果": "降一等", "依据": "某规定〔2020〕1号"} | cells
    return lambda pair: pair.add("否决", at, **whole)


def fact(at: str, **cells: Any) -> Plant:
    return lambda pair: pair.add("数据明细", at, **cells)


def event(at: str, **cells: Any) -> Plant:
    whole = {"编号": "S1", "数据项": "表彰", "事件": "又一次表彰", "级别": "省级"} | cells
    return lambda pair: pair.add("事件", at, **whole)


def vote(at: str, **cells: Any) -> Plant:
    whole = {"编号": "S3", "测评": "年度测评", "主体": "党员", "选项": "好", "票数": 5} | cells
    return lambda pair: pair.add("票数", at, **whole)


def score(at: str, **cells: Any) -> Plant:
    whole = {"编号": "S3", "指标": "A5", "得分": 8, "扣分原因": "见记录"} | cells
    return lambda pair: pair.add("得分", at, **whole)


def put(sheet: str, row: int, at: str, value: Any) -> Plant:
    return lambda pair: pair.put(sheet, row, at, value)


def setting(word: str, value: Any) -> Plant:
    def plant(pair: Pair) -> str:
        rows = pair.rows("方案")
        row = next((number for number, row in enumerate(rows, 1) if row[0] == word), None)
        return pair.put("方案", row, "内容", value) if row else pair.add("方案", "内容", 项目=word, 内容=value)

    return plant


def both(first: Plant, second: Plant) -> Plant:
    """Two changes that make one mistake, named where the second is."""

    def plant(pair: Pair) -> str:
        first(pair)
        return second(pair)

    return plant


def section(at: str, *, points: int = 0, **cells: Any) -> Plant:
    """One more part; its points are taken from P4, so that the sum stays 100."""

    def plant(pair: Pair) -> str:
        left = pair.rows("板块")[4][2] - points
        pair.put("板块", 5, "分值", left)
        return pair.add("板块", at, **({"编号": "Q1", "名称": "新板块", "分值": points, "来源": "引用:D1"} | cells))

    return plant


# (name, code, mistake); those marked * cannot stand beside the others
FAULTS: list[tuple[str, str, Plant]] = [
    # 方案
    ("年度*", "bad_number", setting("年度", "二〇二六")),
    ("满分*", "bad_number", setting("满分", "一百")),
    ("小数位", "bad_number", setting("小数位", 9)),
    ("总分封顶", "bad_number", setting("总分封顶", "一百零八")),
    ("封顶无满分*", "bad_number", both(setting("满分", None), setting("总分封顶", "是"))),
    ("截止日", "bad_date", setting("截止日", "年底")),
    ("分组", "unknown_attribute", setting("分组", "片区")),
    ("同分比较", "unknown_tie_break", setting("同分比较", "P1；会议次数")),
    ("阶段差异", "bad_number", setting("阶段差异", -1)),
    ("项目写两次", "duplicate_id", lambda pair: pair.add("方案", "项目", 项目="类型", 内容="社会组织")),
    # 板块
    ("板块没有编号*", "missing_id", put("板块", 2, "编号", None)),
    ("板块编号重复*", "duplicate_id", put("板块", 3, "编号", "P1")),
    ("板块没有分值*", "missing_points", put("板块", 2, "分值", None)),
    ("板块分值不是数*", "bad_number", put("板块", 2, "分值", "四十分")),
    ("板块来源不认识", "unknown_source", section("来源", 来源="民主测评")),
    ("板块的测评不存在", "unknown_poll", section("来源", 编号="Q2", 来源="票数:群众测评")),
    ("板块引用不存在", "unknown_element", section("来源", 编号="Q3", 来源="引用:督查得分")),
    ("板块引用的不是数", "element_type", section("来源", 编号="Q4", 来源="引用:达标")),
    ("板块折算的词", "bad_word", section("折算", 编号="Q5", 折算="要")),
    ("板块上限不是数", "bad_number", section("上限", 编号="Q6", 上限="五分")),
    ("板块下限不小于上限", "never_counts", section("编号", 编号="Q7", 上限=5, 下限=5)),
    ("板块没有指标", "items_sum", section("编号", 编号="Q8", points=1, 来源="指标")),
    ("板块合计不等", "items_sum", both(item("编号", 板块="Q9", 分值=3), section("编号", 编号="Q9", points=2, 来源="指标"))),
    # 数据项
    ("数据项没有名称", "missing_name", element("名称", 类型="次数")),
    ("数据项名称重复", "duplicate_id", element("名称", 编号="E1", 名称="达标", 类型="次数")),
    ("数据项编号重复", "duplicate_id", element("编号", 编号="D20", 名称="新数据", 类型="次数")),
    ("数据项类型不认识", "bad_type", element("类型", 编号="E2", 名称="坏类型", 类型="整数")),
    ("数据项没有类型", "bad_type", element("类型", 编号="E3", 名称="无类型")),
    ("有公式的类型", "bad_type", element("类型", 编号="E4", 名称="公式选项", 类型="选项", 公式="完成数*2")),
    ("公式看不懂", "bad_formula", element("公式", 编号="E5", 名称="坏公式", 公式="完成数+")),
    ("公式的括号", "bad_formula", element("公式", 编号="E6", 名称="坏括号", 公式="(完成数+1")),
    ("公式里的词", "bad_formula", element("公式", 编号="E7", 名称="公式含选项", 公式="发展报送+1")),
    ("公式的数据项不存在", "unknown_element", element("公式", 编号="E8", 名称="公式缺项", 公式="完成数+报送数")),
    ("公式互相引用", "cycle", both(
        element("公式", 编号="E9", 名称="甲数", 公式="乙数+1"), element("公式", 编号="E10", 名称="乙数", 公式="甲数*2"))),
    ("公式引用自己", "cycle", element("公式", 编号="E11", 名称="自引", 公式="最大(自引,1)")),
    # 指标
    ("指标没有编号", "missing_id", item("编号", 编号=None, 起评="满分")),
    ("指标编号重复", "duplicate_id", item("编号", 编号="B4")),
    ("板块不存在", "unknown_part", item("板块", 板块="P9")),
    ("板块不收指标", "unknown_part", item("板块", 板块="P3")),
    ("指标没有分值", "missing_points", item("分值", 分值=None)),
    ("分值带单位", "bad_number", item("分值", 分值="5分")),
    ("分值小于零", "bad_number", item("分值", 分值=-5)),
    ("起评", "bad_start", item("起评", 起评="满")),
    ("下限", "bad_number", item("下限", 下限="零")),
    ("上限", "bad_number", item("上限", 上限="五")),
    ("适用对象的类型", "unknown_type", item("适用对象", 适用对象="社会组织、学校", 不适用时="免扣")),
    ("适用对象的条件", "bad_condition", item("适用对象", 适用对象="党员数≥", 不适用时="免扣")),
    ("适用对象的名称", "unknown_element", item("适用对象", 适用对象="人数≥3", 不适用时="免扣")),
    ("属于的类型", "unknown_type", item("适用对象", 适用对象="类型 属于{社会组织、学校}", 不适用时="免扣")),
    ("不适用时", "bad_na", item("不适用时", 不适用时="免分")),
    ("分期", "bad_period", item("分期", 分期="周")),
    ("合成", "bad_combine", item("合成", 合成="相加")),
    ("评委合成", "bad_combine", item("评委合成", 评委合成="最低")),
    ("分期合成", "bad_combine", item("合成", 分期="季", 合成="中位数")),
    ("前后不同", "item_conflict", both(
        item("编号", 编号="Y1", 指标="甲项"), lambda pair: pair.add("指标", "分值", 分值=6))),
    ("加分项永远不起作用", "never_counts", item("编号", 板块="P5", 分值=0, 数据项="表彰", 方式="级别表", 参数="国家级:5")),
    ("扣分项永远不起作用", "never_counts", clause("编号", "D1", "每次得", "每次得1", 板块="P5", 分值=0, 下限=-5)),
    ("下限高于上限", "never_counts", item("编号", 下限=6)),
    # 要点
    ("方式不认识", "unknown_method", clause("方式", "D2", "减分", "扣2")),
    ("没有方式", "unknown_method", item("方式", 数据项="D2", 参数="扣2")),
    ("数据项不存在", "unknown_element", clause("数据项", "三会次数", "每次扣", "每次扣1 最多5")),
    ("参数是汉字", "bad_params", clause("参数", "D2", "扣分", "扣二分")),
    ("参数空着", "bad_params", clause("参数", "D1", "每次扣", None)),
    ("数据项的类型", "element_type", clause("数据项", "D4", "每次扣", "每次扣1 最多5")),
    ("两个数据项", "element_type", clause("数据项", "D1/D6", "每次扣", "每次扣1 最多5")),
    ("扣分要是否项", "element_type", clause("数据项", "D1", "扣分", "扣5")),
    ("达到得要条件", "bad_params", clause("参数", "D4", "达到得", "得5")),
    ("没有数据项", "needs_element", item("数据项", 方式="每次扣", 参数="每次扣1 最多5")),
    ("没有数据项也没有条件", "needs_element", item("数据项", 方式="扣分", 参数="扣5")),
    ("比较不合类型：是否", "comparison_type", item("参数", 方式="扣分", 参数="达标≥2 扣5")),
    ("比较不合类型：选项", "comparison_type", item("条件", 数据项="D2", 方式="扣分", 参数="扣5", 条件="发展报送=晚报")),
    ("比较不合类型：数", "comparison_type", item("参数", 方式="达到得", 参数="参训率≥高 得5")),
    ("条件看不懂", "bad_condition", item("条件", 数据项="D2", 方式="扣分", 参数="扣5", 条件="党员数大于等于3")),
    ("条件里的名称", "unknown_element", item("条件", 数据项="D2", 方式="扣分", 参数="扣5", 条件="会议数≥3")),
    ("条件里的类型", "unknown_type", item("条件", 数据项="D2", 方式="扣分", 参数="扣5", 条件="类型=学校")),
    ("参数里的类型", "unknown_type", clause("参数", "D1", "缺次扣", "应4;学校:2 每缺扣1.25")),
    ("分档被覆盖", "band_covered", clause("参数", "D4", "分档", "≥90%:3;≥95%:5")),
    ("分档被几档合起来覆盖", "band_covered", clause("参数", "D4", "分档", "≥90%:5;≥60%且<90%:3;≥80%:4")),
    ("分档大于2", "bad_params", clause("参数", "D4", "分档", "≥95:5")),
    ("选项不存在", "bad_params", clause("参数", "D5", "选项", "按时:5;晚报:0")),
    ("评等不存在", "bad_params", clause("参数", "D7", "评等", "好:100%;很差:0")),
    ("名次互相引用", "cycle", both(
        clause("编号", "Z2", "名次", "1:5", 编号="Z1"), clause("数据项", "Z1", "名次", "1:5", 编号="Z2"))),
    # 等次、否决
    ("等次没有名称*", "missing_name", lambda pair: pair.add("等次", "等次", 最低分=1)),
    ("等次重叠", "band_order", put("等次", 4, "最低分", 85)),
    ("等次断档*", "band_gap", put("等次", 3, "最低分", None)),
    ("等次重复*", "duplicate_id", put("等次", 3, "等次", "优秀")),
    ("最低分不是数", "bad_number", put("等次", 2, "最低分", "九十")),
    ("名额比例", "bad_number", put("等次", 2, "名额比例", 20)),
    ("取整", "bad_rounding", put("等次", 2, "取整", "取舍")),
    ("否决没有条件", "bad_condition", veto("条件", 条件=None)),
    ("否决条件看不懂", "bad_condition", veto("条件", 条件="安全事故=")),
    ("否决条件的数据项", "unknown_element", veto("条件", 条件="重大事故=是")),
    ("否决条件的比较", "comparison_type", veto("条件", 条件="安全事故≥1")),
    ("回溯期", "bad_window", veto("回溯期", 回溯期="一年")),
    ("后果不认识", "unknown_effect", veto("后果", 后果="扣5分")),
    ("没有后果", "unknown_effect", veto("后果", 后果=None)),
    ("后果的等次", "unknown_grade", veto("后果", 后果="不得高于〈较好〉")),
    ("回溯期没有截止日*", "bad_window", both(
        both(setting("年度", None), setting("截止日", None)), lambda pair: pair.where("否决", 2, "回溯期"))),
    # 测评
    ("选项空着", "missing_name", lambda pair: pair.add("测评", "选项", 面值=50)),
    ("选项重复", "duplicate_id", lambda pair: pair.add("测评", "选项", 选项="满意", 面值=50)),
    ("面值", "bad_number", lambda pair: pair.add("测评", "面值", 选项="较满意", 面值="八十")),
    ("最少人数", "bad_number", lambda pair: pair.add("测评", "最少人数", 选项="一般", 面值=60, 最少人数=2.5)),
    ("人数不足时", "bad_word", lambda pair: pair.add("测评", "人数不足时", 选项="尚可", 面值=40, 人数不足时="作废")),
    ("测评没有面值", "bad_poll", lambda pair: pair.add("测评", "测评", 测评="空测评", 选项="好", 面值=0)),
    ("测评没有主体", "bad_poll", lambda pair: pair.add("测评", "测评", 测评="无主测评", 选项="好", 面值=1)),
    ("测评没有名称*", "missing_name", put("测评", 2, "测评", None)),
    ("主体的测评", "unknown_poll", lambda pair: pair.add("测评主体", "测评", 测评="党员测评", 主体="党员", 权重=1)),
    ("主体空着*", "missing_name", lambda pair: pair.add("测评主体", "主体", 测评="会议测评", 权重=1)),
    ("主体重复", "duplicate_id", lambda pair: pair.add("测评主体", "主体", 测评="会议测评", 主体="党员", 权重=1)),
    ("权重空着", "bad_number", lambda pair: pair.add("测评主体", "权重", 测评="会议测评", 主体="群众")),
    ("权重不是数", "bad_number", lambda pair: pair.add("测评主体", "权重", 测评="会议测评", 主体="代表", 权重="四成")),
    # 名录
    ("名录没有编号", "missing_id", lambda pair: pair.add("名录", "编号", 名称="第五支部")),
    ("名录编号重复*", "duplicate_id", put("名录", 5, "编号", "S3")),
    ("名录编号空着*", "missing_id", put("名录", 3, "编号", None)),
    ("名录的类型", "unknown_type", lambda pair: pair.add("名录", "类型", 编号="S6", 类型="学校")),
    # 数据
    ("宽表的列名", "unknown_element", lambda pair: _rename(pair, "弄虚作假次数", "造假次数")),
    ("宽表的编号", "unknown_subject", lambda pair: pair.add("数据", "编号", 编号="S9", 通报次数=0)),
    ("宽表没有编号", "missing_id", lambda pair: pair.add("数据", "编号", 名称="第七支部", 通报次数=0)),
    ("次数不是整数", "bad_value", put("数据", 2, "通报次数", 1.5)),
    ("次数带单位", "bad_value", put("数据", 3, "通报次数", "1次")),
    ("次数是汉字", "bad_value", put("数据", 4, "通报次数", "两")),
    ("次数小于零", "bad_value", put("数据", 5, "通报次数", -1)),
    ("是否", "bad_value", put("数据", 2, "达标", "有")),
    ("比率大于2", "bad_value", put("数据", 2, "参训率", 96)),
    ("比率小于-2*", "bad_value", put("数据", 2, "参训率", -5)),
    ("选项", "bad_value", put("数据", 2, "发展报送", "按期")),
    ("数值", "bad_value", put("数据", 2, "上级评分", "约88")),
    ("宽表填了事件", "bad_value", lambda pair: _column(pair, "信访件", 2, 3)),
    ("公式项填了数", "computed_value", lambda pair: _column(pair, "工作量", 2, 20)),
    ("明细的编号", "unknown_subject", fact("编号", 编号="S8", 数据项="宣讲次数", 值=1)),
    ("明细没有编号", "missing_id", fact("编号", 数据项="宣讲次数", 值=1)),
    ("明细的数据项", "unknown_element", fact("数据项", 编号="S1", 数据项="讲课次数", 值=1)),
    ("明细没有数据项", "unknown_element", fact("数据项", 编号="S1", 值=1)),
    ("明细的值", "bad_value", fact("值", 编号="S1", 数据项="宣讲次数", 值="三")),
    ("明细的评等", "bad_value", fact("值", 编号="S1", 数据项="作用评议", 值="优")),
    ("明细的日期", "bad_date", fact("日期", 编号="S2", 数据项="宣讲次数", 值=1, 日期="去年")),
    ("明细的期", "bad_period", fact("期", 编号="S2", 数据项="活动次数", 值=1, 期=5)),
    ("明细重复", "duplicate_fact", both(
        fact("值", 编号="S3", 数据项="宣讲次数", 值=1), fact("值", 编号="S3", 数据项="D20", 值=2))),
    ("同期重复", "duplicate_fact", fact("值", 编号="S1", 数据项="活动次数", 值=3, 期=1)),
    ("宽表和明细重复", "duplicate_fact", fact("值", 编号="S3", 数据项="党员大会次数", 值=3)),
    ("打分超出幅度", "score_range", fact("值", 编号="S3", 数据项="特色打分", 值=11)),
    # 事件
    ("事件的编号", "unknown_subject", event("编号", 编号="S0")),
    ("事件的数据项", "unknown_element", event("数据项", 数据项="奖励")),
    ("事件的类型", "element_type", event("数据项", 数据项="达标")),
    ("事件没有名称", "missing_name", event("事件", 事件=None)),
    ("级别不存在", "unknown_level", event("级别", 级别="乡级")),
    ("没有级别", "unknown_level", event("级别", 级别=None, 事件="另一次表彰")),
    ("事件的日期", "bad_date", event("日期", 日期="2026-13-01", 事件="第三次表彰")),
    ("分期的事件没有日期", "undated_event", event("日期", 数据项="信访件", 事件="来信二", 级别=None)),
    # 票数
    ("票数的编号", "unknown_subject", vote("编号", 编号="S7")),
    ("票数的测评*", "unknown_poll", vote("测评", 测评="年终测评")),
    ("票数的主体", "unknown_body", vote("主体", 主体="群众")),
    ("票数的选项", "unknown_option", vote("选项", 选项="很好")),
    ("票数不是数", "bad_number", vote("票数", 选项="差", 票数="五")),
    ("票数重复", "duplicate_fact", vote("票数", 编号="S1", 票数=2)),
    # 得分
    ("得分的编号", "unknown_subject", score("编号", 编号="S99")),
    ("得分的指标*", "unknown_item", score("指标", 指标="A9")),
    ("得分没有指标", "unknown_item", score("指标", 指标=None)),
    ("得分不是数", "bad_number", score("得分", 得分="八分")),
    ("得分超出", "score_range", score("得分", 得分=10.5)),
    ("得分低于下限", "score_range", score("得分", 得分=-1)),
    ("没有扣分原因", "reason_missing", score("扣分原因", 扣分原因=None)),
    ("阶段", "bad_stage", score("阶段", 阶段="终评")),
    ("得分的日期", "bad_date", score("日期", 日期="12月")),
    ("得分和数据都有", "both_given", score("得分", 指标="组织生活", 编号="S2")),
    ("得分不在档内", "score_range", score("得分", 编号="S2", 指标="B7", 得分=9)),
    # 格里的公式出错
    ("公式出错", "cell_error", lambda pair: pair.item("上限", 板块="P5", 分值=0, 上限="=1/0", 数据项="表彰", 方式="级别表",
                                                   参数="国家级:5")),
    ("数据里的公式出错", "cell_error", score("得分", 指标="B7", 得分="=1/0")),
]  # fmt: skip  # a table
WARNINGS: list[tuple[str, str, Plant]] = [
    ("项目不认识", "unknown_key", lambda pair: pair.add("方案", "项目", 项目="联系人", 内容="某某")),
    ("板块合计不等于满分*", "parts_sum", setting("满分", 120)),
    ("其他用不上", "dead_other", clause("参数", "D4", "分档", "≥90%:5;<90%:0;其他:1")),
    ("没有不适用时", "na_blank", item("不适用时", 适用对象="社会组织")),
    ("应完成可能为零", "na_blank", clause("不适用时", "完成数/应完成数", "按率得", "满5")),
    ("数据里有不适用*", "na_blank", both(put("数据", 3, "发展报送", "不适用"), lambda pair: pair.where("指标", 6, "不适用时"))),
    ("谁都不失分", "no_effect", clause("编号", "D3", "扣分", "扣0")),
    ("扣得太多", "sum_over", clause("编号", "D3", "扣分", "扣6")),
    ("扣得太少", "sum_under", clause("编号", "D3", "扣分", "扣4")),
    ("得得太少", "sum_under", clause("编号", "D4", "分档", "≥90%:4;其他:0")),
    ("名额比例在下一行", "quota_ignored", put("等次", 3, "名额比例", "30%")),
    ("否决没有依据", "veto_basis", veto("依据", 依据=None)),
    ("事件相同", "duplicate_event", both(event("事件"), event("事件"))),
    ("不在本年度", "other_year", event("日期", 数据项="信访件", 事件="来信三", 级别=None, 日期="2025-12-31")),
    ("晚于截止日*", "after_cutoff", event("日期", 事件="来年的表彰", 日期="2027-01-09")),
    ("名称错位", "name_differs", put("数据", 3, "名称", "别的单位")),
    ("权重不足*", "weights_sum", put("测评主体", 3, "权重", "50%")),
    ("不认识的列", "unknown_column", lambda pair: _heading(pair, "等次", "说明人")),
]  # fmt: skip  # a table


def _column(pair: Pair, name: str, row: int, value: Any) -> str:
    pair.rows("数据")[0].append(name)
    return pair.put("数据", row, name, value)


def _heading(pair: Pair, sheet: str, name: str) -> str:
    pair.rows(sheet)[0].append(name)
    return pair.where(sheet, 1, name)


def _rename(pair: Pair, old: str, new: str) -> str:
    header = pair.rows("数据")[0]
    header[header.index(old)] = new
    return pair.where("数据", 1, new)


def findings(answer: dict[str, Any], part: str) -> list[tuple[str, str]]:
    """(code, ``文件!工作表!单元格``) of the faults or warnings; what the formalism linter says is its own tests' matter."""
    return [
        (one["code"], "!".join((one["file"], one["sheet"], one["cell"])))
        for one in answer[part]
        if not one["code"].startswith("formalism")
    ]


def check(pair: Pair, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any], str]:
    """`wuze check … --json`: status, answer, stderr."""
    status = main(["check", *pair.write(folder), "--json"])
    out, err = capsys.readouterr()
    return status, json.loads(out), err


def test_the_pair_itself_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, answer, _ = check(Pair(), tmp_path, capsys)
    assert (status, answer["format"], findings(answer, "faults"), findings(answer, "warnings")) == (0, 1, [], [])


def test_every_code_is_planted() -> None:
    planted = {code for _, code, _ in FAULTS + WARNINGS}
    assert planted | {"assumed_attribute"} >= {code for code in CODES if not code.startswith("formalism")}


def test_without_the_roster_a_strange_word_may_be_one_of_its_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning at the first cell that uses the word; 类型, 属地 and 党员数 need none."""
    pair = Pair()
    place = item("条件", 数据项="D2", 方式="扣分", 参数="扣5", 条件="成立年数≥3 且 党员数≥3")(pair)
    veto("条件", 条件="成立年数≥30")(pair)
    scheme, _ = pair.write(tmp_path)
    assert main(["check", scheme, "--json"]) == 0
    assert findings(json.loads(capsys.readouterr().out), "warnings") == [("assumed_attribute", place)]


@pytest.mark.parametrize(("name", "code", "plant"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_a_fault(name: str, code: str, plant: Plant, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One mistake: one fault, at its cell, nothing else said, nothing written."""
    pair = Pair()
    place = plant(pair)
    status, answer, err = check(pair, tmp_path, capsys)
    assert (findings(answer, "faults"), findings(answer, "warnings")) == ([(code, place)], [])
    assert (status, sorted(answer)) == (1, ["faults", "format", "warnings"])
    (fault,) = answer["faults"]
    assert list(fault) == ["file", "sheet", "cell", "code", "problem", "fix"]
    assert f"{place}: {fault['problem']} → {fault['fix']}" in err.splitlines()
    out = tmp_path / "结果.xlsx"
    assert main(["score", str(tmp_path / "方案.xlsx"), str(tmp_path / "数据.xlsx"), "-o", str(out)]) == 1
    assert not out.exists()


@pytest.mark.parametrize(("name", "code", "plant"), WARNINGS, ids=[name for name, _, _ in WARNINGS])
def test_a_warning(name: str, code: str, plant: Plant, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = Pair()
    place = plant(pair)
    status, answer, _ = check(pair, tmp_path, capsys)
    assert (status, findings(answer, "faults"), findings(answer, "warnings")) == (0, [], [(code, place)])


def test_all_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every mistake that can stand beside the others is named at its cell, and nothing else is."""
    pair = Pair()
    faults = [(code, plant(pair)) for name, code, plant in FAULTS if not name.endswith("*")]
    warnings = [(code, plant(pair)) for name, code, plant in WARNINGS if not name.endswith("*")]
    status, answer, err = check(pair, tmp_path, capsys)
    assert status == 1
    assert sorted(findings(answer, "faults")) == sorted(faults)
    assert sorted(findings(answer, "warnings")) == sorted(warnings)
    assert f"共{len(faults)}处错误" in err
