"""Whole sentences of a kind of their own: ranking by falling points, 与第一名之比, multiples, vetoes, N/A rules, weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from wuze.reading.conditions import trimmed
from wuze.reading.context import exact
from wuze.reading.draft import Draft
from wuze.reading.model import clause
from wuze.reading.scan import Sentence
from wuze.reading.text import masked
from wuze.reading.words import NUM
from wuze.scoring.exact import plain

_FALLING = re.compile(
    rf"^(?P<what>.*?)第1(?:名|位)?的?(?:得|计|记|为)?(?P<top>{NUM}分|满分(?:{NUM}分)?|基本分(?:{NUM}分)?)[,;]?(?:其他|其余|以后|之后|以下|往后)?(?:依次|按名次)?每(?:降|后退|下降|退|低|靠后|后移|差|落后)(?:低)?1?个?(?:名次|位次|名|位|个名次)?"
    rf"(?:减|扣|递减|扣减|减少|少得)(?:去)?(?:基本分|满分|首名分|标准分|本项分值|分值)?的?(?P<drop>{NUM}(?:%|分))"
)
_MEAN = re.compile(r"平均|每月|每季|季度|分别排名|各自排名|按月|按季")
_WORSE = re.compile(r"问题|扣分|投诉|差错|事故|用时|耗时|信访量|违规")
_RATIO_TO = re.compile(
    r"(?P<what>[^,;。:]*?)(?:得分|分数|总分|增幅|数值?|值|额|量)?(?:÷|/|除以|与)(?P<to>第1名|最高分|最高值|最高单位|首名|目标值?|标准值|标准分|平均分|平均值|均值|任务数)(?:的?(?:得分|分数|增幅|数量|总量|数值?|值))?(?:之比|的比值|比值|的比例|之比例)?(?:[×*]|乘以|乘|计分|折算|计算)"
)
_TIMES = re.compile(rf"按(?P<what>[^,;。]*?)的?(?P<n>{NUM})倍(?P<way>扣减|扣分|扣除|扣|计分|加分|计)")
_VETO = re.compile(
    r"取消[^,。;]*资格|不得(?:被?(?:评为|评定为|列为|确定为|定为|推荐)|评优|参评|参加评|参与评|评先|超过|高于)[^,。;]*|1?一?票否决|(?:直接|一律|当年)?(?:直接)?(?:定为|评为|列为|确定为|降为)[“\"]?(?!优秀的)[^,。;]{1,10}(?:等次|等级|支部|党组织|档次|类|格)|"
    r"降(?:低)?(?:1|一)(?:个)?(?:等次|等|档|级)|不予评优|不参与评优|不能评为[^,。;]*|总分(?:归零|为0|记0分|计0分)"
)
_JOINING = "[,:的]|当年|直接|一律|实行|实施|年度考核|年度|考核|综合评价|本年度|取消|给予|予以|对其|将|则"
"""What stands between a case and its consequence."""
_NA = re.compile(
    r"^(?P<cond>(?:[^,;。]{0,14})(?:不涉及|无此项|没有此项|不适用|无相关|没有相关|无该项|没有该项|无任务|没有任务|无上述|暂无)[^,;。]{0,14}?)(?:的|单位|党组织|支部)*[,]?(?:视同|视为|按|可|则|直接)?"
    r"(?P<way>不扣分|得满分|计满分|满分|按满分计|视为满分|不(?:作|做|予|纳入|列入|参加|参与)?(?:考核|考评)|不计分|得平均分|取平均分|按平均分)"
)
_NA_KIND = re.compile(
    r"^(?P<cond>[^,;。]{0,20}(?:企业|组织|单位|支部|协会|学校|机构))(?:的)?[,]?(?:可|则|暂)?"
    r"(?P<way>不(?:作|做|予|纳入|列入|参加|参与)?(?:考核|考评))(?:(?:此|本|该)项|范围|内容|指标)*$"
)
"""没有党员的企业不考核此项: whom an item does not ask."""
_WEIGHT = re.compile(rf"(?:权重|占比?|占总分)(?:为|的)?(?P<n>{NUM}%)")
_SPAN = re.compile("(?:按|每|实行)(?P<span>半年|季度?|月)度?(?:进行|开展)?(?:1次)?(?:考核|评分|打分|计分|评比|评价)")
_SPANS = {"半年": "半年", "季": "季", "季度": "季", "月": "月"}
_COMBINED = re.compile(
    r"(?:取|按|以|为)[^,。;]{0,8}(?:半年|季度?|月)[^,。;]{0,6}(?:平均|均值|最低|累计|相加|之和)|(?:平均分|平均数|平均值|累计)[^,。;]{0,6}(?:作为|计入|为)(?:全年|年度|最终)"
)
_COMBINE = {"平均": "平均", "均值": "平均", "最低": "最低", "累计": "相加", "相加": "相加", "之和": "相加"}
_NA_WAYS = {"平均": "均值", "考核": "折算", "不计": "折算"}


def special(draft: Draft) -> set[int]:
    """Take the sentences that need no generic reading; returns their numbers."""
    taken: set[int] = set()
    readers: tuple[Callable[[Draft, Sentence, str], bool], ...] = (
        _period,
        _falling,
        _relative,
        _times,
        _na,
        _veto,
        _weight,
    )
    hidden = [masked(sentence.text) for sentence in draft.sentences]
    for number, sentence in enumerate(draft.sentences):
        if any(reader(draft, sentence, hidden[number]) for reader in readers):
            taken.add(number)
            draft.used.update(one.start for one in sentence.modifiers)
    return taken


def _period(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    """按季度考核，取4个季度平均分: scored by period. How the clauses are meant within one, a person must look."""
    combined = _COMBINED.search(hidden)
    span = _SPAN.search(draft.text[: sentence.start + len(sentence.text)])
    if combined is None or span is None or sentence.acts:
        return False
    how = next(way for word, way in _COMBINE.items() if word in combined[0])
    draft.extras.append({"kind": "period", "span": _SPANS[span["span"]], "combine": how})
    draft.doubt("period?")
    return True


def _falling(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    found = _FALLING.search(hidden)
    if not found:
        return False
    numbers = re.findall(NUM, found["top"])
    top = Decimal(numbers[0]) if numbers else draft.points
    drop = found["drop"]
    how = {"step": exact(drop)} if drop.endswith("%") else {"each": drop.removesuffix("分")}
    name = trimmed(re.sub(r"^按|(?:进行)?排名[,]?$|,$", "", trimmed(sentence.text[: found.end("what")]))) or "名次"
    if top is None:
        draft.doubt("value?")
    if _MEAN.search(draft.text):
        draft.doubt("partial")
    if _WORSE.search(name):
        draft.doubt("order?")
    draft.add(clause("rank", name, base=None if top is None else plain(top), **how), None, name, most=top)
    _rest(draft, sentence.text[found.end() :])
    return True


def _relative(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    found = _RATIO_TO.search(hidden)
    if not found:
        return False
    amounts = {act.amount for act in sentence.acts if act.amount} | {
        one.amount for one in sentence.modifiers if one.amount
    }
    if any(part.endswith("的") for part in hidden[: found.start()].split(",")):
        draft.doubt("type?")
    if re.search(r"\d", re.sub(r"第1名的?得\d+分", "", hidden[: found.start()])):
        draft.doubt("unused_number")
    points = amounts.pop() if len(amounts) == 1 else draft.points if not amounts else None
    to = found["to"]
    base = "首名" if re.match("第1名|最高|首名", to) else "均值" if "均" in to else "标准"
    what = re.sub(r"^(?:其他|其余)?(?:领导|单位|的)?(?:按照?|以)?(?:本单位)?", "", trimmed(found["what"]))
    if points is None:
        draft.doubt("value?")
    if base == "标准":
        draft.doubt("partial")
    made = clause("relative", what or "得分", base=base, points=None if points is None else plain(points))
    draft.add(made, None, made.condition, most=points)
    _rest(draft, sentence.text[found.end() :])
    return True


def _rest(draft: Draft, text: str) -> None:
    """What follows in a sentence already taken: points repeated are fine, anything else is not."""
    left = re.sub(rf"[×*]?{NUM}分|计算|计分|满分|得分|,|、|。|\)|\(", "", text)
    if re.search(r"\d", left):
        draft.doubt("unused_number")
    elif len(left) > 3:
        draft.doubt("unused_text")


def _times(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    found = _TIMES.search(hidden)
    if not found or sentence.acts:
        return False
    if found.start() > 0 and not hidden[: found.start()].rstrip(",").endswith("扣分的"):
        draft.doubt("type?")
    effect = "add" if found["way"] in ("计分", "加分", "计") else "deduct"
    name = trimmed(sentence.text[found.start("what") : found.end("what")])
    draft.add(clause("times", name, each=found["n"], effect=effect), None, name, bounded=False)
    _rest(draft, sentence.text[found.end() :])
    return True


def _veto(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    found = _VETO.search(hidden)
    if not found or any(act.amount is not None for act in sentence.acts):
        return False
    first = found
    if "票否决" in found[0]:
        found = _VETO.search(hidden, found.end()) or found
    condition = sentence.text[: first.start()] or sentence.text[found.end() :]
    condition = trimmed(re.sub(rf"(?:{_JOINING})+$", "", condition))
    draft.extras.append({"kind": "veto", "condition": condition, "effect": sentence.text[found.start() : found.end()]})
    draft.doubt("veto")
    return True


def _na(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    found = _NA.search(hidden) or _NA_KIND.search(hidden)
    if not found:
        return False
    policy = next((policy for word, policy in _NA_WAYS.items() if word in found["way"]), "免扣")
    draft.extras.append({"kind": "na", "condition": trimmed(found["cond"]), "policy": policy})
    if policy != "免扣":
        draft.doubt("na?")
    return True


def _weight(draft: Draft, sentence: Sentence, hidden: str) -> bool:
    found = _WEIGHT.search(hidden)
    if not found or sentence.acts or not re.search("权重|占总分", hidden):
        return False
    draft.extras.append({"kind": "weight", "of": trimmed(sentence.text[: found.start()]), "value": exact(found["n"])})
    draft.doubt("unused_number")
    return True
