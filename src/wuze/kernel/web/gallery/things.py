"""Invented marks, states, numbers and texts of 青岚县 on 2026-11-24."""

from __future__ import annotations

from datetime import UTC, date, datetime

from wuze.kernel.web.components import (
    Chain,
    ChainPart,
    Difference,
    Empty,
    Event,
    Figure,
    Light,
    Link,
    Meter,
    Note,
    QueueRow,
    Refused,
    Stale,
    State,
    StateBar,
    Step,
    Tag,
    Tile,
    Verb,
    Why,
    WhyLine,
    share,
)  # fmt: skip

TODAY = date(2026, 11, 24)
HERE = "#page"


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    """An instant of 2026, given in China's time."""
    return datetime(2026, month, day, hour - 8, minute, tzinfo=UTC)


LIGHTS = (
    (Light("red", "超期4天"), "过了节点还没做，没有人负责，或比率低于下线"),
    (Light("amber", "剩2天"), "两个工作日以内，含今天；或有一处要人看"),
    (Light("green", "剩5天"), "不用管。字不加粗，眼睛跳过去"),
    (Light("none", "没轮到"), "没开始、不适用、没数据。不是零，也不是绿"),
)
TAGS = (
    ((Tag("迟1天", "late"),), "留下的迟记，办完也不消"),
    ((Tag("补登"), Tag("代录", url=HERE)), "事后登记的、替别人录的；有原件的可以点开"),
    ((Tag("须说明", "ask"), Tag("未确认", "ask")), "要人写理由，或来源还没公布"),
)
NOTES = (
    Note("没有存上：网断了。填的还在，连上后再按一次。", "bad", Link("再存一次", HERE)),
    Note("2027年放假安排还没公布，这个节点先按周末算，公布后重算并告知。", "ask"),
    Note("没有“县联审”的权限。这件事由县委社会工作部办，内线6021。"),
)
EMPTIES = (
    Empty("没有要我办的。最近一件11月23日办完。"),
    Empty("这些条件下没有事项。", Link("去掉“超期”", HERE), "后有63件。"),
    Empty("还没有名录。", Link("导入市场监管和民政的名单", HERE), "，不用基层再报。"),
)
QUEUE = (
    QueueRow("答复异议：康宁口腔门诊党支部，“活动场所”得分", HERE, Light("red", "超期1天"),
             "11月16日收到，限5个工作日答复，到昨天。", "延误记在本办。", Verb("写答复", HERE, "get", primary=True)),
    QueueRow("审批延期：石桥镇“楼宇党群服务点选址”，申请延到12月4日", HERE, Light("amber", "今天到期"),
             "11月20日申请，在节点11月25日之前，可以审", verb=Verb("审延期", HERE, "get")),
    QueueRow("核验整改：云峰乡流动党员台账缺2人", HERE, Light("green", "剩3天"),
             "云峰乡11月20日报整改完成；核验须由办理人以外的人做", verb=Verb("去核验", HERE, "get")),
)  # fmt: skip
WAITING = (
    QueueRow("县工信局：规上名单比对", HERE, Light("red", "超期4天"), "柳塘镇核实事项的协办意见"),
    QueueRow("部领导：县级复核抽样方案", HERE, Light("none", "送签中"), "11月20日送签"),
    QueueRow("县教育局：职工子女入学诉求", HERE, Light("amber", "剩2天"), "恒晟精密党支部提出"),
)
CHAIN = Chain((
    ChainPart("D-03 两个覆盖，属地兜底", HERE), ChainPart("2026-0118（本页）", here=True),
    ChainPart("走访1次，1个问题已改", HERE), ChainPart("乡镇指标T3 两个覆盖，8分", HERE),
    ChainPart("没有"), ChainPart("与2025-0077是同一个根子", HERE),
))  # fmt: skip
STATE = StateBar(
    steps=(
        Step("立项", "done", ("9月24日", "常委会第14次会议")), Step("交办", "done", ("9月28日", "何敏")),
        Step("签收", "done", ("9月29日", "柳塘镇")), Step("办理", "done", ("9月29日–11月23日", "停表3天，延期3天")),
        Step("反馈", "done", ("11月23日", "按时")), Step("审核", "now", ("限11月26日", "轮到我")),
        Step("核验", notes=("限3个工作日", "沈一帆")), Step("销号"),
    ),
    turn="轮到我：审核柳塘镇的反馈",
    light=Light("amber", "剩2天"),
    detail="11月23日16:40收到，限3个工作日，到11月26日（周四）",
    verbs=(
        Verb("认可，交核验", "act/", primary=True, hidden=(("row_version", "7"),)), Verb("退回补充", "act/"),
        Verb("催县工信局", "act/"), Verb("线下已定，登记", HERE, "get"),
    ),
    refused=(
        Refused("销号", "还差两样：县工信局意见、办理人以外的人核验"),
        Refused("延期", "节点11月23日已过，延期只能在节点前申请。", Link("看规则", HERE)),
    ),
)  # fmt: skip
EVENTS = (
    Event(at(11, 23, 16, 40), "柳塘镇 陆文清", "反馈",
          "37户核实完：可单独组建9户，联合组建14户，选派指导员10户，停产外迁4户。",
          files=(Link("37户核实表.xlsx", HERE),), now=True),
    Event(at(11, 20, 9, 12), "何敏", "催办县工信局（第2次）"),
    Event(at(11, 16, 10, 5), "何敏", "登记线下审批：延期3天", "批准人周启明，11月13日，呈批件〔2026〕87号",
          tags=(Tag("补登"),)),
    Event(date(2026, 10, 28), "督查二组", "走访柳塘镇，看5户", "1户党员数对不上，11月4日改完，沈一帆核验。"),
    Event(at(9, 28, 16, 10), "何敏", "交办，30个工作日"),
)  # fmt: skip
BASIS = "分母：在营且有3名以上正式党员的两新组织。分子：其中已建党组织的。覆盖低是属地和部门的责任，不计入已建党组织的得分。"
FIGURES = (
    Figure("总分（满分100）", "89.14", "四个板块得分相加，没有折算，没有加减分。", TODAY, big=True, url=HERE),
    Figure("组织覆盖（应建口径）", "84.7%", BASIS, TODAY, "999/1,180家", "＋0.7", HERE),
    Figure("事项按时办结", "86.0%", "今年到期的事项里，在节点当天24时前办结的。", TODAY, "104/121件", url=HERE),
    Figure("党员教育学时", "没有数据", "11月的学时表还没有收到，缺的不当零算。", TODAY, remark="等县委党校回表"),
)
METERS = (
    Meter("四季度覆盖情况表", "11/14个单位", share(11, 14)),
    Meter("18,420/20,000格", "", share(18420, 20000), Light("amber", "只剩1,580格")),
)
PLACES: tuple[tuple[str, int, int, State, str], ...] = (
    ("柳塘镇", 61, 98, "red", "红"), ("物流园", 34, 52, "red", "红"), ("永兴镇", 52, 70, "amber", "黄"),
    ("双桥镇", 39, 55, "amber", "黄"), ("开发区", 163, 178, "green", "绿"), ("城南街道", 142, 156, "green", "绿"),
    ("云峰乡", 17, 19, "green", "绿"),
)  # fmt: skip
TILES = tuple(
    Tile(name, f"{100 * part / whole:.1f}%", Light(state, word), f"{part}/{whole}", f"缺{whole - part}",
         share(part, whole), HERE)
    for name, part, whole, state, word in PLACES
)  # fmt: skip
WHY = Why(
    sum="本项10分，从满分扣起：10.00 − 1.00 − 0 − 0.50",
    result="8.50",
    provenance="方案2026规上版第2版，第9行；引擎1.0，重算一致",
    lines=(
        WhyLine("集中学习全年不少于32学时，达标率以95%为基准，每低5个百分点扣0.5分。", "9/11名党员达标＝81.82%", "−1.00",
                "低13.18个百分点，满2档", date(2026, 11, 10), Link("党员学时汇总.xlsx", HERE),
                "事在1–11月，11月10日收到", Link("学习登记47条", HERE), "郑立录46条；柳塘镇代录1条"),
        WhyLine("流动党员未建台账的，扣1分。", "2名流动党员，都有台账", "0", evidence=Link("督查走访单第3页", HERE),
                evidence_dates="事在9月15日，9月16日收到", source=Link("督查二组 走访0046", HERE), source_by="沈一帆录"),
        WhyLine("发展党员程序缺项的，每项扣0.5分。", "缺1项：公示记录", "−0.50",
                evidence=Link("初评表第7行（签字扫描）", HERE), evidence_dates="事在11月12日，11月18日收到",
                source=Link("柳塘镇组织办 初评", HERE), source_by="何敏11月18日录", tags=(Tag("代录"),)),
    ),
    chain=Chain((
        ChainPart("D-06 党员教育管理", HERE), ChainPart("事项0088 全年学时", HERE), ChainPart("走访0046，没有问题", HERE),
        ChainPart("本项8.50", here=True), ChainPart("没有"), ChainPart("上年这项8.00", HERE),
    )),
    dispute=Verb("对这一项提出异议", HERE, "get", icon="chat-left-text"),
)  # fmt: skip
STALE = Stale("沈一帆", at(11, 24, 9, 12), (
    Difference("申请延到", "2026年11月30日", "2026年12月2日"), Difference("理由", "等县工信局名单", "4户法人在外地"),
))  # fmt: skip
