"""The words of a 计票汇总 that its writer prints and its reader looks for."""

from __future__ import annotations

POLL, BODY = "测评", "主体"
EXPECTED, PRESENT, QUORUM = "应到人数", "实到人数", "到会要求"
ISSUED, RETURNED, VOID = "发出票", "收回票", "作废票"
COUNTER, WATCHER, DAY = "计票人", "监票人", "日期"
HEAD_LABELS = frozenset((POLL, BODY, EXPECTED, PRESENT, QUORUM, ISSUED, RETURNED, VOID))

CODE, NAME = "编号", "名称"
ABSTAINED, SPOILT = "弃权（不计）", "作废（不计）"
LEFT_OUT = ("弃权(不计)", "作废(不计)")
"""The same two as compared: shown and added up, never 票数."""
TOTAL, COUNTED, SHARE = "合计", "计入票", "得分率"
NO_OPTIONS = frozenset((CODE, NAME, "序号", *LEFT_OUT, TOTAL, COUNTED, SHARE))
"""Headers, as compared, that are no option of the 测评."""

LEAST_SHOWN = 5
"""Results of fewer ballots than this are neither shown nor counted: who voted how could be guessed."""
