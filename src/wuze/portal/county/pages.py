"""What the county page and the leader's sheet show: every number with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from wuze.accounts.approvals.queries import pending_for
from wuze.accounts.approvals.queries import visible_to as approvals_seen
from wuze.accounts.enums import ApprovalState
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Figure, Light, Tile
from wuze.portal.county.trend import Trend, trend
from wuze.registry.coverage import pages, queries, rules
from wuze.registry.coverage.pages import Asked
from wuze.registry.coverage.queries import Owner, Part
from wuze.registry.coverage.rules import Limits, Tally
from wuze.registry.enums import Question
from wuze.registry.memo import Keeping

MONTHS = 12
MATTERS = 3
TOWNS = 5
"""Towns named in the list of blanks; the rest are one click away."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to decide: what, what speaks for it, by when, where it comes from."""

    title: str
    detail: str
    url: str
    source: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a side list, with the list behind it."""

    label: str
    number: str
    url: str
    light: Light | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class County:
    """The page."""

    day: date
    figures: list[Figure]
    matters: list[Matter]
    tiles: list[Tile]
    trends: list[Trend]
    blanks: list[Count]
    blank_total: int
    terms: list[Count]
    term_total: int
    also: list[Count]
    base: list[Count]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that is counted; what is for one person only (requests that wait) is not among it."""

    found: dict[int, Tally]
    past: list[Tally]
    owners: list[Owner]
    terms: tuple[int, int, int, int]
    questions: list[int]


def count(actor: Actor, days: Sequence[date], limits: Limits) -> Numbers:
    """Of what the actor sees, as of today and over the months."""
    day, keeping = actor.today, Keeping(actor)
    alike = keeping.summed(("alike", day, "region"), lambda some: queries.alike(actor, day, "region", some))
    moved = keeping.summed(("moves", *days), lambda some: queries.moves(actor, days, some))
    blank = keeping.summed(("blanks",), lambda some: queries.blank_numbers(actor, some))
    found = queries.tallied(alike, "operating", limits)
    whole = rules.total(found.values())
    return Numbers(
        found, queries.trend(moved, days, whole, "operating", limits), queries.owners(blank),
        *keeping.kept(("parties", limits), lambda: count_parties(actor, limits)),
    )  # fmt: skip


def count_parties(actor: Actor, limits: Limits) -> tuple[tuple[int, int, int, int], list[int]]:
    """Terms, and what the rules ask about Party organisations."""
    asked = [queries.questioned(actor, code, limits).count() for code in Question.values]
    return queries.terms(actor), asked


def build(actor: Actor) -> County:
    """All of it, of what the actor sees, as of today."""
    day = actor.today
    limits, days = queries.limits_on(day), rules.month_days(day, MONTHS)
    known = count(actor, days, limits)
    whole, towns = rules.total(known.found.values()), queries.parts(known.found, "region")
    asked = Asked(day, day, "operating", "region")
    return County(
        day, compared(asked, whole, known.past[-2], limits), matters(actor, towns, known.owners, known.terms),
        pages.tiles(asked, towns, limits), trends(days, known.past), blanks(known.owners),
        sum(one.number for one in known.owners), term_counts(known.terms), known.terms[2],
        also(known), bases(asked, whole), limits,
    )  # fmt: skip


def compared(asked: Asked, now: Tally, before: Tally, limits: Limits) -> list[Figure]:
    """The four rates, each with its change since the same day of last month."""
    found = []
    for figure, rate in zip(pages.figures(asked, now, limits), rules.RATES, strict=True):
        change = rules.change(rate.parts(now), rate.parts(before))
        fraction = f"{figure.fraction}，{change}" if change else figure.fraction
        found.append(Figure(figure.label, figure.value, figure.definition, figure.as_of, fraction, url=figure.url))
    return found


def trends(days: Sequence[date], past: Sequence[Tally]) -> list[Trend]:
    """组织覆盖 and 应建已建 over a year."""
    wanted = [rate for rate in rules.RATES if rate.key in {"party", "built"}]
    lines = [trend(rate.label, days, [rate.parts(one) for one in past]) for rate in wanted]
    return [one for one in lines if one is not None]


def bases(asked: Asked, whole: Tally) -> list[Count]:
    """底数: the three denominators."""
    source = f"名录，{asked.day.month}月{asked.day.day}日的状态"
    counts = pages.counts(asked, whole)
    return [Count(one.label, f"{one.text}家", one.url, source=source) for one in counts]


def blanks(owners: Sequence[Owner]) -> list[Count]:
    """The towns with the most blanks, and how many of them have no next step."""
    url = reverse("registry:drive")
    return [
        Count(name, f"{number}家，{none}家没定下一步", f"{url}?region={code}", Light("red", "超期") if late else None)
        for code, name, number, none, late in owners[:TOWNS]
    ]


def term_counts(terms: tuple[int, int, int, int]) -> list[Count]:
    """Terms that are over or run out."""
    over, three, six, _ = terms
    url, source = reverse("registry:parties"), "党组织名册的“本届自”和任期"
    return [
        Count("已过", f"{over}个", f"{url}?view=over", Light("red" if over else "none", "已过"), source),
        Count(
            "3个月内，含已过", f"{three}个", f"{url}?view=three", Light("amber" if three else "none", "3个月内"), source
        ),
        Count("6个月内，含已过", f"{six}个", f"{url}?view=six", Light("green" if six else "none", "6个月内"), source),
    ]


def also(known: Numbers) -> list[Count]:
    """Questions and the state of the drive."""
    url, drive, owners = reverse("registry:questions"), reverse("registry:drive"), known.owners
    found = [
        Count(f"请核实：{label}", f"{number}个", f"{url}?question={code}")
        for (code, label), number in zip(Question.choices, known.questions, strict=True)
    ]
    without, late = sum(one.idle for one in owners), sum(one.late for one in owners)
    return [
        *found, Count("攻坚没定下一步", f"{without}家", f"{drive}?view=none"), Count("攻坚超期", f"{late}家", f"{drive}?view=late")
    ]  # fmt: skip


# --- three matters ----------------------------------------------------------------------------------------------------


def matters(
    actor: Actor, towns: Sequence[Part], owners: Sequence[Owner], terms: tuple[int, int, int, int]
) -> list[Matter]:  # fmt: skip
    """What waits for a decision, the longest first; then what the numbers put forward. At most three."""
    rows = list(pending_for(actor)[:MATTERS]) or list(_asked(actor)[:MATTERS])
    asked = [
        Matter(f"{row.act_label}：{row.thing_label}", f"{row.asked_by}报批，由{row.post_label}定",
               reverse("approvals:one", args=[row.pk]), "报批件", f"{timezone.localdate(row.asked_at):%-m月%-d日}报")
        for row in rows
    ]  # fmt: skip
    return [*asked, *from_numbers(towns, owners, terms)][:MATTERS]


def _asked(actor: Actor) -> QuerySet[Approval]:
    """What the actor may see of requests that wait for somebody else."""
    return approvals_seen(actor).filter(state=ApprovalState.ASKED).order_by("asked_at", "pk")


def from_numbers(
    towns: Sequence[Part], owners: Sequence[Owner], terms: tuple[int, int, int, int]
) -> list[Matter]:  # fmt: skip
    """The largest gap, terms that are over, and blanks for which nobody has said what comes next."""
    found, over = [], terms[0]
    worst = max(towns, key=lambda one: one.tally.ought - one.tally.built, default=None)
    if worst is not None and (gap := worst.tally.ought - worst.tally.built):
        url = f"{reverse('registry:coverage-list')}?base=ought&what=unbuilt&region={worst.key}"
        detail = (
            f"应建{worst.tally.ought}家，已建{worst.tally.built}家，缺口全县最大"
            if len(towns) > 1
            else f"应建{worst.tally.ought}家"
        )
        found.append(Matter(f"{worst.name}{gap}家应建未建，要不要由县里派人", detail, url, "名录和覆盖记录"))
    if over:
        detail = f"另有{terms[1] - terms[0]}个3个月内到届"
        found.append(
            Matter(
                f"{over}个党组织任期已过，怎么处理", detail, f"{reverse('registry:parties')}?view=over", "党组织名册"
            )
        )
    idle = max(owners, key=lambda one: one.idle, default=None)
    if idle is not None and idle.idle:
        url = f"{reverse('registry:drive')}?region={idle.code}&view=none"
        found.append(
            Matter(
                f"{idle.name}{idle.idle}家空白没定下一步，由谁催",
                f"该属地空白和应建未建共{idle.number}家",
                url,
                "攻坚名单",
            )
        )
    return found
