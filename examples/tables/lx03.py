"""两新党支部，只交签字评分表：照 LX03 一类评分表改写。没有任何事实，只有得分和扣分原因。"""

from __future__ import annotations

from datetime import date, timedelta

from .parts import Cell, Dice, Rows, Sheets, settings

FOLDER = "两新党支部-评分表"
MERGED = False
SEED = 3

# 编号、指标、分值、起评、不适用时、评委合成、评分标准
ITEMS: list[tuple[str, str, int, str, str | None, str | None, str]] = [
    ("A1", "宣传栏、公开栏", 4, "零分", None, None, "现场看：好的得4分，较好的得3分，一般的得2分，没有的得0分"),
    ("A2", "活动室面积", 4, "满分", "均值", None, "不少于20平方米，有条件的人均3平方米以上；达不到的扣2分"),
    ("A3", "制度上墙和党费", 5, "满分", None, None, "各项制度上墙4分，每缺1项扣2分；党费按时按规定交纳2分"),
    ("A4", "桌椅和电教设备", 5, "零分", None, None, "桌椅柜橱较好、摆放整洁得3分；有电教设备得2分"),
    ("A5", "党旗", 4, "满分", None, None, "正面墙悬挂不小于1平方米的党旗，达不到的扣2分"),
    ("A6", "党章、权利义务上墙", 4, "满分", None, None, "党章或者党员权利、义务公布上墙，没有的扣4分"),
    ("B1", "创建活动专栏", 4, "零分", None, None, "有创建活动（计划）专栏的得4分，没有的得0分"),
    ("B2", "员工文体场所", 4, "零分", "免扣", None, "有员工文体活动场所的得4分，没有的不得分"),
    ("B3", "党员责任区", 4, "满分", "折算", "去掉最高最低后平均",
     "按车间或部门设立的得4分；没有设立的由考评人员在0～4分内酌情扣分并写明原因"),
    ("B4", "责任区公布名单", 4, "满分", None, "中位数",
     "责任区党员名单、照片在专栏公布的得4分；达不到的在0～4分内酌情扣分并写明原因"),
]  # fmt: skip
HEADS = ["板块", "维度", "编号", "指标", "分值", "起评", "不适用时", "计分要点", "评委合成"]
AREAS = {"A": "保障措施", "B": "作用发挥"}

SCHEME: Sheets = {
    "方案": settings(
        名称="青岚县两新党支部年度考核（现场评分表）", 年度=2025, 版本="演示1", 考核对象="两新组织党支部",
        满分=100, 小数位=1, 同分比较="P2", 截止日=date(2025, 12, 31), 阶段差异=1,
        来源="演示数据：照LX03一类公开评分表改写，支部名称均为虚构"),
    "板块": [["编号", "名称", "分值", "来源", "折算"], ["P1", "阵地", 60, "指标", "是"], ["P2", "活动", 40, "指标", "是"]],
    "指标": [[*HEADS], *(["P1" if no < "B" else "P2", AREAS[no[0]], no, name, points, start, na, rule, raters]
                        for no, name, points, start, na, raters, rule in ITEMS)],
    "等次": [["等次", "最低分", "名额比例", "取整"], ["优秀", 90, "25%", "进一"], ["良好", 80, None, None],
           ["合格", 60, None, None], ["不合格", 0, None, None]],
    "否决": [["情形", "条件", "后果", "依据"],
           ["成立不满六个月", "成立月数<6", "不参评", "考核办法（演示）第三条"],
           ["当年被通报", "当年通报=是", "不得高于良好", "考核办法（演示）第十条"]],
}  # fmt: skip

REASONS = {
    "A2": "活动室只有16平方米", "A3": "流动党员管理制度没有上墙", "A5": "党旗尺寸不够",
    "A6": "只有党员义务，没有权利", "B3": "只有两个车间设了责任区", "B4": "名单没有更新",
}  # fmt: skip
NAMES = ("听松", "揽月", "知微", "守拙", "怀瑾", "问渠", "采薇", "望舒", "既白", "扶摇",
         "行云", "流泉", "温故", "致远", "静水", "明镜", "抱朴", "归真", "若谷", "惟新")  # fmt: skip
FIELDS = ("物流公司", "电子商务公司", "民办学校", "行业协会")

# 支部 → 指标 → [(阶段, 得分), …]，写明要看的情形；其余随机。None：这一项没有任何评分。
PLANNED: dict[str, dict[str, list[tuple[str, Cell]]]] = {
    "Q01": {no: [("初评", points)] for no, _, points, *_ in ITEMS},
    "Q02": {"A2": [("自评", 4), ("初评", 2)], "A3": [("自评", 5), ("初评", 3), ("复核", 1)]},
    "Q03": {"A4": [("自评", 5)]},
    "Q04": {"B1": []},
    "Q05": {"A2": [("初评", "不适用")]},
    "Q06": {"B2": [("初评", "不适用")], "B3": [("初评", "不适用")]},
    "Q07": {"B3": [("初评", 0), ("初评", 2), ("初评", 3), ("初评", 3), ("初评", 4)],
            "B4": [("初评", 1), ("初评", 2.5), ("初评", 4)]},
    "Q08": {"A5": [("初评", 2), ("初评", 2.5)], "A6": [("初评", 0)]},
    "Q09": {"A5": [("自评", 4), ("初评", 3)], "A6": [("初评", 4), ("复核", 3)]},
    "Q10": {no: [("初评", 0)] for no, *_ in ITEMS},
    "Q11": {no: [("初评", points)] for no, _, points, *_ in ITEMS},
    "Q12": {no: [("复核", points)] for no, _, points, *_ in ITEMS},
}  # fmt: skip


def _marks(dice: Dice, no: str, points: int, *, good: int) -> list[tuple[str, Cell]]:
    """A usual branch: one scorer, sometimes a self-assessment before and a review after."""
    steps = (0, 0.5, 1, 2) if not dice.chance(good) else (0,)
    first = points - dice.pick(steps)
    if no in ("B3", "B4"):
        return [
            ("初评", points - dice.pick(steps) if dice.chance(60) else points) for _ in range(5 if no == "B3" else 3)
        ]
    marks: list[tuple[str, Cell]] = [("初评", first)]
    if dice.chance(30):
        marks.insert(0, ("自评", points))
    elif dice.chance(20):
        marks.append(("复核", max(0, first - dice.pick((0, 0.5, 1)))))
    return marks


def _reason(no: str, start: str, points: int, mark: Cell) -> str | None:
    if mark == "不适用":
        return "没有车间和场地" if no[0] == "B" else "租用共享办公室"
    return REASONS.get(no) if isinstance(mark, int | float) and mark < points and start == "满分" else None


def facts() -> Sheets:
    """数据.xlsx: 名录 and the signed sheets, in the order they came in."""
    dice = Dice(SEED)
    register: Rows = [["编号", "名称", "类型", "属地", "成立月数", "当年通报"]]
    sheets: Rows = []
    for n in range(1, 41):
        number = f"Q{n:02}"
        name = f"{NAMES[n % 20]}{FIELDS[n % 4]}党支部（演示）"
        register.append([number, name, "社会组织" if n % 4 > 1 else "非公企业", dice.pick(("白鹭镇", "石桥街道")),
                         3 if n == 12 else 10 + dice.below(90), "是" if n == 11 else "否"])  # fmt: skip
        good = dice.pick((30, 60, 85))
        for no, _, points, start, *_ in ITEMS:
            usual = _marks(dice, no, points, good=100 if number in PLANNED else good)
            marks = PLANNED.get(number, {}).get(no, usual)
            if (
                number in PLANNED
                and len(marks) == 1
                and len(usual) > 1
                and no in ("B3", "B4")
                and marks[0][1] != "不适用"
            ):
                marks = marks * len(usual)
            day = date(2025, 11, 20) + timedelta(days=dice.below(20))
            for rater, (stage, mark) in enumerate(marks, 1):
                who = "支部自评" if stage == "自评" else f"考评组{rater}号" if stage == "初评" else "县复核组"
                when: Cell = day if dice.chance(80) else day.isoformat()
                sheets.append([number, no, mark, _reason(no, start, points, mark), who, when, stage])
    head: Rows = [["编号", "指标", "得分", "扣分原因", "评分人", "日期", "阶段"]]
    return {"名录": register, "得分": head + dice.shuffled(sheets)}
