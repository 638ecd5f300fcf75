"""A task set up, edited while it is a draft, issued; who helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.pinyin import initials
from wuze.ledger import policy, queries, rules
from wuze.ledger.actions import shared
from wuze.ledger.models import Cooperator, Task
from wuze.ledger.queries import burden
from wuze.registry.models import Unit


@dataclass(frozen=True, slots=True)
class Content:
    """What a task says: node by ``term`` (working days from issue) or by ``due``, one of the two."""

    title: str
    why: str
    why_label: str
    requirement: str
    standard: str
    due: date | None = None
    term: int | None = None
    rhythm: str = "none"
    why_code: str = ""
    wants_evidence: bool = False
    nil_ok: bool = False
    items: int = 1


def faults_of(content: Content, today: date) -> dict[str, str]:
    """Field → sentence."""
    faults: dict[str, str] = {}
    if (fault := rules.node_fault(content.due, content.term)) or (
        content.due is not None and (fault := rules.due_fault(today, content.due))
    ):
        faults["due"] = fault
    elif content.term is not None and not 1 <= content.term <= rules.LONGEST_TERM:
        faults["term"] = f"填1到{rules.LONGEST_TERM}。"
    if not 1 <= content.items <= rules.MOST_ITEMS:
        faults["items"] = f"填1到{rules.MOST_ITEMS}。"
    return faults


def issuer_of(actor: Actor, lead: Unit) -> int:
    """Which of the actor's units issues to this one: the nearest above it, else the first."""
    posts = actor.posts_that(Capability.EDIT_TASKS)
    above = [held for held in posts if lead.path.startswith(held.path)]
    return max(above, key=lambda held: len(held.path)).unit if above else posts[0].unit


def drafted(actor: Actor, content: Content, **more: object) -> Task:
    """A row, not yet saved."""
    values = {name: getattr(content, name) for name in Content.__slots__} | more
    values["title"] = content.title.strip()
    return Task(
        drafted_on=actor.today, drafted_by=actor.name, initials=initials(content.title)[:120], **values,
    )  # fmt: skip


def _check(actor: Actor, content: Content, lead: Unit, but: int = 0) -> None:
    faults = faults_of(content, actor.today)
    if fault := rules.rhythm_fault(lead.kind, content.rhythm):
        faults["rhythm"] = fault
    if lead.pk in queries.already_asked(content.title, [lead.pk], but):
        faults["title"] = f"已经向{lead}要过同样的事，还没有办完。同一件事不问两遍。"
    elif known := burden.given_already(content.title, content.standard, lead.pk, actor.today.year, but):
        faults["title"] = f"{lead}今年已经报过这件事（{known.code}，{known.get_state_display()}），直接用，不再问。"
    if faults:
        raise Invalid("ledger.task", faults)


@transaction.atomic
def set_up(actor: Actor, lead: int, content: Content, *, post: int | None = None, parent: int | None = None) -> Task:
    """立项. With ``parent`` a part of what one's own unit leads."""
    unit = Unit.objects.get(pk=lead)
    refuse(policy.why_not_issue_to(actor, unit))
    above = shared.locked(parent, None) if parent else None
    if above is not None:
        refuse(policy.why_not_split(actor, above))
    owner = queries.post_of(unit, post or queries.only_posts([unit.pk]).get(unit.pk))
    _check(actor, content, unit)
    serial = shared.numbers(actor.today.year)
    issuer = above.lead_id if above else issuer_of(actor, unit)
    task = drafted(
        actor, content, code=rules.code(actor.today.year, serial), lead=unit, issuer_id=issuer, post=owner, parent=above
    )
    task.save(force_insert=True)
    shared.note(
        "ledger.set_up", actor, task, units=(unit,),
        after={"lead": str(unit), "why": f"{task.get_why_display()}：{task.why_label}", "due": content.due, "term": content.term},
    )  # fmt: skip
    return task


@transaction.atomic
def edit(actor: Actor, pk: int, content: Content, *, version: int | None) -> Task:
    """A draft is edited freely; an approval of too little time is void when the node changes."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_edit(actor, task))
    _check(actor, content, task.lead, but=pk)
    before = {name: getattr(task, name) for name in Content.__slots__}
    if any(getattr(task, name) != getattr(content, name) for name in ("due", "term", "items", "rhythm")):
        task.approval = ""
    for name in Content.__slots__:
        setattr(task, name, getattr(content, name))
    task.title, task.initials = content.title.strip(), initials(content.title)[:120]
    shared.save(task)
    after = {name: getattr(task, name) for name in before}
    different = [name for name in before if before[name] != after[name]]
    shared.note(
        "ledger.edited", actor, task, before={name: before[name] for name in different},
        after={name: after[name] for name in different},
    )  # fmt: skip
    return task


def hand_out(task: Task, actor: Actor, due: date) -> None:
    """From draft to issued, in memory: single and bulk issue do the same."""
    shared.step(task, "issue")
    task.due = task.turn_due = due
    task.issued_on, task.issued_by = actor.today, actor.name
    task.report_due = rules.report_due(task.rhythm, actor.today)
    task.burden = 0 if task.issuer_id == task.lead_id else task.items * rules.times(task.rhythm, actor.today, due)
    if rules.is_short(actor.today, due):
        task.counted = False


@transaction.atomic
def issue(actor: Actor, pk: int, *, version: int | None) -> Task:
    """交办: the clock begins; too little time is not counted, also when approved."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_issue(actor, task))
    due = rules.planned(actor.today, task.due, task.term)
    hand_out(task, actor, due)
    shared.save(task)
    shared.note("ledger.issued", actor, task, units=(task.lead,), after={
        "lead": str(task.lead), "due": due, "counted": "计入比率" if task.counted else "不计入比率",
    })  # fmt: skip
    return task


@transaction.atomic
def add_cooperator(
    actor: Actor, pk: int, *, unit: int, gives: str, due: date, version: int | None = None
) -> Cooperator:
    """A unit that helps: what it hands in, until when."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_cooperate(actor, task))
    helper = Unit.objects.get(pk=unit)
    faults: dict[str, str] = {}
    if helper.pk == task.lead_id:
        faults["unit"] = "牵头的单位不用再当协办。"
    elif task.cooperators.filter(unit=helper).exists():
        faults["unit"] = f"{helper}已经是协办。"
    if fault := rules.due_fault(actor.today, due):
        faults["due"] = fault
    if faults:
        raise Invalid("ledger.cooperator", faults)
    row = Cooperator.objects.create(task=task, unit=helper, gives=gives.strip(), due=due)
    shared.save(task)
    shared.note(
        "ledger.cooperator_added", actor, task, units=(helper,), after={"unit": str(helper), "gives": gives, "due": due}
    )
    return row
