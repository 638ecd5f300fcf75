"""村和社区的演示数据：二十六个虚构的村和社区，一年的事实。"""

from __future__ import annotations

from datetime import date

from .jc20 import COUNTS, FLAWS, MERITS, RATES, SEED, WIDE
from .parts import Cell, Dice, Rows, Sheets

VILLAGES = ("云雾", "石门", "桐花", "白鹭", "枫林", "古渡", "龙潭", "月湾", "长坪", "双溪", "柳堤", "竹山", "梨园",
            "荷塘", "松坞", "橘洲", "杏坊", "茶岭", "泉口", "麻石")  # fmt: skip
BLOCKS = ("朝阳里", "和平里", "书院街", "运河湾", "钟楼", "新园")

# 写明要看的情形；其余随机。
PLANNED: dict[str, dict[str, Cell]] = {
    "C01": {},
    "C02": {"医保参保率": "７８％", "农房整治完成率": 0.4, "三查到位率": 0.7, "养老参保率": 0.79},
    "C03": {"医保参保率": 0.84, "农房整治超额户数": 5, "可支配财力增长率": 0.085, "一村一策完成数": 6},
    "C04": {"开展结对共建": "否", "共建无约定": None, "共建无制度": None, "共建无成效": None},
    "C05": {"实事计划数": 0, "实事完成数": 0},
    "C06": {"三查到位率": "不适用", "发展党员数": 0},
    "C07": {"例会缺席次数": 4, "数据错漏例数": "３", "舆情反馈条数": 7},
    "C08": {"群众满意率": 0.795, "信访投诉较多": "是"},
    "C09": {"黑恶势力干扰": "是"},
    "C10": {"数据造假": "是"},
    "C11": {"办实事件数": None},
    "C12": {"实事计划数": 7, "实事完成数": 6},
    "C13": {"可支配财力增长率": 0.5, "一村一策完成数": 4, "引进企业数": 4, "农房整治超额户数": 3},
    "C14": {"可支配财力增长率": "-1.25%"},
    "C15": {"向党组织报告次数": 0, "向村民代表报告次数": 0, "可支配财力增长率": 0.08},
    "C16": {"可支配财力增长率": 0.09, "一村一策完成数": 0},
}  # fmt: skip
LATE_PAY = {
    "C12": {1: "补贴未按时", 3: "补贴未达标"},
    "C16": {2: "补贴未按时", 4: "补贴未按时"},
    "C18": {1: "补贴未达标"},
}
MODELS = {"C03": (12, 8.5), "C13": (30, 25), "C19": (5,)}
OTHER = {"C08": (5, 4, 4), "C12": (1, 2, 2), "C17": (0.5, 1, 0)}
EVENTS: Rows = [
    ["C03", "表彰", "青岚县先进党组织（演示）", "县级", date(2025, 7, 1), "青组演〔2025〕3号"],
    ["C03", "表彰", "青岚县先进党组织（演示）", "市级", date(2025, 9, 28), "市组演〔2025〕9号"],
    ["C13", "表彰", "和美村（演示）", "省级", "2025.10.20", None],
    ["C13", "表彰", "平安村（演示）", "国家级", "2025年12月1日", None],
    ["C16", "表彰", "和美村（演示）", " 市级 ", date(2025, 6, 3), None],
    ["C17", "安全事故", "沼气池事故（演示）", None, date(2024, 1, 1), None],
    ["C18", "安全事故", "山塘溺水（演示）", None, date(2023, 12, 31), None],
    ["C19", "安全事故", "农用车事故（演示）", None, date(2026, 1, 2), None],
]  # fmt: skip


def _row(dice: Dice, n: int) -> dict[str, Cell]:
    number = f"C{n:02}"
    usual = number in PLANNED
    weak = 0 if usual else dice.pick((2, 6, 12))
    row: dict[str, Cell] = {name: "是" if dice.chance(weak) else "否" for name in FLAWS}
    row |= {name: "否" if dice.chance(weak) else "是" for name in MERITS}
    row |= dict.fromkeys(COUNTS, 0)
    row |= {
        "发展党员数": 1 + dice.below(2),
        "办实事件数": 2 + dice.below(4),
        "向党组织报告次数": 2,
        "向村民代表报告次数": 1,
    }
    plan = 4 + dice.below(5)
    row |= {"实事计划数": plan, "实事完成数": plan if usual else plan - dice.below(3), "一村一策完成数": dice.below(3)}
    row |= dict(zip(RATES, (0.9, 1.0, 0.96, 0.97, 0.08, 0.92), strict=True))
    if not usual:
        row |= {name: round(float(str(row[name])) - dice.below(160) / 1000, 3) for name in RATES[:4]}
        row |= {
            "可支配财力增长率": dice.below(140) / 1000,
            "例会缺席次数": dice.below(3),
            "数据错漏例数": dice.below(2),
        }
    row |= {"黑恶势力干扰": "否", "数据造假": "否"}
    return row | PLANNED.get(number, {})


def facts() -> Sheets:
    """数据.xlsx: 名录, wide 数据, quarterly and scored facts in 数据明细, and 事件."""
    dice = Dice(SEED)
    names = [*(f"{name}村" for name in VILLAGES), *(f"{name}社区" for name in BLOCKS)]
    register: Rows = [["编号", "名称", "类型", "属地"]]
    wide: Rows = [["编号", "名称", *WIDE]]
    long: Rows = [["编号", "数据项", "值", "期", "日期", "来源", "佐证"]]
    for n, name in enumerate(names, 1):
        number = f"C{n:02}"
        label = f" {name}（演示）" if n % 9 == 0 else f"{name}（演示）"
        register.append([number, label, name[-1] if name[-1] == "村" else "社区", dice.pick(("白鹭镇", "松坞镇"))])
        row = _row(dice, n)
        wide.append([number, label, *(row[key] for key in WIDE)])
        late = LATE_PAY.get(number, {})
        if name[-1] == "村":
            long += [[number, key, "是" if late.get(q) == key else "否", q, None, "镇财政所", None]
                     for q in range(1, 5) for key in ("补贴未按时", "补贴未达标")]  # fmt: skip
        long += [[number, "典型加分", mark, None, date(2025, 11, 5), "现场会材料", "典型做法在全县推广"]
                 for mark in MODELS.get(number, ())]  # fmt: skip
        marks: tuple[Cell, ...] = ("不适用",) if number == "C20" else OTHER.get(number, (dice.below(3), dice.below(3)))
        long += [[number, "其他情形扣分", mark, None, date(2025, 12, 8), f"考评员{k}", "办事群众反映等候时间长" if mark else "无"]
                 for k, mark in enumerate(marks, 1)]  # fmt: skip
    events: Rows = [["编号", "数据项", "事件", "级别", "日期", "文号"], *EVENTS]
    return {"名录": register, "数据": wide, "数据明细": long, "事件": events}
