"""What was changed between two schemes: one line a setting, before → after. Pure, on the scheme dataclasses alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wuze.scoring.exact import Number, plain
from wuze.scoring.model import Clause, Effect, Grade, Item, Part, Poll, Scheme, Veto
from wuze.scoring.text import key
from wuze.scoring.wording import percent

T = TypeVar("T")
ABSENT = "没有"
"""Stands where one scheme lacks the thing altogether."""
BLANK = "不设"
"""Stands where a setting is left blank."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed setting in the words of the workbook; :data:`ABSENT` on the side that lacks the thing."""

    what: str
    before: str
    after: str


def changes(a: Scheme, b: Scheme) -> tuple[Change, ...]:
    """Every setting that differs, in the order of the workbook, items before their clauses; a thing of one scheme only is one line.

    Name, year and edition identify a scheme and are left out; so are texts that no point depends on.
    """
    found = _settings("", _whole(a), _whole(b))
    found += _each(a.parts, b.parts, (_id, _name), lambda one: f"板块“{one.name}”", _part)
    found += _items(a, b)
    found += _each(a.grades, b.grades, (_name,), lambda one: f"等次“{one.name}”", _grade)
    found += _each(a.vetoes, b.vetoes, (_name,), lambda one: f"否决“{one.name}”", _veto)
    found += _each(a.polls, b.polls, (_name,), lambda one: f"测评“{one.name}”", _poll)
    found += _settings("", _formulas(a), _formulas(b))
    return tuple(found)


def pairs(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> list[tuple[T | None, T | None]]:
    """Each thing beside its counterpart, found by the first of ``keys`` that matches; A's order, then B's alone."""
    partner: dict[int, int] = {}
    free = set(range(len(new)))
    for read in keys:
        for number, one in enumerate(old):
            if number not in partner:
                at = next((other for other in sorted(free) if read(new[other]) == read(one)), None)
                if at is not None:
                    partner[number] = at
                    free.discard(at)
    beside: list[tuple[T | None, T | None]] = [
        (one, new[partner[number]] if number in partner else None) for number, one in enumerate(old)
    ]
    return beside + [(None, new[number]) for number in sorted(free)]


def _id(one: Part | Item) -> str:
    return one.id


def _name(one: Part | Item | Grade | Veto | Poll) -> str:
    return key(one.name)


def _each(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]], label: Callable[[T], str],
    read: Callable[[T], dict[str, str]],
) -> list[Change]:  # fmt: skip  # the signature in two lines
    found: list[Change] = []
    for left, right in pairs(old, new, keys):
        if left is not None and right is not None:
            found += _settings(label(left), read(left), read(right))
            continue
        found += [Change(label(one), _summary(read(one)), ABSENT) for one in (left,) if one is not None]
        found += [Change(label(one), ABSENT, _summary(read(one))) for one in (right,) if one is not None]
    return found


def _settings(label: str, old: dict[str, str], new: dict[str, str]) -> list[Change]:
    return [
        Change(f"{label}{word}", old.get(word, ABSENT) or BLANK, new.get(word, ABSENT) or BLANK)
        for word in dict.fromkeys([*old, *new])
        if old.get(word, ABSENT) != new.get(word, ABSENT)
    ]


def _summary(settings: dict[str, str]) -> str:
    return "；".join(f"{word}{value}" for word, value in settings.items() if value and word != "名称") or "有"


def _items(a: Scheme, b: Scheme) -> list[Change]:
    twice = [Counter(item.name for item in scheme.items) for scheme in (a, b)]

    def label(item: Item) -> str:
        same = any(names[item.name] > 1 for names in twice)
        return f"指标“{item.name}”" + (f"（{item.id}）" if same else "")

    owner: dict[int, str] = {}
    for left, right in pairs(a.parts, b.parts, (_id, _name)):
        name = next(part.name for part in (left, right) if part is not None)
        owner.update({id(item): name for part in (left, right) if part is not None for item in part.items})
    keys = (_id, _name)
    found = _each(a.items, b.items, keys, label, lambda item: _item(item, owner[id(item)]))
    for old, new in pairs(a.items, b.items, keys):
        if old is not None and new is not None:
            found += _clauses(label(old), old, new)
    return found


def _clauses(owner: str, old: Item, new: Item) -> list[Change]:
    keys = (lambda one: (one.no, key(one.text)), lambda one: key(one.text), lambda one: one.no)
    return _each(old.clauses, new.clauses, keys, lambda one: f"{owner}第{one.no}条", _clause)


def _number(value: Number | None) -> str:
    return "" if value is None else plain(value)


def _whole(scheme: Scheme) -> dict[str, str]:
    return {
        "满分": _number(scheme.full), "小数位": str(scheme.places), "分组": scheme.group_by,
        "同分比较": "、".join(name for _, name in scheme.tie_break), "总分封顶": _number(scheme.total_cap),
        "截止日": "" if scheme.cutoff is None else scheme.cutoff.isoformat(), "阶段差异": _number(scheme.stage_gap),
    }  # fmt: skip  # a table


def _part(part: Part) -> dict[str, str]:
    source = f"{part.source}:{part.target}" if part.target else part.source
    return {"名称": part.name, "分值": plain(part.points), "来源": source, "折算": "是" if part.scaled else "否", "上限": _number(part.cap),
            "下限": _number(part.floor)}  # fmt: skip  # a table


def _item(item: Item, part: str) -> dict[str, str]:
    return {
        "名称": item.name, "所在板块": part, "分值": _number(item.points), "起评": item.start.value,
        "下限": _number(item.floor), "上限": _number(item.cap), "适用对象": item.applies_text,
        "不适用时": "" if item.na is None else item.na.value, "分期": item.period,
        "合成": item.combine_periods.value if item.period else "", "评委合成": item.combine_raters.value,
    }  # fmt: skip  # a table


def _clause(clause: Clause) -> dict[str, str]:
    return {
        "方式": "" if clause.method is None else clause.method.LABELS[0], "参数": clause.params,
        "数据项": "、".join((*clause.elements, *([clause.item] if clause.item else []))), "条件": clause.guard_text,
        "互斥组": clause.group, "最多": _number(clause.most),
    }  # fmt: skip  # a table


def _grade(grade: Grade) -> dict[str, str]:
    share = "" if grade.share is None else percent(grade.share)
    return {"最低分": _number(grade.least), "名额比例": share, "取整": grade.rounding if share else ""}


def _veto(veto: Veto) -> dict[str, str]:
    named = veto.effect in (Effect.CEILING, Effect.SET)
    effect = veto.effect.value + ((veto.grade or "") if named else "")
    return {"条件": veto.condition_text, "回溯期": veto.window_text, "后果": effect}


def _poll(poll: Poll) -> dict[str, str]:
    faces = "；".join(f"{option} {plain(face) if face is not None else '不计'}" for option, face in poll.options)
    bodies = "；".join(f"{body} {percent(weight)}" for body, weight in poll.bodies)
    return {
        "面值": faces,
        "权重": bodies,
        "最少人数": str(poll.least_votes),
        "会议评议": "是" if poll.meeting else "否",
    }


def _formulas(scheme: Scheme) -> dict[str, str]:
    return {f"数据项“{one.name}”公式": one.formula_text for one in scheme.elements if one.formula is not None}
