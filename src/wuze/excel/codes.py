"""Every finding code the border emits, with a short meaning. A closed list, printed in ``docs/``."""

from __future__ import annotations

CODES: dict[str, str] = {
    "file_missing": "找不到文件",
    "file_is_folder": "给的是文件夹",
    "file_unreadable": "文件打不开",
    "file_empty": "文件是空的",
    "file_too_big": "文件太大",
    "file_bomb": "压缩内容异常",
    "file_locked": "文件加了密码",
    "file_not_workbook": "不是电子表格",
    "file_damaged": "文件已损坏",
    "file_old_word": "旧版 Word 文件",
    "no_sheet": "没有工作表",
    "sheet_too_big": "工作表范围太大",
    "no_table": "没有找到评分表",
    "missing_sheet": "缺少工作表",
    "missing_column": "缺少列",
    "duplicate_column": "列名重复",
    "cell_error": "公式出错",
    "formula_without_value": "公式没有结果",
    "unknown_sheet": "不认识的工作表（提醒）",
    "unknown_column": "不认识的列（提醒）",
    "skipped_row": "跳过的行（提醒）",
    "cannot_write": "文件写不进去",
}
