"""Sentences of acts → clauses: the order of work over one cell."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from wuze.reading.conditions import requirement, thresholds, trimmed
from wuze.reading.context import cut, phrases
from wuze.reading.deductions import fail, take
from wuze.reading.draft import Draft, Made, Piece, number_in
from wuze.reading.each import each_of
from wuze.reading.gains import bands, give, only_if_due
from wuze.reading.judged import discretion, exception, ratio
from wuze.reading.ladders import ladder
from wuze.reading.lists import grades, levels, options
from wuze.reading.model import clause
from wuze.reading.placings import places
from wuze.reading.plan import statement_of, sub_items
from wuze.reading.scan import BONUS, PENALTY, Act, Modifier, Sentence
from wuze.reading.special import special
from wuze.reading.text import masked
from wuze.reading.words import ELSEWHERE, GENERIC_FAILURE, HARMLESS, NUM, SAMPLE, UNIT
from wuze.scoring.exact import plain

_PER_PART = re.compile(rf"(?:以下|下列)?每(?:个)?(?:小项|分项|子项|小点)(?P<n>{NUM})分")


def assemble(draft: Draft) -> None:
    """Read every sentence; leaves clauses, doubts and waiting pieces in the draft."""
    _headings(draft)
    if ELSEWHERE.search(masked(draft.text)):
        draft.doubt("elsewhere")
    if SAMPLE.search(masked(draft.text)):
        draft.doubt("sample?")
    taken = draft.taken = special(draft)
    _own_points(draft)
    rest = [sentence for number, sentence in enumerate(draft.sentences) if number not in taken]
    for sentence in rest:
        sentence.parts = _parallel(draft, sentence.parts)
    if _per_part(draft, rest):
        return
    acts: list[Act] = []
    last = max((number for number, sentence in enumerate(rest) if sentence.acts), default=-1)
    for number, sentence in enumerate(rest):
        if sentence.tail:
            _tail(draft, sentence, before=number < last and (not sentence.acts or _asks(sentence.tail)))
        acts += sentence.acts
    if only_if_due([act for act in acts if act.gains or act.kind == "zero"]):
        draft.doubt("na?")
    _walk(draft, _without_worths(draft, acts))
    for line, exempt in draft.excepted:
        _leave_out(draft, line, exempt)


def _own_points(draft: Draft) -> None:
    """党组织覆盖率(5分)。… at the head of a cell worth 5 names the item again; its rules follow."""
    told = [sentence for sentence in draft.sentences if sentence.acts]
    if len(told) < 2 or len(told[0].parts) != 1 or told[0].number:
        return
    act = told[0].acts[0]
    bracket = draft.text[act.start : act.end + 1].endswith(")")
    if (
        act.kind == "bare"
        and bracket
        and not act.adverb
        and act.amount == draft.points
        and re.fullmatch("[^,;:]{2,24}", act.cond)
    ):
        draft.pieces.append(Piece(act.cond, act.start, act.line))
        told[0].parts = []


def _parallel(draft: Draft, parts: list[Act | Modifier]) -> list[Act | Modifier]:
    """每被县级采用1条得0.5分,市级采用1条得1分: each is said once for the whole sentence."""
    made: list[Act | Modifier] = []
    before: Act | None = None
    for part in parts:
        if isinstance(part, Act):
            before = _each_again(draft, part, before)
        made.append(before if isinstance(part, Act) and before is not None else part)
    return made


def _each_again(draft: Draft, act: Act, before: Act | None) -> Act:
    """An act whose count is told after one that says 每: the same unit means each again, another leaves it open."""
    each = each_of(before.cond, loose=False) if before is not None and before.gains and act.gains else None
    if each is None or each.size != 1 or thresholds(act.cond) or each_of(act.cond, loose=False):
        return act
    bare = re.search(rf"(?<![\d.~每第])1(?=(?P<unit>{UNIT}))(?=[^,]*$)", act.cond)
    if bare is None or re.match("有|配备|设", act.cond.rpartition(",")[2]):
        return act
    if bare["unit"] != each.unit or not act.cond.endswith(each.unit):
        draft.doubt("each_or_once?")
    return replace(act, cond=f"{act.cond[: bare.start()]}每{act.cond[bare.start() :]}")


def _without_worths(draft: Draft, acts: list[Act]) -> list[Act]:
    """工作成效(10分):好10分,较好6分 : the sub-item's own points only head its list."""
    made: list[Act] = []
    for number, act in enumerate(acts):
        rest = [other for other in acts[number + 1 :] if other.line == act.line]
        first = not made or made[-1].line != act.line
        most = max((other.amount or Decimal(0) for other in rest if other.gains), default=None)
        if (
            first
            and act.kind == "bare"
            and act.amount == most
            and sum(other.gains for other in rest) > 1
            and act.amount != draft.points
            and sum((other.amount or Decimal(0) for other in acts if other.gains), Decimal(0)) != draft.points
        ):
            draft.worth.append(act.amount or Decimal(0))
            headed = {id(other): replace(other, heading=trimmed(act.cond)) for other in rest}
            acts = [headed.get(id(other), other) for other in acts]
            sentence = draft.sentences[act.line]
            sentence.parts = [headed.get(id(part), part) for part in sentence.parts]
        else:
            made.append(acts[number])
    return made


def _headings(draft: Draft) -> None:
    for sentence in draft.sentences:
        if BONUS.match(sentence.heading):
            draft.start, sentence.heading = "zero", ""
            _unhead(sentence)
        elif PENALTY.match(sentence.heading):
            draft.start, draft.floor, sentence.heading = "zero", "none", ""
            _unhead(sentence)


def _unhead(sentence: Sentence) -> None:
    sentence.parts = [replace(part, heading="") if isinstance(part, Act) else part for part in sentence.parts]


def _asks(text: str) -> bool:
    """Whether a text asks for a number of something, so that the next sentence may say what lacking it costs."""
    need = requirement(text)
    return need is not None and need.told and "扣" not in text


def _tail(draft: Draft, sentence: Sentence, *, before: bool) -> None:
    """Text without points: a requirement when acts follow, else left over unless it is only about procedure."""
    at = sentence.start + sentence.text.rfind(sentence.tail)
    line = draft.sentences.index(sentence)
    if before:
        told = cut(sentence.tail, at, sentence.tail, line)
        for piece in told:
            piece.guard = piece.text.endswith("的")
        draft.pieces += told
        return
    for piece in cut(sentence.tail, at, sentence.tail, line):
        counted = number_in(masked(piece.text))
        exempt = _EXEMPT.fullmatch(piece.text)
        if exempt and not counted and len(sentence.acts) == 1 and sentence.acts[0].takes:
            draft.excepted.append((line, exempt["who"]))
            continue
        piece.used = bool(HARMLESS.match(piece.text)) and not counted
        draft.pieces.append(piece)
        if not piece.used and not counted:
            draft.doubt("unused_text")


_EXEMPT = re.compile("[(]?(?P<who>[^,()]{2,30}?)(?<!情况)(?<!原因)(?<!情形)的?除外[)]?")


def _leave_out(draft: Draft, line: int, exempt: str) -> None:
    """The exception told after a sentence's one deduction."""
    for made in draft.made:
        if made.act is not None and made.act.line == line and made.clause.method in ("deduct", "deduct_each"):
            condition = f"{made.clause.condition}且非({exempt})"
            unit = _COUNTED.search(made.clause.condition)
            if unit:
                condition = f"{made.clause.condition[: unit.start()]}且非({exempt}){unit[0]}"
            made.clause = replace(made.clause, params={**made.clause.params, "condition": condition})


_COUNTED = re.compile(rf"\({UNIT}\)$")


def _per_part(draft: Draft, rest: list[Sentence]) -> bool:
    """“以下每小项2分：①…不得分” : a failure costs the part's points; the parts' clauses exclude each other."""
    found = _PER_PART.search(draft.text)
    if not found:
        return False
    if re.search(r"的,|\d", draft.text[: found.start()]):
        draft.doubt("type?")
    for sentence in rest:
        if sentence.tail:
            _tail(draft, sentence, before=False)
    worth = Decimal(found["n"])
    draft.worth.append(worth)
    number = 0
    for sentence in rest:
        acts = [act for act in sentence.acts if not _PER_PART.search(draft.text[act.start : act.end])]
        made = _of_part(draft, acts, worth)
        if len(made) > 1:
            for one in made:
                _group(one, chr(65 + number))
            number += 1
    return True


def _of_part(draft: Draft, acts: list[Act], worth: Decimal) -> list[Made]:
    """The clauses of one part; a failure takes the part's points."""
    first = len(draft.made)
    for act in acts:
        if act.takes:
            take(draft, act, [], None)
        elif act.kind == "zero":
            fail(draft, act, amount=worth)
        else:
            draft.doubt("partial")
    made = draft.made[first:]
    if any((one.most or Decimal(0)) > worth for one in made):
        draft.doubt("sum_over")
    return made


def _group(made: Made, letter: str) -> None:
    made.clause = replace(made.clause, group=letter)


_RUNS = (places, grades, bands, ladder, levels, options)


# --- the walk ---------------------------------------------------------------------------------------------------------
def _walk(draft: Draft, acts: list[Act]) -> None:
    statement = statement_of(draft, acts)
    worth = {} if statement else sub_items(acts)
    draft.parts = {act.line: worth[id(act)] for act in acts if id(act) in worth}
    draft.worth += worth.values()
    before: list[Act] = []
    at = 0
    while at < len(acts):
        act = acts[at]
        step = 0
        if act is statement:
            draft.start = draft.start or "full"
            draft.set_aside(phrases(draft, act))
        elif id(act) not in worth and not statement:
            step = next((n for run in _RUNS if (n := run(draft, acts, at))), 0)
        elif statement and id(act) not in worth:
            step = next((n for run in (places, levels, ladder) if (n := run(draft, acts, at))), 0)
        if not step and act is not statement:
            _one(draft, act, before, worth)
        if step > 1:
            draft.made[-1].upto = acts[at + step - 1].end
        before += acts[at : at + (step or 1)]
        at += step or 1


def _one(draft: Draft, act: Act, before: list[Act], worth: dict[int, Decimal]) -> None:
    mine = worth.get(id(act))
    if mine is not None and act.gains:
        _sub_item(draft, act, before, mine)
    elif act.takes:
        if _complement(draft, act, before):
            return
        take(draft, act, before, mine)
    elif act.kind == "zero":
        _zero(draft, act, before, mine)
    elif act.kind in ("disc", "range", "mark"):
        discretion(draft, act, mine)
    elif act.kind == "nodeduct":
        exception(draft, act)
    elif act.kind in ("ratio", "formula"):
        ratio(draft, act, before)
    else:
        give(draft, act, before)


def _sub_item(draft: Draft, act: Act, before: list[Act], worth: Decimal) -> None:
    """A sub-item's own points: requirement of the deductions after it; alone, its loss is a deduction."""
    del before
    draft.start = draft.start or "full"
    alone = not any(other is not act and other.line == act.line for other in draft.sentences[act.line].acts)
    if alone:
        condition = f"未做到“{trimmed(act.cond)}”"
        draft.add(clause("deduct", condition, points=plain(worth)), act, condition, most=worth)
    else:
        draft.set_aside(phrases(draft, act))


def _complement(draft: Draft, act: Act, before: list[Act]) -> bool:
    """各得1分，一项不符扣1分: the deduction only repeats the gain."""
    if not before or "各" not in before[-1].adverb or not before[-1].gains:
        return False
    return before[-1].amount == act.amount and before[-1].line == act.line


_ELSE = re.compile("^(?:否则?|其他|其余|以下|反之|以外|除此之?外)?$")
_NEGATION = re.compile("[未没无不]|缺|少|低于|否则|[<≤差]|以下|下降|减少")


def _mirrors(act: Act, gained: list[Act]) -> bool:
    """Whether a zero only says that what was gained is not so: 未开展的不得分 after 开展得5分."""
    cond = trimmed(act.cond)
    if _ELSE.match(cond) or GENERIC_FAILURE.search(cond) or thresholds(cond):
        return True
    told = "".join(one.cond + one.heading for one in gained)
    core = re.sub("[的者,、]|未|没有?|无|不", "", cond)
    return bool(_NEGATION.search(cond)) and any(core[at : at + 2] in told for at in range(max(len(core) - 1, 1)))


def _last_resort(draft: Draft, act: Act) -> bool:
    """The end of a list of words one of which is true."""
    return bool(draft.made) and draft.made[-1].clause.method in ("options", "grades", "bands", "levels", "rank")


def _zero(draft: Draft, act: Act, before: list[Act], worth: Decimal | None) -> None:
    found = re.search(rf"该?({NUM})分(?:全|不)", draft.text[act.start : act.end])
    amount = Decimal(found[1]) if found else None
    draft.worth += [amount] if amount is not None else []
    if amount is not None and amount != draft.points:
        fail(draft, act, amount=amount)
        last = draft.made[-1]
        earlier = [made for made in draft.made[:-1] if made.act is not None and made.act.line == act.line]
        if earlier:
            letter = chr(65 + len({made.clause.group for made in draft.made if made.clause.group}))
            for made in [*earlier, last]:
                _group(made, letter)
        return
    if worth is not None:
        fail(draft, act, amount=worth)
        return
    gained = [one for one in before if one.gains]
    if gained and draft.start != "full":
        _beside_gains(draft, act, gained)
    else:
        fail(draft, act)


def _beside_gains(draft: Draft, act: Act, gained: list[Act]) -> None:
    """不得分 after cases that give points: of the whole item, or only where the case before it did not hold."""
    numbers = [one.value for one in thresholds(act.cond)]
    told = [one.value for other in gained for one in thresholds(other.cond)]
    all_of_it = len(gained) > 1 and re.search("^(?:以上|上述)|,(?:以上|上述)|各项$", act.cond)
    if all_of_it and not _ELSE.match(trimmed(act.cond)):
        fail(draft, act)
        return
    if not _mirrors(act, gained) and not _last_resort(draft, act):
        if re.search("本项|该项|此项|整项|全项", draft.text[act.start : act.end]):
            fail(draft, act)
            return
        draft.doubt("gap?")
    if any(value not in told and value not in "".join(other.cond for other in gained) for value in numbers):
        draft.doubt("gap?")
    if draft.made and draft.made[-1].clause.method == "bands" and trimmed(act.cond) not in ("", "否则", "其他", "其余"):
        draft.doubt("gap?")
