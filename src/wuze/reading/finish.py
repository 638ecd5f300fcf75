"""The end of a reading: exclusive groups, start, floor, cap, sums, what is left over, and the status."""

from __future__ import annotations

from decimal import Decimal

from wuze.reading.draft import Draft, Made
from wuze.reading.groups import groups
from wuze.reading.judged import one_judgement
from wuze.reading.left import left_over
from wuze.reading.model import Status

GAINS = (
    "reach",
    "earn_each",
    "bands",
    "options",
    "ratio",
    "grades",
    "rank",
    "relative",
    "levels",
    "discretion",
    "times",
)


def finish(draft: Draft) -> Status:
    """Settle everything that needs the whole cell; returns the status."""
    one_judgement(draft)
    groups(draft)
    _bounds(draft)
    _sums(draft)
    left_over(draft)
    if not draft.made:
        if draft.extras:
            return Status.CHECK
        if any(one.kind == "cap" for one in draft.modifiers):
            draft.doubt("cap_only")
            draft.start, draft.cap = "zero", draft.full
            return Status.CHECK
        return Status.UNREAD
    return Status.CHECK if draft.doubts else Status.READ


# --- start, floor, cap ------------------------------------------------------------------------------------------------
def _bounds(draft: Draft) -> None:
    methods = [made.clause.method for made in draft.made]
    gaining = [made for made in draft.made if _gains(made)]
    taking = [made for made in draft.made if _takes(made)]
    if draft.start is None:
        draft.start = "zero" if gaining else "full"
    below = any(
        made.act is not None and "倒" in made.act.adverb
        for made in draft.made
        if made.clause.method.startswith("deduct")
    )
    stopped = draft.has("floor")
    if draft.start == "zero" and below and not stopped:
        draft.floor = "none"
    if draft.start == "zero" and gaining and taking and not stopped and draft.floor != "none":
        draft.doubt("bound?")
    if draft.has("uncapped") and draft.start == "zero" and taking:
        draft.floor = "none"
    draft.cap = draft.full
    if draft.points is not None and _beyond(draft, gaining):
        draft.cap = "none"
    del methods


def _gains(made: Made) -> bool:
    method, params = made.clause.method, made.clause.params
    if method in ("slope", "times"):
        return params.get("effect") == "add"
    if method == "levels":
        return not any(str(points).startswith("-") for _, points in made.clause.rows("levels"))
    if method == "bands":
        return not _steps(made)
    if method == "discretion":
        limits = params.get("range")
        away = isinstance(limits, tuple) and str(limits[0]).startswith("-")
        return not away and not (made.act is not None and made.act.verb in ("扣", "扣减", "扣除", "减", "加扣"))
    return method in GAINS


def _steps(made: Made) -> bool:
    """A table that only takes."""
    values = [Decimal(str(points)) for _, points in made.clause.rows("bands")]
    return bool(values) and max(values) <= 0 and min(values) < 0


def _judged(made: Made) -> Decimal | None:
    """The most a judgement can take that excludes a deduction; None for anything else."""
    limits = made.clause.params.get("range") if made.clause.group else None
    return -Decimal(str(limits[0])) if isinstance(limits, tuple) and str(limits[0]).startswith("-") else None


def _takes(made: Made) -> bool:
    return _steps(made) or (made.clause.method in ("deduct", "deduct_each", "shortfall", "slope") and not _gains(made))


def _beyond(draft: Draft, gaining: list[Made]) -> bool:
    """Whether gains go beyond the item's points: a bonus on top of full marks."""
    top = [
        made
        for made in gaining
        if made.act is not None and (made.act.verb in ("加", "奖", "奖励") or "再" in made.act.adverb)
    ]
    rest = [made for made in gaining if made not in top]
    base = sum((made.most or Decimal(0) for made in rest), Decimal(0))
    points = draft.points or Decimal(0)
    if draft.start != "full" and (not top or base < points):
        own = [made for made in top if made.clause.method == "reach"]
        whole = sum((made.most or Decimal(0) for made in own), Decimal(0))
        if not (own and whole == points and len(top) > len(own)):
            return False
        top = [made for made in top if made not in own]
    if draft.start == "full" and not top:
        top = [made for made in gaining if made.clause.method != "discretion"]
    if not top:
        return False
    if any(not made.bounded for made in top) or any(made.clause.method == "reach" for made in top):
        draft.doubt("cap?")
    return True


# --- sums -------------------------------------------------------------------------------------------------------------
def _sums(draft: Draft) -> None:
    if draft.points is None or not draft.made:
        return
    if draft.start == "full":
        _taken(draft, draft.points)
    elif any(_gains(made) for made in draft.made) and draft.cap != "none":
        _given(draft, draft.points)
    elif draft.cap != "none":
        draft.doubt("start?")


def _taken(draft: Draft, points: Decimal) -> None:
    """Deductions against the item's points; a gate can always take all."""
    taking = [made for made in draft.made if _takes(made) or _judged(made)]
    gate = any(made.clause.method == "gate" for made in draft.made)
    open_ended = any(not made.bounded for made in taking) or any(
        made.clause.method == "discretion" and not _judged(made) for made in draft.made
    )
    most = _most(taking)
    fixed = [made for made in taking if made.clause.method in ("deduct", "bands")]
    told = bool(taking) and not fixed and any(one.kind == "floor" for one in draft.modifiers)
    if not told and (
        (most > points and len(taking) > 1 and (fixed or not open_ended))
        or (most > points and len(taking) == 1 and fixed)
    ):
        draft.doubt("sum_over")
    elif most < points and taking and not open_ended and not gate:
        draft.doubt("sum_under")


def _most(taking: list[Made]) -> Decimal:
    groups: dict[str, Decimal] = {}
    total = Decimal(0)
    for made in taking:
        most = _judged(made) or made.most or Decimal(0)
        if made.clause.group:
            groups[made.clause.group] = max(groups.get(made.clause.group, Decimal(0)), most)
        else:
            total += most
    return total + sum(groups.values(), Decimal(0))


def _given(draft: Draft, points: Decimal) -> None:
    gaining = [made for made in draft.made if _gains(made) and made.clause.method not in ("relative", "grades")]
    if not gaining or any(not made.bounded for made in gaining):
        return
    total = sum((made.most or Decimal(0) for made in gaining), Decimal(0))
    if any(made.clause.method == "bands" for made in gaining) and any(
        made.clause.method == "reach" for made in gaining
    ):
        total = max(made.most or Decimal(0) for made in gaining)
    _beside_bands(draft)
    if total != points:
        draft.doubt("sum_under" if total < points else "sum_over")


def _beside_bands(draft: Draft) -> None:
    """A gain beside bands adds to them unless its condition tells that the bands do not hold."""
    names = [made.clause.condition for made in draft.made if made.clause.method == "bands"]
    for made in draft.made:
        excluded = any(name and name in made.clause.condition and "<" in made.clause.condition for name in names)
        if names and made.clause.method == "reach" and not excluded:
            draft.doubt("exclusive?")
