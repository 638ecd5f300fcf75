"""What a task may follow from and the system knows: duties in force, decisions of meetings, problems that are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wuze.accounts.values import Actor
from wuze.duty.agenda import queries as agenda
from wuze.duty.agenda.enums import ProblemState
from wuze.duty.agenda.models import Decision, MajorProblem
from wuze.duty.editions import queries as duties
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import Duty
from wuze.ledger.enums import Why
from wuze.ledger.models import LABEL, TITLE

MOST = 150
"""Decisions and problems offered, each: the newest."""


@dataclass(frozen=True, slots=True)
class Basis:
    """``words`` is what a form offers and reads back; the rest is what a task takes from it."""

    words: str
    why: str
    why_label: str
    why_code: str = ""
    requirement: str = ""
    standard: str = ""
    title: str = ""
    lead: int | None = None
    due: date | None = None


def of_duty(row: Duty) -> Basis:
    """A line of the list in force."""
    return Basis(str(row), Why.DUTY, str(row.edition)[:LABEL], row.code, row.requirement, row.standard)


def of_decision(row: Decision) -> Basis:
    """A line of an 议题."""
    return Basis(str(row), Why.DECISION, row.basis, row.code, row.text, "", row.text[:TITLE], row.unit_id, row.due)


def of_problem(row: MajorProblem) -> Basis:
    """A grave problem that is not solved."""
    words = f"重大问题：{row.title}"
    return Basis(words, Why.PROBLEM, words, "", row.text, "", row.title, row.unit_id, row.due)


def known(actor: Actor) -> dict[str, Basis]:
    """By its words, of what the actor sees. Three queries."""
    rows = duties.duties_visible_to(actor).filter(edition__state=EditionState.IN_FORCE).order_by("order", "pk")
    decided = agenda.decisions(actor).select_related("agenda").order_by("-agenda__day", "-agenda_id", "line")[:MOST]
    open_ = agenda.problems(actor).exclude(state=ProblemState.CLOSED).order_by("due", "pk")[:MOST]
    found = [*map(of_duty, rows), *map(of_decision, decided), *map(of_problem, open_)]
    return {one.words: one for one in found}


def named(actor: Actor, *, duty: str = "", decision: str = "", problem: str = "") -> Basis | None:
    """The one an address names, if the actor sees it."""
    if row := duties.duty_of(actor, duty):
        return of_duty(row)
    if decision.isdecimal():
        found = agenda.decisions(actor).select_related("agenda").filter(pk=int(decision[:18])).first()
        return of_decision(found) if found else None
    if problem.isdecimal():
        one = agenda.problems(actor).filter(pk=int(problem[:18])).first()
        return of_problem(one) if one else None
    return None
