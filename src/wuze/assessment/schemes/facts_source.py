"""Where a what-if finds facts besides an uploaded workbook: packages above register what they keep (rounds theirs).

``register(Source("round", offered, facts_of))``; a trial keeps ``kind:key``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.scoring.facts import Facts


@dataclass(frozen=True, slots=True)
class Source:
    """``offered(actor, edition)`` → (key, label) of what fits an edition and the actor sees; ``facts_of(key)`` → the facts."""

    kind: str
    offered: Callable[[Actor, int], Sequence[tuple[str, str]]]
    facts_of: Callable[[str], Facts]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source. The same again is harmless."""
    _sources[source.kind] = source


def offered(actor: Actor, edition: int) -> list[tuple[str, str]]:
    """Every choice for an edition: ``kind:key`` and its label."""
    return [
        (f"{source.kind}:{key}", label) for source in _sources.values() for key, label in source.offered(actor, edition)
    ]


def facts_of(name: str) -> Facts:
    """The facts of ``kind:key``."""
    kind, _, key = name.partition(":")
    return _sources[kind].facts_of(key)
