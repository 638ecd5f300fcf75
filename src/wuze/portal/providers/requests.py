"""Requests (诉求直通) on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.ledger import whose
from wuze.ledger.addresses import url
from wuze.ledger.requests import pages, queries, states
from wuze.ledger.requests.enums import RequestState
from wuze.ledger.requests.models import Request
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue, Sum
from wuze.portal.search import Found, Hits, marked, matching

FEW = 8
VERBS = {
    RequestState.RAISED: ("分办", "assign"), RequestState.ASSIGNED: ("受理、答复", ""), RequestState.DOING: ("答复", "answer"),
    RequestState.AGAIN: ("再答复", "answer"), RequestState.ANSWERED: ("看答复", ""),
}  # fmt: skip


def mine(actor: Actor) -> Queue | None:
    """To hand out, to answer, to say whether an answer is good."""
    if not actor.may(Capability.REPORT_TASKS):
        return None
    return Queue(queries.opened(actor).filter(queries.my_turn(actor)).order_by("due", "pk"), _mine)


def raise_one(actor: Actor) -> Verb | None:
    """For a secretary: to raise a difficulty."""
    secretary = any(held.role == Role.SECRETARY for held in actor.posts)
    return Verb("提诉求", url("request"), "get") if secretary else None


def _mine(row: Request) -> Line:
    label, verb = VERBS[RequestState(row.state)]
    here = url("request-one", row.pk)
    button = Verb(label, url("request-act", row.pk, verb) if verb else here, "get")
    if row.state == RequestState.ANSWERED:
        return Line(
            "mine", f"诉求答复了：{row.title}", here, f"{row.handler}答复，请说满意不满意", light=Light("none", "等您说"),
            verb=button, no=Verb("不满意", url("request-act", row.pk, "discontent"), "get"),
        )  # fmt: skip
    return Line("mine", f"诉求：{row.title}", here, f"{row.unit}提，{row.get_state_display()}", row.due, verb=button)


def waiting(actor: Actor) -> Queue | None:
    """Own requests that wait for others."""
    units = whose.own_units(actor)
    if not units:
        return None
    rows = queries.opened(actor).filter(unit__in=units, state__in=states.CLOCKED).exclude(queries.my_turn(actor))
    return Queue(rows.order_by("due", "pk"), _waiting, FEW)


def _waiting(row: Request) -> Line:
    who = row.keeper if row.state in states.WITH_KEEPER else row.handler
    what = "分办" if row.state in states.WITH_KEEPER else "答复"
    detail = f"{who}{what}，限{cn_date(row.due)}" if row.due else str(who)
    return Line("waiting", f"诉求：{row.title}", url("request-one", row.pk), detail, row.due)


def figures(actor: Actor) -> Sum | None:
    """The year's requests, for leaders."""
    if not whose.sees_all(actor):
        return None
    year, today = actor.today.replace(month=1, day=1), actor.today
    rows = queries.totalled(actor, year, year.replace(year=year.year + 1))
    return Sum(rows, lambda found: pages.figures(queries.Totals(**found), today)[1:3])


def requests(actor: Actor, words: Sequence[str]) -> Hits:
    """Requests by number, title or initials."""
    rows = matching(queries.opened(actor), words, ("title", "code"), "initials")

    def shown(row: Request) -> Found:
        detail = f"{row.unit} {row.get_state_display()}"
        return Found(marked(row.label, words), place("ledger:request-one", str(row.pk)), detail)

    return Hits("requests", "诉求", "件", rows.order_by("-raised_on", "-pk"), shown)


REQUEST = Kind("ledger.request", "诉求", queries.visible_to, lambda key: place("ledger:request-one", key))
