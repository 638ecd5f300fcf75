"""Rounds on the desk: whose turn it is, challenges to answer, own results to check; and in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wuze.accounts.values import Actor
from wuze.assessment.rounds import policy, queries
from wuze.assessment.rounds.enums import ObjectionState, RoundState
from wuze.assessment.rounds.pages.bar import NEXT
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.portal.history import Kind
from wuze.portal.kinds import labels, numbers, place
from wuze.portal.lines import Line
from wuze.portal.providers.terms import MOST


def to_run(actor: Actor) -> Sequence[Line]:
    """For the office: rounds that wait for its next step; while units check, there is nothing to do."""
    if not queries.is_office(actor):
        return ()
    rows = queries.visible_to(actor).exclude(state=RoundState.SETTLED)[:MOST]
    return [
        Line(
            "mine", str(row), url := place("rounds:one", str(row.pk)), NEXT[RoundState(row.state)],
            light=Light("none", row.get_state_display()), verb=Verb("去办", url, "get"),
        )
        for row in rows if not (row.state == RoundState.FED_BACK and row.check_until and actor.today <= row.check_until)
    ]  # fmt: skip


def to_answer(actor: Actor) -> Sequence[Line]:
    """For the office: challenges without an answer, each with its term; not for whoever computed or raised it."""
    if not queries.is_office(actor):
        return ()
    found = queries.objections_to_answer(actor).filter(state=ObjectionState.OPEN).order_by("due", "pk")[:MOST]
    return [
        Line(
            "mine", f"{one.result.member}对“{one.label}”有异议", url := place("rounds:answer", str(one.pk)), one.text[:40],
            one.due, verb=Verb("答复", url, "get"),
        )
        for one in found if policy.why_not_answer(actor, one, one.result.calculation) is None
    ]  # fmt: skip


def to_check(actor: Actor) -> Sequence[Line]:
    """For a unit that is assessed: its result may be checked until a day."""
    if not queries.sees_results(actor):
        return ()
    rows = queries.mine(actor).filter(
        member__round__state=RoundState.FED_BACK, member__round__check_until__gte=actor.today
    )
    return [
        Line(
            "mine", f"核对得分：{one.member.round}", url := place("rounds:card", str(one.pk)),
            f"总分{one.total:f}，{cn_date(one.member.round.check_until)}前可以提异议", one.member.round.check_until,
            verb=Verb("看得分", url, "get"),
        )
        for one in rows[:MOST] if one.member.round.check_until is not None
    ]  # fmt: skip


def rounds_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Rounds of the office one runs: their past names units and steps, so it is not for everybody in them."""
    return labels(queries.visible_to(actor).filter(pk__in=numbers(keys), unit__in=queries.offices(actor)))


ROUND = Kind("assessment.round", "考核轮次", rounds_seen, lambda key: place("rounds:one", key))
"""The past of a round."""
