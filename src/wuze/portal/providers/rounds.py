"""Rounds on the desk: whose turn it is, challenges to answer, own results to check; and in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy, queries
from wuze.assessment.rounds.enums import ObjectionState, RoundState
from wuze.assessment.rounds.models import Objection, Result, Round
from wuze.assessment.rounds.pages.bar import NEXT
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.portal.history import Kind
from wuze.portal.kinds import labels, numbers, place
from wuze.portal.lines import Line, Queue
from wuze.portal.search import Found, Group, collect, marked, matching


def to_run(actor: Actor) -> Queue | None:
    """For the office: rounds that wait for its next step; while units check, there is nothing to do."""
    if not queries.is_office(actor):
        return None

    def line(row: Round) -> Line | None:
        if row.state == RoundState.FED_BACK and row.check_until and actor.today <= row.check_until:
            return None
        url, light = place("rounds:one", str(row.pk)), Light("none", row.get_state_display())
        return Line("mine", str(row), url, NEXT[RoundState(row.state)], light=light, verb=Verb("去办", url, "get"))

    return Queue(queries.visible_to(actor).exclude(state=RoundState.SETTLED), line)


def to_answer(actor: Actor) -> Queue | None:
    """For the office: challenges without an answer, each with its term; not for whoever computed or raised it."""
    if not queries.is_office(actor):
        return None

    def line(one: Objection) -> Line | None:
        if policy.why_not_answer(actor, one, one.result.calculation) is not None:
            return None
        url = place("rounds:answer", str(one.pk))
        title = f"{one.result.member}对“{one.label}”有异议"
        return Line("mine", title, url, one.text[:40], one.due, verb=Verb("答复", url, "get"))

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


def rounds_found(actor: Actor, words: Sequence[str], most: int) -> Group:
    """Rounds by title or initials."""
    rows = matching(queries.visible_to(actor), words, ("title",), "initials").order_by("-year", "-pk")

    def shown(row: Round) -> Found:
        return Found(marked(str(row), words), place("rounds:one", str(row.pk)), row.get_state_display())

    return collect("rounds", "考核轮次", "轮", rows, most, shown)


def rounds_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Rounds of the office one runs: their past names units and steps, so it is not for everybody in them."""
    return labels(queries.visible_to(actor).filter(pk__in=numbers(keys), unit__in=queries.offices(actor)))


ROUND = Kind("assessment.round", "考核轮次", rounds_seen, lambda key: place("rounds:one", key))
"""The past of a round."""
