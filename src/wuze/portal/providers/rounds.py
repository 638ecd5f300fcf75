"""Rounds on the desk: whose turn it is, challenges to answer, own results to check; and in the history of things."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.assessment.rounds import queries, states
from wuze.assessment.rounds.enums import ObjectionState, RoundState
from wuze.assessment.rounds.models import Objection, Result, Round
from wuze.assessment.rounds.pages.bar import NEXT
from wuze.assessment.rounds.pages.parts import answer_link
from wuze.kernel.web.components import Light, Link, Step, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.portal.beside import Panel
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.search import Found, Hits, marked, matching


def to_run(actor: Actor) -> Queue | None:
    """For the office: rounds that wait for its next step; while units check, there is nothing to do."""
    if not queries.is_office(actor):
        return None

    def line(row: Round) -> Line | None:
        if row.state == RoundState.FED_BACK and row.check_until and actor.today <= row.check_until:
            return None
        url, light = place("rounds:one", str(row.pk)), Light("none", row.get_state_display())
        return Line("mine", str(row), url, NEXT[RoundState(row.state)], light=light, verb=Verb("去办", url, "get"))

    return Queue(queries.visible_to(actor).exclude(state__in=states.ENDED), line)


def courses(actor: Actor) -> Sequence[Panel]:
    """For the office: how far each round is. One query."""
    if not queries.is_office(actor):
        return ()
    rows = queries.visible_to(actor).exclude(state__in=states.ENDED).order_by("-pk")[:2]
    return tuple(
        Panel(f"s-round-{row.pk}", str(row), Link("打开本轮", place("rounds:one", str(row.pk))), steps=_course(row))
        for row in rows
    )


def _course(row: Round) -> tuple[Step, ...]:
    path = states.used(row.steps)
    at = path.index(RoundState(row.state))
    return tuple(
        Step(state.label, "done" if index < at else "now" if index == at else "later")
        for index, state in enumerate(path)
    )


def to_answer(actor: Actor) -> Queue | None:
    """For the office: challenges without an answer, each with its term; not for whoever computed or raised it, but
    in a small office."""
    if not queries.is_office(actor):
        return None

    def line(one: Objection) -> Line | None:
        link = answer_link(actor, one)
        if link is None:
            return None
        title = f"{one.result.member}对“{one.label}”有异议"
        return Line("mine", title, link.url, one.text[:40], one.due, verb=Verb(link.label, link.url, "get"))

    return Queue(queries.objections_to_answer(actor).filter(state=ObjectionState.OPEN).order_by("due", "pk"), line)


def to_check(actor: Actor) -> Queue | None:
    """For a unit that is assessed: its result may be checked until a day."""
    if not queries.sees_results(actor):
        return None
    rows = queries.mine(actor).filter(
        member__round__state=RoundState.FED_BACK, member__round__check_until__gte=actor.today
    )
    return Queue(rows, _to_check)


def _to_check(one: Result) -> Line | None:
    until = one.member.round.check_until
    if until is None:
        return None
    url = place("rounds:card", str(one.pk))
    detail = f"总分{one.total:f}，{cn_date(until)}前可以提异议"
    return Line("mine", f"核对得分：{one.member.round}", url, detail, until, verb=Verb("看得分", url, "get"))


def rounds_found(actor: Actor, words: Sequence[str]) -> Hits:
    """Rounds by title or initials, discarded ones left out."""
    seen = queries.visible_to(actor).exclude(state=RoundState.DISCARDED)
    rows = matching(seen, words, ("title",), "initials").order_by("-year", "-pk")

    def shown(row: Round) -> Found:
        return Found(marked(str(row), words), place("rounds:one", str(row.pk)), row.get_state_display())

    return Hits("rounds", "考核轮次", "轮", rows, shown)


def rounds_seen(actor: Actor) -> QuerySet[Round]:
    """Rounds of the office one runs: their past names units and steps, so it is not for everybody in them."""
    return queries.visible_to(actor).filter(unit__in=queries.offices(actor))


ROUND = Kind("assessment.round", "考核轮次", rounds_seen, lambda key: place("rounds:one", key))
"""The past of a round."""
