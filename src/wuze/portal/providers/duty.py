"""明责 on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.editions import queries as editions
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import Duty
from wuze.duty.notices import queries as notices
from wuze.duty.notices.enums import NoticeState
from wuze.duty.notices.models import DutyNotice
from wuze.duty.shared import url
from wuze.kernel.web.components import Light, Verb
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue, Tally
from wuze.portal.search import Found, Hits, marked, matching


def notices_to_sign(actor: Actor) -> Queue | None:
    """告知单 that wait for the actor's unit."""
    return Queue(notices.mine(actor), _to_sign) if actor.may(Capability.REPORT_TASKS) else None


def _to_sign(row: DutyNotice) -> Line | None:
    if row.state != NoticeState.SENT and not row.answer:
        return None
    if row.state != NoticeState.SENT:
        here = url("notice", row.pk)
        return Line(
            "mine",
            f"{row.unit}的异议答复了",
            here,
            "看了再签收，签收是收到，不是同意",
            verb=Verb("看答复", here, "get"),
        )
    return Line(
        "mine", f"{row.unit}责任清单告知单", url("notice", row.pk), f"《{row.edition}》，签收是收到，不是同意",
        verb=Verb("签收", url("notice-act", row.pk, "sign"), "get"),
        no=Verb("有异议", url("notice-act", row.pk, "object"), "get"),
    )  # fmt: skip


def objections(actor: Actor) -> Queue | None:
    """Objections that wait for an answer."""
    return Queue(notices.objections(actor), _objected) if actor.may(Capability.EDIT_DUTIES) else None


def _objected(row: DutyNotice) -> Line:
    verb = Verb("答复", url("notice-act", row.pk, "answer"), "get")
    return Line("mine", f"{row.unit}对责任清单有异议", url("notice", row.pk), row.objection[:40], verb=verb)


def unsigned(actor: Actor) -> Tally | None:
    """How many units have not received theirs."""
    if not actor.may(Capability.EDIT_DUTIES):
        return None
    rows = notices.visible_to(actor).filter(state=NoticeState.SENT, edition__state=EditionState.IN_FORCE)
    return Tally({"units": rows}, _unsigned)


def _unsigned(found: Mapping[str, int]) -> Sequence[Line]:
    if not found["units"]:
        return ()
    title, light = f"{found['units']}个单位没有签收告知单", Light("none", "待签收")
    return (Line("waiting", title, f"{url('notices')}?view=open", light=light),)


def duties(actor: Actor, words: Sequence[str]) -> Hits:
    """Duties in force by number, title or initials."""
    rows = editions.duties_visible_to(actor).filter(edition__state=EditionState.IN_FORCE)
    rows = matching(rows, words, ("title", "code"), "initials")

    def shown(duty: Duty) -> Found:
        return Found(marked(str(duty), words), place("duty:duty", str(duty.pk)), duty.standard)

    return Hits("duties", "职责", "项", rows.order_by("order", "pk"), shown)


def duties_seen(actor: Actor) -> QuerySet[Duty]:
    """Duties whose past the actor sees."""
    rows = editions.duties_visible_to(actor)
    return rows if editions.sees_past(actor) else rows.none()


EDITION = Kind("duty.edition", "责任清单", editions.visible_to, lambda key: place("duty:edition", key))
DUTY = Kind("duty.duty", "职责", duties_seen, lambda key: place("duty:duty", key))
NOTICE = Kind("duty.notice", "告知单", notices.visible_to, lambda key: place("duty:notice", key))
