"""三十位主要负责人的演示数据：十四个乡镇、十二个部门、四个功能区。"""

from __future__ import annotations

from datetime import date

from .parts import Cell, Dice, Rows, Sheets
from .zh01 import TEAMS

SEED = 1201
GROUPS: dict[str, tuple[str, ...]] = {
    "乡镇": ("白鹭镇", "松坞镇", "云雾乡", "桐花镇", "枫林乡", "古渡镇", "龙潭乡", "月湾镇", "长坪乡", "双溪镇",
           "柳堤镇", "竹山乡", "梨园镇", "荷塘乡"),
    "部门": ("山海局", "云帆局", "春耕局", "书香局", "桥路局", "清泉局", "百工局", "康宁局", "天平局", "星火局",
           "集市局", "灯塔局"),
    "功能区": ("开发区", "科创园", "物流港", "生态园"),
}  # fmt: skip
OPTIONS = ("满意", "较满意", "一般", "不满意", "弃权")
VOTERS = {"单位职工": 30, "服务对象": 40, "部门": 12, "县级领导": 9}
WIDE = ("重点项目得分", *TEAMS, "优秀票", "称职票", "基本称职票", "不称职票", "全年完成数量", "城市覆盖率", "农村覆盖率",
        "信息累计分", "信息应得分", "受到问责", "较大事故")  # fmt: skip

# 写明要看的情形；其余随机。
PLANNED: dict[str, dict[str, Cell]] = {
    "L01": {"重点项目得分": 96, "优秀票": 95, "称职票": 5, "基本称职票": 0, "不称职票": 0, "全年完成数量": 400},
    "L02": {"优秀票": 59, "称职票": 11, "基本称职票": 20, "不称职票": 10},
    "L03": {"优秀票": 40, "称职票": 20, "基本称职票": 20, "不称职票": 10},
    "L04": {"任职月数": 3, "重点项目得分": 99.9},
    "L07": {"受到问责": date(2025, 5, 12), "较大事故": date(2025, 6, 30)},
    "L08": {"受到问责": date(2024, 12, 30)},
    "L09": {"优秀票": 90, "称职票": 10, "基本称职票": 0, "不称职票": 0},
    "L15": {"受到问责": date(2025, 12, 31)},
    "L18": {"重点项目得分": 89.2},
    "L27": {"信息累计分": 130, "信息应得分": 120},
    "L28": {"信息累计分": 100, "信息应得分": 120},
}  # fmt: skip
MISSING_MONTH = ("L05", 7)
NOT_APPLICABLE_MONTH = ("L06", 2)
FEW_VOTES = "L10"
TWINS = ("L18", "L19")


def _row(dice: Dice, number: str, kind: str, ranks: dict[str, int]) -> dict[str, Cell]:
    row: dict[str, Cell] = {"类型": kind, "任职月数": 8 + dice.below(50), "重点项目得分": 80 + dice.below(140) / 10}
    row |= ranks
    excellent = 55 + dice.below(44)
    fair = dice.below(100 - excellent)
    row |= {
        "优秀票": excellent,
        "称职票": 100 - excellent - fair,
        "基本称职票": fair - fair // 4,
        "不称职票": fair // 4,
    }
    row |= {
        "全年完成数量": 200 + dice.below(60),
        "城市覆盖率": dice.pick((1.0, 0.96)),
        "农村覆盖率": dice.pick((0.55, 0.5, 0.49)),
    }
    row |= {
        "信息累计分": 60 + dice.below(80),
        "信息应得分": dice.pick((80, 100, 120)),
        "受到问责": "否",
        "较大事故": "否",
    }
    if kind == "部门":
        row |= {"城市覆盖率": None, "农村覆盖率": None}
    return row | PLANNED.get(number, {})


def _months(dice: Dice, number: str) -> Rows:
    rows: Rows = []
    for month in range(1, 13):
        value: Cell = dice.below(9)
        if (number, month) == NOT_APPLICABLE_MONTH:
            value = "不适用"
        if (number, month) != MISSING_MONTH:
            rows.append([number, "暗访问题数", value, month, None])
    return rows + [[number, "季度进度", (80 + dice.below(25)) / 100, quarter, None] for quarter in range(1, 5)]


def _votes(dice: Dice, number: str) -> Rows:
    rows: Rows = []
    for voter, size in VOTERS.items():
        few = number == FEW_VOTES and voter == "县级领导"
        left = 3 if few else size - dice.below(3)
        for option in OPTIONS[:-1]:
            count = left if option == "不满意" and not few else min(left, left * (70 + dice.below(30)) // 100)
            rows.append([number, voter, option, min(count, left)])
            left -= min(count, left)
        rows.append([number, voter, "弃权", left if few else dice.below(2)])
    return rows


def facts() -> Sheets:
    """数据.xlsx: 名录, wide 数据, monthly and quarterly rows in 数据明细, and 票数."""
    dice = Dice(SEED)
    register: Rows = [["编号", "名称", "类型", "任职月数"]]
    wide: Rows = [["编号", *WIDE]]
    long: Rows = [["编号", "数据项", "值", "期", "日期"]]
    votes: Rows = [["编号", "测评", "主体", "选项", "票数"]]
    start = 1
    for kind, units in GROUPS.items():
        numbers = [f"L{n:02}" for n in range(start, start + len(units))]
        start += len(units)
        placed = {team: dict(zip(dice.shuffled(numbers), range(1, 99), strict=False)) for team in TEAMS}
        kept: dict[str, tuple[dict[str, Cell], Rows, Rows]] = {}
        for number, unit in zip(numbers, units, strict=True):
            row = _row(dice, number, kind, {team: placed[team][number] for team in TEAMS})
            periods, ballots = _months(dice, number), _votes(dice, number)
            if number == TWINS[1]:
                row, periods, ballots = kept[TWINS[0]]
            kept[number] = (row, periods, ballots)
            register.append([number, f"{unit}主要负责人（演示）", kind, row["任职月数"]])
            dated = {key: row[key] for key in ("受到问责", "较大事故") if isinstance(row[key], date)}
            wide.append([number, *(None if key in dated else row[key] for key in WIDE)])
            long += [[number, *line[1:]] for line in periods]
            long += [[number, key, "是", None, day] for key, day in dated.items()]
            votes += [[number, "满意度测评", *line[1:]] for line in ballots]
    return {"名录": register, "数据": wide, "数据明细": long, "票数": votes}
