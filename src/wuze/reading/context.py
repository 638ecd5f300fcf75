"""What a clause refers to: requirements told before it, lists it shares out, the number a count starts from."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from wuze.reading.by_type import of_one_type
from wuze.reading.conditions import ABOUT, Requirement, Threshold, canonical, failed, requirement, thresholds, trimmed
from wuze.reading.draft import Draft, Piece, number_in
from wuze.reading.each import Each, each_of
from wuze.reading.scan import Act
from wuze.reading.sharing import split_list
from wuze.reading.text import masked
from wuze.reading.words import ABSENT, GENERIC_FAILURE, NUM, UNIT
from wuze.scoring.exact import HUNDRED, div, plain

_DUTY = re.compile(
    r"应|须|必须|要求|至少|最少|不少于|不得少于|不低于|不得低于|不小于|不得小于|确保|达到|保持|按(?:季|月|年)|每(?:年|季|月|半年)|(?:1|一)年\d"
)
_SPANNED = re.compile(r"每|全年|年度|年内|1年|一年|共\d|按季|按月")
_NOUNS = (
    (re.compile("比例|率"), "%"),
    (re.compile("面积"), "平方米"),
    (re.compile("次数"), "次"),
    (re.compile("人数"), "[名人]"),
    (re.compile("学时"), "学时"),
)
"""What a failure is about, and the unit its requirement is told in."""
_ADVERBS = re.compile(r"^(?:按时|按要求|按规定|按期|及时|定期|全面|认真|有效|达到|如期|足额)+")


def phrases(draft: Draft, act: Act) -> list[Piece]:
    """The phrases of an act's condition, with their places."""
    return cut(draft.text[act.start : act.end], act.start, act.cond, act.line)


def cut(around: str, start: int, text: str, line: int) -> list[Piece]:
    """A text split at its commas, outside of quotation marks and brackets."""
    at = start + max(around.find(text), 0)
    hidden = re.sub(r"\([^()]*\)", lambda m: "(" + "\ue000" * (len(m[0]) - 2) + ")", masked(text))
    found, last = [], 0
    for mark in [*re.finditer(",", hidden), None]:
        end = mark.start() if mark else len(text)
        piece = text[last:end].strip()
        if piece:
            found.append(Piece(piece, at + last, line))
        last = end + 1
    return found


def is_duty(piece: Piece) -> bool:
    """A phrase that asks for something rather than telling a failure."""
    told = masked(piece.text)
    if told.endswith("的") or ABOUT.search(told):
        return False
    need = requirement(piece.text)
    return bool(_DUTY.search(told)) or (need is not None and need.told and bool(_SPANNED.search(told)))


def condition_for(draft: Draft, act: Act, parts: list[Piece]) -> str:
    """The condition of a failure: its own phrases, and what it refers to when it only says 达不到要求."""
    if not parts:
        return act.heading
    last, joint = parts[-1], []
    for piece in parts[:-1]:
        if is_duty(piece):
            draft.pieces.append(piece)
        else:
            joint.append(piece.text)
    own = ",".join([*joint, _quantity_of(draft, act, last) + last.text])
    verb = re.fullmatch("未(?P<core>[\u4e00-\u9fff]{2})的?", trimmed(last.text))
    own_verb = verb is not None and any(verb["core"] in one for one in joint)
    told = "" if own_verb else refer(draft, last.text, act)
    if told:
        return ",".join([*joint, told])
    if act.heading and len(own) < 14:
        own = f"{act.heading}:{own}" if own else act.heading
    return trimmed(canonical(own))


def _quantity_of(draft: Draft, act: Act, last: Piece) -> str:
    """What 低于95% is about where the duty just told asks for that very number: 工会组建率达到95%."""
    bare = thresholds(last.text)
    if len(bare) != 1 or bare[0].start:
        return ""
    for piece in draft.waiting(act):
        told = thresholds(piece.text)
        if len(told) == 1 and told[0].start and (told[0].value, told[0].unit) == (bare[0].value, bare[0].unit):
            piece.used = True
            return quantity(piece.text)
    return ""


def refer(draft: Draft, failure: str, act: Act) -> str:
    """The requirement a failure refers to, told as a failure; empty when it stands by itself. Marks pieces used."""
    waiting = draft.waiting(act)
    words = trimmed(failure)
    if GENERIC_FAILURE.search(words):
        restated = [piece for piece in waiting if _restated(draft, piece, act)]
        waiting = [piece for piece in waiting if piece not in restated]
        for piece in restated:
            piece.used = True
        waiting = _about(words, waiting)
        verb = re.fullmatch("未(?P<core>[\u4e00-\u9fff]{2})的?", words)
        named = [piece for piece in waiting if verb is not None and verb["core"] in piece.text]
        waiting = named or waiting
        told = [piece for piece in waiting if number_in(piece.text)]
        for piece in waiting:
            piece.used = not piece.guard
        for piece in told:
            _none_or_fewer(draft, words, piece.text)
        if told:
            return " 或 ".join(failing(piece.text) for piece in told)
        return f"{words}({'、'.join(piece.text for piece in waiting)})" if waiting else ""
    absent = ABSENT.match(words)
    core = _ADVERBS.sub("", absent["rest"]) if absent else ""
    if len(core) < 2:
        return ""
    for piece in waiting:
        for part in re.split("、", piece.text):
            if re.search(re.escape(core) + "(?![额率数量费金款])", part) and number_in(part):
                piece.used = all(
                    not number_in(other) or core in other or _told_elsewhere(draft, other)
                    for other in piece.text.split("、")
                )
                _mark_told(draft, part)
                _none_or_fewer(draft, words, part)
                return failing(part)
    return ""


def _none_or_fewer(draft: Draft, failure: str, duty: str) -> None:
    """每季度召开1次，未召开扣4分: not once, or once too few? Open wherever more than one is due."""
    need = requirement(duty)
    held = re.match("(?:未|没有)(?:能|曾)?(?:开展|召开|组织|举办|举行|讲|走访|参加|安排|进行)", failure)
    if held and need is not None and need.count != "1" and need.unit in ("次", "场", "期", "节", "堂", "场次"):
        draft.doubt("each_or_once?")


def _about(words: str, waiting: list[Piece]) -> list[Piece]:
    """比例达不到 is about the requirements told in percent, if there are any."""
    for noun, unit in _NOUNS:
        if noun.search(words):
            return [piece for piece in waiting if re.search(rf"\d{unit}|^[^\d]*$", piece.text)]
    return waiting


def _restated(draft: Draft, piece: Piece, act: Act) -> bool:
    """Whether another clause names this piece's number and what it is of: then it, not 达不到要求, is about the piece."""
    numbers = re.findall(rf"{NUM}(?:%|{UNIT})", piece.text)
    others = [other.cond for sentence in draft.sentences for other in sentence.acts if other is not act]
    named = [cond for cond in others if piece.text not in cond and any(number in cond for number in numbers)]
    return any(cond[at : at + 2] in piece.text for cond in named for at in range(2) if len(cond) > 3)


def _mark_told(draft: Draft, part: str) -> None:
    draft.extras.append({"kind": "_told", "text": part})
    told = {one["text"] for one in draft.extras if one["kind"] == "_told"}
    for piece in draft.pieces:
        if not piece.guard and all(part in told or not number_in(part) for part in piece.text.split("、")):
            piece.used = True


def _told_elsewhere(draft: Draft, part: str) -> bool:
    return any(one["kind"] == "_told" and one["text"] == part for one in draft.extras)


def failing(duty: str) -> str:
    """A duty with a number, told as its failure: 每年召开1次 → 召开次数<1次."""
    if thresholds(duty):
        return failed(duty)
    span = re.search(rf"(?:有|配备|发展|培养)?(?P<n>{NUM})~{NUM}(?P<u>个?{UNIT})", masked(duty))
    if span:
        rest = re.sub("至少|最少|不少于", "", duty[: span.start()]) + duty[span.end() :]
        return trimmed(rest) + f"<{span['n']}{span['u']}"
    need = requirement(duty)
    if need is None or not need.told:
        return f"未达到“{duty}”"
    return f"{need.label}<{need.count}{need.unit}"


def dues(draft: Draft, act: Act, parts: list[Piece], each: Each) -> list[tuple[Requirement, Piece]]:
    """Requirements counted in the unit of ``each``: in the act's own phrases first, else in what was told before."""
    head = each.before.rpartition(",")[2]
    parts = [*parts[:-1], Piece(head, act.start, act.line)] if head else parts[:-1]
    own = _needs(parts, each)
    if own and not all(of_one_type(need) for need, _ in own):
        return own
    before = _needs([piece for piece in draft.waiting(act) if piece.line >= _since(draft, act)], each)
    return [one for one in before if one[0].told] + own


def _since(draft: Draft, act: Act) -> int:
    """The first of the sentences without points right before an act's own, or the one before it."""
    first = act.line - 1
    while first > 0 and not draft.sentences[first].acts and not draft.sentences[first - 1].acts:
        first -= 1
    return first


def _needs(pieces: list[Piece], each: Each) -> list[tuple[Requirement, Piece]]:
    """What the pieces ask for; of several only what tells a number, unless it is the only thing told."""
    found: list[tuple[Requirement, Piece]] = []
    for at, piece in enumerate(pieces):
        items = split_list(piece.text)
        needs = [need for item in items if (need := _need(item, each)) is not None and need.told]
        if len(needs) < 2:
            whole = _need(piece.text, each)
            needs = [whole] if whole is not None else []
        before = pieces[at - 1].text if at else ""
        found += [
            (replace(need, label=trimmed(before) or need.label) if need.label == "次数" else need, piece)
            for need in needs
        ]
    told = [one for one in found if one[0].told]
    kept = [one for one in told or found if each.way == "short" or _absent_of(each, one[0], one[1])]
    for _, piece in found if told and kept else []:
        piece.used = True
    return kept


def _absent_of(each: Each, need: Requirement, piece: Piece) -> bool:
    """未召开的每次 lacks what 召开4次 asks for; 质量不高的每次 does not."""
    if not need.told:
        return False
    if each.unit not in ("次", "场次", "场", "期", "节", "堂"):
        return True
    absent = ABSENT.match(trimmed(each.label.rpartition(",")[2] or each.label))
    core = _ADVERBS.sub("", absent["rest"]).strip(",的 ") if absent else ""
    return len(core) > 1 and core in piece.text


def _need(text: str, each: Each) -> Requirement | None:
    need = requirement(text)
    if need is not None and not need.told and number_in(masked(text)):
        return None
    if need is None or _same_unit(need.unit, each.unit) is False:
        return None
    if each.way != "short" and re.search(
        r"低于|少于|不足|不到|\d[^\d,]{0,3}以下|未达", re.sub(r"不(?:得)?(?:低|少)于", "", masked(text))
    ):
        return None
    return need


def _same_unit(one: str, other: str) -> bool:
    alike = {"次", "场次", "场", "期", "节", "堂"}
    return (
        one == other
        or (one in alike and other in alike)
        or {one, other} <= {"名", "人", "个"}
        or {one, other} <= {"项", "个"}
    )


def base_of(draft: Draft, act: Act, parts: list[Piece], each: Each, before: list[Act]) -> tuple[str, str] | None:
    """The number a slope starts from, and the name of the quantity: own phrases, then acts before, then duties."""
    texts: list[tuple[str, Piece | None]] = [(piece.text, piece) for piece in reversed(parts)]
    texts += [(piece.text, piece) for piece in reversed(draft.pieces) if piece.start < act.end]
    texts += [(one.cond, None) for one in reversed(before) if each_of(one.cond, loose=False) is None]
    for text, piece in texts:
        found = [one for one in thresholds(text) if _suits(one.value, one.unit, each)]
        if len(found) > 1:
            return None
        if found:
            if piece is not None:
                piece.used = True
            return exact(found[0].value), _united(_named(draft, text, found[0], piece, before), each)
        loose = re.search(rf"(?:达|达到|完成|增长|为|:|^)(?P<n>{NUM}%?)(?P<u>(?:{UNIT})?)", masked(text))
        if loose and _suits(loose["n"], loose["u"], each):
            if piece is not None:
                piece.used = True
            return exact(loose["n"]), _united(
                trimmed(re.sub("应?为?$", "", text[: loose.start("n")])) or "完成情况", each
            )
    return None


def _named(draft: Draft, text: str, about: Threshold, piece: Piece | None, before: list[Act]) -> str:
    """The quantity of a threshold; 达到85% by itself is about the phrase before it: 参加率=参加人数÷应到人数,达到85%."""
    if about.start or piece is None:
        return quantity(text, about)
    for source in (*(act.cond for act in before), draft.text[: piece.start + len(piece.text)]):
        told = [one.start for one in thresholds(source) if (one.value, one.unit) == (about.value, about.unit)]
        ahead = re.split("[,;。\n]", source[: told[0]].rstrip(","))[-1].partition("=")[0] if told else ""
        if ahead:
            return trimmed(ahead)
    return quantity(text, about)


def _united(name: str, each: Each) -> str:
    """The name with its unit, 争资额(万元); a rate has none."""
    return name if each.unit == "%" else f"{name}({each.unit})"


def _suits(value: str, unit: str, each: Each) -> bool:
    return value.endswith("%") if each.unit == "%" else not value.endswith("%") and unit in (each.unit, "")


def quantity(text: str, about: Threshold | None = None) -> str:
    """The name of what a threshold is about: 政策生育率达87%以上 → 政策生育率."""
    found = [about] if about else thresholds(text)
    name = text[: found[0].start] or text[found[0].end :]
    return trimmed(re.sub(r"(?:应?达到?|应?为|应|在)$", "", name)) or trimmed(text)


def exact(value: str) -> str:
    """95% → 0.95; 3 → 3."""
    if value.endswith("%"):
        return plain(div(Decimal(value[:-1]), HUNDRED), 12)
    return value
