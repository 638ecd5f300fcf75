"""议题, major problems and contact points on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wuze.accounts.values import Actor
from wuze.duty.agenda import policy
from wuze.duty.agenda import queries as agenda
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.duty.contacts import queries as contacts
from wuze.duty.years import queries as years
from wuze.kernel.web.components import Verb
from wuze.portal.history import Kind
from wuze.portal.kinds import labels, numbers, place
from wuze.portal.lines import Line
from wuze.portal.providers.terms import MOST
from wuze.portal.search import Found, Group, collect, marked, matching


def meetings(actor: Actor) -> Sequence[Line]:
    """Planned 议题 that are near or past their day."""
    return [
        Line(
            "mine", row.title, place("duty:agenda", str(row.pk)), f"{row.meeting}{'，定期研究' if row.study else ''}", row.day,
            verb=Verb("看议题", place("duty:agenda", str(row.pk)), "get"),
        )
        for row in agenda.planned_near(actor)[:MOST]
    ]  # fmt: skip


def problems(actor: Actor) -> Sequence[Line]:
    """Major problems near their end: mine where my unit solves them, else awaited."""
    found = []
    own = {held.unit for held in actor.posts}
    for row in agenda.problems_near(actor)[:MOST]:
        url = place("duty:problem", str(row.pk))
        mine = row.unit_id in own or policy.why_not_keep(actor) is not None
        verb = Verb("看问题", url, "get") if mine else None
        title = row.title if mine else f"{row.unit}：{row.title}"
        found.append(Line("mine" if mine else "waiting", title, url, "重大问题", row.due, verb=verb))
    return found


def visits(actor: Actor) -> Sequence[Line]:
    """Planned visits that are near or past their day."""
    found = []
    for row in contacts.visits_soon(actor)[:MOST]:
        url = place("duty:contact", str(row.contact_id))
        done = Verb("记走访", f"{place('duty:visit-done', str(row.contact_id))}?visit={row.pk}", "get")
        missed = Verb("没去成", place("duty:visit-miss", str(row.pk)), "get")
        title = f"走访{row.contact.organisation}"
        found.append(Line("mine", title, url, f"{row.contact.person}的联系点", row.planned_on, verb=done, no=missed))
    return found


def promises(actor: Actor) -> Sequence[Line]:
    """Promises near their day."""
    found = []
    for row in contacts.promises_near(actor)[:MOST]:
        url = place("duty:promise", str(row.pk))
        detail = f"{row.visit.contact.person}走访{row.visit.contact.organisation}时答应的"
        found.append(Line("mine", row.text, url, detail, row.due, verb=Verb("记结果", url, "get")))
    return found


def agendas_found(actor: Actor, words: Sequence[str], most: int) -> Group:
    """议题 by title, number or initials."""
    rows = matching(agenda.visible_to(actor), words, ("title", "code", "number"), "initials")

    def shown(row: Agenda) -> Found:
        return Found(
            marked(row.title, words), place("duty:agenda", str(row.pk)), f"{row.meeting} {row.get_state_display()}"
        )

    return collect("agendas", "议题", "个", rows.order_by("-day", "-pk"), most, shown)


def problems_found(actor: Actor, words: Sequence[str], most: int) -> Group:
    """Major problems by title or initials."""
    rows = matching(agenda.problems(actor).select_related("unit"), words, ("title",), "initials")

    def shown(row: MajorProblem) -> Found:
        return Found(
            marked(row.title, words), place("duty:problem", str(row.pk)), f"{row.unit} {row.get_state_display()}"
        )

    return collect("problems", "重大问题", "件", rows.order_by("due", "pk"), most, shown)


def agendas_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """议题 of which the actor sees all: the past of one names every decision."""
    rows = agenda.visible_to(actor) if agenda.sees_all(actor) else Agenda.objects.none()
    return labels(rows.filter(pk__in=numbers(keys)))


def problems_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Major problems the actor sees."""
    return labels(agenda.problems(actor).filter(pk__in=numbers(keys)))


def contacts_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Contact points whose visits the actor sees."""
    return labels(contacts.visible_to(actor).filter(pk__in=numbers(keys)))


def year_lines_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Lines of the year."""
    return labels(years.visible_to(actor).filter(pk__in=numbers(keys)))


AGENDA = Kind("duty.agenda", "议题", agendas_seen, lambda key: place("duty:agenda", key))
PROBLEM = Kind("duty.problem", "重大问题", problems_seen, lambda key: place("duty:problem", key))
CONTACT = Kind("duty.contact", "联系点", contacts_seen, lambda key: place("duty:contact", key))
YEAR_LINE = Kind("duty.year_line", "年度安排", year_lines_seen, lambda key: place("duty:year-edit", key))
