"""A doubt that has two or three answers: each as a whole reading, so that a person only chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from wuze.reading.echo import says
from wuze.reading.model import NONE, Clause, Reading, Status


@dataclass(frozen=True, slots=True)
class Question:
    """What is not clear, and its answers: words and the reading each gives (without this doubt)."""

    code: str
    asks: str
    answers: tuple[tuple[str, Reading], ...]


def settled(reading: Reading, code: str = "") -> Reading:
    """The reading without one doubt, or without any."""
    doubts = tuple(one for one in reading.doubts if code and one != code)
    made = replace(reading, doubts=doubts, status=Status.CHECK if doubts else Status.READ)
    return replace(made, says=says(made))


def question(reading: Reading) -> Question | None:
    """The first doubt that can be answered by choosing; None where a person has to write or to look."""
    for code in reading.doubts:
        if code in _ASKS and reading.clauses:
            asks, answers = _ASKS[code]
            found = tuple((word, settled(made, code)) for word, made in answers(reading))
            if len(found) > 1:
                return Question(code, asks, found)
    return None


Answers = list[tuple[str, Reading]]


def _with(reading: Reading, at: int, clause: Clause) -> Reading:
    return replace(reading, clauses=(*reading.clauses[:at], clause, *reading.clauses[at + 1 :]))


def _only(reading: Reading, *methods: str) -> int | None:
    """Where the one clause of these methods stands; None for none or several."""
    found = [at for at, clause in enumerate(reading.clauses) if clause.method in methods]
    return found[0] if len(found) == 1 else None


def _each_or_once(reading: Reading) -> Answers:
    at = _only(reading, "deduct", "deduct_each", "shortfall")
    if at is None or any(clause.method in ("reach", "earn_each") for clause in reading.clauses):
        return []
    clause = reading.clauses[at]
    each = clause.params.get("points") or clause.params.get("each")
    name = {"condition": clause.condition}
    once = Clause("deduct", {"points": each, **name}, clause.group)
    most = {"max": clause.params["max"]} if clause.params.get("max") else {}
    times = clause if clause.method != "deduct" else Clause("deduct_each", {"each": each, **most, **name}, clause.group)
    return [
        (f"扣几次算几次：每次扣{each}分", _with(reading, at, times)),
        (f"不管几次，只扣{each}分", _with(reading, at, once)),
    ]


def _mode(reading: Reading) -> Answers:
    at = _only(reading, "levels")
    if at is None:
        return []
    clause = reading.clauses[at]
    return [
        (word, _with(reading, at, replace(clause, params={**clause.params, "mode": mode})))
        for word, mode in (("就高：同一件事只算最高一级", "就高"), ("累计：各级都算，加在一起", "累计"))
    ]


def _cap(reading: Reading) -> Answers:
    if reading.points is None:
        return []
    within = f"不能：最多{reading.points}分"
    return [(within, replace(reading, cap=reading.points)), ("能：不封顶", replace(reading, cap=NONE))]


def _bound(reading: Reading) -> Answers:
    return [
        ("扣到0分为止", replace(reading, floor="0")),
        ("可以扣成负分", replace(reading, floor=NONE)),
    ]


def _start(reading: Reading) -> Answers:
    return [
        ("先给满分，有问题再扣", replace(reading, start="full")),
        ("从零分起，做到再得", replace(reading, start="zero")),
    ]


def _exclusive(reading: Reading) -> Answers:
    if len(reading.clauses) < 2:
        return []
    one = tuple(replace(clause, group="A") for clause in reading.clauses)
    every = tuple(replace(clause, group=None) for clause in reading.clauses)
    return [
        ("只取一条：数最大的那条", replace(reading, clauses=one)),
        ("几条都算，加在一起", replace(reading, clauses=every)),
    ]


_ASKS: dict[str, tuple[str, Callable[[Reading], Answers]]] = {
    "each_or_once?": ("出现几次，怎么扣？", _each_or_once),
    "mode?": ("同一件事有几个级别，怎么算？", _mode),
    "cap?": ("加的分能不能超过本项分值？", _cap),
    "bound?": ("扣的比得的多，怎么办？", _bound),
    "start?": ("从哪里起算？", _start),
    "exclusive?": ("同时符合几条，怎么算？", _exclusive),
}
