"""What split and merge have to say: a closed list of kinds, and notes located at their cell."""

from __future__ import annotations

from enum import StrEnum

from wuze.excel.locate import Located
from wuze.scoring.tables import Finding, Level, Place


class Kind(StrEnum):
    """Every kind of note, with its code; the meaning stands in :data:`MEANINGS`."""

    NO_HEAD = "handout_no_head"
    NO_COLUMN = "handout_no_column"
    NO_KEY = "handout_no_key"
    NO_ROWS = "handout_no_rows"
    TARGET_EXISTS = "handout_target_exists"
    MERGED_BASE = "handout_merged_base"
    SPELLING = "handout_spelling"
    EMPTY_VALUE = "handout_empty_value"
    LEFT_OUT = "handout_left_out"
    LAYOUT_LOST = "handout_layout_lost"
    FROZEN_FORMULA = "handout_frozen_formula"
    DUPLICATE_KEY = "handout_duplicate_key"
    HIDDEN = "handout_hidden"
    NOT_BACK = "handout_not_back"
    UNREADABLE = "handout_unreadable"
    NOT_OURS = "handout_not_ours"
    OTHER_BATCH = "handout_other_batch"
    WRONG_UNIT = "handout_wrong_unit"
    BASE_CHANGED = "handout_base_changed"
    NO_MANIFEST = "handout_no_manifest"
    TWO_VERSIONS = "handout_two_versions"
    NOT_TAKEN = "handout_not_taken"
    HEADER_CHANGED = "handout_header_changed"
    HEADER_MOVED = "handout_header_moved"
    HEADER_MISSING = "handout_header_missing"
    HEADER_ADDED = "handout_header_added"
    EXTRA_SHEET = "handout_extra_sheet"
    ABOVE_HEAD = "handout_above_head"
    KEY_CHANGED = "handout_key_changed"
    LOCKED_CHANGED = "handout_locked_changed"
    ROW_ADDED = "handout_row_added"
    ROW_DELETED = "handout_row_deleted"
    ROW_DUPLICATE = "handout_row_duplicate"
    ROW_FOREIGN = "handout_row_foreign"
    ROW_PASSED = "handout_row_passed"
    CELL_ERROR = "handout_cell_error"
    CELL_TYPE = "handout_cell_type"
    CELL_CHOICE = "handout_cell_choice"
    CELL_TIDIED = "handout_cell_tidied"
    CELL_CLEARED = "handout_cell_cleared"
    CELL_BLANK = "handout_cell_blank"


MEANINGS: dict[Kind, str] = {
    Kind.NO_HEAD: "没有找到表头",
    Kind.NO_COLUMN: "没有这一列",
    Kind.NO_KEY: "没有关键列",
    Kind.NO_ROWS: "没有可下发的行",
    Kind.TARGET_EXISTS: "同名文件已有",
    Kind.MERGED_BASE: "给的总表已经是汇总结果",
    Kind.SPELLING: "同一单位有几种写法",
    Kind.EMPTY_VALUE: "拆分的列是空的",
    Kind.LEFT_OUT: "没有放进下发文件的内容",
    Kind.LAYOUT_LOST: "带不过去的版式",
    Kind.FROZEN_FORMULA: "公式改成了数值",
    Kind.DUPLICATE_KEY: "总表里关键列重复",
    Kind.HIDDEN: "有隐藏的行或列",
    Kind.NOT_BACK: "没有交回",
    Kind.UNREADABLE: "文件读不了",
    Kind.NOT_OURS: "不是下发的表",
    Kind.OTHER_BATCH: "不是这一批下发的",
    Kind.WRONG_UNIT: "文件与内容不是同一单位",
    Kind.BASE_CHANGED: "总表下发后改过",
    Kind.NO_MANIFEST: "下发信息没了",
    Kind.TWO_VERSIONS: "同一单位交了几份",
    Kind.NOT_TAKEN: "没有采用的一份里不同的行",
    Kind.HEADER_CHANGED: "表头改了名",
    Kind.HEADER_MOVED: "列换了位置",
    Kind.HEADER_MISSING: "列没了",
    Kind.HEADER_ADDED: "多出的列",
    Kind.EXTRA_SHEET: "多出的工作表",
    Kind.ABOVE_HEAD: "表头上方多出的内容",
    Kind.KEY_CHANGED: "关键列改了",
    Kind.LOCKED_CHANGED: "不该改的格改了",
    Kind.ROW_ADDED: "新增的行",
    Kind.ROW_DELETED: "删掉的行",
    Kind.ROW_DUPLICATE: "重复的行",
    Kind.ROW_FOREIGN: "别的单位的行",
    Kind.ROW_PASSED: "没有并入的合计行、说明行",
    Kind.CELL_ERROR: "公式出错或没有结果",
    Kind.CELL_TYPE: "填的不是这一列要的类型",
    Kind.CELL_CHOICE: "填的不在下拉选项里",
    Kind.CELL_TIDIED: "写法不规范，已代为整理",
    Kind.CELL_CLEARED: "原有内容交回时空了",
    Kind.CELL_BLANK: "还没有填",
}

Note = Located
"""One thing to tell the clerk: file, sheet, cell, and a finding with problem and fix."""


def note(kind: Kind, file: str, sheet: str, cell: str, problem: str, fix: str, *, mild: bool = False) -> Note:
    """A note; ``mild`` where nothing need be done."""
    level = Level.WARNING if mild else Level.FAULT
    return Located(file, sheet, cell, Finding(kind.value, Place(""), problem, fix, level))
