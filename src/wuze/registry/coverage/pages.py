"""Coverage as pages show it: figures with definition and list, the same by town, sector or type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wuze.kernel.web.components import Figure, Light, Tile, share
from wuze.registry.coverage import rules
from wuze.registry.coverage.queries import Part
from wuze.registry.coverage.rules import Limits, Rate, Tally


@dataclass(frozen=True, slots=True)
class Shown:
    """A number of a table with the list behind it."""

    label: str
    text: str
    fraction: str
    url: str
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A town, sector or type: its denominators and its rates."""

    name: str
    counts: tuple[Shown, ...]
    rates: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of rates is about."""

    day: date
    today: date
    base: str
    group: str

    def url(self, **terms: str) -> str:
        """The list with these filters, on the same day."""
        kept = {name: value for name, value in terms.items() if value and value != "registered"}
        if self.day != self.today:
            kept["on"] = self.day.isoformat()
        return f"{reverse('registry:coverage-list')}?{urlencode(kept)}"

    def behind(self, rate: Rate, **more: str) -> str:
        """The rows of a rate's numerator."""
        return self.url(base="ought" if rate.fixed else self.base, what=rate.what, **more)


def figures(asked: Asked, found: Tally, limits: Limits) -> list[Figure]:
    """The four rates."""
    return [
        Figure(
            f"{rate.label}（{dict(rules.BASES)['ought' if rate.fixed else asked.base]}口径）",
            rules.percent(*rate.parts(found)), rules.definition(rate, asked.base, limits), asked.day,
            "{}/{}家".format(*rate.parts(found)), url=asked.behind(rate),
        )
        for rate in rules.RATES
    ]  # fmt: skip


def counts(asked: Asked, found: Tally, **more: str) -> tuple[Shown, ...]:
    """The three denominators and the blanks of the base asked for."""
    numbers = (("registered", found.registered), ("operating", found.operating), ("ought", found.ought))
    words = dict(rules.BASES)
    shown = [Shown(words[base], str(number), "", asked.url(base=base, **more)) for base, number in numbers]
    blank = Shown("空白", str(found.base - found.any), "", asked.url(base=asked.base, what="none", **more))
    return (*shown, blank)


def lines(asked: Asked, parts: list[Part], limits: Limits) -> list[Line]:
    """One a group, the largest gap first."""
    found = []
    for part in sorted(parts, key=lambda one: (one.tally.party - one.tally.base, one.key)):
        more = {asked.group: part.key}
        rates = tuple(_rate(asked, rate, part.tally, limits, more) for rate in rules.RATES)
        found.append(Line(part.name, counts(asked, part.tally, **more), rates))
    return found


def _rate(asked: Asked, rate: Rate, found: Tally, limits: Limits, more: dict[str, str]) -> Shown:
    part, whole = rate.parts(found)
    light = rules.rate_light(part, whole, limits) if rate.fixed and whole else None
    return Shown(rate.label, rules.percent(part, whole), f"{part}/{whole}", asked.behind(rate, **more), light)


def tiles(asked: Asked, parts: list[Part], limits: Limits) -> list[Tile]:
    """应建已建率 by town: the largest gap first; a tile opens those that are missing."""
    found = []
    for part in sorted(parts, key=lambda one: (one.tally.built - one.tally.ought, one.key)):
        built, ought = part.tally.built, part.tally.ought
        url = asked.url(base="ought", what="unbuilt" if ought > built else "", region=part.key)
        light = rules.rate_light(built, ought, limits)
        rate = rules.percent(built, ought)
        gap = f"缺{ought - built}" if ought > built else ""
        found.append(Tile(part.name, rate, light, f"{built}/{ought}", gap, share(built, ought), url))
    return found
