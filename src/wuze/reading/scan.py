# ruff: noqa: E501  # the patterns of one kind of act or modifier stand on one line
"""A normalised cell → sentences of acts (what gives or takes points), modifiers (caps, floors) and plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from wuze.reading.text import HIDDEN, masked
from wuze.reading.words import DEDUCT, DISCRETION, GAIN, NUM

_ADVERB = r"(?:再|另外|另|额外|各|均|都|分别|直接|一次性|则|应|可|予以|一律|将|即|倒|只|仅|全部|本项|该项|此项|按|适当|相应){0,3}"
_NOTHING = (
    r"(?:(?:本|该|此|整|全|单)(?:小?项|指标|条)(?:工作|考核|目)?|该?\d+分)?(?:均|都|则|一律|直接|(?:为|按|算|计)(?=0分)|全部)?"
    r"(?:不予?(?:得|给|计|记|赋)分|不予?(?:得|给|计|记)(?!算|入)(?=$|[,;。)])|无分|(?:得|计|记|为|给|按)?(?<![\d.~])0分(?:处理|计算?)?|(?<![健齐安完不])全部?扣除?(?![\d.])|扣光|扣完(?!为止|即止|止|本项)|"
    r"扣除?(?:本项|该项|此项)?全部?(?:分值|分数|得分|满分|的?分)|(?<=\d分)不得|扣除?全部分?|扣除?(?:本项|该项|此项)(?:分值|分数|得分|满分|分))"
)
_CAP_WORD = r"(?:最多|最高|上限为?|累计|总计|合计|总共|封顶|最高为|至多|限)"
MODIFIERS = (
    ("floor", r"(?:直至|直到|至)扣(?:完|光)(?:(?:本项|该项)?分值|(?:本项|该项)分?)?(?=$|[,;。)])|(?:直至|至)?(?:扣完|扣至0分?|扣光|减完)(?:本项|该项|此项)?(?:的?分值|分数|(?P<floor>\d+(?:\.\d+)?)分)?(?:为止|即止|止)|(?:本项)?最低(?:为|得|计)?0分|不计负分|不得负分|不倒扣|不出现负分|(?:本项|该项)?分值扣完为止"),
    ("enough", r"(?:直至|至)?(?:加|得|计|扣)满(?:为止|即止|止)|(?:加|得|计)完为止"),
    ("uncapped", r"(?:上不封顶|不封顶|不设上限|无上限|不限次数)"),
    ("cap", rf"(?:(?:累计|总计|合计|本项|该项|总共|全年|单项|共|可)?(?:加|扣|奖|得|计|减)?分?(?:累计|总计|合计)?(?:最多|最高|至多|上限为?|不得?超过|不得?高于|以不超过|最大)(?:不得?超过|不得?高于|为)?(?:再?(?:扣除|扣减|扣|加|得|计|奖励|奖|记|减)(?:至|到)?)?(?P<cap>{NUM})分(?:为限|封顶)?(?:的按(?P<cap4>{NUM})分计算?)?|超过(?P<cap7>{NUM})分(?:的|,)?按{NUM}分(?:计算?|计分)?|封顶(?P<cap2>{NUM})分|以(?P<cap3>{NUM})分(?:为限|封顶)|(?P<cap5>{NUM})分封顶|限(?:扣|加|得)?(?P<cap6>{NUM})分(?:以?内)?|(?:直至|至)?(?:加|得|计|扣)?满(?P<cap8>{NUM})分(?:为止|即止|止)|总(?:加分|扣分|得分|分)不(?:得)?超过?(?P<cap9>{NUM})分)"),
    ("full", rf"(?:本项|该项|此项)?(?:满分|总分|分值|共|标准分)(?:均)?(?:为|是|:)?(?P<full>{NUM})分(?:$|(?=[,;。)]))"),
    ("highest", r"(?:(?:按|取|以)(?:最高|就高)(?:级别|项|分|档|等级)?(?:的)?(?:计分|计算|计|加分|记分|得分|奖励|为准)?|就高不就低|就高(?:计分|计|加分|原则)?|不重复(?:加分|计分|扣分|扣|奖励|计算|计)|不累(?:计|加)(?:加分|扣分|计分|得分)?|只计(?:最高|1次))"),
    ("sum", r"(?:可|应)?累计(?:计分|加分|扣分|计算|计)(?!\d)|可累加|可累计(?=$|[,;。)])|累加计分|可重复(?:加分|计分)"),
)  # fmt: skip  # one pattern a line
EFFECTS = (
    ("nodeduct", r"(?:可|均|则|一律)?(?:不予?扣分|不扣分?|免予?扣分?)"),
    ("zero", _NOTHING),
    ("split", rf"分别(?:再)?(?P<verb4>{DEDUCT}|{GAIN}|为)?(?P<list>{NUM}分?(?:[、,和]{NUM}分?|[、,和](?:{DEDUCT}|{GAIN}){NUM}分?)+)"),
    ("disc", rf"(?:由(?P<rater>[^,;。]{{1,14}}?))?{DISCRETION}(?:予以|给予|适当|再|,)?(?:(?P<dverb>{DEDUCT}|给|得|打|计|加扣|赋|记|加|评)分?)(?P<drange>{NUM}分?~{NUM}分?|{NUM}分以?内|\({NUM}~{NUM}分?\))?"),
    ("mark", r"(?<!累计)(?:打分|评分|赋分|评议打分|综合评定)(?=$|[,;。)])"),
    ("ratio", r"(?:按|根据|以|与)(?:照)?(?P<what>[^,;。\n]{0,24}?(?:比例|完成率|率|百分比|进度))(?:×|\*|乘以|乘)?(?:标准分|基本分|本项分值|分值|满分|该项分值)?(?:计算得分|折算得分|折合得分|得分|计分|计算|折算|给分|赋分|记分|计得分|相应得分|相应计分)(?:分|值)?(?!扣)"),
    ("formula", rf"(?:(?:得分|计分)?(?:=|等于|为)|(?:(?<=[,;。:\n])|(?<!.)))(?P<of>[^,;。=]{{1,20}}?率)(?:×|\*|乘以)(?:{NUM}分?|标准分|分值|满分|本项分值)"),
    ("range", rf"{_ADVERB}(?P<verb3>{DEDUCT}|{GAIN})?(?P<low>-?{NUM})分?~(?P<high>-?{NUM})分(?:之间|以?内)?(?:酌情)?(?P<how>打分|评分|赋分|计分|给分|得分|扣分|加分)?"),
    ("deduct", rf"(?P<adv1>{_ADVERB})(?P<verb1>(?:(?<![参增追附])|(?!加)){DEDUCT})(?:分)?(?P<n1>{NUM})(?:分|(?=$|[,;。)]))"),
    ("minus", rf"(?<![\d~%])-(?P<n2>{NUM})分"),
    ("gain", rf"(?P<adv2>{_ADVERB})(?P<verb2>{GAIN}|\+)(?:分|满分|标准分|基本分|基础分|该项)?(?P<n3>{NUM})(?:分|(?=$|[,;。)]))"),
    ("full_mark", rf"(?:即|可|则|均)?(?:得|计|记|给|为)(?:本项|该项)?满分(?:(?P<n5>{NUM})分)?|(?:即|可|方可|才|均|则|(?<=的))得(?:该项)?分(?=$|[,;。)])"),
    ("bare", rf"(?P<adv3>(?:各|均|再|每项)?)(?<!每低)(?<!每高)(?<!每少)(?<!每多)(?P<n4>{NUM})分(?!钟|[÷×/*]|及?以上|以下|以内)"),
)  # fmt: skip  # one pattern a line
_SCAN = re.compile("|".join(f"(?P<{kind}_>{pattern})" for kind, pattern in (*MODIFIERS, *EFFECTS)))
_KINDS = {f"{kind}_": kind for kind, _ in (*MODIFIERS, *EFFECTS)}
_MODIFIER_KINDS = {kind for kind, _ in MODIFIERS}

NUMBERING = re.compile(
    r"(?:(?<=^)|(?<=[。;\n,:]))(?:[①-⑳⑴-⒇]|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}、|(?:一|二|三|四|五|六)是)"
)
_ENDS = re.compile(r"[。;\n!]|(?=[①-⑳⑴-⒇])")
_HEADING = re.compile(r"^([^:,]{1,30}):(?=\D|\d+(?:\.\d+)?(?:%|分|次|[^\d:]))")
BONUS = re.compile(r"^(?:加分|奖励|奖励分|附加分|加分事项|奖分|创新加分)(?:项|项目|事项|因素)?$")
PENALTY = re.compile(r"^(?:扣分|减分|倒扣|惩处)(?:项|项目|事项|因素)?$")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that gives or takes points. ``cond``: the text before it, since the act before."""

    kind: str
    cond: str
    start: int
    end: int
    amount: Decimal | None = None
    high: Decimal | None = None
    verb: str = ""
    adverb: str = ""
    amounts: tuple[Decimal, ...] = ()
    line: int = 0
    heading: str = ""

    @property
    def gains(self) -> bool:
        """Gives a fixed number of points."""
        return self.kind in ("gain", "bare", "full_mark")

    @property
    def takes(self) -> bool:
        """Takes a fixed number of points."""
        return self.kind == "deduct"


@dataclass(frozen=True, slots=True)
class Modifier:
    """A cap, a floor, a word on how several count together."""

    kind: str
    text: str
    start: int
    end: int
    amount: Decimal | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence: number (ordinal of its numbering, 0 none), what stands before a colon, parts, text left at the end."""

    text: str
    start: int
    number: int = 0
    heading: str = ""
    parts: list[Act | Modifier] = field(default_factory=list)
    tail: str = ""

    @property
    def acts(self) -> list[Act]:
        """The acts only."""
        return [part for part in self.parts if isinstance(part, Act)]

    @property
    def modifiers(self) -> list[Modifier]:
        """The modifiers only."""
        return [part for part in self.parts if isinstance(part, Modifier)]


def sentences(text: str) -> list[Sentence]:
    """Split and scan a normalised cell."""
    hidden = _open_brackets(masked(text))
    found: list[Sentence] = []
    number = 0
    for begin, end in _pieces(hidden):
        numbering = NUMBERING.match(hidden[begin:end])
        number += 1 if numbering else 0
        whole = hidden[begin + (numbering.end() if numbering else 0) : end]
        piece = whole.lstrip(" ,、:").rstrip(" ,、")
        start = end - len(whole.lstrip(" ,、:"))
        if piece:
            sentence = Sentence(text[start : start + len(piece)], start, number if numbering else 0)
            found.append(_scan(sentence, piece, len(found)))
    return found


def _pieces(hidden: str) -> list[tuple[int, int]]:
    cuts = sorted(
        {
            0,
            len(hidden),
            *(cut.end() for cut in _ENDS.finditer(hidden)),
            *(m.start() for m in NUMBERING.finditer(hidden)),
        }
    )
    return [(a, len(hidden[:b].rstrip("。;\n!"))) for a, b in pairwise(cuts)]


def _open_brackets(hidden: str) -> str:
    """Brackets that hold an act become commas; other remarks are hidden from the grammar, kept in the label."""

    def each(found: re.Match[str]) -> str:
        inner = found[1]
        if re.search(r"\d分|扣分|得分|不扣|酌情|封顶|为止|计分", inner):
            return "," + inner + ","
        return "(" + HIDDEN * len(inner) + ")"

    return re.sub(r"(?<=[^,;。\n:])\(([^()]*)\)", each, hidden)


def _scan(sentence: Sentence, hidden: str, line: int) -> Sentence:
    at = 0
    heading = _HEADING.match(hidden)
    if heading and (PENALTY.match(heading[1]) or not re.search(rf"{NUM}分|扣|{DISCRETION}", heading[1])):
        sentence.heading, at = sentence.text[: heading.end(1)], heading.end()
    last = at
    for found in _SCAN.finditer(hidden, at):
        kind = (
            _KINDS[found.lastgroup or ""]
            if found.lastgroup in _KINDS
            else next(k for g, k in _KINDS.items() if found[g] is not None)
        )
        gap = _unbracketed(sentence.text[last : found.start()].strip(",、;: "))
        start = sentence.start + last
        if kind in _MODIFIER_KINDS:
            sentence.parts.append(_modifier(kind, gap, found, sentence))
        else:
            act = _act(kind, found)
            sentence.parts.append(
                replace(
                    act, cond=gap, start=start, end=sentence.start + found.end(), line=line, heading=sentence.heading
                )
            )
        last = found.end()
    sentence.tail = sentence.text[last:].strip(",、;:。)( ")
    return sentence


def _unbracketed(text: str) -> str:
    """Without a bracket whose other half is elsewhere."""
    if text.count("(") == text.count(")") and not text.startswith(")"):
        return text
    return text.strip("(),、;: ")


def _modifier(kind: str, gap: str, found: re.Match[str], sentence: Sentence) -> Modifier:
    groups = found.groupdict()
    names = {
        "cap": ("cap", "cap2", "cap3", "cap5", "cap6", "cap7", "cap8", "cap9"),
        "full": ("full",),
        "floor": ("floor",),
    }.get(kind, ())
    amount = next((Decimal(groups[name]) for name in names if groups[name]), None)
    return Modifier(kind, gap, sentence.start + found.start(), sentence.start + found.end(), amount)


def _act(kind: str, found: re.Match[str]) -> Act:
    groups = found.groupdict()
    if kind == "range":
        low, high = Decimal(groups["low"]), Decimal(groups["high"])
        return Act(
            kind,
            "",
            0,
            0,
            low,
            high,
            verb=groups["verb3"] or ("-" if low < 0 else "扣" if groups["how"] == "扣分" else ""),
        )
    if kind == "disc":
        numbers = [Decimal(n) for n in re.findall(NUM, groups["drange"] or "")]
        low = numbers[0] if len(numbers) > 1 else Decimal(0)
        return Act(kind, "", 0, 0, low if numbers else None, numbers[-1] if numbers else None, verb=groups["dverb"])
    if kind == "split":
        amounts = tuple(Decimal(n) for n in re.findall(NUM, groups["list"]))
        return Act(kind, "", 0, 0, amounts=amounts, verb=groups["verb4"] or "")
    amount = next((Decimal(groups[name]) for name in ("n1", "n2", "n3", "n4", "n5") if groups[name]), None)
    verb = groups["verb1"] or groups["verb2"] or ""
    adverb = groups["adv1"] or groups["adv2"] or groups["adv3"] or ""
    adverb += "倒" if verb.startswith("倒") else ""
    return Act("deduct" if kind == "minus" else kind, "", 0, 0, amount, verb=verb, adverb=adverb)
