"""Clauses told in many ways and read back: what was meant is what is read, never something else marked 读懂."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from wuze.reading.model import Clause, Reading, Status
from wuze.reading.read import read_cell
from wuze.scoring.exact import plain

HAN = dict(zip(range(1, 13), ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], strict=True))
THINGS = (
    "建立联席会议制度", "制定年度工作计划", "配备专职党务工作者", "签订共建协议", "开展入企走访", "落实工作经费", "公示评议结果", "组织换届选举",
    "报送工作总结", "研究意识形态工作", "开展廉政教育", "安排专人联络",
)  # fmt: skip  # one list
FAULTS = ("资料弄虚作假", "信息报送迟缓", "档案丢失损坏", "会风会纪涣散", "职工投诉属实", "环境卫生脏乱")
TASKS = (
    ("召开支委会", "次"),
    ("开展主题党日", "次"),
    ("走访困难职工", "户"),
    ("报送工作信息", "篇"),
    ("组织专题培训", "期"),
    ("解决实际问题", "件"),
)
RATES = ("参训率", "党组织覆盖率", "问题整改率", "职工满意率", "任务完成率", "党费收缴率")
ENDS = ("；", "；\n", "。", ";", "，")
AMOUNTS = st.sampled_from([Decimal(value) for value in ("0.2", "0.5", "1", "1.5", "2", "3", "5")])


def wide(text: str) -> str:
    """Digits in full width, as typed on many keyboards."""
    return text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)} | {ord("."): "．"})


@st.composite
def amount_words(draw: st.DrawFn, amount: Decimal) -> str:
    text = plain(amount)
    forms = [text, wide(text)]
    if amount == int(amount) and int(amount) in HAN:
        forms.append(HAN[int(amount)])
    return draw(st.sampled_from(forms))


@dataclass(frozen=True)
class Told:
    """A clause as meant, its most, and one way of telling it."""

    method: str
    params: dict[str, str]
    most: Decimal
    text: str


@st.composite
def told_deduct(draw: st.DrawFn, thing: str) -> Told:
    amount = draw(AMOUNTS)
    points = draw(amount_words(amount))
    lack = draw(st.sampled_from(["未", "没有"]))
    form = draw(
        st.sampled_from(
            [
                "{l}{t}的，扣{p}分",
                "{l}{t}扣{p}分",
                "{l}{t}的扣{p}分",
                "{l}{t}，扣除{p}分",
                "{l}{t}的,减{p}分",
                "{l}{t}-{n}分",
            ]
        )
    )
    return Told("deduct", {"points": plain(amount)}, amount, form.format(l=lack, t=thing, p=points, n=plain(amount)))


@st.composite
def told_each(draw: st.DrawFn, fault: str) -> Told:
    amount = draw(AMOUNTS)
    points = draw(amount_words(amount))
    unit = draw(st.sampled_from(["次", "例", "起", "件", "处"]))
    one = draw(st.sampled_from(["1", "一", "１"]))
    form = draw(
        st.sampled_from(
            [
                "{f}的，每{u}扣{p}分",
                "{f}，每发现{o}{u}扣{p}分",
                "{f}，发现{o}{u}扣{p}分",
                "{f}的每{o}{u}扣{p}分",
                "每出现{o}{u}{f}扣{p}分",
                "{f}{o}{u}扣{p}分",
            ]
        )
    )
    return Told("deduct_each", {"each": plain(amount)}, amount, form.format(f=fault, u=unit, o=one, p=points))


@st.composite
def told_shortfall(draw: st.DrawFn, task: tuple[str, str]) -> Told:
    what, unit = task
    amount, count = draw(AMOUNTS), draw(st.integers(1, 6))
    period, times = draw(st.sampled_from([("每月", 12), ("每季度", 4), ("每半年", 2), ("每年", 1), ("全年", 1)]))
    number = draw(st.sampled_from([str(count), wide(str(count)), HAN[count]]))
    points = draw(amount_words(amount))
    due = draw(
        st.sampled_from(
            [
                "{p}{w}不少于{n}{u}",
                "{p}至少{w}{n}{u}",
                "{w}{p}不得少于{n}{u}",
                "{p}{w}{n}{u}",
                "{w}，{p}不少于{n}{u}",
                "{p}应{w}{n}{u}以上",
            ]
        )
    ).format(p=period, w=what, n=number, u=unit)
    lack = draw(
        st.sampled_from(
            ["每少1{u}扣{x}分", "少一{u}扣{x}分", "每缺１{u}扣{x}分", "缺1{u}扣{x}分", "每少{o}{u}，扣{x}分"]
        )
    )
    text = f"{due}{draw(st.sampled_from(['，', '。', '；']))}{lack.format(u=unit, x=points, o='一')}"
    required = count * times
    return Told("shortfall", {"required": str(required), "each": plain(amount)}, amount * required, text)


@st.composite
def cells(draw: st.DrawFn) -> tuple[str, str, list[Told]]:
    """A cell of one to four clauses that take points, and its points: the sum, so that nothing is over or under."""
    things = draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=3, unique=True))
    told = [draw(told_deduct(thing)) for thing in things]
    if draw(st.booleans()):
        told.append(draw(told_each(draw(st.sampled_from(FAULTS)))))
    if draw(st.booleans()):
        told.append(draw(told_shortfall(draw(st.sampled_from(TASKS)))))
    end = draw(st.sampled_from(ENDS))
    numbered = draw(st.sampled_from([None, "{}.", "（{}）", "{}、", "①"])) if end != "，" else None
    texts = [one.text for one in told]
    if numbered == "①":
        texts = [chr(0x2460 + at) + text for at, text in enumerate(texts)]
    elif numbered:
        texts = [numbered.format(at) + text for at, text in enumerate(texts, 1)]
    closing = draw(st.sampled_from(["", "。", "，扣完为止。", "，扣完为止"]))
    return end.join(texts) + closing, plain(sum((one.most for one in told), Decimal(0))), told


def compared(clause: Clause) -> tuple[str, dict[str, object]]:
    return clause.method, {name: value for name, value in clause.params.items() if name != "condition"}


def check_as_meant(reading: Reading, told: list[Told]) -> None:
    assert [compared(clause) for clause in reading.clauses] == [(one.method, one.params) for one in told]
    assert (reading.start, reading.floor) == ("full", "0")


@settings(max_examples=400, deadline=None)
@given(cells())
def test_deductions_are_read_as_meant(cell: tuple[str, str, list[Told]]) -> None:
    text, points, told = cell
    reading = read_cell(text, points)
    check_as_meant(reading, told)
    assert reading.status is Status.READ, reading.as_doubts()
    assert read_cell(reading.says, points).clauses == reading.clauses


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(RATES), st.lists(st.integers(40, 99), min_size=2, max_size=4, unique=True), st.integers(0, 5),
    st.sampled_from(["；", "，", "。"]),
    st.sampled_from(["得{}分", "计{}分", "的得{}分", "的，得{}分"]), st.booleans(), st.booleans(),
)  # fmt: skip  # one strategy after the other
def test_bands_are_read_as_meant(
    rate: str, ends: list[int], form: int, end: str, verb: str, last: bool, ranges: bool
) -> None:
    ends = sorted(ends, reverse=True)
    values = [2 * (len(ends) - at) for at in range(len(ends))]
    start = ["{r}达到{n}%以上", "{r}{n}%以上", "{r}在{n}％及以上", "{r}≥{n}%", "{r}不低于{n}%", "{r}达{n}%"][form]
    lines = [start.format(r=rate, n=ends[0]) + verb.format(values[0])]
    for above, number, value in zip(ends, ends[1:], values[1:], strict=False):
        span = f"{number}%—{above}%" if ranges else f"{number}%以上"
        lines.append(span + verb.format(value))
    if last:
        lines.append(f"{ends[-1]}%以下的不得分")
    reading = read_cell(end.join(lines), str(values[0]))
    rows = [(f"≥{number}%", str(value)) for number, value in zip(ends, values, strict=True)]
    assert [clause.method for clause in reading.clauses] == ["bands"]
    assert reading.clauses[0].params["bands"] == tuple(rows + ([(f"<{ends[-1]}%", "0")] if last else []))
    assert (reading.status, reading.start) == (Status.READ, "zero")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(RATES), st.integers(50, 100), st.integers(1, 10), AMOUNTS,
    st.sampled_from(["{r}达到{n}%得{p}分，", "{r}{n}%以上得满分，", "{r}低于{n}%的，", "{r}不低于{n}%，", "{r}应达到{n}%以上。"]),
    st.sampled_from(["每低{s}个百分点扣{x}分", "每降低{s}%扣{x}分", "每少{s}个百分点，扣{x}分", "每下降{s}百分点扣{x}分"]),
)  # fmt: skip  # one strategy after the other
def test_slopes_are_read_as_meant(rate: str, base: int, step: int, amount: Decimal, head: str, tail: str) -> None:
    text = head.format(r=rate, n=base, p=6) + tail.format(s=step, x=plain(amount))
    reading = read_cell(text, "6")
    share = [plain(Decimal(value) / 100) for value in (base, step)]
    wanted = {"base": share[0], "side": "below", "step": share[1], "each": plain(amount)}
    assert [compared(clause) for clause in reading.clauses] == [("slope", wanted)]
    assert (reading.status, reading.start) == (Status.READ, "full")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(THINGS), min_size=2, max_size=4, unique=True), st.data())
def test_gains_that_add_up_are_read_as_meant(things: list[str], data: st.DataObject) -> None:
    amounts = [data.draw(AMOUNTS) for _ in things]
    verb = data.draw(st.sampled_from(["得{}分", "计{}分", "的得{}分", "，得{}分", "记{}分"]))
    end = data.draw(st.sampled_from(["；", "，", "；\n", "。"]))
    text = end.join(thing + verb.format(plain(amount)) for thing, amount in zip(things, amounts, strict=True))
    reading = read_cell(text, plain(sum(amounts, Decimal(0))))
    assert [compared(clause) for clause in reading.clauses] == [
        ("reach", {"points": plain(amount)}) for amount in amounts
    ]
    assert (reading.status, reading.start) == (Status.READ, "zero")


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="每扣得分不未，。；：、（）123%百分之一二三半年次项“”①1.酌情加减最高\n ~-以上下", max_size=60),
    st.sampled_from([None, "5", "10.5"]),
)
def test_no_text_is_refused_and_every_echo_reads_back(text: str, points: str | None) -> None:
    reading = read_cell(text, points)
    assert reading.text == text
    if reading.clauses:
        again = read_cell(reading.says, points)
        assert again.clauses == reading.clauses
        assert again.status == reading.status
    else:
        assert reading.status is not Status.READ
