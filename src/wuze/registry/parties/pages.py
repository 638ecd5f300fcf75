"""What the page of one Party organisation shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BaseForm

from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Note, StateBar, Step
from wuze.registry import rules as registry
from wuze.registry.enums import Form, Status
from wuze.registry.models import Coverage, PartyOrganisation, Unit
from wuze.registry.pages import sorted_out, url
from wuze.registry.parties import policy, rules
from wuze.registry.parties.tables import term_light, term_text
from wuze.registry.rules import cn

Making = Callable[[Mapping[str, Any] | None], BaseForm]
QUIET = 12
"""Months without a sign of life after which the superior is asked (1.4.4)."""


def bar(actor: Actor, unit: Unit, row: PartyOrganisation | None) -> StateBar:
    """Set up, elected, to be elected anew."""
    offers = [("改情况", url("party-edit", unit.pk), policy.why_not_edit_party(actor, unit))]
    verbs, refused = sorted_out(offers)
    light = term_light(row, actor.today) if row else None
    term = row.term_since if row else None
    over = light is not None and light.word == "已到届"
    steps = (
        Step("设立", "done", (cn(unit.since),)), Step("本届", "done" if over else "now", (f"自{cn(term)}",) if term else ()),
        Step("换届", "now" if over else "later", (term_text(row),) if row and term else ()),
    )  # fmt: skip
    words = row.get_form_display() if row else "还没有填形式和届期"
    return StateBar(steps, words, light, verbs=verbs, refused=refused)


@dataclass(frozen=True, slots=True)
class Covered:
    """One organisation it covers or covered."""

    row: Coverage
    period: str
    now: bool
    closed: bool


def covered(actor: Actor, rows: Iterable[Coverage]) -> list[Covered]:
    """Those of today first; only what the actor sees."""
    found = []
    for one in rows:
        now = one.since <= actor.today and (one.until is None or one.until > actor.today)
        closed = one.organisation.status != Status.OPERATING
        found.append(Covered(one, registry.span(one.since, one.until), now, closed))
    return sorted(found, key=lambda one: (not one.now, one.row.organisation.name, one.row.pk))


def term(row: PartyOrganisation | None, today: date) -> tuple[str, Light | None]:
    """The end of the term, and how near it is."""
    return (term_text(row) or "没有填", term_light(row, today)) if row else ("没有填", None)


def questions(row: PartyOrganisation | None, held: Sequence[Covered], today: date) -> list[Note]:
    """What the superior is asked; never a penalty."""
    now = sum(one.now for one in held)
    found = []
    if row and row.form == Form.JOINT and now > rules.MANY:
        found.append(Note(f"联合党支部覆盖{now}家，超过{rules.MANY}家，顾得过来吗？要不要分开设。", "ask"))
    if row and (row.active_on is None or row.active_on <= rules.months_later(today, -QUIET)):
        since = f"{cn(row.active_on)}以后" if row.active_on else "从没有"
        found.append(
            Note(f"{since}{'没有' if row.active_on else ''}活动记录，是没有活动还是没有记？请问一下书记。", "ask")
        )
    gone = sum(one.now and one.closed for one in held)
    if gone:
        found.append(Note(f"覆盖的有{gone}家停业或注销了，请到那家的档案里结束覆盖。", "ask"))
    return found


def much(person: Person) -> Note | None:
    """More than one person can look after."""
    load = getattr(person, "load", 0)
    return Note(f"一个人联系{load}家，超过{rules.LOAD}家，请派的单位看要不要调。", "ask") if load > rules.LOAD else None
