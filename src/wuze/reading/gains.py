"""Acts that give points → reach, earn_each, slope that adds; runs of them → bands, options, levels, grades, rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from wuze.reading.conditions import canonical, thresholds, trimmed
from wuze.reading.context import is_duty, phrases, quantity
from wuze.reading.deductions import each_label, slope
from wuze.reading.draft import Draft, Piece
from wuze.reading.each import each_of
from wuze.reading.model import clause
from wuze.reading.scan import Act
from wuze.reading.sharing import shared_items
from wuze.reading.text import masked
from wuze.reading.words import BONUS_VERBS, NUM, one_of
from wuze.scoring.exact import plain
from wuze.scoring.text import number

_BARE = re.compile(
    r"^(?:有|有的|是|达到|达到要求|达标|符合|符合要求|符合规定|完成|完成的|已?开展|已?建立|做到|落实|落实到位|达到标准|均达到|均符合|全部达到)的?$"
)
_COUNTED = re.compile(
    rf"(?<![≥≤<>\d.~第近前每])(?P<n>{NUM})(?<!任意)(?<!任何)(?<!任)(?=(?:%(?!~)|次|篇|名|件|个|家|户|人次|人|期|场|条|项|例|万元|本|套|平方米)(?!性|均|都|全))"
)
_SEVERAL = re.compile(r"[、和与].*[均都]$|且")
"""Several quantities in one breath: a table is over one."""
_ONLY_IF_DUE = re.compile(r"应(?P<verb>[\u4e00-\u9fff])(?:而)?未(?P=verb)")


def bonus(act: Act) -> bool:
    """Added on top (加, 奖), rather than given for the item itself."""
    return act.verb in BONUS_VERBS


def give(draft: Draft, act: Act, before: list[Act]) -> None:
    """One gain that stands by itself."""
    parts = phrases(draft, act)
    amount = points_of(draft, act)
    each = each_of(act.cond, loose=bonus(act) or _goes_up(draft, act))
    cap = draft.cap_of(act) if each is not None else None
    cap = None if cap == draft.points else cap
    if each is not None:
        if each.way == "over" and slope(draft, act, parts, each, plain(amount or Decimal(0)), before, cap):
            return
        if each.size != 1 or each.unit == "%":
            draft.doubt("partial")
        draft.pieces += [piece for piece in parts[:-1] if is_duty(piece)]
        joint = [piece.text for piece in parts[:-1] if not is_duty(piece)]
        label = trimmed(",".join([*joint, each_label(each, parts)]))
        bound = {"max": plain(cap)} if cap is not None and cap != draft.points else {}
        draft.add(
            clause("earn_each", label, each=plain(amount or Decimal(0)), **bound),
            act,
            label,
            most=cap,
            bounded=cap is not None,
        )
        return
    if "各" in act.adverb or act.cond.endswith("各"):
        for item in shared_items(draft, act, parts):
            reach(draft, act, at_least(item), amount)
        return
    reach(draft, act, holding(draft, act, parts), amount)


def _goes_up(draft: Draft, act: Act) -> bool:
    """1次得1分，满2分为止: a cap above what is given once says that it counts each time."""
    sentence = draft.sentences[act.line]
    after = [one for one in sentence.modifiers if one.start >= act.end and one.kind == "cap"]
    alone = sum(other.gains for other in sentence.acts) == 1
    return alone and any((one.amount or 0) > (act.amount or 0) for one in after)


def reach(draft: Draft, act: Act, condition: str, amount: Decimal | None) -> None:
    """The plain gain."""
    if amount is None:
        draft.doubt("value?")
    draft.add(clause("reach", condition, points=None if amount is None else plain(amount)), act, condition, most=amount)


def points_of(draft: Draft, act: Act) -> Decimal | None:
    """The points an act gives; 满分 and 得分 give the item's own."""
    return draft.points if act.kind == "full_mark" and act.amount is None else act.amount


def holding(draft: Draft, act: Act, parts: list[Piece]) -> str:
    """What must hold; 有得4分 refers to what was told before."""
    text = ",".join(piece.text for piece in parts)
    inherited = _inherited(draft, act)
    text = inherited + text
    if not inherited and (line := band_line(act.cond)) is not None and not line[0]:
        draft.doubt("exclusive?")
    if _BARE.match(trimmed(text)) or not text:
        waiting = draft.waiting(act)
        for piece in waiting:
            piece.used = True
        text = ",".join([piece.text for piece in waiting] or [act.heading or text])
    elif act.heading and len(text) < 12:
        text = f"{act.heading}:{text}"
    return at_least(canonical(text))


def _inherited(draft: Draft, act: Act) -> str:
    """达到1/3的 after 优秀票不足60%,合计不到1/3的: the same quantity, under the same other conditions."""
    line = band_line(act.cond) if "," not in act.cond else None
    acts = draft.sentences[act.line].acts
    before = acts[: acts.index(act)]
    if line is None or line[0] or not before or not before[-1].gains:
        return ""
    prefix, comma, last = before[-1].cond.rpartition(",")
    told = band_line(last)
    return prefix + comma + told[0] if told else ""


def at_least(text: str) -> str:
    """A bare count that earns points is a minimum: 有1次记录 → 有≥1次记录."""
    hidden = masked(text)
    for found in reversed(list(_COUNTED.finditer(hidden))):
        before = re.sub(r"(?:至少|最少|不少于)(?=[^\d,]{0,8}$)", "", text[: found.start()])
        text = before + "≥" + text[found.start() :]
    return text


# --- bands ------------------------------------------------------------------------------------------------------------
_SPAN = re.compile(
    rf"(?P<low>{NUM})(?P<u1>%|万?元)?(?:\((?:不?含)[^)]*\))?~(?P<high>{NUM})(?P<u2>%|万?元|平方米|平米|个|家|人|名|次|月|天|日|年|周|岁|小时|工作日|项|篇|件|条|学时|场|户|期|起|例|份)?(?:\((?:不含|含)[^)]*\))?(?:之间|的)*$"
)
_WHOLE = ("个", "家", "人", "名", "次", "项", "篇", "件", "条", "场", "户", "期", "起", "例", "份")
"""What is counted in whole numbers: 1~2个 is one or two."""
_BARE_NUMBER = re.compile(rf"(?:达到?|为|在)?(?P<n>{NUM}%)(?:的)?$")


def band_line(text: str) -> tuple[str, str] | None:
    """(quantity, label) of a condition that is one quantity and one range of it; None for anything else."""
    hidden = masked(trimmed(text))
    text = trimmed(text)
    span = _SPAN.search(hidden)
    if span:
        unit = span["u2"] or ""
        if (span["high"], unit) == ("100", "%"):
            return _name(text[: span.start()]), f"≥{span['low']}%"
        end = "≤" if unit in _WHOLE and "不含" not in span[0] else "<"
        return _name(text[: span.start()]), f"≥{span['low']}{unit}且{end}{span['high']}{unit}"
    found = thresholds(text)
    if len(found) == 2 and found[0].op in "≥>" and found[1].op in "≤<" and not text[found[1].end :].strip("的"):
        return _name(text[: found[0].start]), found[0].sign + "且" + found[1].sign
    if len(found) == 1 and not text[found[0].end :].strip("的"):
        return _name(text[: found[0].start]), found[0].sign
    bare = _BARE_NUMBER.search(hidden)
    if bare and not found:
        return _name(text[: bare.start()]), f"≥{bare['n']}"
    return None


def _name(text: str) -> str:
    return trimmed(re.sub(r"(?:达到?|为|在|处于|,)+$", "", text)) if text else ""


def bands(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """A run of gains over one quantity, read as one table; how many acts it took."""
    name, lines = _band_run(draft, acts[at:])
    run = acts[at : at + len(lines)]
    prefix = acts[at].cond.rpartition(",")[0]
    if sum(act.gains for act in run) < 2 or thresholds(prefix):
        return 0
    before = phrases(draft, acts[at])
    draft.set_aside(before)
    draft.pieces.pop()
    lines = _from_the_top(lines)
    told = [label for label, _ in lines]
    labels = _tidy(told)
    ends = [n for label, kept in zip(told, labels, strict=True) if label != kept for n in re.findall(f"{NUM}%?", label)]
    draft.worth += [value for n in ends if isinstance(value := number(n), Decimal)]
    if _gap(labels) or _parted(told):
        draft.doubt("gap?")
    if _SEVERAL.search(name) or name.endswith(("前", "后")):
        draft.doubt("partial")
    rows = tuple(zip(labels, (plain(value) for _, value in lines), strict=True))
    name = name or acts[at].heading
    draft.add(clause("bands", name, bands=rows), acts[at], name, most=max(value for _, value in lines))
    if any(value < 0 for _, value in lines):
        draft.floor = "none"
    return len(lines)


def _band_run(draft: Draft, acts: Sequence[Act]) -> tuple[str, list[tuple[str, Decimal]]]:
    """The acts from the first on that each give points for a range of one and the same quantity."""
    name = ""
    lines: list[tuple[str, Decimal]] = []
    for at, act in enumerate(acts):
        if not lines and at + 1 < len(acts):
            line = _first_count(act, acts[1]) or _line_of(act, first=True)
        else:
            line = (_count_line(act, lines[-1][0]) if lines else None) or _line_of(act, first=not lines)
        value = _value_of(draft, act)
        if (
            line is None
            or value is None
            or (lines and not (line[0] in ("", name) or line[0] in name or name in line[0]))
        ):
            break
        name = name or line[0]
        lines.append((line[1], value))
    return name, lines


def _line_of(act: Act, *, first: bool) -> tuple[str, str] | None:
    if first and (whole := _ALL_DONE.fullmatch(trimmed(act.cond))):
        return whole["what"] or "完成", "≥100%"
    if each_of(act.cond, loose=False):
        return None
    if act.kind == "zero" and not first and re.match(r"^(?:否则|其他|其余|以下)?$", trimmed(act.cond)):
        return "", "其他"
    head, _, last = act.cond.rpartition(",")
    return band_line(last) if first or not head else None


_ALL_DONE = re.compile("(?P<what>[^,]*?)全部?(?:部|面)?(?:完成|达标)")


def _first_count(act: Act, after: Act) -> tuple[str, str] | None:
    """调研报告1篇 before 2篇: the first line of a table of counts."""
    found = re.fullmatch(rf"(?P<what>[^,\d]{{2,}}?)(?P<n>\d+)(?P<unit>{one_of(_WHOLE)})", trimmed(act.cond))
    if found is None or not (act.gains and after.gains):
        return None
    following = re.fullmatch(rf"(?P<n>\d+){found['unit']}(?:及?以上)?", trimmed(after.cond))
    if following is None or int(following["n"]) != int(found["n"]) + 1:
        return None
    return _name(found["what"]), f"≥{found['n']}{found['unit']}"


def _count_line(act: Act, above: str) -> tuple[str, str] | None:
    """Below 2次以上: 1次 is ≥1次, and 未讲 under ≥1次 is what is left."""
    told = re.fullmatch(r"≥(?P<n>\d+)(?P<unit>\D+)", above)
    if told is None or "%" in told["unit"]:
        return None
    bare = re.fullmatch(rf"(?P<n>\d+){told['unit']}", trimmed(act.cond))
    if bare and act.gains and abs(int(bare["n"]) - int(told["n"])) == 1:
        return "", f"≥{bare['n']}{told['unit']}"
    nothing = act.kind == "zero" and told["n"] == "1" and re.fullmatch(r"(?:未|没有?)[^,\d]{1,6}", trimmed(act.cond))
    return ("", "其他") if nothing else None


def _value_of(draft: Draft, act: Act) -> Decimal | None:
    """What a line gives; 倒扣 gives less than nothing."""
    if act.gains:
        return points_of(draft, act)
    if act.kind == "zero":
        return Decimal(0)
    return -act.amount if "倒" in act.adverb and act.amount is not None else None


_LEAST = re.compile(rf"≥(?P<n>{NUM})\D*")


def _from_the_top(lines: list[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """达到100元得2分，达到200元得4分: lines told from the bottom are looked at from the top all the same."""
    least = [_LEAST.match(label) for label, _ in lines]
    ends = [Decimal(one["n"]) for one in least if one]
    values = [value for (_, value), one in zip(lines, least, strict=True) if one]
    if len(ends) < 2 or ends != sorted(ends) or values != sorted(values):
        return lines
    rising = [line for line, one in zip(lines, least, strict=True) if one]
    return [*reversed(rising), *(line for line, one in zip(lines, least, strict=True) if not one)]


def _tidy(labels: list[str]) -> list[str]:
    """≥80%且<90% after ≥90% is ≥80%: the lines are looked at from the top."""
    made: list[str] = []
    for label in labels:
        low, _, high = label.partition("且")
        above = made[-1] if made else ""
        closes = high and above.startswith("≥") and (high == f"<{above[1:]}" or _next(high, above))
        made.append(low if closes else label)
    return made


def _next(high: str, above: str) -> bool:
    """≤5次 ends right below ≥6次, 80%~89% below 90%."""
    ends = [re.match(r"[<≤≥](?P<n>\d+)(?![.\d万])", one) for one in (high, above)]
    return all(ends) and int(ends[0]["n"]) + 1 == int(ends[1]["n"])  # type: ignore[index]  # both matched


def _parted(labels: list[str]) -> bool:
    """80%~89% below 90%: what of 89.5%?"""
    highs = [(above, label.partition("且")[2]) for above, label in pairwise(labels)]
    return any("%" in high and _next(high, above) for above, high in highs)


def _gap(labels: list[str]) -> bool:
    """A lower line that does not begin where the one above ends, or that the one above leaves nothing."""
    for above, label in pairwise(labels):
        if label.startswith(("<", "≤")) and above.startswith(("≥", ">")) and label[1:] != above[1:]:
            return True
        if "且" in label or _within(label, above):
            return True
    return False


def _within(label: str, above: str) -> bool:
    """Whether a line can never hold: <95% below <98%."""
    ends = [re.fullmatch(rf"[<≤](?P<n>{NUM})\D*", one) for one in (label, above)]
    return all(ends) and Decimal(ends[0]["n"]) <= Decimal(ends[1]["n"])  # type: ignore[index]  # both matched


def only_if_due(acts: Sequence[Act]) -> bool:
    """应建未建的不得分: what of those who need not?"""
    return any(_ONLY_IF_DUE.search(act.cond) for act in acts)


__all__ = ["band_line", "bands", "bonus", "give", "only_if_due", "points_of", "quantity", "reach"]
