"""The tools as a clerk sees them: what each takes, what it gives, in the order of a year's work."""

from __future__ import annotations

from dataclasses import dataclass

TABLES = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to drop files. ``most`` files; ``needed`` false: it may stay empty."""

    name: str
    label: str
    hint: str = ""
    most: int = 1
    needed: bool = True
    suffixes: tuple[str, ...] = TABLES


@dataclass(frozen=True, slots=True)
class Tool:
    """``key`` stands in the address; ``gives`` says what comes out; ``options`` are fields of its form."""

    key: str
    label: str
    group: str
    gives: str
    verb: str
    slots: tuple[Slot, ...]
    options: tuple[str, ...] = ()


MANY = 60
"""Files that may be dropped into one slot."""

_SCHEME = Slot("scheme", "方案")
_DATA = Slot("data", "数据", "数据、填好的评分表、名录、计票汇总都放这里，可以一起选。", MANY)
_ROSTER = Slot("data", "名录", "每个单位一行，至少有编号和名称；已有数据的也放这里。", MANY)
ALL = (
    Tool(
        "split", "拆分下发", "下发和汇总", "把总表按一列拆开，一个单位一个文件。该填的列标黄，其余上锁。", "拆开",
        (Slot("base", "总表"),), ("by!", "key", "fill", "sheet", "head"),
    ),
    Tool(
        "merge", "汇总", "下发和汇总", "把交回来的文件并进总表。谁没交、哪里改动过、哪里填错，逐条列出。", "汇总",
        (Slot("base", "下发时的总表"), Slot("returned", "交回的文件", f"按住 Ctrl 一起选，一次不超过{MANY}个。", MANY)), ("by", "key", "fill"),
    ),
    Tool(
        "template", "空白表", "方案和计分", "空白的方案和数据，带下拉和说明；给了方案，就只写它用到的数据表。", "写空白表",
        (Slot("scheme", "方案", "没有方案就空着。", needed=False),),
    ),
    Tool(
        "read", "读评分表", "方案和计分", "把现成的评分表（Excel 或 Word）读成方案。读不懂的标出来，留给人打分。", "读表",
        (Slot("table", "评分表", suffixes=(*TABLES, ".docx")),),
    ),
    Tool(
        "check", "检查方案", "方案和计分", "看方案哪里写错、哪里容易走形式，可以连数据一起查。错在哪格，标在哪格。", "检查",
        (_SCHEME, Slot("data", "数据", "只查方案就空着。", MANY, needed=False)),
    ),
    Tool(
        "score", "计分", "方案和计分", "按方案和数据计分，每一分都写明怎么来的。", "计分", (_SCHEME, _DATA),
    ),
    Tool(
        "compare", "比一比", "方案和计分", "同一份数据按两个方案各算一次，看谁变了、为什么。", "比一比",
        (Slot("scheme", "现在的方案"), Slot("other", "想改成的方案"), _DATA),
    ),
    Tool(
        "sheets", "评分表", "印出来的", "每个单位一张 A4 评分表，填好后直接拿来计分。", "写评分表", (_SCHEME, _ROSTER), ("stage!", "by", "period"),
    ),
    Tool(
        "ballots", "测评表", "印出来的", "测评表、计票单和计票汇总。不记名。", "写测评表", (_SCHEME, _ROSTER), ("by", "quorum"),
    ),
    Tool(
        "feedback", "反馈单", "印出来的", "每个单位一页反馈单（Word 和 PDF），另给考核办一张表。", "写反馈单",
        (Slot("result", "计分的结果"),), ("office", "factor", "altered"),
    ),
)  # fmt: skip  # one paragraph for one tool
BY_KEY = {tool.key: tool for tool in ALL}


def groups() -> tuple[tuple[str, tuple[Tool, ...]], ...]:
    """The tools under their headings."""
    names = dict.fromkeys(tool.group for tool in ALL)
    return tuple((name, tuple(tool for tool in ALL if tool.group == name)) for name in names)
