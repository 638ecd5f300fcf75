"""The echo: one canonical sentence for a reading, and back. Full-width punctuation is structure, the rest is content.

A condition never holds full-width punctuation (normalising made it half width), so the sentence reads back exactly;
what does not render to the very same sentence again is no echo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from wuze.reading.doubts import BY_SENTENCE, SAYS
from wuze.reading.elements import is_share
from wuze.reading.model import NONE, Clause, Param, Reading, Status
from wuze.scoring.exact import HUNDRED, div, mul, plain

_UNKNOWN = "待定"
_START = {"full": "满分", "zero": "零分"}
_KINDS = {
    "veto": ("否决", "condition", "effect"),
    "na": ("不适用", "condition", "policy"),
    "weight": ("权重", "of", "value"),
    "period": ("分期", "span", "combine"),
}


# --- out --------------------------------------------------------------------------------------------------------------
def says(reading: Reading) -> str:
    """The canonical sentence of a reading that has clauses."""
    clauses = "；".join(f"（{number}）{clause_says(clause)}" for number, clause in enumerate(reading.clauses, 1))
    more = "".join(f"；另有{extra_says(extra)}" for extra in reading.extras)
    doubts = "、".join(SAYS[code] for code in reading.doubts)
    check = f"请核对：{doubts}。" if doubts else ""
    return f"从{_START[reading.start or 'full']}起，{bounds(reading)}：{clauses}{more}。{check}"


def bounds(reading: Reading) -> str:
    """Floor and cap in words: 最低0分，最高5分."""
    floor = "不保底" if reading.floor == NONE else f"最低{reading.floor}分"
    cap = "不封顶" if reading.cap == NONE else "最高分未定" if reading.cap is None else f"最高{reading.cap}分"
    return f"{floor}，{cap}"


def extra_says(extra: Mapping[str, str]) -> str:
    """What a cell holds beside its clauses: 否决：情形＝后果."""
    word, first, second = _KINDS[extra["kind"]]
    return f"{word}：{extra[first]}＝{extra[second]}"


def clause_says(clause: Clause) -> str:
    """One clause in canonical words: 未建台账，扣2分."""
    told = _WRITERS[clause.method](clause.params, clause.condition)
    most = clause.params.get("max")
    return (
        f"{clause.condition}，{told}"
        + (f"，最多{most}分" if most else "")
        + (f"〔互斥{clause.group}〕" if clause.group else "")
    )


def _or(value: Param) -> str:
    return _UNKNOWN if value is None else str(value)


def _share(value: Param, *, rate: bool) -> str:
    if value is None or not rate:
        return _or(value)
    return plain(mul(Decimal(str(value)), HUNDRED), 10) + "%"


def _table(rows: Param, unit: str = "分") -> str:
    pairs = [one for one in rows or () if isinstance(one, tuple)]
    return "／".join(f"{label}＝{_UNKNOWN if value is None else f'{value}{unit}'}" for label, value in pairs)


def _types(rows: Param) -> str:
    return f"〔{_table(rows, '')}〕" if rows else ""


def _slope(params: Mapping[str, Param], name: str) -> str:
    get = params.get
    side, verb = ("高" if get("side") == "above" else "低"), ("加" if get("effect") == "add" else "扣")
    rate = is_share(name, get("base"))
    return f"基准{_share(get('base'), rate=rate)}，每{side}{_share(get('step'), rate=rate)}{verb}{get('each')}分"


def _rank(params: Mapping[str, Param], name: str) -> str:
    get = params.get
    if get("bands"):
        return f"名次：{_table(get('bands'))}"
    drop = f"{get('each')}分" if get("each") else plain(mul(Decimal(str(get("step"))), HUNDRED), 10) + "%"
    return f"首名{_or(get('base'))}分，每降一名减{drop}"


def _range(params: Mapping[str, Param], name: str) -> str:
    limits = params.get("range")
    return f"裁量{_UNKNOWN}" if limits is None else f"裁量{limits[0]}~{limits[1]}分"


def _ratio(params: Mapping[str, Param], name: str) -> str:
    get = params.get
    return f"按完成率得分，满{_or(get('points'))}分" + (f"，应完成{get('required')}" if get("required") else "")


_WRITERS: dict[str, Callable[..., str]] = {
    "deduct": lambda p, _n: f"扣{p['points']}分",
    "deduct_each": lambda p, _n: f"每次扣{p['each']}分",
    "shortfall": lambda p, _n: f"应{p['required']}{_types(p.get('types'))}，每缺1扣{p['each']}分",
    "slope": _slope,
    "gate": lambda _p, _n: "否则本项不得分",
    "reach": lambda p, _n: f"得{_or(p['points'])}分",
    "earn_each": lambda p, _n: f"每次得{p['each']}分",
    "ratio": _ratio,
    "bands": lambda p, _n: f"分档：{_table(p['bands'])}",
    "options": lambda p, _n: f"选项：{_table(p['options'])}",
    "grades": lambda p, _n: f"评等：{_table(p['grades'], '')}",
    "discretion": _range,
    "levels": lambda p, _n: f"级别：{_table(p['levels'])}，{_or(p['mode'])}",
    "rank": _rank,
    "relative": lambda p, _n: f"比{p['base']}，满{_or(p['points'])}分",
    "times": lambda p, _n: f"乘以{p['each']}，计入{'加分' if p['effect'] == 'add' else '扣分'}",
}

# --- back -------------------------------------------------------------------------------------------------------------
_N = r"(?:-?\d+(?:\.\d+)?|待定)"
_Q = r"-?\d+(?:\.\d+)?%?|待定"
_WHOLE = re.compile(
    rf"从(满分|零分)起，(不保底|最低{_N}分)，(不封顶|最高分未定|最高{_N}分)：(.*?)。(?:请核对：(.*)。)?", re.DOTALL
)
_READERS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("deduct", re.compile(rf"扣({_N})分"), ("points",)),
    ("deduct_each", re.compile(rf"每次扣({_N})分"), ("each",)),
    ("shortfall", re.compile(rf"应({_N})(?:〔(.+?)〕)?，每缺1扣({_N})分"), ("required", "types", "each")),
    ("slope", re.compile(rf"基准({_Q})，每([高低])({_Q})([加扣])({_N})分"), ("base", "side", "step", "effect", "each")),
    ("gate", re.compile("否则本项不得分"), ()),
    ("reach", re.compile(rf"得({_N})分"), ("points",)),
    ("earn_each", re.compile(rf"每次得({_N})分"), ("each",)),
    ("ratio", re.compile(rf"按完成率得分，满({_N})分(?:，应完成({_N}))?"), ("points", "required")),
    ("bands", re.compile("分档：(.+)"), ("bands",)),
    ("options", re.compile("选项：(.+)"), ("options",)),
    ("grades", re.compile("评等：(.+)"), ("grades",)),
    ("discretion", re.compile(rf"裁量(?:待定|({_N})~({_N})分)"), ("low", "high")),
    ("levels", re.compile("级别：(.+)，(就高|累计|待定)"), ("levels", "mode")),
    ("rank", re.compile("名次：(.+)"), ("bands",)),
    ("rank", re.compile(rf"首名({_N})分，每降一名减({_N})(分|%)"), ("base", "drop", "unit")),
    ("relative", re.compile(rf"比(首名|标准|均值)，满({_N})分"), ("base", "points")),
    ("times", re.compile(rf"乘以({_N})，计入(加分|扣分)"), ("each", "effect")),
)
_WORDS = {"高": "above", "低": "below", "加": "add", "扣": None, "加分": "add", "扣分": "deduct"}


def understood(text: str, points: str | None) -> Reading | None:
    """The reading an echo sentence came from; None for any other text."""
    found = _WHOLE.fullmatch(text.strip())
    if not found:
        return None
    start = "full" if found[1] == "满分" else "zero"
    floor = NONE if found[2] == "不保底" else found[2][2:-1]
    cap = NONE if found[3] == "不封顶" else None if found[3] == "最高分未定" else found[3][2:-1]
    told, *extras = found[4].split("；另有")
    clauses = tuple(clause for part in re.split(r"；?（\d+）", told)[1:] if (clause := clause_back(part)) is not None)
    doubts = tuple(BY_SENTENCE.get(one, one) for one in (found[5] or "").split("、") if one)
    made = tuple(extra for one in extras if (extra := _extra_back(one)) is not None)
    status = Status.CHECK if doubts else Status.READ
    reading = Reading(text, points, status, text.strip(), start, floor, cap, clauses, made, doubts)
    known = all(code in SAYS for code in doubts)
    return reading if clauses and known and says(reading) == text.strip() else None


def _extra_back(text: str) -> dict[str, str] | None:
    word, _, rest = text.partition("：")
    first, _, second = rest.partition("＝")
    for kind, (name, one, other) in _KINDS.items():
        if name == word:
            return {"kind": kind, one: first, other: second}
    return None


def clause_back(text: str) -> Clause | None:
    """The clause these canonical words came from; None for any other words."""
    group = re.search("〔互斥([A-Z])〕$", text)
    text = text[: group.start()] if group else text
    most = re.search(rf"，最多({_N})分$", text)
    text = text[: most.start()] if most else text
    condition, _, told = text.partition("，")
    for method, pattern, names in _READERS:
        found = pattern.fullmatch(told)
        if found:
            values = dict(zip(names, found.groups(), strict=True))
            params = {**_params(method, values), **({"max": most[1]} if most else {}), "condition": condition}
            return Clause(method, params, group[1] if group else None)
    return None


def _params(method: str, values: dict[str, str | None]) -> dict[str, Param]:
    if method == "discretion":
        low, high = values["low"], values["high"]
        return {"range": (low, high) if low is not None and high is not None else None}
    if method == "rank" and "drop" in values:
        drop = str(values["drop"])
        how = {"each": drop} if values["unit"] == "分" else {"step": _fraction(drop + "%")}
        return {"base": _value(values["base"]), **how}
    made: dict[str, Param] = {}
    for name, value in values.items():
        if name == "types" and value is None:
            continue
        if name in ("bands", "options", "levels", "grades", "types"):
            made[name] = _rows(str(value))
        elif name in ("side", "effect"):
            if _WORDS[str(value)] is not None:
                made[name] = _WORDS[str(value)]
        elif not (name == "required" and value is None):
            made[name] = _fraction(str(value)) if method == "slope" else _value(value)
    return made


def _value(text: str | None) -> str | None:
    return None if text in (None, _UNKNOWN) else text


def _fraction(text: str) -> str | None:
    return plain(div(Decimal(text[:-1]), HUNDRED), 12) if text.endswith("%") else _value(text)


def _rows(text: str) -> tuple[tuple[str, str | None], ...]:
    pairs = (row.rpartition("＝") for row in text.split("／"))
    return tuple((label, _value(value.removesuffix("分"))) for label, _, value in pairs)
