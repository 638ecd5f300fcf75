"""The words of a 评分表 that its writer prints and its reader looks for."""

from __future__ import annotations

UNIT, NAME, STAGE = "单位编号", "单位名称", "阶段"
KIND, GROUP, PERIOD = "类型", "分组", "考核期"
SCORER, CONFIRMED, DAY = "评分人", "单位确认", "日期"
HEAD_LABELS = frozenset((UNIT, NAME, STAGE, KIND, GROUP, PERIOD))
FOOT_LABELS = frozenset((SCORER, CONFIRMED, DAY))
LABELS = HEAD_LABELS | FOOT_LABELS

CODE, ITEM, RULE, POINTS, SCORE, REASON = "指标编号", "指标", "评分标准", "分值", "得分", "扣分原因"
COLUMNS = (CODE, ITEM, RULE, POINTS, SCORE, REASON)
TOTAL = "合计"
BY_DATA = "按数据"
"""Stands in the 得分 of an item that is counted from data."""

ROSTER_FILE = "名录.xlsx"
