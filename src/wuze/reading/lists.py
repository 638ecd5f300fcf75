"""Runs of acts that are one list of words: options, grades by vote, levels of one event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from wuze.reading.conditions import thresholds, trimmed
from wuze.reading.draft import Draft
from wuze.reading.each import each_of
from wuze.reading.gains import points_of
from wuze.reading.model import clause
from wuze.reading.placings import run_of
from wuze.reading.scan import Act
from wuze.reading.words import GRADE, GRADE_WORDS, LEVEL, PUNISHMENT, SCALES, UNIT, one_of
from wuze.scoring.exact import div, plain

_VOTE = re.compile(r"票|测评|评议|满意度|民意|评价得分")
_FROM = re.compile(rf"(?P<n>\d+)(?P<unit>{UNIT})(?:及?以上)")
_COUNT = re.compile(rf"有?(?P<n>\d+)(?P<unit>{UNIT})")
UNNAMED = "情形"
"""The name of a list whose cell does not name it."""
_PLACED = re.compile(r"第\d+$|最后|末位|倒数|后\d|前\d")
"""A place in a ranking: whose places the rest share, no table of places can say."""
_SAME = re.compile(r"同一|同1|同类")
_GRADE_LIST = re.compile(rf"{one_of(GRADE_WORDS)}(?:、{one_of(GRADE_WORDS)}){{2,}}")


def grade_word(act: Act) -> str | None:
    """The evaluation word a condition consists of (its last phrase), or None."""
    last = re.sub("[按记计为]$", "", trimmed(act.cond).rpartition(",")[2].removeprefix("其中"))
    found = re.search(rf"(?:^|[按:]){GRADE.pattern}$", last)
    return found["word"] if found else None


def grades(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """Evaluation words of a vote with their values, as shares of the highest."""
    run = run_of(acts, at, lambda act: (act.gains or act.kind == "zero") and grade_word(act) is not None)
    if not run or not _VOTE.search(draft.text) or sum(act.gains for act in run) < 1:
        return 0
    values = [
        (grade_word(act) or "", Decimal(0) if act.kind == "zero" else points_of(draft, act) or Decimal(0))
        for act in run
    ]
    listed = _GRADE_LIST.search(draft.text)
    missing = (
        [word for word in listed[0].split("、") if word not in dict(values) and word not in ("不了解", "弃权")]
        if listed
        else []
    )
    if len(run) < 2 and not re.search(r"其余|其他", draft.text):
        return 0
    top = max(value for _, value in values)
    draft.worth += [value for _, value in values]
    base = Decimal(100) if (missing and top < 100) or not top else top
    rows: list[tuple[str, str | None]] = [(word, None) for word in missing]
    rows += [(word, plain(div(value, base), 12)) for word, value in values]
    if missing or len(run) < 2:
        draft.doubt("value?")
    draft.add(clause("grades", "民主测评", grades=tuple(rows)), run[0], "民主测评", most=draft.points)
    return len(run)


# --- levels -----------------------------------------------------------------------------------------------------------
def levels(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """Kinds of one event with their own points: 被省通报扣5分，被市通报扣3分."""
    first = acts[at]
    if first.kind == "split":
        return _split(draft, first, acts[at + 1 : at + 2])
    same = run_of(
        acts, at, lambda act: (act.gains, act.takes) == (first.gains, first.takes) and (act.gains or act.takes)
    )
    run = _alike(same, LEVEL) or _punished(same)
    if len(run) < 2:
        words = {
            word[0]
            for act in same[:2]
            if "再" not in act.adverb and (word := LEVEL.search(act.cond)) and len(word[0]) > 1
        }
        if len(words) > 1:
            draft.doubt("exclusive?")
        return 0
    sign = Decimal(-1) if first.takes else Decimal(1)
    rows = tuple((label, plain(sign * (points_of(draft, act) or Decimal(0)))) for label, act in run)
    each = [each_of(act.cond, loose=False) for _, act in run]
    setting = _levelled(first.cond)
    condition = trimmed(",".join(one for one in (setting[0], _skeleton(setting[1], LEVEL)) if one))
    condition = condition or first.heading or "事件"
    draft.add(clause("levels", condition, levels=rows, mode=_mode(draft, any(each))), first, condition, bounded=False)
    return len(run)


def _mode(draft: Draft, counted: bool) -> str | None:
    same = any(
        _SAME.search(sentence.text)
        for sentence in draft.sentences
        if any(m.kind == "highest" for m in sentence.modifiers)
    )
    if draft.has("highest") and counted and not same:
        draft.doubt("mode?")  # 每件5分,不重复计分: of one matter, or of all?
        return None
    if draft.has("highest"):
        return "累计" if same else "就高"
    if draft.has("sum") or counted:
        return "累计"
    draft.doubt("mode?")
    return None


def _skeleton(cond: str, pattern: re.Pattern[str]) -> str:
    each = each_of(cond, loose=False)
    text = (each.before + each.words) if each else cond
    return trimmed(re.sub(r"受到|获评|荣获|[,被受获得的]", "", pattern.sub("", text, count=1)))


def _alike(run: list[Act], pattern: re.Pattern[str]) -> list[tuple[str, Act]]:
    """The acts of a run that differ in their level word only."""
    found: list[tuple[str, Act]] = []
    level = ""
    skeleton: str | None = None
    for act in run:
        setting, cond = _levelled(act.cond)
        if setting and found:
            break
        word = pattern.search(cond)
        own = _skeleton(cond, pattern)
        own = skeleton if word and not own and skeleton else own
        if skeleton is not None and not _like(own, skeleton) and not _one_scale(own, skeleton):
            break
        if word is None and (not found or _like(own, skeleton or "")):
            break
        level = word[0] if word else level
        skeleton = skeleton if skeleton is not None else own
        scaled = _one_scale(own, skeleton) or any(_one_scale(own, _skeleton(other.cond, pattern)) for other in run)
        found.append((f"{level}{own}" if scaled else _near(cond, level), act))
    return found if len({label for label, _ in found}) == len(found) else []


def _levelled(cond: str) -> tuple[str, str]:
    """What stands before the phrase that tells the level, and that phrase: 县级以上媒体刊发的 | 国家级每篇."""
    head, _, last = cond.rpartition(",")
    return (head, last) if LEVEL.search(last) and LEVEL.search(head) else ("", cond)


def _like(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > 1 and long.endswith(short)) or (len(short) > 1 and long.startswith(short))


def _near(cond: str, level: str) -> str:
    after = re.match(r"(?:领导|级)", cond.partition(level)[2])
    return level + (after[0] if after else "")


def _one_scale(one: str, other: str) -> bool:
    return one != other and any(one in scale and other in scale for scale in SCALES)


def _punished(run: list[Act]) -> list[tuple[str, Act]]:
    found: list[tuple[str, Act]] = []
    for act in run:
        words = PUNISHMENT.findall(act.cond)
        if not words or any(set(words) & set(PUNISHMENT.findall(other.cond)) for _, other in found):
            break
        found.append(("、".join(words), act))
    return found if len(found) >= 2 else []


def _split(draft: Draft, act: Act, after: Sequence[Act]) -> int:
    """被中央、省、市通报的，每例分别扣4分、3分、2分."""
    each = each_of(act.cond, loose=False)
    text = each.before if each else act.cond
    listed = re.search(rf"[^,、]*?(?:、[^,、]*){{{len(act.amounts) - 1}}}", text)
    items = listed[0].split("、") if listed and text.count("、") == len(act.amounts) - 1 else []
    if "和" in text and text.count("、") == len(act.amounts) - 2:
        items = re.split("[、和]", text)
    from_verb = act.verb in ("扣", "扣除", "扣减", "减", "减去", "倒扣", "核减")
    sign = Decimal(-1) if from_verb else Decimal(1)
    words = [LEVEL.search(item) for item in items]
    if items and all(words):
        rows = tuple((word[0], plain(sign * amount)) for word, amount in zip(words, act.amounts, strict=True) if word)
        name = trimmed(LEVEL.sub("", items[-1])) or "事件"
        draft.add(clause("levels", name, levels=rows, mode=_mode(draft, each is not None)), act, name, bounded=False)
        return 1
    if items and each is None and not from_verb and (taken := _graded(draft, act, items, after)):
        return taken
    method, key = ("deduct", "points") if from_verb else ("reach", "points")
    if each is not None:
        method, key = ("deduct_each", "each") if from_verb else ("earn_each", "each")
    if not items or re.search(r"\d.*,", text):
        draft.doubt("partial")
    for item, amount in zip(items, act.amounts, strict=False):
        draft.add(clause(method, trimmed(item), **{key: plain(amount)}), act, item, most=amount, bounded=each is None)
    return 1


def _graded(draft: Draft, act: Act, items: Sequence[str], after: Sequence[Act]) -> int:
    """考核结果为好、较好、一般的,分别得10、8、6分,差的不得分: words of which one is true; how many acts they took."""
    words = [GRADE.search(item) for item in items]
    alone = all(word is not None and word.end() == len(item) for word, item in zip(words, items, strict=True))
    if not alone or max(act.amounts) != draft.points:
        return 0
    rows = [(word["word"], plain(amount)) for word, amount in zip(words, act.amounts, strict=True) if word]
    last = [word for one in after if one.kind == "zero" and (word := grade_word(one))]
    rows += [(word, "0") for word in last]
    if len({label for label, _ in rows}) < len(rows):
        return 0
    name = trimmed(items[0][: words[0].start()] if words[0] else "") or act.heading or UNNAMED
    draft.add(clause("options", name, options=tuple(rows)), act, name, most=max(act.amounts))
    return 1 + len(last)


# --- options ----------------------------------------------------------------------------------------------------------
def options(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """Words of which one is true, each with its own points."""
    run, top = _option_run(draft, run_of(acts, at, _is_option))
    given = [points_of(draft, act) or Decimal(0) for act in run if act.gains]
    if len(given) < 2 or run[0].kind == "zero" or not _exclusive(draft, run, given, top):
        return 0
    rows = tuple((trimmed(act.cond) or "其他", plain(_worth(draft, act))) for act in run)
    if len({label for label, _ in rows}) < len(rows):
        return 0
    if any(_PLACED.search(label) for label, _ in rows):
        draft.doubt("partial")
    told = [(one.value, one.unit) for act in run for one in thresholds(act.cond)]
    if len(set(told)) > 1 or _skips(run):
        draft.doubt("gap?")
    if re.search("的,", run[0].cond) or re.search(r"\d.*,", run[0].cond):
        draft.doubt("type?")
    waiting = [piece.text for piece in draft.waiting(run[0])]
    name = run[0].heading or (waiting[-1] if waiting else UNNAMED)
    draft.add(clause("options", name, options=rows), run[0], name, most=max(given))
    return len(run)


def _skips(run: Sequence[Act]) -> bool:
    """4次以上, 2次, 未更新: what of three, and of one?"""
    first = _FROM.search(run[0].cond)
    if first is None:
        return False
    told = [int(first["n"])]
    for act in run[1:]:
        found = _COUNT.fullmatch(trimmed(act.cond))
        told += [int(found["n"])] if found and found["unit"] == first["unit"] else []
    ends = told[-1] > 1 and run[-1].kind == "zero" and len(told) > 1
    return ends or any(above - below > 1 for above, below in pairwise(told))


def _is_option(act: Act) -> bool:
    alone = "各" not in act.adverb and "再" not in act.adverb
    return act.kind == "zero" or (act.gains and alone and not each_of(act.cond, loose=False))


def _worth(draft: Draft, act: Act) -> Decimal:
    return Decimal(0) if act.kind == "zero" else points_of(draft, act) or Decimal(0)


def _option_run(draft: Draft, run: list[Act]) -> tuple[list[Act], Decimal]:
    """The acts of one list and the most the item can give: each sentence with two gains or more is a list of its own."""
    by_line = [[act for act in run if act.line == line] for line in sorted({act.line for act in run})]
    if len(by_line) > 1 and all(sum(act.gains for act in part) > 1 for part in by_line):
        return by_line[0], sum((max(_worth(draft, act) for act in part) for part in by_line), Decimal(0))
    return run, max((_worth(draft, act) for act in run), default=Decimal(0))


def _exclusive(draft: Draft, run: list[Act], given: list[Decimal], top: Decimal) -> bool:
    words = all(grade_word(act) for act in run if act.gains)
    falling = all(a > b for a, b in pairwise(given))
    if draft.points is None:
        return words or (run[-1].kind == "zero" and falling)
    if sum(given) == draft.points and not words:
        return False
    if top != draft.points:
        return words and falling
    if any(LEVEL.search(act.cond) for act in run) and not words:
        draft.doubt("exclusive?")
        return False
    return falling
