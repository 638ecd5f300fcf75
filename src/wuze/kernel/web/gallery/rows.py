"""An invented ledger that really filters and sorts, so that the list can be tried."""

from __future__ import annotations

from urllib.parse import urlencode

from wuze.kernel.web.components import Empty, Light, Link, Refused, State, Tag, Verb
from wuze.kernel.web.listing import (
    Bulk,
    Cell,
    Choice,
    Column,
    Filter,
    Listing,
    Page,
    Reminder,
    Row,
    View,
)  # fmt: skip

Data = tuple[str, State, str, str, str, str, str, str, str]
DATA: tuple[Data, ...] = (
    ("0102", "red", "超期9天", "律师行业党委换届方案报批", "县司法局", "11月11日", "县司法局", "办理中", "11月5日"),
    ("0095", "red", "超期6天", "快递外卖站点流动党员摸底", "双桥镇", "11月16日", "双桥镇", "退回补充", "11月17日"),
    ("0111", "red", "超期5天", "民办幼儿园党组织隶属关系理顺", "县教育局", "11月17日", "县教育局", "办理中", "11月10日"),
    ("0113", "red", "超期2天", "为12家空白点企业选派党建指导员", "永兴镇", "11月20日", "永兴镇", "办理中", "11月13日"),
    ("0126", "red", "超期1天", "四季度覆盖情况表", "梅岭乡", "11月23日", "梅岭乡", "办理中", "未报"),
    ("0120", "amber", "今天", "写字楼商户党员信息核对", "城南街道", "11月24日", "城南街道", "办理中", "11月20日"),
    ("0109", "amber", "今天", "楼宇党群服务点选址（万和大厦）", "石桥镇", "11月25日", "何敏 审延期", "延期待批", "11月18日"),
    ("0118", "amber", "剩2天", "应建未建企业37户逐户核实", "柳塘镇", "11月26日", "何敏 审核", "待审", "11月23日"),
    ("0104", "green", "剩3天", "流动党员台账缺2人，补齐并报核", "云峰乡", "11月27日", "何敏 核验", "待核验", "11月20日"),
    ("0127", "green", "剩6天", "社管股岗位交接，5项职责确认", "县民政局", "12月2日", "县民政局", "办理中", "11月19日"),
)  # fmt: skip
PICKED = {"0095", "0113"}
STATES = (("", "全部"), ("办理中", "办理中"), ("待审", "待审"), ("待核验", "待核验"))


def address(**terms: str) -> str:
    """The list's address with these terms; empty ones fall away."""
    kept = {name: value for name, value in terms.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"


def row(data: Data) -> Row:
    """One matter as a row."""
    number, state, word, name, unit, due, turn, stage, reported = data
    late = (Tag("迟1天", "late"),) if number == "0095" else ()
    return Row(number, f"{number} {name}", (
        Cell(light=Light(state, word)), Cell(number, quiet=True), Cell(name, "#page"), Cell(unit), Cell(due),
        Cell(turn, strong=turn.startswith("何敏")), Cell(stage), Cell(reported, tags=late),
    ), number in PICKED)  # fmt: skip


def filters(state: str) -> tuple[Filter, ...]:
    """Two filters; the second only shows how one at rest looks."""
    stages = tuple(Choice(value, label, value == state) for value, label in STATES)
    return (Filter("state", "状态", stages), Filter("from", "来源", (Choice("", "全部", True), Choice("1", "常委会"))))


def columns(query: str, state: str, order: str) -> tuple[Column, ...]:
    """Columns; the first sorts both ways."""
    turned = address(q=query, state=state, order="" if order == "down" else "down")
    return (
        Column("还剩", "w-104", phone="light", sort_url=turned, sorted="descending" if order == "down" else "ascending"),
        Column("编号", "w-72"), Column("事项", phone="title"), Column("责任单位", "w-104"), Column("时间节点", "w-88"),
        Column("现在轮到", "w-120"), Column("状态", "w-88", phone="off"), Column("最近汇报", "w-136", optional=True),
    )  # fmt: skip


BULK = Bulk(
    (Verb("催办", "act/", icon="megaphone"), Verb("导出选中的", "act/", icon="download")),
    (Refused("改节点", "节点不能批量改，须由责任单位逐件申请延期"),),
    "reminder/",
)


def ledger(query: str = "", state: str = "", order: str = "", *, url: str = "list/") -> Listing:
    """The list that these terms leave."""
    left = [data for data in DATA if query in "".join(data) and (not state or data[7] == state)]
    shown = tuple(row(data) for data in (reversed(left) if order == "down" else left))
    chips = [Link(f"“{query}”", address(state=state, order=order))] if query else []
    chips += [Link(state, address(q=query, order=order))] if state else []
    return Listing(
        id="ledger", caption="未销号事项", url=url, columns=columns(query, state, order), rows=shown,
        total=len(shown), first=1, last=len(shown), placeholder="找事项、编号、单位", query=query,
        views=(View("未销号", 10, "?", current=True), View("超期", 5, "?q=超期"), View("轮到我", 3, "?q=何敏"),
               View("全部", 88, "?")),
        filters=filters(state), chips=tuple(chips), keep=(("order", order),) if order else (), clear_url="?" if len(chips) > 1 else "",
        pages=(Page("1"), Page("2", "?page=2"), Page("下一页", "?page=2")) if not chips else (),
        export=Link(f"导出这{len(shown)}件", "?export=1"), bulk=BULK,
        empty=Empty("这些条件下没有事项。", Link("全部去掉", "?"), f"后有{len(DATA)}件。"),
        hint="还剩＝按现在轮到谁来算，单位：工作日",
    )  # fmt: skip


REMINDER = Reminder(
    "2个单位，2件",
    "请以下单位抓紧办理（11月24日9时统计）：\n1. 双桥镇：快递外卖站点流动党员摸底，超期6个工作日\n"
    "2. 永兴镇：选派党建指导员，超期2个工作日\n办好后请在系统里反馈，或把材料交县委社会工作部代录（内线6021）。有困难请今天回话。",
    verbs=(Verb("登记已催", "act/"),),
)
