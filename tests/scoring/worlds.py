"""Random valid schemes and facts, for properties: whatever hypothesis draws here loads without a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.scoring.build import Elements, Given, Row, facts, row, scheme
from wuze.scoring.facts import Facts
from wuze.scoring.model import Scheme

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""What a composite strategy is given."""

ELEMENTS: Elements = {
    "会议": "次数", "活动": "次数", "应到": "次数", "到会率": "比率", "增收": "数值", "齐全": "是否", "处分": "是否",
    "年报": row(类型="选项", 选项="按时;迟报;未报"), "评分": "打分", "评价": row(类型="评等", 选项="好;中;差"),
    "表彰": "事件", "人均": row(类型="数值", 公式="增收/应到"),
}  # fmt: skip  # one list
WAYS: tuple[tuple[str, str, str], ...] = (
    ("扣分", "扣{n}", "处分"),
    ("每次扣", "每次扣{n}", "活动"),
    ("每次扣", "每次扣{n} 最多2", "会议"),
    ("缺次扣", "应4 每缺扣{n}", "会议"),
    ("缺次扣", "应4;小微:2 每缺扣{n}", "会议"),
    ("差额扣", "基准90% 每低3%扣{n} 按比例", "到会率"),
    ("差额扣", "基准90% 每低3%扣{n}", "到会率"),
    ("差额扣", "基准均值 每低1扣{n} 按比例", "增收"),
    ("否则零分", "", "齐全"),
    ("否则零分", "会议≥1 或 齐全=是", ""),
    ("达到得", "≥80% 得{n}", "到会率"),
    ("每次得", "每次得{n} 最多5", "活动"),
    ("每次得", "每次得{n}", "表彰"),
    ("按率得", "满{n}", "到会率"),
    ("按率得", "满{n}", "会议/应到"),
    ("分档", "≥95%:{n};≥50%:1/3;其他:0", "到会率"),
    ("选项", "按时:{n};迟报:0.5", "年报"),
    ("选项", "按时:0;未报:-{n}", "年报"),
    ("评等", "好:100%;中:2/3;差:0", "评价"),
    ("裁量", "0~3", "评分"),
    ("级别表", "省级:{n};其他:0.5 就高", "表彰"),
    ("级别表", "省级:{n};其他:0.5 累计 最多4", "表彰"),
    ("名次", "1:{n};2:1", "增收"),
    ("名次", "首名{n} 末名1 插值 倒序", "人均"),
    ("比首名", "满{n}", "增收"),
    ("比均值", "满{n} 倒序", "增收"),
    ("比标准", "标准人均 满{n}", "增收"),
    ("倍数", "×{n}", "活动"),
)
GUARDS = (None, None, None, "齐全=是", "会议≥2", "到会率≥50% 且 年报=按时", "属地=东")
POLICIES = ("免扣", "折算", "均值", "零分", "不参评", None)
VETOES = (
    row(情形="处分", 条件="处分=是", 后果="降一等", 回溯期="12月"),
    row(情形="少开会", 条件="会议<1", 后果="不得高于良好"),
    row(情形="弄虚作假", 条件="年报=未报 且 处分=是", 后果="总分归零"),
    row(情形="未建班子", 条件="齐全=否", 后果="不参评"),
    row(情形="先进", 条件="表彰≥2", 后果="定为优秀"),
)
POLL = (row(测评="测评", 选项="好", 面值=100), row(选项="中", 面值=60), row(选项="差", 面值=0), row(选项="不清楚"))
BODIES = (row(测评="测评", 主体="班子", 权重="40%"), row(主体="党员", 权重=1))
VOTES = st.sampled_from(
    ({"好": 3}, {"好": 1, "差": 2}, {"好": 2, "中": 1, "不清楚": 9}, {"中": 4}, {"好": 1, "中": 1}, {"不清楚": 1})
)
VALUES: dict[str, st.SearchStrategy[Given]] = {
    "会议": st.integers(0, 6),
    "活动": st.integers(0, 4),
    "应到": st.integers(0, 6),
    "到会率": st.sampled_from(("0", "33%", "50%", "2/3", "87%", "95%", "120%")),
    "增收": st.integers(-1, 9),
    "齐全": st.sampled_from(("是", "是", "是", "是", "是", "否")),
    "处分": st.sampled_from(("否", "否", "是")),
    "年报": st.sampled_from(("按时", "迟报", "未报")),
}
MARKS: dict[str, st.SearchStrategy[Given]] = {
    "评分": st.sampled_from(("0", "1", "1.5", "3")),
    "评价": st.sampled_from(("好", "中", "差")),
}


@dataclass
class World:
    """The rows of a scheme and of its facts, so that a test may change them before they are read."""

    items: list[Row]
    sheets: dict[str, Any]
    people: dict[str, Row]
    data: dict[str, Row]
    rows: dict[str, list[Row]]

    def scheme(self) -> Scheme:
        """The scheme of the rows."""
        return scheme(self.items, ELEMENTS, people=self.people, **self.sheets)

    def read(self) -> tuple[Scheme, Facts]:
        """Both."""
        of = self.scheme()
        return of, facts(of, self.data, people=self.people, **self.rows)


def numbers() -> st.SearchStrategy[str]:
    """Points as they are typed."""
    return st.sampled_from(("0.5", "1", "1.25", "2", "3", "0.333", "2.005"))


@st.composite
def items(draw: Draw) -> list[Row]:
    """One to four items of one to three clauses, in one or two parts."""
    found: list[Row] = []
    for no in range(1, draw(st.integers(1, 4)) + 1):
        head = row(
            板块=draw(st.sampled_from(("P1", "P2"))),
            编号=f"A{no}",
            分值=draw(st.integers(1, 6)),
            起评=draw(st.sampled_from((None, "满分", "零分"))),
            下限=draw(st.sampled_from((None, None, -2, "不保底"))),
            上限=draw(st.sampled_from((None, None, 7))),
            不适用时=draw(st.sampled_from(POLICIES)),
            适用对象=draw(st.sampled_from((None, None, None, "小微"))),
            分期=draw(st.sampled_from((None, None, None, "半年"))),
            评委合成=draw(st.sampled_from((None, "中位数", "去掉最高最低后平均"))),
        )
        for at in range(draw(st.integers(1, 3))):
            way, params, name = draw(st.sampled_from(WAYS))
            clause = row(
                方式=way,
                参数=params.format(n=draw(numbers())),
                数据项=name,
                条件=draw(st.sampled_from(GUARDS)),
                互斥组=draw(st.sampled_from((None, None, "A"))),
            )
            found.append({**head, **clause} if at == 0 else clause)
    return found


@st.composite
def worlds(draw: Draw) -> World:
    """A scheme with grades, vetoes, a poll and groups, and facts with gaps."""
    rows = draw(items())
    used = {one["板块"] for one in rows if "板块" in one}
    parts = [
        row(编号=code, 名称=code, 分值=draw(st.integers(5, 30)), 折算="是") for code in ("P1", "P2") if code in used
    ]
    parts.append(row(编号="P3", 名称="测评", 分值=10, 来源="票数:测评"))
    share = draw(st.sampled_from(("0", "20%", "1/3", "50%", "100%", None)))
    grades = [
        row(等次="优秀", 最低分=20, 名额比例=share, 取整=draw(st.sampled_from((None, "进一", "四舍五入")))),
        row(等次="良好", 最低分=10),
        row(等次="一般"),
    ]
    head = row(
        年度=2026,
        小数位=draw(st.sampled_from((1, 2))),
        分组=draw(st.sampled_from((None, "属地"))),
        同分比较=draw(st.sampled_from((None, "P3;会议"))),
    )
    vetoes = draw(st.lists(st.sampled_from(VETOES), max_size=2, unique_by=lambda one: one["情形"]))
    sheets = {"parts": parts, "grades": grades, "vetoes": vetoes, "polls": POLL, "bodies": BODIES, "head": head}
    codes = [f"S{no}" for no in range(1, draw(st.integers(1, 6)) + 1)]
    people = {
        code: row(属地=draw(st.sampled_from(("东", "西"))), 类型="小微" if code == "S1" else draw(KINDS))
        for code in codes
    }
    data: dict[str, Row] = {code: {name: draw(_cell(values)) for name, values in VALUES.items()} for code in codes}
    long = draw(_long(codes))
    if len(codes) > 1 and draw(st.booleans()):
        people["S2"], data["S2"] = people["S1"], data["S1"]
        long = {name: _twins(rows) for name, rows in long.items()}
    return World(rows, sheets, people, data, long)


def _twins(rows: list[Row]) -> list[Row]:
    """S2 has what S1 has, so that ties are not rare."""
    return [one for one in rows if one["编号"] != "S2"] + [{**one, "编号": "S2"} for one in rows if one["编号"] == "S1"]


KINDS = st.sampled_from(("小微", "其他"))


def _cell(values: st.SearchStrategy[Given]) -> st.SearchStrategy[Given]:
    """Nearly always a value, now and then nothing or 不适用."""
    return st.integers(0, 19).flatmap(lambda luck: values if luck < 18 else st.just(None if luck == 18 else "不适用"))


EVENTS = st.fixed_dictionaries(
    {
        "数据项": st.just("表彰"),
        "事件": st.sampled_from(("先进", "示范", "典型")),
        "级别": st.sampled_from(("省级", "县级")),
        "日期": st.sampled_from(("2026-03-01", "2026-09-01")),
    }
)


@st.composite
def _long(draw: Draw, codes: list[str]) -> dict[str, list[Row]]:
    """Marks of scorers, events and votes."""
    details = [
        row(编号=code, 数据项=name, 值=value)
        for code in codes
        for name, values in MARKS.items()
        for value in draw(st.lists(_cell(values), min_size=1, max_size=6 if name == "评分" else 2))
    ]
    events: list[Row] = [{"编号": code, **one} for code in codes for one in draw(st.lists(EVENTS, max_size=3))]
    votes = [
        row(编号=code, 测评="测评", 主体=body, 选项=option, 票数=count)
        for code in codes
        for body in ("班子", "党员")
        for option, count in draw(VOTES).items()
    ]
    return {"details": details, "events": events, "votes": votes}
