"""What Party rules themselves set by the year: named once per scheme, with a word on branches too small for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wuze.scoring.exact import Number
from wuze.scoring.loading.formalism import sources
from wuze.scoring.loading.formalism.pattern import sentences
from wuze.scoring.methods.shortfall import Shortfall
from wuze.scoring.model import Clause, Item
from wuze.scoring.tables import Place


@dataclass(frozen=True, slots=True)
class Yearly:
    """A word, how often a year (None: no number of meetings), and what the rules say."""

    words: re.Pattern[str]
    least: int | None
    says: str
    of_structure: bool = False


def _yearly(words: str, least: int | None, says: str, *, of_structure: bool = False) -> Yearly:
    return Yearly(re.compile(words), least, says, of_structure)


YEARLY: tuple[Yearly, ...] = (
    _yearly(r"三会一课", 12, "三会一课各有规定的次数"),
    _yearly(r"(?:支部)?党员大会", 4, "支部党员大会一般每季度一次"),
    _yearly(r"支委会|支部委员会会议", 12, "支委会一般每月一次", of_structure=True),
    _yearly(r"党小组会", 12, "党小组会一般每月一次", of_structure=True),
    _yearly(r"党课", 4, "党课由支部按期安排，条例没有定次数（待核）"),
    _yearly(r"主题党日", 12, "主题党日每月固定一天"),
    _yearly(r"组织生活会", 1, "组织生活会每年至少一次"),
    _yearly(r"民主评议党员|党员民主评议", 1, "民主评议党员每年一次"),
    _yearly(r"谈心谈话", 1, "谈心谈话每年至少一次"),
    _yearly(r"\d+学时", None, "党员学时由党员教育管理工作条例规定"),
)
_NOT = re.compile(
    r"制度[^;。]{0,6}(?:上墙|没有上墙|未上墙)|[未没][^,;。]{0,4}设[^,;。]{0,2}支委会|纳入党课|党课评比|不设支委会|设支委会的党支部设"
)
"""Said of the thing, but not of how often it is held."""
_BUT = re.compile(r"(?<!未)设(?:立|有)?支委会|有支委会|划分[^,;。]{0,4}小组")
"""The clause itself says that only some branches are meant."""


@dataclass(frozen=True, slots=True)
class Hint:
    """The one finding of a scheme."""

    place: Place
    problem: str
    fix: str
    basis: str


def least_of(sentence: str) -> int | None:
    """The yearly number of the rules for the meetings a sentence names; the largest of several."""
    return max((y.least for y in YEARLY if y.least is not None and y.words.search(sentence)), default=None)


def within(sentence: str, up_to: Number | None) -> bool:
    """Whether a count asked for stays within what Party rules set anyway."""
    least = least_of(sentence)
    return least is not None and up_to is not None and up_to <= least


def hint(asked: Sequence[tuple[Item, Clause, str, Place]]) -> Hint | None:
    """``asked``: item, clause, its text and the text's place, in the order of the sheet."""
    words: dict[str, str] = {}
    known: dict[str, None] = {}
    bases: dict[str, None] = {}
    first = small = None
    for item, clause, text, place in asked:
        for sentence in sentences(text):
            for found, rule in _found(sentence):
                first = first or place
                known.setdefault(rule.says)
                words.setdefault(found, found)
                bases.setdefault(sources.HOURS if rule.least is None else sources.YEARLY)
                if rule.of_structure and small is None and _of_everyone(item, clause, sentence):
                    small = (place, found)
    if first is None:
        return None
    problem = (
        f"计分要点里有{''.join(f'“{word}”' for word in words)}：党内法规已有规定（{'；'.join(known)}），照规定执行即可"
    )
    fix = "次数不要超过规定，也不要重复考核；全年办成即可，不必逐次要材料"
    if small is None:
        return Hint(first, problem, fix, "；".join(bases))
    problem += f"。3至7人的支部没有支委会、党小组，这里的“{small[1]}”却要求所有对象"
    fix += "；支委会、党小组会用适用对象、条件或分类型的应完成数（如 应12;不设支委会的支部:0 每缺扣0.5）分开"
    return Hint(small[0], problem, fix, "；".join([*bases, sources.STRUCTURE]))


def _found(sentence: str) -> list[tuple[str, Yearly]]:
    if _NOT.search(sentence):
        return []
    return [(found[0], rule) for rule in YEARLY if (found := rule.words.search(sentence)) is not None]


def _of_everyone(item: Item, clause: Clause, sentence: str) -> bool:
    by_type = isinstance(clause.method, Shortfall) and bool(clause.method.by_type)
    return item.applies is None and clause.guard is None and not by_type and _BUT.search(sentence) is None
