"""The score card: total, rank, distance to the lines, every indicator; one opened down to rule, fact, source, person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any

from wuze.assessment.rounds import chart, known
from wuze.assessment.rounds.models import Objection, Result
from wuze.assessment.rounds.pages.papers import Papers
from wuze.assessment.rounds.pages.shared import objection_tag, origin, url
from wuze.assessment.rounds.pages.words import Told, distance, minus, signed, sum_of
from wuze.assessment.rounds.queries.inputs import asked, given
from wuze.kernel.web.components import Chain, ChainPart, Link, Tag, Verb, Why, WhyLine, share
from wuze.scoring.exact import half_up, plain
from wuze.scoring.explain_read import show
from wuze.scoring.model import Clause, Element, Item, Part, Scheme
from wuze.scoring.values import Absent
from wuze.scoring.wording import NA_WORDS, period_word, title_of

NOTHING = ChainPart("没有")
WORDS = {"missing": "缺", "na": "不适用"}
SHORT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in the table. ``why`` in a sentence; ``opened`` where it is open."""

    code: str
    name: str
    full: str
    got: str
    minus: str
    why: str
    source: str
    url: str
    tags: tuple[Tag, ...] = ()
    opened: Why | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its indicators."""

    name: str
    full: str
    got: str
    minus: str
    share: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Card:
    """One result as it is read. ``totals`` of the group, best first; ``open`` names the indicator to open; ``now`` is what
    the packages say today of the facts of that one, where they are not the same any more. ``papers`` of it."""

    result: Result
    scheme: Scheme
    totals: list[Decimal]
    objections: list[Objection]
    checked: str
    open: str = ""
    may_object: bool = False
    duties: Mapping[str, Link] = field(default_factory=dict)
    now: known.Of = field(default_factory=known.Of)
    tied: str = ""
    before: ChainPart = NOTHING
    papers: Papers = field(default_factory=dict)

    @cached_property
    def facts(self) -> known.Of:
        """As they were frozen."""
        return known.back(self.result.facts)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Part by part."""
        return tuple(self._section(part) for part in self.scheme.parts)

    @property
    def lost(self) -> list[tuple[str, Decimal]]:
        """Indicators that cost points, the dearest first."""
        found = []
        for item in self.scheme.items:
            points = self.result.items.get(item.id, {}).get("points")
            if points is not None and item.points is not None and (loss := item.points - Decimal(points)) > 0:
                found.append((item.name, loss))
        return sorted(found, key=lambda one: -one[1])

    @property
    def full(self) -> str:
        """满分, "" where the scheme states none."""
        return "" if self.scheme.full is None else plain(self.scheme.full)

    @property
    def middle(self) -> Decimal | None:
        """The group's median; none for fewer than five, where it would tell on somebody."""
        return half_up(median(self.totals), self.scheme.places) if len(self.totals) >= 5 else None

    def scales(self) -> tuple[chart.Scale, ...]:
        """Wide and narrow."""
        line = self.result.margin.get("higher") or ""
        made = (
            chart.scale(self.result.total, self.scheme, self.middle, line, width)
            for width in (chart.WIDE, chart.NARROW)
        )
        return tuple(one for one in made if one is not None)

    @property
    def distance(self) -> tuple[str, str]:
        """What the nearest line above is called, and how far it is."""
        return distance(self.result)

    @property
    def places(self) -> str:
        """优秀名额57个，已进57个 in the group of this one; "" where the quota does not stand in the way."""
        if self.result.margin.get("why") not in {"quota", "tie"}:
            return ""
        for one in self.result.calculation.quotas:
            if (one.get("group") or "") == self.result.group:
                return f"{self.result.margin['band']}名额{one['places']}个，进了{one['taken']}个"
        return ""

    @property
    def advice(self) -> str:
        """What would have changed it: the fewest indicators that make up for what is lacking."""
        margin, lost = self.result.margin, self.lost
        if margin.get("why") == "quota":
            return f"分数到了{margin['band']}线，名额已满，按名次定为{self.result.grade}。"
        if margin.get("why") == "tie":
            return f"分数到了{margin['band']}线，在名额线上同分，都没有进入。"
        if margin.get("why") == "veto":
            return f"分数在{margin['band']}一档，因“{'、'.join(self.result.vetoes)}”定为{self.result.grade}。"
        if not margin.get("lacks") or not lost:
            return ""
        lacks = Decimal(margin["lacks"])
        alone = [name for name, loss in lost if loss >= lacks]
        if alone:
            return f"“{'”、“'.join(alone[:3])}”{'里补上任何一项' if len(alone) > 1 else '补上'}，就到{margin['higher']}线。"
        gained, needed = Decimal(0), []
        for name, loss in lost:
            gained += loss
            needed.append(name)
            if gained >= lacks:
                return f"“{'”、“'.join(needed)}”都补上，就到{margin['higher']}线。"
        return ""

    # --- parts and indicators ---------------------------------------------------------------------------------------

    def _section(self, part: Part) -> Section:
        points = self.result.parts.get(part.id)
        lines = tuple(self._line(item) for item in part.items)
        full = plain(part.points) if part.points else ""
        got = points if points is not None else "缺"
        scaled = self.result.scaled.get(part.id)
        name = f"{part.name}（折算×{scaled}）" if scaled and len(set(scaled.split("/"))) > 1 else part.name
        return Section(name, full, got, minus(points, part.points), share(Decimal(points or 0), part.points), lines)

    def _line(self, item: Item) -> Line:
        stored = self.result.items[item.id]
        points = stored["points"]
        got = points if points is not None else WORDS.get(stored["state"], "–")
        full = plain(item.points) if item.points is not None else ""
        own = url("card", self.result.pk)
        is_open = self.open == item.id
        tags = tuple(objection_tag(one) for one in self.objections if one.item == item.id)
        less = minus(points, item.points)
        return Line(
            item.id, item.name, full, got, less, self._why(item, stored), self._source(item),
            f"{own}#i-{item.id}" if is_open else f"{own}?open={item.id}#i-{item.id}", tags,
            self._opened(item, stored) if is_open else None,
        )  # fmt: skip

    def _why(self, item: Item, stored: dict[str, Any]) -> str:
        """The clauses that moved points, in a sentence."""
        if stored["state"] == "na":
            return f"不适用{'，' + NA_WORDS[item.na] if item.na is not None else ''}"
        if stored["note"] and stored["state"] == "missing":
            return str(stored["note"])
        moved = [row for row in stored["clauses"] if row[2] is None or Decimal(row[2]) != 0 or row[0] is None]
        moved = moved or stored["clauses"]  # nothing moved: what was looked at
        words = list(dict.fromkeys(row[3] for row in moved))
        more = f"，等{len(words)}处" if len(words) > SHORT else ""
        return "；".join(words[:SHORT]) + more if words else "没有评分" if stored["state"] == "missing" else "没有失分"

    def _source(self, item: Item) -> str:
        """Where the facts of an indicator come from, in a few words."""
        found = ["直接评分" for _ in self.facts.scores.get(item.id, ())]
        for clause in item.clauses:
            for element in asked(clause, self.scheme):
                found += [origin(row.link) for row in self.facts.values.get(element.id, ())]
                found += [origin(row.link) for row in self.facts.events.get(element.id, ())]
        return "、".join(list(dict.fromkeys(found))[:SHORT])

    def _opened(self, item: Item, stored: dict[str, Any]) -> Why:
        by_no = {clause.no: clause for clause in item.clauses}
        direct = tuple(self._direct(row) for row in self.facts.scores.get(item.id, ()))
        lines = [self._clause(by_no[row[0]], row, item) for row in stored["clauses"] if row[0] in by_no]
        lines += direct if stored["state"] == "direct" or not lines else ()
        dispute = Verb(
            "对这一项提出异议", f"{url('object', self.result.pk)}?item={item.id}", "get", icon="chat-left-text"
        )
        edition = self.result.member.round.edition
        provenance = (
            f"《{title_of(self.scheme)}》第{edition.number}版；计分口径{self.result.calculation.engine}{self.checked}"
        )
        return Why(
            sum_of(item, stored), stored["points"] or WORDS.get(stored["state"], "–"), provenance, tuple(lines),
            self._chain(item, stored), dispute if self.may_object else None,
        )  # fmt: skip

    def _clause(self, clause: Clause, row: list[Any], item: Item) -> WhyLine:
        _, _, delta, because, period = row
        facts = [fact for element in asked(clause, self.scheme) for fact in self._facts(element, period)]
        first = facts[0] if facts else Told("", "", "", None, "")
        words = "；".join(one.text for one in facts)
        source = Link(first.source, first.link) if first.link else None
        others = [one.source for one in facts[1:] if one.source != first.source]
        when = f"{period_word(item.period, period)}：" if period is not None else ""
        points = "缺" if delta is None else signed(delta)
        said = Link(first.evidence[:40], first.link) if first.evidence and first.link else None
        dates = first.evidence if not first.link else ""
        paper, dates = next((self.papers[one.link] for one in facts if one.link in self.papers), (said, dates))
        return WhyLine(
            clause.text or item.name, f"{when}{because}", points, words, first.on,
            paper, dates, source,
            "；".join([*([] if source else [first.source]), *others]).strip("；"),
            tuple(Tag(f"现在：{one.now}，这里不变", "ask") for one in facts if one.now),
        )  # fmt: skip

    def _facts(self, element: Element, period: int | None) -> list[Told]:
        rows = self.facts.values.get(element.id, [])
        rows = [row for row in rows if row.fact.period == period] or [row for row in rows if row.fact.period is None]
        found = [
            Told(
                f"{element.name}＝{show(row.fact.value, element)}",
                row.fact.source,
                row.link,
                row.fact.on,
                row.fact.evidence,
                self._now(element, row),
            )
            for row in rows
        ]
        return found + [
            Told(f"{row.event.name}（{row.event.level}）", row.source, row.link, row.event.on, row.event.document)
            for row in self.facts.events.get(element.id, ())
        ]

    def _now(self, element: Element, row: known.Known) -> str:
        """What a package says today; "" where it is the same, or a person's word."""
        fresh = self.now.values.get(element.id, [])
        if not given(row) or not fresh or fresh[0].fact.value == row.fact.value:
            return ""
        return show(fresh[0].fact.value, element)

    def _direct(self, row: known.Scored) -> WhyLine:
        """A score somebody gave: stage, who, the reason signed with it."""
        one = row.score
        points = "不适用" if isinstance(one.points, Absent) else plain(one.points)
        who = "，".join(word for word in (one.scorer, one.stage) if word)
        source = Link(row.source or "评分", row.link) if row.link else None
        paper, dates = self.papers.get(row.link, (None, ""))
        return WhyLine(
            f"{one.stage or '直接'}评分", one.reason or "给了满分", points, "", one.on, paper, dates, source, who
        )

    def _chain(self, item: Item, stored: dict[str, Any]) -> Chain:
        code = self.result.member.round.edition.duties.get(item.id, "")
        duty = self.duties.get(code, Link(code or "没有写对应哪条职责", ""))
        links = [
            row.link for clause in item.clauses for element in asked(clause, self.scheme)
            for row in self.facts.values.get(element.id, ())
        ]  # fmt: skip
        ledger = next((link for link in links if link.startswith("/ledger/")), "")
        done = ChainPart("这个数后面的记录", ledger) if ledger else NOTHING
        got = stored["points"] or WORDS.get(stored["state"], "–")
        return Chain(
            (ChainPart(duty.label, duty.url), done, NOTHING, ChainPart(f"本项{got}", here=True), NOTHING, self.before)
        )
