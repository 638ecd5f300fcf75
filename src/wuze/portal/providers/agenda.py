"""议题, major problems and contact points on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.duty.agenda import policy
from wuze.duty.agenda import queries as agenda
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.duty.contacts import queries as contacts
from wuze.duty.contacts.models import Promise, Visit
from wuze.duty.years import queries as years
from wuze.kernel.web.components import Verb
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.search import Found, Hits, marked, matching


def meetings(actor: Actor) -> Queue:
    """Planned 议题 that are near or past their day."""
    return Queue(agenda.planned_near(actor), _meeting)


def _meeting(row: Agenda) -> Line:
    url = place("duty:agenda", str(row.pk))
    detail = f"{row.meeting}{'，定期研究' if row.study else ''}"
    return Line("mine", row.title, url, detail, row.day, verb=Verb("看议题", url, "get"))


def problems(actor: Actor) -> Queue:
    """Major problems near their end: mine where my unit solves them, else awaited."""
    own = {held.unit for held in actor.posts}
    answers = policy.why_not_keep(actor) is not None

    def line(row: MajorProblem) -> Line:
        url, mine = place("duty:problem", str(row.pk)), answers or row.unit_id in own
        verb = Verb("看问题", url, "get") if mine else None
        title = row.title if mine else f"{row.unit}：{row.title}"
        return Line("mine" if mine else "waiting", title, url, "重大问题", row.due, verb=verb)

    return Queue(agenda.problems_near(actor), line)


def visits(actor: Actor) -> Queue:
    """Planned visits that are near or past their day."""
    return Queue(contacts.visits_soon(actor), _visit)


def _visit(row: Visit) -> Line:
    url = place("duty:contact", str(row.contact_id))
    done = Verb("记走访", f"{place('duty:visit-done', str(row.contact_id))}?visit={row.pk}", "get")
    missed = Verb("没去成", place("duty:visit-miss", str(row.pk)), "get")
    title = f"走访{row.contact.organisation}"
    return Line("mine", title, url, f"{row.contact.person}的联系点", row.planned_on, verb=done, no=missed)


def promises(actor: Actor) -> Queue:
    """Promises near their day."""
    return Queue(contacts.promises_near(actor), _promise)


def _promise(row: Promise) -> Line:
    url = place("duty:promise", str(row.pk))
    detail = f"{row.visit.contact.person}走访{row.visit.contact.organisation}时答应的"
    return Line("mine", row.text, url, detail, row.due, verb=Verb("记结果", url, "get"))


def agendas_found(actor: Actor, words: Sequence[str]) -> Hits:
    """议题 by title, number or initials."""
    rows = matching(agenda.visible_to(actor), words, ("title", "code", "number"), "initials")

    def shown(row: Agenda) -> Found:
        return Found(
            marked(row.title, words), place("duty:agenda", str(row.pk)), f"{row.meeting} {row.get_state_display()}"
        )

    return Hits("agendas", "议题", "个", rows.order_by("-day", "-pk"), shown)


def problems_found(actor: Actor, words: Sequence[str]) -> Hits:
    """Major problems by title or initials."""
    rows = matching(agenda.problems(actor).select_related("unit"), words, ("title",), "initials")

    def shown(row: MajorProblem) -> Found:
        return Found(
            marked(row.title, words), place("duty:problem", str(row.pk)), f"{row.unit} {row.get_state_display()}"
        )

    return Hits("problems", "重大问题", "件", rows.order_by("due", "pk"), shown)


def agendas_seen(actor: Actor) -> QuerySet[Agenda]:
    """议题 of which the actor sees all: the past of one names every decision."""
    return agenda.visible_to(actor) if agenda.sees_all(actor) else Agenda.objects.none()


AGENDA = Kind("duty.agenda", "议题", agendas_seen, lambda key: place("duty:agenda", key))
PROBLEM = Kind("duty.problem", "重大问题", agenda.problems, lambda key: place("duty:problem", key))
CONTACT = Kind("duty.contact", "联系点", contacts.visible_to, lambda key: place("duty:contact", key))
YEAR_LINE = Kind("duty.year_line", "年度安排", years.visible_to, lambda key: place("duty:year-edit", key))
