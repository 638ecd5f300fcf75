"""A person's correction of a reading: the canonical sentence in pieces, one clause a line, each fault in words.

Lenient about what an input method gives (half-width signs, numbering, a full stop); strict about meaning: what cannot be
read back to the very same clauses is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wuze.reading.echo import clause_back, clause_says, says, understood
from wuze.reading.model import NONE, Clause, Reading, Status
from wuze.scoring.text import halfwidth

FORMS = (
    ("没有建台账，扣2分", "有这个情形就扣"),
    ("例会缺席，每次扣0.5分，最多3分", "发生一次扣一次"),
    ("组织生活会，应4，每缺1扣1分", "应有的次数，缺一次扣一次"),
    ("讲党课，应4〔社会组织＝2〕，每缺1扣1分", "有的类型应有的次数不同"),
    ("党员参学率，基准90%，每低5%扣1分", "离基准越远扣得越多；高、低，扣、加都可以"),
    ("按期换届，否则本项不得分", "不做到，整项零分"),
    ("有党员活动室，得2分", "做到就得"),
    ("信息被采用，每次得1分，最多5分", "做一次得一次"),
    ("任务完成率，按完成率得分，满5分", "完成几成得几成"),
    ("培训参训率，分档：≥95%＝5分／≥90%＝3分／其他＝0分", "从上往下，先符合的算"),
    ("报送情况，选项：按时＝2分／迟报＝1分／未报＝0分", "几种情况选一种"),
    ("满意度，评等：好＝1／较好＝0.8／一般＝0.6", "评的等次折成分值的几成"),
    ("特色工作，裁量0~3分", "由人在这个范围里打分，写理由"),
    ("受表彰，级别：国家级＝5分／省级＝3分／市级＝2分，就高", "按级别；同一件事“就高”，或“累计”"),
    ("综合排名，名次：1＝5分／2＝4分／3＝3分", "按名次"),
    ("两条只取一条，扣3分〔互斥A〕", "同一字母的几条只取扣得多的一条"),
)
"""What a line may look like, and what it means."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEAD = re.compile(r"^\s*(?:[(（]\d+[)）]|\d+[.、．]|[①-⑳])\s*")
_GROUP = re.compile(r"[〔\[【(（]互斥([A-Za-z])[〕\]】)）]$")
_TO_FULL = str.maketrans(
    {",": "，", ":": "：", "=": "＝", ";": "／", "；": "／", "~": "~", "～": "~", "—": "~", "-": "-"}
)
_TYPES = re.compile(r"(应\d+)[〔(\[]([^〕)\]]*)[〕)\]]")
_TABLES = ("分档", "选项", "评等", "级别", "名次")


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading as a person edits it. ``start`` full or zero; ``floor`` and ``cap`` a number, none, or "" (the points)."""

    start: str
    floor: str
    cap: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of an entry: the field (start, floor, cap, lines), the line's number or 0, what is wrong and what to do."""

    field: str
    line: int
    problem: str
    fix: str

    @property
    def sentence(self) -> str:
        """In one line."""
        place = f"第{self.line}条" if self.line else ""
        return f"{place}{self.problem}。{self.fix}。"


def entry_of(reading: Reading) -> Entry:
    """What the form shows of a reading; without clauses an empty one."""
    if not reading.clauses:
        return Entry("full", "0", reading.points or "", ())
    lines = tuple(clause_says(clause) for clause in reading.clauses)
    return Entry(reading.start or "full", reading.floor or "0", reading.cap or "", lines)


def corrected(
    text: str, points: str | None, entry: Entry, extras: Sequence[Mapping[str, str]] = ()
) -> tuple[Reading | None, tuple[Wrong, ...]]:
    """The reading a person wrote for a cell's text, or every fault of it. ``extras`` stand as they stood."""
    wrong: list[Wrong] = []
    clauses: list[Clause] = []
    lines = [line.strip() for line in entry.lines if line.strip()]
    if not lines:
        wrong.append(Wrong("lines", 0, "一条也没有写", "每行写一条，如“没有建台账，扣2分”；不写就选“留给人打分”"))
    for number, line in enumerate(lines, 1):
        found = clause_of(line)
        if isinstance(found, Clause):
            clauses.append(found)
        else:
            wrong.append(replace(found, line=number))
    floor, cap = entry.floor.strip() or "0", entry.cap.strip() or points
    wrong += _bound("floor", "最低分", floor) + ([] if cap is None else _bound("cap", "最高分", cap))
    if wrong:
        return None, tuple(wrong)
    made = Reading(
        text, points, Status.READ, start=entry.start, floor=floor, cap=cap, clauses=tuple(clauses),
        extras=tuple(dict(one) for one in extras),
    )  # fmt: skip
    made = replace(made, says=says(made))
    back = understood(made.says, points)
    if back is None or (back.clauses, back.extras) != (made.clauses, made.extras):
        return None, (Wrong("lines", 0, "有的符号读不回来", "情形里不要用“；”“／”“＝”“（）”这些全角符号"),)
    return made, ()


def _bound(field: str, label: str, value: str) -> list[Wrong]:
    if value == NONE or _NUMBER.fullmatch(value):
        return []
    return [Wrong(field, 0, f"{label}“{value}”不是数", "写数字，如0；没有就写“不限”")]


def clause_of(line: str) -> Clause | Wrong:
    """One line as a clause. The condition may hold commas: the first that leaves a form we know ends it."""
    plain = _HEAD.sub("", line).rstrip("。；; ")
    group = _GROUP.search(plain)
    plain = plain[: group.start()] if group else plain
    ends = [found.start() for found in re.finditer("[，,]", plain)]
    for end in ends:
        condition, told = _condition(plain[:end]), _told(plain[end + 1 :])
        found = clause_back(f"{condition}，{told}{f'〔互斥{group[1].upper()}〕' if group else ''}")
        if found is None:
            continue
        if not condition:
            return Wrong("lines", 0, "没有写在什么情形下", f"写成“情形，{told}”")
        if any(value is None for value in found.params.values()) or _open(found):
            return Wrong("lines", 0, "还有“待定”", "把“待定”换成数，或者这一格留给人打分")
        return found
    if not ends:
        return Wrong("lines", 0, f"“{line}”里没有逗号", "写成“情形，扣2分”：逗号前是情形，后面是怎么计分")
    return Wrong("lines", 0, f"“{line}”看不懂怎么计分", "照旁边的写法写，如“情形，扣2分”“情形，每次扣1分，最多3分”")


def _open(clause: Clause) -> bool:
    return (
        any(points is None for name in ("bands", "options", "levels", "grades") for _, points in clause.rows(name))
        or clause.params.get("mode") == "待定"
    )


def _condition(text: str) -> str:
    """Half-width signs inside a condition: full-width ones are the sentence's own."""
    return halfwidth(text).strip(" ,;").replace("；", ";").replace("／", "/").replace("＝", "=")


def _told(text: str) -> str:
    """How it counts, with the sentence's own signs."""
    made = re.sub(r"(?<=分)/", ";", re.sub(r"\s+", "", halfwidth(text.replace("／", ";"))))
    if made.startswith(_TABLES):
        head, rest = made[:2], made[2:].lstrip(":")
        return f"{head}：{rest.translate(_TO_FULL)}"
    made = _TYPES.sub(lambda found: f"{found[1]}〔{found[2].translate(_TO_FULL)}〕", made)
    return made.replace(",", "，").replace("～", "~")
