"""明责 on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.assignments import queries as assignments
from wuze.duty.editions import queries as editions
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import Duty
from wuze.duty.notices import queries as notices
from wuze.duty.notices.enums import NoticeState
from wuze.duty.pages import url
from wuze.kernel.web.components import Light, Verb
from wuze.portal.history import Kind
from wuze.portal.kinds import labels, numbers, place
from wuze.portal.lines import Line
from wuze.portal.providers.terms import MOST
from wuze.portal.search import Found, Group, collect, marked, matching


def notices_to_sign(actor: Actor) -> Sequence[Line]:
    """告知单 that wait for the actor's unit."""
    if not actor.may(Capability.REPORT_TASKS):
        return ()
    return [
        Line(
            "mine", f"{row.unit}责任清单告知单", url("notice", row.pk), f"《{row.edition}》，签收是收到，不是同意",
            verb=Verb("签收", url("notice-act", row.pk, "sign"), "get"),
            no=Verb("有异议", url("notice-act", row.pk, "object"), "get"),
        )
        for row in notices.mine(actor)[:MOST]
        if row.state == NoticeState.SENT or row.answer
    ]  # fmt: skip


def objections(actor: Actor) -> Sequence[Line]:
    """Objections that wait for an answer."""
    if not actor.may(Capability.EDIT_DUTIES):
        return ()
    return [
        Line(
            "mine", f"{row.unit}对责任清单有异议", url("notice", row.pk), row.objection[:40],
            verb=Verb("答复", url("notice-act", row.pk, "answer"), "get"),
        )
        for row in notices.objections(actor)[:MOST]
    ]  # fmt: skip


def unsigned(actor: Actor) -> Sequence[Line]:
    """How many units have not received theirs."""
    if not actor.may(Capability.EDIT_DUTIES):
        return ()
    number = notices.visible_to(actor).filter(state=NoticeState.SENT, edition__state=EditionState.IN_FORCE).count()
    if not number:
        return ()
    return (
        Line("waiting", f"{number}个单位没有签收告知单", f"{url('notices')}?view=open", light=Light("none", "待签收")),
    )


def gaps(actor: Actor) -> Sequence[Line]:
    """Posts with duties that nobody holds."""
    if not actor.may(Capability.EDIT_POSTS):
        return ()
    number = len(assignments.vacant_posts(actor))
    if not number:
        return ()
    return (Line("mine", f"{number}个有职责的岗位没有人", url("home"), light=Light("amber", "缺人")),)


def duties(actor: Actor, words: Sequence[str], most: int) -> Group:
    """Duties in force by number, title or initials."""
    rows = editions.duties_visible_to(actor).filter(edition__state=EditionState.IN_FORCE)
    rows = matching(rows, words, ("title", "code"), "initials")

    def shown(duty: Duty) -> Found:
        return Found(marked(str(duty), words), place("duty:duty", str(duty.pk)), duty.standard)

    return collect("duties", "职责", "项", rows.order_by("order", "pk"), most, shown)


def editions_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Editions the actor sees."""
    return labels(editions.visible_to(actor).filter(pk__in=numbers(keys)))


def duties_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Duties by number; their past names units all over the county, so only for those who see it."""
    if not actor.sees_county:
        return {}
    return labels(editions.duties_visible_to(actor).filter(pk__in=numbers(keys)))


def notices_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Notices the actor sees."""
    return labels(notices.visible_to(actor).filter(pk__in=numbers(keys)))


EDITION = Kind("duty.edition", "责任清单", editions_seen, lambda key: place("duty:edition", key))
DUTY = Kind("duty.duty", "职责", duties_seen, lambda key: place("duty:duty", key))
NOTICE = Kind("duty.notice", "告知单", notices_seen, lambda key: place("duty:notice", key))
