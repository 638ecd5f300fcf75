"""What the components take. Every value is ready to be shown: a view or query decides, a template only lays out.

No component knows a rule: which light, which verb, which reason was decided before. All are frozen and typed, so a
missing part fails in a test and not as a blank on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from wuze.kernel.errors import Refusal

State = Literal["red", "amber", "green", "none"]
CHAIN = ("明责", "履责", "督责", "考责", "问责", "长效")
"""The six links, always all six and always in this order."""

# --- words and marks --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. The label says what is found there."""

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """State of time or of a gap: shape and word together ("超期4天", "剩2天", "没轮到"). Never a colour alone."""

    state: State
    word: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A fact that stays: 迟1天, 补登, 代录, 须说明, 未确认. Outlined, never filled like a light."""

    word: str
    kind: Literal["", "late", "ask"] = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence that changes what the reader does next; not decoration."""

    text: str
    kind: Literal["plain", "ask", "bad"] = "plain"
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """An empty place: what is true, and the next step. ``after`` follows the link ("后有63件。")."""

    text: str
    link: Link | None = None
    after: str = ""


# --- what can be done -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verb:
    """Something this person may do now. POST goes as a form with ``hidden`` (row version, one-time key); GET as a link."""

    label: str
    url: str
    method: Literal["post", "get"] = "post"
    primary: bool = False
    icon: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A verb that is dead for now. It stays visible with its reason, and with the way out where there is one."""

    label: str
    reason: str
    way_out: Link | None = None


Offer = tuple[Verb, Refusal | None]
"""A verb, and why it is dead for this person now; None where it lives."""


def alive(offers: Iterable[Offer]) -> tuple[Verb, ...]:
    """Those that may be done."""
    return tuple(verb for verb, no in offers if no is None)


def dead(offers: Iterable[Offer]) -> tuple[Refused, ...]:
    """The others, with the reason and the way out."""
    return tuple(
        Refused(verb.label, no.reason, Link(no.way_out, no.url) if no.url else None)
        for verb, no in offers
        if no is not None
    )


def joined(refused: Iterable[Refused]) -> tuple[Refused, ...]:
    """Verbs that are dead for the same reason share a line."""
    reasons: dict[str, list[Refused]] = {}
    for one in refused:
        reasons.setdefault(one.reason, []).append(one)
    return tuple(
        Refused("、".join(one.label for one in same), reason, same[0].way_out) for reason, same in reasons.items()
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a state bar; ``notes`` are at most two short lines (date, who)."""

    name: str
    state: Literal["done", "now", "later"] = "later"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateBar:
    """Where a thing stands, whose turn it is, what may be done and why the rest may not. Once a page, first on it."""

    steps: tuple[Step, ...]
    turn: str
    light: Light | None = None
    detail: str = ""
    verbs: tuple[Verb, ...] = ()
    refused: tuple[Refused, ...] = ()


# --- one thing, its past and its chain --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChainPart:
    """What one link of the chain holds about this thing; no url: nothing there, or this page itself."""

    text: str
    url: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Head of every page about one thing, and foot of every opened score item."""

    parts: tuple[ChainPart, ...]

    def __post_init__(self) -> None:
        if len(self.parts) != len(CHAIN):
            raise ValueError(f"责任链有{len(CHAIN)}环，给了{len(self.parts)}环")

    @property
    def links(self) -> tuple[tuple[str, ChainPart], ...]:
        """Name and part, in the fixed order."""
        return tuple(zip(CHAIN, self.parts, strict=True))


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline, newest first. ``quote`` is what was said, ``files`` what came with it."""

    when: date | datetime
    who: str
    what: str
    quote: str = ""
    tags: tuple[Tag, ...] = ()
    files: tuple[Link, ...] = ()
    now: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing to do: light, sentence, one verb. ``late`` says whose delay it is."""

    title: str
    url: str
    light: Light
    detail: str = ""
    late: str = ""
    verb: Verb | None = None


# --- numbers ----------------------------------------------------------------------------------------------------------


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """Length of a bar, "0.0" to "100.0", for an attribute; nothing to divide by is an empty bar."""
    if not whole:
        return "0.0"
    percent = Decimal(part) * 100 / Decimal(whole)
    return str(min(max(percent, Decimal(0)), Decimal(100)).quantize(Decimal("0.1")))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that never stands alone: numerator/denominator or a remark, as-of date, definition, a way to open it.

    ``value`` is text ("84.7%", "没有数据"): a missing number is said, never shown as 0.
    """

    label: str
    value: str
    definition: str
    as_of: date
    fraction: str = ""
    remark: str = ""
    url: str = ""
    big: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of a whole is there; ``light`` only where someone has to act."""

    label: str
    value: str
    share: str
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """One measure at one of 8-20 places, sorted by gap before it comes here."""

    name: str
    rate: str
    light: Light
    fraction: str
    gap: str
    share: str
    url: str


# --- an opened score item ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One clause of an item: its words → the fact → the evidence → the record it came from → the points."""

    clause: str
    fact: str
    points: str
    detail: str = ""
    as_of: date | None = None
    evidence: Link | None = None
    evidence_dates: str = ""
    source: Link | None = None
    source_by: str = ""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """An opened item: the sum as it was computed, where rule and engine come from, every clause, and the chain."""

    sum: str
    result: str
    provenance: str
    lines: tuple[WhyLine, ...]
    chain: Chain
    dispute: Verb | None = None


# --- forms ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a stale form: what you wrote, and what stands there now."""

    label: str
    mine: str
    now: str


@dataclass(frozen=True, slots=True)
class Stale:
    """Someone saved first. The entry is kept and shown beside the present state; nothing was written."""

    who: str
    when: datetime
    differences: tuple[Difference, ...] = ()
