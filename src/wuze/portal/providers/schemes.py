"""Schemes on the desk, in the search, and in the history of things."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import SchemeEdition
from wuze.kernel.web.components import Light, Verb
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.search import Found, Hits, marked, matching


def to_adopt(actor: Actor) -> Queue | None:
    """For the office: drafts without a fault that nobody has asked to adopt, and those it asked for that still wait."""
    offices = queries.offices(actor)
    if not offices:
        return None

    def line(row: SchemeEdition) -> Line | None:
        url = place("schemes:one", str(row.pk))
        if row.state == EditionState.ASKED:
            if row.made_by != actor.name:
                return None
            return Line(
                "waiting", f"采用方案：{row}", url, "报批了，等批", light=Light("none", row.get_state_display())
            )
        detail = f"有{row.faults}处问题要改" if row.faults else "没有问题，可以报批采用"
        return Line(
            "mine", f"在编的方案：{row}", url, detail, light=Light("none", "草稿"), verb=Verb("去办", url, "get")
        )

    rows = queries.visible_to(actor).filter(unit__in=offices, state__in=(EditionState.DRAFT, EditionState.ASKED))
    return Queue(rows.defer("tables", "bindings"), line)


def schemes_found(actor: Actor, words: Sequence[str]) -> Hits:
    """Schemes by title or initials, the newest edition first."""
    rows = matching(queries.visible_to(actor), words, ("title",), "initials").defer("tables", "bindings")

    def shown(row: SchemeEdition) -> Found:
        return Found(
            marked(str(row), words), place("schemes:one", str(row.pk)), f"{row.year}年·{row.get_state_display()}"
        )

    return Hits("schemes", "考核方案", "个", rows.order_by("-year", "-number", "-pk"), shown)


def schemes_seen(actor: Actor) -> QuerySet[SchemeEdition]:
    """Editions of the actor's own office: what was done to a scheme concerns those who write it."""
    return queries.visible_to(actor).filter(unit__in=queries.offices(actor)).defer("tables", "bindings")


SCHEME = Kind("assessment.scheme", "考核方案", schemes_seen, lambda key: place("schemes:one", key))
