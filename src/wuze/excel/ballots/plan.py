"""Which papers a scheme's 测评 need: one set for each body that votes, over the units that report. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from wuze.excel.ballots.words import LEAST_SHOWN
from wuze.scoring.exact import Number
from wuze.scoring.facts import Facts
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.model import Scheme
from wuze.scoring.wording import title_of


@dataclass(frozen=True, slots=True)
class BallotSet:
    """One body's vote in one 测评: the options with their face values (None: outside the denominator), who is rated.

    ``least`` is how many counted votes the scheme asks for, never under five.
    """

    title: str
    poll: str
    body: str
    group: str
    options: tuple[tuple[str, Number | None], ...]
    least: int
    units: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """A short name: 测评, body and group."""
        return " ".join(word for word in (self.body, self.group, self.poll) if word)


def ballot_sets(scheme: Scheme, facts: Facts, by: str = "") -> tuple[BallotSet, ...]:
    """The sets of every 测评 that gives a part its points; ``by`` a 名录 column, each value votes by itself."""
    used = [part.target for part in scheme.parts if part.source == "票数"]
    groups: dict[str, list[tuple[str, str]]] = {}
    for subject in facts.subjects:
        group = (as_text(subject.attributes.get(by)) or "未填") if by else ""
        groups.setdefault(group, []).append((subject.id, subject.name))
    return tuple(
        BallotSet(
            title_of(scheme), poll.name, body, group, poll.options, max(poll.least_votes, LEAST_SHOWN), tuple(units)
        )
        for poll in scheme.polls
        if poll.name in used
        for group, units in groups.items()
        for body, _ in poll.bodies
    )
