"""One rich, valid pair of workbooks, and the means to spoil it: for the tests that plant mistakes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = list[list[Any]]

SCHEME: dict[str, Rows] = {
    "方案": [
        ["项目", "内容"],
        ["名称", "两新党组织考核"],
        ["年度", 2026],
        ["考核对象", "两新党组织"],
        ["满分", 100],
        ["小数位", 2],
        ["分组", "属地"],
        ["同分比较", "P1；组织生活；参训率"],
        ["总分封顶", 108],
        ["截止日", "2026年12月31日"],
        ["类型", "社会组织；非公企业；律师事务所"],
        ["阶段差异", 3],
    ],
    "板块": [
        ["编号", "名称", "分值", "来源", "折算", "上限", "下限"],
        ["P1", "组织建设", 40, None, None, None, None],
        ["P2", "作用发挥", 30, "指标", "是", None, None],
        ["P3", "民主测评", 20, "票数:年度测评", None, None, None],
        ["P4", "上级评价", 10, "引用：上级评分", None, None, None],
        ["P5", "加减分", 0, None, None, 8, -5],
        ["P6", "会议测评", 0, "票数:会议测评", None, None, None],
    ],
    "指标": [
        ["板块", "编号", "指标", "分值", "起评", "下限", "上限", "适用对象", "不适用时", "数据项", "方式", "参数", "条件",
         "互斥组", "分期", "合成", "评委合成"],
        ["P1", "A1", "组织生活", 10, "满分", None, None, None, None, "党员大会次数", "缺次扣", "应4;律师事务所:2 每缺扣2.5"],
        ["组织建设", "A2", "组织健全", 6, None, None, None, None, "免扣", "换届不按期", "扣分", "扣4"],
        [None, None, None, None, None, None, None, None, None, "D3", "扣分", "扣2", "党员数 ≥ 3 且 属地≠城关镇"],
        ["P1", "A3", "党员教育", 8, None, None, None, None, None, "参训率", "分档", "≥95%:8；≥90%:4；其他:0"],
        ["P1", "A4", "信息报送", 6, None, None, None, None, None, "发展报送", "选项", "按时:6;迟报:3;未报:0"],
        ["P1", "A5", "现场查看", 10],
        ["P2", "B1", "主题活动", 10, None, None, None, None, None, "活动次数", "每次得", "每次得5 最多10", None, None, "季", "最低"],
        ["P2", "B2", "群众评议", 10, None, None, None, None, None, "作用评议", "评等", "好:100%;较好:80%;差:0", None, None,
         None, None, "中位数"],
        ["P2", "B3", "任务完成", 20, None, None, None, None, "折算", "完成数/应完成数", "按率得", "满20"],
        ["P2", "B4", "特色工作", 10, "零分", None, None, None, None, "特色打分", "裁量", "0~10"],
        ["P2", "B5", "工作总量", 10, None, None, None, None, None, "工作量", "名次", "首名10 每降一名减1"],
        ["P2", "B6", "示范创建", 10, None, None, None, "社会组织；非公企业", "免扣", "达标", "达到得", "得10"],
        ["P2", "B7", "服务对象满意度", 10, None, None, None, None, None, "满意度", "分档", "≥90%:8~10;≥80%:5~7;其他:0"],
        ["P2", "B8", "信访稳定", 10, "满分", None, None, None, None, "信访件", "每次扣", "每次扣1 最多10", None, None, "季"],
        ["P2", "B9", "总量再排名", 10, None, None, None, None, None, "工作总量", "名次", "1:10;2:5"],
        ["P5", "C1", "表彰加分", 0, None, None, 8, None, None, "表彰", "级别表", "国家级:5;省级:3;市级:2 累计 最多8"],
        ["P5", "C2", "通报减分", 0, None, -5, 0, None, None, "通报次数", "每次扣", "每次扣1"],
    ],
    "等次": [
        ["等次", "最低分", "名额比例", "取整"],
        ["优秀", 90, "20%", "舍去"],
        ["良好", 80, None, None],
        ["合格", 60, None, None],
        ["不合格", None, None, None],
    ],
    "否决": [
        ["情形", "条件", "回溯期", "后果", "依据", "文号"],
        ["安全事故", "安全事故=是", "12月", "不得高于〈合格〉", "安全生产责任制规定", "某委〔2018〕13号"],
        ["弄虚作假", "弄虚作假次数≥1", None, "不参评", "某省考核工作办法", "某办发〔2021〕5号"],
    ],
    "测评": [
        ["测评", "选项", "面值", "最少人数", "人数不足时"],
        ["年度测评", "好", 100, 2, None],
        [None, "差", 0, None, None],
        [None, "弃权", None, None, None],
        ["会议测评", "满意", "100%", 3, "会议评议"],
        [None, "不满意", 0, None, None],
    ],
    "测评主体": [
        ["测评", "主体", "权重"],
        ["年度测评", "党员", "60%"],
        [None, "职工", 0.4],
        ["会议测评", "党员", 1],
    ],
    "数据项": [
        ["编号", "名称", "类型", "单位", "选项", "公式"],
        ["D1", "党员大会次数", "次数", "次", None, None],
        ["D2", "换届不按期", "是否", None, None, None],
        ["D3", "组织不健全", "是否", None, None, None],
        ["D4", "参训率", "比率", None, None, None],
        ["D5", "发展报送", "选项", None, "按时、迟报、未报", None],
        ["D6", "活动次数", "次数", "次", None, None],
        ["D7", "作用评议", "评等", None, "好;较好;差", None],
        ["D8", "完成数", "次数", "件", None, None],
        ["D9", "应完成数", "次数", "件", None, None],
        ["D10", "特色打分", "打分", None, None, None],
        ["D11", "工作量", "数值", None, None, "完成数 × 2 + 党员大会次数"],
        ["D12", "达标", "是否", None, None, None],
        ["D13", "满意度", "比率", None, None, None],
        ["D14", "信访件", "事件", None, None, None],
        ["D15", "表彰", "事件", None, None, None],
        ["D16", "通报次数", "次数", None, None, None],
        ["D17", "上级评分", "数值", None, None, None],
        ["D18", "安全事故", "是否", None, None, None],
        ["D19", "弄虚作假次数", "次数", None, None, None],
        ["D20", "宣讲次数", "次数", None, None, None],
    ],
}  # fmt: skip  # tables
_WIDE = ["编号", "名称", "D1", "换届不按期", "组织不健全", "参训率", "发展报送", "完成数", "应完成数", "达标", "满意度",
         "通报次数", "上级评分", "安全事故", "弄虚作假次数"]  # fmt: skip  # a header row
DATA: dict[str, Rows] = {
    "名录": [
        ["编号", "名称", "类型", "属地", "党员数"],
        ["S1", "第一支部", "社会组织", "城关镇", 12],
        ["S2", "第二支部", "非公企业", "城关镇", 5],
        ["S3", "第三支部", "律师事务所", "河东镇", "３"],
        ["S4", "第四支部", None, "河东镇", 4],
    ],
    "数据": [
        _WIDE,
        ["S1", "第一支部", 4, "否", "否", "96%", "按时", 8, 10, "是", 0.92, 0, 88, "否", 0],
        ["S2", "第二支部", 3, "是", False, 0.91, "迟报", 9, 10, "否", "８５％", 1, 90.5, "否", 0],
        ["S3", "第三支部", "２", "否", "是", "88%", "未报", 0, 0, "是", "70%", 0, 75, "是", 0],
        ["S4", "第四支部", None, "不适用", 1, None, "按时", 5, 10, "是", None, 2, 60, "否", 0],
    ],
    "数据明细": [
        ["编号", "数据项", "值", "日期", "来源", "佐证", "期"],
        ["S1", "活动次数", 2, date(2026, 3, 1), None, None, 1],
        ["S1", "D6", 1, "2026/6/1", None, None, "第2季度"],
        ["S1", "活动次数", 2, "20260901", None, None, 3],
        ["S1", "活动次数", 2, "2026.12.1", None, None, "4"],
        ["S1", "作用评议", "好", None, "甲", None, None],
        ["S1", "作用评议", "较好", None, "乙", None, None],
        ["S1", "特色打分", 8, None, "甲", "材料", None],
        ["S2", "特色打分", 5, None, "甲", None, None],
    ],
    "事件": [
        ["编号", "数据项", "事件", "级别", "日期", "文号"],
        ["S1", "表彰", "先进集体", "省级", "2026-05-01", "某发1号"],
        ["S2", "信访件", "来信一", None, date(2026, 2, 3), None],
    ],
    "票数": [
        ["编号", "测评", "主体", "选项", "票数"],
        ["S1", "年度测评", "党员", "好", 8],
        ["S1", "年度测评", "党员", "差", 1],
        ["S1", "年度测评", "职工", "好", 9],
        ["S2", "会议测评", "党员", "满意", 1],
    ],
    "得分": [
        ["编号", "指标", "得分", "扣分原因", "评分人", "日期", "阶段"],
        ["S1", "A5", 9, "台面不整洁", "甲", "2026-12-10", None],
        ["S2", "现场查看", 10, None, "甲", None, "复核"],
        ["S1", "B7", 9, None, "甲", None, None],
        ["S2", "P6", 0, None, "会议", None, None],
    ],
}  # fmt: skip  # tables
FILES = {"方案.xlsx": SCHEME, "数据.xlsx": DATA}


class Pair:
    """The two workbooks as rows, to be spoiled and then written."""

    def __init__(self) -> None:
        self.books = copy.deepcopy(FILES)

    def add(self, sheet: str, at: str, **cells: Any) -> str:
        """A row below the others; gives ``文件!工作表!单元格`` of its column ``at``."""
        rows = self.rows(sheet)
        rows.append([cells.get(column) for column in rows[0]])
        return self.where(sheet, len(rows), at)

    def put(self, sheet: str, row: int, at: str, value: Any) -> str:
        """Another value in a cell (row as the sheet counts it); gives its place."""
        rows, column = self.rows(sheet), self.rows(sheet)[0].index(at)
        rows[row - 1] += [None] * (column + 1 - len(rows[row - 1]))
        rows[row - 1][column] = value
        return self.where(sheet, row, at)

    def item(self, at: str, **cells: Any) -> str:
        """One more item of the 折算 part P2; gives the place of its column ``at``."""
        code = f"X{len(self.rows('指标'))}"
        return self.add("指标", at, **({"板块": "P2", "编号": code, "指标": f"指标{code}", "分值": 5} | cells))

    def where(self, sheet: str, row: int, at: str) -> str:
        """``文件!工作表!单元格``."""
        file = next(file for file, sheets in self.books.items() if sheet in sheets)
        return f"{file}!{sheet}!{chr(65 + self.rows(sheet)[0].index(at))}{row}"

    def rows(self, sheet: str) -> Rows:
        """The rows of a sheet of either workbook."""
        return next(sheets[sheet] for sheets in self.books.values() if sheet in sheets)

    def write(self, folder: Path) -> tuple[str, str]:
        """Both workbooks, written; their paths."""
        for file, sheets in self.books.items():
            write(folder / file, sheets)
        return str(folder / "方案.xlsx"), str(folder / "数据.xlsx")


def write(path: Path, sheets: dict[str, Rows]) -> None:
    """A workbook of plain cells; a text that begins with ``=`` is a formula that failed."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, column, value in _cells(rows):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row, column, value, None, "#N/A")
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()


def _cells(rows: Rows) -> Iterator[tuple[int, int, Any]]:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            yield number, column, value
