"""What the pages of 议题 and major problems show."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.agenda import policy
from wuze.duty.agenda.enums import AgendaState, ProblemState
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.duty.agenda.tables import agenda_light, problem_light
from wuze.duty.shared import form_verb, offered
from wuze.kernel.web.components import Offer, StateBar, Step
from wuze.kernel.web.templatetags.wuze import cn_date


def agenda_bar(actor: Actor, row: Agenda) -> StateBar:
    """Planned, held, decided."""
    held = row.state == AgendaState.HELD
    dropped = row.state == AgendaState.DROPPED
    second = Step("没有研究", "now") if dropped else Step("研究", "done" if held else "now", (cn_date(row.day),))
    steps = (Step("安排", "done", (row.entered_by,)), second, Step("议定、交办", "now" if held else "later"))
    turn = {
        AgendaState.PLANNED: "轮到牵头机关：会后登记", AgendaState.HELD: f"已研究，{row.number}",
        AgendaState.DROPPED: f"没有研究：{row.why}",
    }[AgendaState(row.state)]  # fmt: skip
    labels = (("hold", "登记研究"), ("decide", "记议定事项"), ("move", "改期"), ("drop", "不研究了"))
    offers: list[Offer] = [
        form_verb(label, "agenda-act", policy.why_not(verb, actor, row), row.pk, verb) for verb, label in labels
    ]
    verbs, refused = offered(offers)
    light = agenda_light(row, actor.today) if row.state == AgendaState.PLANNED else None
    return StateBar(steps, turn, light, row.why if row.state == AgendaState.PLANNED else "", verbs, refused)


def problem_bar(actor: Actor, row: MajorProblem) -> StateBar:
    """Raised, in hand, solved."""
    order = (ProblemState.OPEN, ProblemState.IN_HAND, ProblemState.CLOSED)
    here = order.index(ProblemState(row.state))
    notes = ((cn_date(row.raised_on),), (), (cn_date(row.closed_on), row.closed_by) if row.closed_on else ())
    states = [*("done" if place < here or here == 2 else "now" if place == here else "later" for place in range(3))]
    names = ("提出", "处理", "解决")
    steps = tuple(
        Step(name, state, note)  # type: ignore[arg-type]  # one of three words by construction
        for name, state, note in zip(names, states, notes, strict=True)
    )
    mine = any(held.unit == row.unit_id for held in actor.posts_that(Capability.REPORT_TASKS))
    turn = "已解决" if here == 2 else f"轮到{'我' if mine else row.unit}：处理"
    labels = (("take", "着手处理"), ("close", "认定解决"), ("reopen", "重新处理"))
    verbs, refused = offered(
        [
            form_verb(label, "problem-act", policy.why_not_problem(verb, actor, row), row.pk, verb)
            for verb, label in labels
        ]
    )
    light = problem_light(row, actor.today) if here < 2 else None
    return StateBar(steps, turn, light, row.note, verbs, refused)
