"""An 议题 planned, held, put off, dropped; what was decided; major problems. One function, one transaction, one entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.duty.agenda import policy, rules, states
from wuze.duty.agenda.enums import AgendaState
from wuze.duty.agenda.models import Agenda, AgendaNumber, Decision, MajorProblem
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.kernel.pinyin import initials
from wuze.registry.models import Unit
from wuze.registry.rules import cn
from wuze.trail.actions import record
from wuze.trail.values import Thing

AGENDA, PROBLEM = "duty.agenda", "duty.problem"


def _thing(row: Agenda | MajorProblem) -> Thing:
    kind, label = (AGENDA, f"{row.code} {row.title}") if isinstance(row, Agenda) else (PROBLEM, row.title)
    return Thing(kind, str(row.pk), label)


def _note(
    code: str, actor: Actor, row: Agenda | MajorProblem, *, before: Mapping[str, object] | None = None, **after: object
) -> None:
    """Of the thing alone: whoever sees a unit does not therefore see what was decided for it."""
    record(code, at=actor.at, who=actor.who(), thing=_thing(row), before=before, after=after, origin=actor.origin)


def _agenda(pk: int, version: int | None) -> Agenda:
    row = Agenda.objects.select_for_update().get(pk=pk)
    same_version(row.version, version)
    return row


def _check(field: str, fault: str) -> None:
    if fault:
        raise Invalid("agenda.day", {field: fault})


def _save(row: Agenda | MajorProblem) -> None:
    row.version += 1
    row.save()


def _number(year: int) -> int:
    AgendaNumber.objects.get_or_create(year=year)
    row = AgendaNumber.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


@transaction.atomic
def plan(actor: Actor, *, title: str, meeting: str, day: date, study: bool, number: str = "") -> Agenda:
    """安排议题: which meeting, which day; ``study``: one of the year's regular ones. With the number of its 纪要 it was held
    already, on its real day: 补登."""
    refuse(policy.why_not_keep(actor))
    number = number.strip()
    if faults := rules.entry_faults(day, number, actor.today):
        raise Invalid("agenda.day", faults)
    row = Agenda.objects.create(
        code=rules.code(day.year, _number(day.year)), title=title.strip(), initials=initials(title)[:120],
        meeting=meeting.strip(), day=day, study=study, entered_by=actor.name, entered_on=actor.today, number=number,
        state=AgendaState.HELD if number else AgendaState.PLANNED,
    )  # fmt: skip
    if number:
        _note("duty.agenda_entered", actor, row, meeting=row.meeting, day=day, number=number)
    else:
        _note("duty.agenda_planned", actor, row, meeting=row.meeting, day=day)
    return row


@transaction.atomic
def hold(actor: Actor, pk: int, *, version: int | None, day: date, number: str) -> Agenda:
    """登记研究: on which day, under which 纪要号."""
    row = _agenda(pk, version)
    refuse(policy.why_not("hold", actor, row))
    _check("day", rules.held_fault(day, actor.today))
    before = {"day": row.day}
    row.state = states.AGENDA[(row.state, "hold")]
    row.day, row.number = day, number.strip()
    _save(row)
    _note("duty.agenda_held", actor, row, before=before, meeting=row.meeting, day=day, number=row.number)
    return row


@transaction.atomic
def drop(actor: Actor, pk: int, *, version: int | None, reason: str) -> Agenda:
    """不研究了: with the reason, which stays."""
    row = _agenda(pk, version)
    refuse(policy.why_not("drop", actor, row))
    row.state, row.why = states.AGENDA[(row.state, "drop")], reason.strip()
    _save(row)
    _note("duty.agenda_dropped", actor, row, reason=row.why)
    return row


@transaction.atomic
def move(actor: Actor, pk: int, *, version: int | None, day: date, reason: str) -> Agenda:
    """改期: planned again, for another day."""
    row = _agenda(pk, version)
    refuse(policy.why_not("move", actor, row))
    _check("day", rules.day_fault(day, actor.today))
    before = {"day": row.day}
    row.state = states.AGENDA[(row.state, "move")]
    row.day, row.why = day, reason.strip()
    _save(row)
    _note("duty.agenda_moved", actor, row, before=before, day=day, reason=row.why)
    return row


@transaction.atomic
def decide(actor: Actor, pk: int, *, version: int | None, text: str, unit: int, due: date) -> Decision:
    """记一条议定事项: what, who, until when."""
    row = _agenda(pk, version)
    refuse(policy.why_not("decide", actor, row))
    _check("due", rules.end_fault(due, row.day))
    owner = Unit.objects.get(pk=unit)
    last = row.decisions.order_by("-line").values_list("line", flat=True).first() or 0
    found = Decision.objects.create(agenda=row, line=last + 1, text=text.strip(), unit=owner, due=due)
    _save(row)
    _note("duty.decided", actor, row, line=found.line, text=found.text, owner=str(owner), due=due)
    return found


@transaction.atomic
def correct(
    actor: Actor, pk: int, *, version: int | None, line: int, text: str, unit: int, due: date, reason: str
) -> Decision:
    """更正一条议定事项: what was there stays in the trail. Tasks handed out under it keep their own words."""
    row = _agenda(pk, version)
    refuse(policy.why_not("correct", actor, row))
    found = row.decisions.select_related("unit").filter(line=line).first()
    if found is None:
        raise Invalid("agenda.line", {"line": "请选一条。"})
    _check("due", rules.end_fault(due, row.day))
    owner = Unit.objects.get(pk=unit)
    before = {"text": found.text, "owner": str(found.unit), "due": found.due}
    after = {"text": text.strip(), "owner": str(owner), "due": due}
    if before == after:
        raise Invalid("agenda.same", {"text": "没有改动。"})
    found.text, found.unit, found.due = text.strip(), owner, due
    found.save()
    _save(row)
    _note("duty.decision_corrected", actor, row, before=before, line=line, reason=reason.strip(), **after)
    return found


# --- major problems ---------------------------------------------------------------------------------------------------


@transaction.atomic
def raise_problem(
    actor: Actor, *, title: str, text: str, unit: int, due: date, agenda: int | None = None
) -> MajorProblem:
    """提出重大问题: who solves it, until when."""
    refuse(policy.why_not_keep(actor))
    _check("due", rules.end_fault(due, actor.today))
    owner = Unit.objects.get(pk=unit)
    row = MajorProblem.objects.create(
        title=title.strip(), initials=initials(title)[:120], text=text.strip(), unit=owner, due=due, agenda_id=agenda,
        raised_on=actor.today,
    )  # fmt: skip
    _note("duty.problem_raised", actor, row, owner=str(owner), due=due)
    return row


def _problem(pk: int, version: int | None) -> MajorProblem:
    row = MajorProblem.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    same_version(row.version, version)
    return row


@transaction.atomic
def take(actor: Actor, pk: int, *, version: int | None, note: str) -> MajorProblem:
    """着手处理: by the owner, with how."""
    row = _problem(pk, version)
    refuse(policy.why_not_problem("take", actor, row))
    row.state, row.note = states.PROBLEM[(row.state, "take")], note.strip()
    _save(row)
    _note("duty.problem_taken", actor, row, note=row.note)
    return row


@transaction.atomic
def close(actor: Actor, pk: int, *, version: int | None, note: str) -> MajorProblem:
    """认定解决: with what shows it."""
    row = _problem(pk, version)
    refuse(policy.why_not_problem("close", actor, row))
    row.state, row.note = states.PROBLEM[(row.state, "close")], note.strip()
    row.closed_on, row.closed_by = actor.today, actor.name
    _save(row)
    _note("duty.problem_closed", actor, row, note=row.note)
    return row


@transaction.atomic
def reopen(actor: Actor, pk: int, *, version: int | None, reason: str, due: date) -> MajorProblem:
    """重新处理: with a reason and a new end."""
    row = _problem(pk, version)
    refuse(policy.why_not_problem("reopen", actor, row))
    _check("due", rules.end_fault(due, actor.today))
    before = {"closed_on": cn(row.closed_on) if row.closed_on else ""}
    row.state, row.note = states.PROBLEM[(row.state, "reopen")], reason.strip()
    row.closed_on, row.closed_by, row.due = None, "", due
    _save(row)
    _note("duty.problem_reopened", actor, row, before=before, reason=row.note, due=due)
    return row
