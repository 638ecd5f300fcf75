"""Rules of what is entered: pure, the date passed in. Faults are field → sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wuze.kernel.workdays import add_working_days, working_days_between
from wuze.ledger.activities.enums import ActivityKind as K
from wuze.registry.rules import cn

SOON = 5
"""Working days after the event in which an entry is no 补登."""

LONGEST_PROMISE = 250
"""Working days a promise may lie ahead: a year."""

PROMISING = (K.TALK, K.VISIT)
MARK_LABELS = ("同谋划", "同部署", "同推进", "同考核")
NEEDED: dict[str, dict[str, str]] = {
    K.TALK: {"layer": "请选和哪一层的人谈。", "whom": "请写和谁谈：姓名、职务。"},
    K.TRAINING: {"title": "请写培训的题目。", "layer": "请选培训的是哪一层的人。"},
    K.JOINT: {"title": "请写是哪件业务工作。"},
    K.VISIT: {"whom": "请写走访哪家。"},
    K.EDUCATION: {"title": "请写学了什么、开展了什么。"},
    K.EFFECT: {
        "area": "请选是哪方面。", "title": "请写做了什么。", "outcome": "请写成效：解决了什么，有什么变化。",
        "whom": "请写惠及谁。",
    },
}  # fmt: skip
"""What each kind cannot do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an entry says. ``marks`` are the four dates of 四同, in their order."""

    kind: str
    happened: date | None = None
    title: str = ""
    whom: str = ""
    layer: str = ""
    area: str = ""
    outcome: str = ""
    marks: tuple[date | None, ...] = (None, None, None, None)
    promise: str = ""
    promise_due: date | None = None


def day_of(content: Content) -> date | None:
    """When it happened: of 四同 the newest mark."""
    if content.kind != K.JOINT:
        return content.happened
    return max((day for day in content.marks if day), default=None)


def title_of(content: Content) -> str:
    """A talk and a visit are named by whom they were with."""
    heads = {K.TALK: "与{}谈心谈话", K.VISIT: "走访{}"}
    head = heads.get(K(content.kind))
    return head.format(content.whom.strip()) if head else content.title.strip()


def faults(content: Content, today: date, mark_names: Sequence[str]) -> dict[str, str]:
    """All at once. ``mark_names`` are the fields of the four marks."""
    found = {
        name: sentence for name, sentence in NEEDED[content.kind].items() if not str(getattr(content, name)).strip()
    }
    if content.kind == K.JOINT:
        found |= mark_faults(content.marks, today, mark_names)
    elif content.happened is None:
        found["happened"] = "请填是哪天。"
    elif content.happened > today:
        found["happened"] = f"做了的才记，日期不能晚于今天（{cn(today)}）。"
    elif content.happened.year < today.year - 1:
        found["happened"] = f"只补记今年和去年的，最早{today.year - 1}年1月1日。"
    return found | promise_faults(content, today)


def mark_faults(marks: Sequence[date | None], today: date, names: Sequence[str]) -> dict[str, str]:
    """At least one mark, none of tomorrow, each not before the one before it."""
    if not any(marks):
        return {names[0]: "四同里至少填一个日期，其余的办到了再补。"}
    found: dict[str, str] = {}
    last: tuple[date, str] | None = None
    for name, label, day in zip(names, MARK_LABELS, marks, strict=True):
        if day is None:
            continue
        if day > today:
            found[name] = f"{label}不能晚于今天（{cn(today)}）。"
        elif last and day < last[0]:
            found[name] = f"{label}不能早于{last[1]}（{cn(last[0])}）。"
        last = (day, label)
    return found


def promise_faults(content: Content, today: date) -> dict[str, str]:
    """A promise has a day, and a day has a promise."""
    text, due = content.promise.strip(), content.promise_due
    if text and due is None:
        return {"promise_due": "答应的事写上哪天前，到时提醒您。"}
    if due and not text:
        return {"promise": "写了日期，没有写答应的是什么事。"}
    if due and content.happened and due < content.happened:
        return {"promise_due": "不能早于记的这一天。"}
    if due and due > add_working_days(today, LONGEST_PROMISE).end:
        return {"promise_due": "最远一年。更远的事请另立事项。"}
    return {}


def is_full(marks: Sequence[date | None]) -> bool:
    """Planned, deployed, carried out and assessed together."""
    return all(marks)


def was_late_entered(happened: date, entered: date) -> bool:
    """Written down so long after the event that the entry is a 补登."""
    return entered > happened and working_days_between(happened, entered).total > SOON
