"""Questions about coverage on paper, as questions: one line with their number, no light that blames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.frame import address
from wuze.portal.lines import Given, Line, Tally
from wuze.registry.coverage import queries
from wuze.registry.enums import Question
from wuze.registry.queries import managed_by

Known = tuple[tuple[str, int], ...] | None


def _limits(actor: Actor) -> Known:
    return tuple(queries.limits_on(actor.today).items()) if actor.may(Capability.EDIT_POSTS) else None


def _questions(actor: Actor, known: Known) -> Tally | None:
    if known is None:
        return None
    limits, own = dict(known), managed_by(actor).values("pk")
    codes = Question.values
    return Tally({code: queries.questioned(actor, code, limits).filter(unit__in=own) for code in codes}, _asked)


questions = Given(_limits, _questions)
"""Of the Party organisations one manages."""


def _asked(numbers: Mapping[str, int]) -> Sequence[Line]:
    found = []
    for code, label in Question.choices:
        number = numbers[code]
        url = f"{address('registry:questions')}?question={code}"
        if number:
            title, detail = f"{number}个党组织请核实：{label}", "只是请核实情况，不扣分。"
            found.append(Line("mine", title, url, detail, light=Light("none", "请核实"), verb=Verb("去看", url, "get")))
    return found
